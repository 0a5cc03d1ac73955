// Paying: out of a reservation, or directly out of an allotment; and money that comes back. The voucher is posted with it.
import { postVoucher } from '../../accounts/index.ts'
import { type Day, smallerFen, yearOf } from '../../kernel/index.ts'
import { sectionByName } from '../../people/index.ts'
import type { Call, Sql } from '../../platform/index.ts'
import { drawAllotment, findAllotment, leftOf } from '../allotments.ts'
import { expenditureEntries } from '../entries.ts'
import { type Line, lockLine } from '../lines.ts'
import { appendMovement } from '../movements.ts'
import type { Purpose } from '../vocabulary.ts'
import { lockReservation, moveReservation } from './reservations.ts'

export type Payment = {
  amount_fen: bigint
  on_date: Day
  summary: string
  counterparty: string
  /** 部门经济分类款, five digits */
  economic_code: string
  /** what the payment leaves behind; `expense` when not given */
  purpose?: Purpose
  doc_no?: string
}

type Paid = { movement_id: bigint; voucher_id: bigint }

async function book(
  tx: Sql,
  call: Call,
  line: Line,
  place: { allotment_id: bigint; reservation_id?: bigint },
  { purpose = 'expense', ...fact }: Payment,
): Promise<Paid> {
  const voucher_id = await postVoucher(tx, call, {
    on_date: fact.on_date,
    summary: fact.summary,
    source: 'budget.spend',
    entries: expenditureEntries({
      category: line.category!,
      source: line.source,
      purpose,
      amount_fen: fact.amount_fen,
    }),
  })
  const movement = { ...fact, ...place, year: line.year, line_id: line.id, kind: 'spend' as const, voucher_id }
  return { movement_id: await appendMovement(tx, call, movement), voucher_id }
}

/** Pays directly out of a section's allotment. Refuses budget.no-such-line, -allotment, budget.not-enough. */
export async function spendAllotment(
  tx: Sql,
  call: Call,
  { line_no, section, ...payment }: Payment & { line_no: string; section: string },
): Promise<Paid & { left_fen: bigint }> {
  const line = await lockLine(tx, yearOf(payment.on_date), line_no, 'expenditure')
  const allotment = await findAllotment(
    tx,
    line.id,
    { id: await sectionByName(tx, section), name: section },
    line.title,
  )
  await drawAllotment(tx, allotment, { spent: payment.amount_fen })
  const paid = await book(tx, call, line, { allotment_id: allotment.id }, payment)
  return { ...paid, left_fen: leftOf(allotment) - payment.amount_fen }
}

/**
 * Pays out of a reservation: what was on its way first, then what was under contract, then what was applied for. With
 * `release_rest` what remains is given up. Refuses budget.beyond-reservation for more than the matter holds.
 */
export async function spendReservation(
  tx: Sql,
  call: Call,
  { reservation_id, release_rest = false, ...payment }: Payment & { reservation_id: bigint; release_rest?: boolean },
): Promise<Paid> {
  const place = await lockReservation(tx, reservation_id, payment.on_date)
  const { held, line } = place
  const change = { in_transit: 0n, committed: 0n, reserved: 0n }
  let open = payment.amount_fen
  for (const hold of ['in_transit', 'committed', 'reserved'] as const) {
    const part = smallerFen(open, held[`${hold}_fen`])
    change[hold] = -part
    open -= part
  }
  // more than it holds: the conditional statement refuses
  if (open > 0n) change.reserved -= open
  else if (release_rest) {
    change.committed = -held.committed_fen
    change.reserved = -held.reserved_fen
  }
  const { on_date, summary, counterparty, doc_no = '' } = payment
  await moveReservation(
    tx,
    call,
    place,
    { ...change, spent: payment.amount_fen },
    { on_date, summary, counterparty, doc_no },
  )
  return book(tx, call, line, { allotment_id: held.allotment_id, reservation_id: held.id }, payment)
}
