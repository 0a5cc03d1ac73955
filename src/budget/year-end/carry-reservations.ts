// Contracts that outlive their year: what they hold goes on in the next year under a reservation that names the one before.
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
}

/**
 * Takes what contracts hold out of the old line, allotment by allotment. `arrive` puts it into the new line once its plan
 * has it: allotted to the same section, held by the same matter.
 */
export async function carryReservations(
  tx: Sql,
  call: Call,
  { line, target, doc_no, on_date }: { line: Line; target: Line; doc_no: string; on_date: string },
): Promise<{ total: bigint; arrive: () => Promise<void> }> {
  const held = await tx<Held[]>`
    select r.id, r.allotment_id, a.section_id, r.subject, r.title, r.committed_fen
    from budget.reservations r join budget.allotments a on a.id = r.allotment_id
    where r.line_id = ${line.id} and r.committed_fen > 0 order by r.id for no key update of r`
  let total = 0n
  for (const one of held) {
    const amount = one.committed_fen
    total += amount
    await tx`update budget.reservations set committed_fen = 0 where id = ${one.id}`
    await tx`update budget.allotments set committed_fen = committed_fen - ${amount}, allotted_fen = allotted_fen - ${amount} where id = ${one.allotment_id}`
    await tx`update budget.lines set committed_fen = committed_fen - ${amount}, allotted_fen = allotted_fen - ${amount} where id = ${line.id}`
    const step = { year: line.year, line_id: line.id, allotment_id: one.allotment_id, on_date, doc_no }
    const summary = `结转${target.year}年度：${one.title}`.slice(0, 200)
    await appendMovement(tx, call, { ...step, reservation_id: one.id, kind: 'uncommit', amount_fen: -amount, summary })
    await appendMovement(tx, call, { ...step, kind: 'allot', amount_fen: -amount, summary })
  }
  const arrive = async () => {
    for (const one of held) await arriveOne(tx, call, target, one, { doc_no })
  }
  return { total, arrive }
}

async function arriveOne(tx: Sql, call: Call, target: Line, one: Held, { doc_no }: { doc_no: string }): Promise<void> {
  const amount = one.committed_fen
  const [place] = await tx<{ id: bigint }[]>`
    insert into budget.allotments (line_id, section_id, allotted_fen, committed_fen)
    values (${target.id}, ${one.section_id}, ${amount}, ${amount})
    on conflict (line_id, section_id) do update set allotted_fen = budget.allotments.allotted_fen + ${amount},
      committed_fen = budget.allotments.committed_fen + ${amount} returning id`
  await tx`update budget.lines set allotted_fen = allotted_fen + ${amount}, committed_fen = committed_fen + ${amount} where id = ${target.id}`
  const [row] = await tx<{ id: bigint }[]>`
    insert into budget.reservations (allotment_id, line_id, year, subject, title, committed_fen, carried_from_id, opened_at, opened_by)
    values (${place!.id}, ${target.id}, ${target.year}, ${one.subject}, ${one.title}, ${amount}, ${one.id}, ${call.at}, ${call.actor.name})
    returning id`
  const step = {
    year: target.year,
    line_id: target.id,
    allotment_id: place!.id,
    on_date: `${target.year}-01-01`,
    doc_no,
  }
  const summary = `${target.year - 1}年度结转：${one.title}`.slice(0, 200)
  await appendMovement(tx, call, { ...step, kind: 'allot', amount_fen: amount, summary })
  await appendMovement(tx, call, { ...step, reservation_id: row!.id, kind: 'commit', amount_fen: amount, summary })
}
