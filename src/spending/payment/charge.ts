// What a claim does to the budget: holds its amount from submission, is on its way while it is paid, spent when it arrived.
// Everything goes through budget/'s reservations.
import {
  dispatchReservation,
  extendReservation,
  recallDispatch,
  releaseReservation,
  reserveAllotment,
  returnSpending,
  type Source,
  spendReservation,
} from '../../budget/index.ts'
import { type Day, type Fen, lastDayOf, yearOf } from '../../kernel/index.ts'
import type { Call, Sql } from '../../platform/index.ts'
import type { Claim } from '../claims/claim.ts'
import { ECONOMIC_CODES } from '../vocabulary.ts'
import { holdOfLoan, payOutLoan, returnToLoan } from './loans.ts'
import {
  heldAgain,
  holdOf,
  type PurchasePurpose,
  partsOf,
  purposeOf,
  reservationOf,
  tellPaid,
  tellReturned,
} from './purchases.ts'

/** How the ledger names what a claim does. */
export const stepOf = (claim: Claim, on_date: Day, what = '') => ({
  on_date,
  summary: `${what}${claim.claim_no ?? ''} ${claim.title}`.trim().slice(0, 200),
  doc_no: claim.claim_no ?? '',
})

/** The day on which a hold changes: today, or the nearest day of the year whose line holds it. */
export function heldDay({ year, carried_to_year }: Pick<Claim, 'year' | 'carried_to_year'>, { today }: Call): Day {
  const holds = carried_to_year ?? year
  if (yearOf(today) === holds) return today
  return yearOf(today) > holds ? lastDayOf(holds) : `${holds}-01-01`
}

/** Holds the section's allotment for a submitted claim. Refuses budget.not-enough and what else the budget says. */
export async function hold(tx: Sql, call: Call, claim: Claim): Promise<void> {
  if (claim.offset_fen > 0n) await holdOfLoan(tx, call, claim)
  // a purchase holds its line since it was applied for
  const reservation_id =
    claim.requisition_id === null ? await reserved(tx, call, claim) : await reservationOf(tx, call, claim)
  claim.reservation_id = reservation_id
  await tx`update spending.claims set reservation_id = ${reservation_id} where id = ${claim.id}`
}

async function reserved(tx: Sql, call: Call, claim: Claim): Promise<bigint> {
  const { reservation_id } = await reserveAllotment(tx, call, {
    ...stepOf(claim, heldDay(claim, call)),
    line_no: claim.line_no,
    section: claim.section,
    amount_fen: claim.amount_fen,
    subject: `spending.claim/${claim.id}`,
    title: claim.title,
  })
  return reservation_id
}

/** Gives up what a claim holds, when it was returned, withdrawn or came to nothing; the loan gets its part back. */
export async function giveUp(tx: Sql, call: Call, claim: Claim, why: string): Promise<void> {
  const { reservation_id } = claim
  if (reservation_id === null) return
  if (claim.requisition_id === null) {
    await releaseReservation(tx, call, { ...stepOf(claim, heldDay(claim, call), `${why} `), reservation_id })
  }
  await tx`update spending.claims set reservation_id = null where id = ${claim.id}`
  claim.reservation_id = null
  if (claim.offset_fen > 0n) await returnToLoan(tx, call, claim, why)
}

export type Money = { amount_fen: Fen; on_date: Day; counterparty: string }
export type Booked = { movement_id: bigint | null; voucher_id: bigint }

/** A payment leaves for the bank: in transit. */
export async function sendMoney(tx: Sql, call: Call, claim: Claim, money: Money): Promise<void> {
  const { amount_fen, counterparty, on_date } = money
  const step = { ...stepOf(claim, on_date, '付款 '), counterparty }
  await dispatchReservation(tx, call, { ...step, reservation_id: claim.reservation_id!, amount_fen })
}

/** A payment did not go out: it is held as before. */
export async function takeBack(tx: Sql, call: Call, claim: Claim, money: Money): Promise<void> {
  const { amount_fen, counterparty, on_date } = money
  const step = { ...stepOf(claim, on_date, '付款失败 '), counterparty }
  const to = await holdOf(tx, claim)
  await recallDispatch(tx, call, { ...step, reservation_id: claim.reservation_id!, amount_fen, to })
}

type LineFacts = { economic_code: string | null; source: Source }

export async function lineFacts(tx: Sql, claim: Claim): Promise<{ economic_code: string; source: Source }> {
  const [line] = await tx<LineFacts[]>`select economic_code, source from budget.lines where id = ${claim.line_id}`
  const code = line!.economic_code
  return { source: line!.source, economic_code: code?.length === 5 ? code : ECONOMIC_CODES[claim.kind] }
}

/** A payment arrived: spent, with its voucher. A loan is no spending yet, its hold stays; a purchase settles what it owes. */
export async function spendMoney(
  tx: Sql,
  call: Call,
  claim: Claim,
  money: Money,
): Promise<Booked & { purpose: PurchasePurpose }> {
  if (claim.kind === 'loan') return { ...(await payOutLoan(tx, call, claim, money)), purpose: 'expense' }
  const { economic_code } = await lineFacts(tx, claim)
  const purpose = await purposeOf(tx, call, claim)
  const payment = { ...stepOf(claim, money.on_date), ...money, economic_code, purpose }
  const booked = await spendReservation(tx, call, { ...payment, reservation_id: claim.reservation_id! })
  await tellPaid(tx, call, claim, money, purpose, booked)
  return { ...booked, purpose }
}

export type Returned = Booked & { amount_fen: Fen; purpose: PurchasePurpose }

/**
 * Money of a payment came back: the line has it again, in one part for every account it goes back to. With `hold_again` the
 * claim holds it for another payment; a purchase holds what it still has to pay.
 */
export async function bringBack(
  tx: Sql,
  call: Call,
  claim: Claim,
  back: {
    movement_id: bigint
    amount_fen: Fen
    on_date: Day
    why: string
    purpose: PurchasePurpose
    hold_again: boolean
  },
): Promise<Returned[]> {
  const { movement_id, on_date, why } = back
  const step = stepOf(claim, on_date, `${why} `)
  const returned: Returned[] = []
  for (const part of await partsOf(tx, claim, back)) {
    const booked = await returnSpending(tx, call, { ...step, movement_id, ...part })
    await tellReturned(tx, call, claim, { ...part, on_date }, booked)
    returned.push({ ...booked, ...part })
  }
  const again = await heldAgain(tx, claim, back)
  if (again.amount_fen > 0n)
    await extendReservation(tx, call, { ...step, reservation_id: claim.reservation_id!, ...again })
  return returned
}

/** Writes down what came back of a claim's payment. */
export async function noteReturns(
  tx: Sql,
  call: Call,
  claim: Claim,
  returned: readonly Returned[],
  about: { payment_id: bigint; kind: 'bounced' | 'refund'; on_date: Day; reason: string },
): Promise<void> {
  const rows = returned.map(({ purpose: _purpose, ...booked }) => ({
    ...about,
    ...booked,
    claim_id: claim.id,
    recorded_at: call.at,
    recorded_by: call.actor.name,
  }))
  await tx`insert into spending.returns ${tx(rows)}`
}
