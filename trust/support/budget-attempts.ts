// Attempts of four kinds on one line — 占用, 释放, 支付, 调剂 — as commands for the product and as bare SQL for comparison.
import type postgres from 'postgres'
import { type Random, random } from '../../samples/random.ts'
import { SECTION } from './centre.ts'

export const ATTEMPT_KINDS = ['reserve', 'release', 'spend', 'virement'] as const
export type Attempt = { kind: (typeof ATTEMPT_KINDS)[number]; amount_fen: number; inwards: boolean }

const AMOUNT_MAX = 1500

function oneAttempt(course: Random): Attempt {
  return {
    kind: course.pick(ATTEMPT_KINDS),
    amount_fen: 1 + Math.floor(course.next() * AMOUNT_MAX),
    inwards: course.next() < 0.5,
  }
}

/** The attempts of a seed: always the same. */
export function attemptsOf(seed: number, count: number): Attempt[] {
  const course = random(seed)
  return Array.from({ length: count }, () => oneAttempt(course))
}

/** The command that makes an attempt on `line`; virements go to and from `other`. */
export function asCommand(attempt: Attempt, line: string, other: string, onDate: string): [string, unknown] {
  const { kind, inwards } = attempt
  const amount_fen = String(attempt.amount_fen)
  if (kind === 'virement') {
    const [from_line_no, to_line_no] = inwards ? [other, line] : [line, other]
    const doc = { doc_no: '试验调剂', summary: '调剂' }
    return ['budget.move-between-lines', { from_line_no, to_line_no, amount_fen, on_date: onDate, ...doc }]
  }
  const fact = { line_no: line, section: SECTION, amount_fen, on_date: onDate, summary: `试验${kind}` }
  if (kind !== 'spend') return [`budget.${kind}`, fact]
  return ['budget.record-expenditure', { ...fact, counterparty: '某文具店', economic_code: '30201' }]
}

/** The movements an accepted answer names. */
export function movementsOf(body: Record<string, unknown>): string[] {
  return ['movement_id', 'from_movement_id', 'to_movement_id']
    .map(key => body[key])
    .filter(id => typeof id === 'string')
}

export type BareLine = { line_id: bigint; other_id: bigint; allotment_id: bigint; year: number }

/** The same attempt by the conditional statement alone, as one transaction; true when it was accepted. */
export async function asBareStatement(sql: postgres.Sql, attempt: Attempt, at: BareLine): Promise<boolean> {
  try {
    return attempt.kind === 'virement' ? await bareVirement(sql, attempt, at) : await bareDraw(sql, attempt, at)
  } catch (error) {
    // what the condition let through on values that had just changed, the CHECK refuses
    if ((error as { code?: string }).code === CHECK_VIOLATION) return false
    throw error
  }
}

const CHECK_VIOLATION = '23514'

async function bareDraw(sql: postgres.Sql, { kind, amount_fen: amount }: Attempt, at: BareLine): Promise<boolean> {
  const spent = kind === 'spend' ? amount : 0
  const reserved = kind === 'reserve' ? amount : kind === 'release' ? -amount : 0
  const rows = await sql`
    with taken as (
      update budget.allotments set spent_fen = spent_fen + ${spent}, reserved_fen = reserved_fen + ${reserved}
      where id = ${String(at.allotment_id)} and reserved_fen + ${reserved}::bigint >= 0
        and (${kind === 'release'}::boolean or reserved_fen + committed_fen + in_transit_fen + spent_fen + ${spent + reserved} <= allotted_fen)
      returning line_id
    ), line as (
      update budget.lines l set executed_fen = executed_fen + ${spent}, reserved_fen = l.reserved_fen + ${reserved}
      from taken where l.id = taken.line_id returning l.id
    )
    insert into budget.movements (year, line_id, allotment_id, kind, amount_fen, on_date, summary, recorded_at, recorded_by)
    select ${at.year}, id, ${String(at.allotment_id)}, ${kind}, ${spent + reserved}::bigint, ${`${at.year}-03-02`}, '试验', now(), '裸语句'
    from line returning id`
  return rows.length === 1
}

async function bareVirement(sql: postgres.Sql, attempt: Attempt, at: BareLine): Promise<boolean> {
  const { amount_fen: amount, inwards } = attempt
  const rows = await sql`
    with locked as materialized (
      select id, opening_fen + adjusted_fen - allotted_fen free, case when (id = ${String(at.other_id)}) = ${inwards}::boolean then ${-amount}::bigint else ${amount}::bigint end change
      from budget.lines where id in (${String(at.line_id)}, ${String(at.other_id)}) order by id for no key update
    ), changed as (
      update budget.lines l set adjusted_fen = adjusted_fen + change from locked
      where l.id = locked.id and not exists (select from locked where free + change < 0) returning l.id, change
    )
    insert into budget.movements (year, line_id, kind, amount_fen, on_date, summary, recorded_at, recorded_by)
    select ${at.year}, id, 'virement', change, ${`${at.year}-03-02`}, '试验', now(), '裸语句' from changed returning id`
  return rows.length === 2
}
