// Matters that outlive their year: what they hold goes on in the next year under a reservation that names the one before.
// Contracts go with their line; what a claim holds goes when the claim is carried over.
import type { Call, Sql } from '../../platform/index.ts'
import type { Line } from '../lines.ts'
import { appendMovement } from '../movements.ts'

type Held = {
  id: bigint
  allotment_id: bigint
  section_id: bigint
  subject: string
  title: string
  committed_fen: bigint
  reserved_fen: bigint
  in_transit_fen: bigint
}

/** How each hold leaves and arrives in the ledger. */
const HOLDS = [
  { hold: 'committed', out: 'uncommit', in: 'commit' },
  { hold: 'reserved', out: 'release', in: 'reserve' },
  { hold: 'in_transit', out: 'arrive', in: 'dispatch' },
] as const

const sumOf = (one: Held) => one.committed_fen + one.reserved_fen + one.in_transit_fen

/** Contracts of the line, or everything that one matter holds on it. */
function heldOn(tx: Sql, line: Line, only: bigint | undefined): Promise<Held[]> {
  const which =
    only === undefined
      ? tx`r.committed_fen > 0`
      : tx`r.id = ${only} and r.committed_fen + r.reserved_fen + r.in_transit_fen > 0`
  return tx<Held[]>`
    select r.id, r.allotment_id, a.section_id, r.subject, r.title, r.committed_fen,
      ${only === undefined ? tx`0::bigint` : tx`r.reserved_fen`} reserved_fen,
      ${only === undefined ? tx`0::bigint` : tx`r.in_transit_fen`} in_transit_fen
    from budget.reservations r join budget.allotments a on a.id = r.allotment_id
    where r.line_id = ${line.id} and ${which} order by r.id for no key update of r`
}

async function departOne(
  tx: Sql,
  call: Call,
  { line, target, doc_no, on_date }: { line: Line; target: Line; doc_no: string; on_date: string },
  one: Held,
): Promise<bigint> {
  const { id, allotment_id, title, committed_fen, reserved_fen, in_transit_fen } = one
  const amount = sumOf(one)
  const lower = tx`reserved_fen = reserved_fen - ${reserved_fen}, committed_fen = committed_fen - ${committed_fen},
    in_transit_fen = in_transit_fen - ${in_transit_fen}`
  await tx`update budget.reservations set ${lower} where id = ${id}`
  await tx`update budget.allotments set ${lower}, allotted_fen = allotted_fen - ${amount} where id = ${allotment_id}`
  await tx`update budget.lines set ${lower}, allotted_fen = allotted_fen - ${amount} where id = ${line.id}`
  const step = { year: line.year, line_id: line.id, allotment_id, on_date, doc_no }
  const summary = `结转${target.year}年度：${title}`.slice(0, 200)
  const fen = { committed: committed_fen, reserved: reserved_fen, in_transit: in_transit_fen }
  for (const { hold, out } of HOLDS) {
    if (fen[hold] === 0n) continue
    await appendMovement(tx, call, { ...step, reservation_id: id, kind: out, amount_fen: -fen[hold], summary })
  }
  await appendMovement(tx, call, { ...step, kind: 'allot', amount_fen: -amount, summary })
  return amount
}

/**
 * Takes what contracts hold (or what the matter `only` holds) out of the old line, allotment by allotment. `arrive` puts it
 * into the new line once its plan has it: allotted to the same section, held by the same matter.
 */
export async function carryReservations(
  tx: Sql,
  call: Call,
  { only, ...way }: { line: Line; target: Line; doc_no: string; on_date: string; only?: bigint },
): Promise<{ total: bigint; arrive: () => Promise<void> }> {
  const held = await heldOn(tx, way.line, only)
  let total = 0n
  for (const one of held) total += await departOne(tx, call, way, one)
  const arrive = async () => {
    for (const one of held) await arriveOne(tx, call, way.target, one, way)
  }
  return { total, arrive }
}

async function arriveOne(tx: Sql, call: Call, target: Line, one: Held, { doc_no }: { doc_no: string }): Promise<void> {
  const { committed_fen, reserved_fen, in_transit_fen, section_id, subject, title, id: carried_from_id } = one
  const amount = sumOf(one)
  const holds = { committed_fen, reserved_fen, in_transit_fen }
  const raise = (table: 'allotments' | 'lines' | 'reservations') => {
    const was = (column: string) => tx(`budget.${table}.${column}`)
    return tx`committed_fen = ${was('committed_fen')} + ${committed_fen}, reserved_fen = ${was('reserved_fen')} + ${reserved_fen},
      in_transit_fen = ${was('in_transit_fen')} + ${in_transit_fen}`
  }
  const [place] = await tx<{ id: bigint }[]>`
    insert into budget.allotments ${tx({ line_id: target.id, section_id, allotted_fen: amount, ...holds })}
    on conflict (line_id, section_id) do update set allotted_fen = budget.allotments.allotted_fen + ${amount},
      ${raise('allotments')} returning id`
  await tx`update budget.lines set allotted_fen = allotted_fen + ${amount}, ${raise('lines')} where id = ${target.id}`
  const row = { line_id: target.id, year: target.year, subject, title, ...holds, carried_from_id }
  const opened = { allotment_id: place!.id, opened_at: call.at, opened_by: call.actor.name }
  // a contract may have gone before what was on its way: it goes on under one reservation
  const [made] = await tx<{ id: bigint }[]>`
    insert into budget.reservations ${tx({ ...row, ...opened })}
    on conflict on constraint reservation_is_carried_once do update set ${raise('reservations')} returning id`
  const step = {
    year: target.year,
    line_id: target.id,
    allotment_id: place!.id,
    on_date: `${target.year}-01-01`,
    doc_no,
  }
  const summary = `${target.year - 1}年度结转：${title}`.slice(0, 200)
  await appendMovement(tx, call, { ...step, kind: 'allot', amount_fen: amount, summary })
  const fen = { committed: committed_fen, reserved: reserved_fen, in_transit: in_transit_fen }
  for (const { hold, in: kind } of HOLDS) {
    if (fen[hold] === 0n) continue
    await appendMovement(tx, call, { ...step, reservation_id: made!.id, kind, amount_fen: fen[hold], summary })
  }
}
