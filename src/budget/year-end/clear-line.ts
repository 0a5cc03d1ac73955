// What is left of a line at the end of its year: carried to the next one (结转), with what contracts still hold, or recalled
// by the finance bureau (收回). Afterwards the line's plan is what was spent.
import { lastDayOf } from '../../kernel/index.ts'
import type { Call, Sql } from '../../platform/index.ts'
import { recordApproval } from '../approvals.ts'
import { type Line, lockLine } from '../lines.ts'
import { appendMovement } from '../movements.ts'
import { nextYearMissing, notSoMuchLeft } from '../refusals.ts'
import { reservationOfYear } from '../reservations/reservations.ts'
import { carryReservations } from './carry-reservations.ts'

export type Clearing = { year: number; doc_no: string; on_date: string }

/** Takes back what the sections have not used and nothing holds. */
async function takeBackUnused(tx: Sql, call: Call, line: Line, { doc_no, on_date }: Clearing): Promise<void> {
  const given = await tx<{ id: bigint; unused: bigint }[]>`
    with before as (
      select id, allotted_fen - reserved_fen - committed_fen - in_transit_fen - spent_fen unused
      from budget.allotments where line_id = ${line.id} and not imported for no key update
    )
    update budget.allotments a set allotted_fen = a.allotted_fen - b.unused from before b
    where a.id = b.id and b.unused > 0 returning a.id, b.unused`
  for (const { id, unused } of given) {
    await tx`update budget.lines set allotted_fen = allotted_fen - ${unused} where id = ${line.id}`
    await appendMovement(tx, call, {
      year: line.year,
      line_id: line.id,
      allotment_id: id,
      kind: 'allot',
      amount_fen: -unused,
      on_date,
      doc_no,
      summary: '年末收回科室未用额度',
    })
  }
}

/** Lowers the plan by what leaves the line; never below what is allotted. */
async function leave(
  tx: Sql,
  call: Call,
  line: Line,
  out: Clearing & { kind: 'carry_out' | 'recall'; amount_fen: bigint; summary: string },
): Promise<void> {
  const { kind, amount_fen, on_date, doc_no, summary } = out
  const moved = await tx`
    update budget.lines set adjusted_fen = adjusted_fen - ${amount_fen}
    where id = ${line.id} and opening_fen + adjusted_fen - ${amount_fen} >= allotted_fen returning 1`
  if (moved.length === 0) {
    const [now] = await tx<{ left_fen: bigint }[]>`
      select opening_fen + adjusted_fen - allotted_fen left_fen from budget.lines where id = ${line.id}`
    throw notSoMuchLeft({ line: line.title, left_fen: now!.left_fen })
  }
  await appendMovement(tx, call, {
    year: line.year,
    line_id: line.id,
    kind,
    amount_fen: -amount_fen,
    on_date,
    doc_no,
    summary,
  })
}

/** Puts into the next year's line what left this one. */
async function enter(
  tx: Sql,
  call: Call,
  line: Line,
  target: Line,
  { amount_fen, doc_no }: { amount_fen: bigint; doc_no: string },
): Promise<void> {
  await tx`update budget.lines set adjusted_fen = adjusted_fen + ${amount_fen} where id = ${target.id}`
  await appendMovement(tx, call, {
    year: target.year,
    line_id: target.id,
    kind: 'carry_in',
    amount_fen,
    on_date: `${target.year}-01-01`,
    doc_no,
    summary: `${line.year}年度结转：${line.title}`,
  })
}

/** The line of the next year that takes what is carried over; made when it is first needed. Its opening budget is nothing. */
async function carriedLine(tx: Sql, line: Line): Promise<Line> {
  const year = line.year + 1
  const adopted = await tx`select 1 from budget.years where year = ${year}`
  if (adopted.length === 0) throw nextYearMissing({ year })
  const line_no = `${line.line_no}-J`.slice(0, 20)
  await tx`
    insert into budget.lines (year, line_no, side, title, source, category, function_code, economic_code, section_id, project,
      three_public, procurement, is_example, opening_fen)
    select ${year}, ${line_no}, side, left(title, 74) || '（上年结转）', source, category, function_code, economic_code, section_id,
      project, three_public, procurement, is_example, 0
    from budget.lines where id = ${line.id} on conflict (year, line_no) do nothing`
  return lockLine(tx, year, line_no, 'expenditure')
}

/**
 * Carries a line over: what contracts hold, always, and `balance_fen` of what is free. Refuses budget.next-year-missing and
 * budget.not-so-much-left. Returns what was carried.
 */
export async function carryLine(
  tx: Sql,
  call: Call,
  { line_no, balance_fen, ...clearing }: Clearing & { line_no: string; balance_fen: bigint },
): Promise<bigint> {
  const line = await lockLine(tx, clearing.year, line_no, 'expenditure')
  const target = await carriedLine(tx, line)
  await takeBackUnused(tx, call, line, clearing)
  const held = await carryReservations(tx, call, { line, target, ...clearing })
  const amount_fen = held.total + balance_fen
  if (amount_fen === 0n) return 0n
  await leave(tx, call, line, { ...clearing, kind: 'carry_out', amount_fen, summary: `结转${target.year}年度继续使用` })
  await enter(tx, call, line, target, { amount_fen, doc_no: clearing.doc_no })
  await held.arrive()
  return amount_fen
}

/**
 * Carries what one matter holds into the next year's line of its own: it goes on there under the same reservation. Refuses
 * budget.no-such-reservation and budget.next-year-missing. Returns the year it is held in now and what was carried.
 */
export async function carryReservation(
  tx: Sql,
  call: Call,
  { reservation_id, year, doc_no }: { reservation_id: bigint; year: number; doc_no: string },
): Promise<{ year: number; carried_fen: bigint }> {
  const on_date = lastDayOf(year)
  const { held: one, line } = await reservationOfYear(tx, reservation_id, year)
  const target = await carriedLine(tx, line)
  const held = await carryReservations(tx, call, { line, target, doc_no, on_date, only: one.id })
  const amount_fen = held.total
  if (amount_fen === 0n) return { year: target.year, carried_fen: 0n }
  for (const each of [year, target.year]) await recordApproval(tx, call, { year: each, doc_no, file_ids: [] })
  const summary = `结转${target.year}年度：${one.title}`.slice(0, 200)
  await leave(tx, call, line, { year, doc_no, on_date, kind: 'carry_out', amount_fen, summary })
  await enter(tx, call, line, target, { amount_fen, doc_no })
  await held.arrive()
  return { year: target.year, carried_fen: amount_fen }
}

/** Gives back to the finance bureau what is free of a line: all of it, or the amount. Returns what was recalled. */
export async function recallLine(
  tx: Sql,
  call: Call,
  { line_no, amount_fen, ...clearing }: Clearing & { line_no: string; amount_fen: bigint | null },
): Promise<bigint> {
  const line = await lockLine(tx, clearing.year, line_no, 'expenditure')
  await takeBackUnused(tx, call, line, clearing)
  const [now] = await tx<{ free: bigint }[]>`
    select opening_fen + adjusted_fen - allotted_fen free from budget.lines where id = ${line.id}`
  const amount = amount_fen ?? now!.free
  if (amount === 0n) return 0n
  await leave(tx, call, line, { ...clearing, kind: 'recall', amount_fen: amount, summary: '年末财政收回' })
  return amount
}

/** The day on which a year is cleared: its last. */
export const clearingDay = (year: number) => lastDayOf(year)
