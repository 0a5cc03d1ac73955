// Paying: out of a reservation, or directly out of an allotment; and money that comes back. The voucher is posted with it.
import { postVoucher } from '../../accounts/index.ts'
import { type Day, smallerFen, yearOf } from '../../kernel/index.ts'
import type { Call, Sql } from '../../platform/index.ts'
import { drawAllotment, findPlace } from '../allotments.ts'
import { isControlled, mustBeBelowLimit } from '../direct-limit.ts'
import { expenditureEntries } from '../entries.ts'
import type { Line } from '../lines.ts'
import { appendMovement } from '../movements.ts'
import { notItsClass, threePublicApart } from '../refusals.ts'
import { codeOfAnother, type Purpose, threePublicMixed } from '../vocabulary.ts'
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
  /** the account it is paid from, when not from the line's money: an advance that is settled (1218) */
  paid_from?: string
  doc_no?: string
}

type Paid = { movement_id: bigint; voucher_id: bigint }

type Place = { line: Line; allotment_id: bigint; reservation_id?: bigint }

/** 人员 and 公用 are not mixed, 三公 stand on lines of their own; an advance is no expense yet, whatever it will be spent on. */
function mustStandApart({ line }: Place, { economic_code, purpose }: Payment): void {
  if (purpose === 'advance') return
  const other = line.category && codeOfAnother(line.category, economic_code)
  if (other) throw notItsClass({ line: line.title, why: other })
  const why = threePublicMixed(economic_code, line.three_public)
  if (why) throw threePublicApart({ line: line.title, why })
}

function voucherOf(tx: Sql, call: Call, { line }: Place, { purpose = 'expense', ...fact }: Payment): Promise<bigint> {
  const { amount_fen, on_date, summary, paid_from } = fact
  const paid = paid_from === undefined ? {} : { paid_from }
  const entries = expenditureEntries(
    { category: line.category!, source: line.source, purpose, amount_fen, ...paid },
    { line_no: line.line_no, economic_code: fact.economic_code },
  )
  return postVoucher(tx, call, { on_date, summary, source: 'budget.spend', entries })
}

async function append(tx: Sql, call: Call, place: Place, payment: Payment, voucher_id: bigint): Promise<Paid> {
  const { line, ...ids } = place
  const { purpose: _purpose, paid_from: _from, ...fact } = payment
  const movement = { ...fact, ...ids, year: line.year, line_id: line.id, kind: 'spend' as const, voucher_id }
  return { movement_id: await appendMovement(tx, call, movement), voucher_id }
}

/** Pays directly out of a section's allotment. Refuses budget.no-such-line, -allotment, budget.not-enough. */
export async function spendAllotment(
  tx: Sql,
  call: Call,
  { line_no, section, ...payment }: Payment & { line_no: string; section: string },
): Promise<Paid & { left_fen: bigint }> {
  const { line, allotment } = await findPlace(tx, yearOf(payment.on_date), line_no, section)
  const place = { line, allotment_id: allotment.id }
  mustStandApart(place, payment)
  if (isControlled(line)) await mustBeBelowLimit(tx, line, payment)
  // sent together: the line is held one round trip less, and a refusal takes the voucher back with it
  const [left_fen, voucher] = await Promise.all([
    drawAllotment(tx, allotment, { spent: payment.amount_fen }),
    voucherOf(tx, call, place, payment),
  ])
  return { ...(await append(tx, call, place, payment, voucher)), left_fen }
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
  const at = { line, allotment_id: held.allotment_id, reservation_id: held.id }
  mustStandApart(at, payment)
  return append(tx, call, at, payment, await voucherOf(tx, call, at, payment))
}
