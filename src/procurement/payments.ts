// What a purchase may be paid, and what was paid: asked and told by spending/, which pays.
import { reservationHold } from '../budget/index.ts'
import { type Day, divideDown, smallerFen } from '../kernel/index.ts'
import type { Call, Sql } from '../platform/index.ts'
import { beyondPayable, notApproved, nothingPayable } from './refusals.ts'
import { lockRequisition, moveRequisition, type Requisition } from './requisitions/requisition.ts'
import { ruleValue } from './rules/rules.ts'
import { REQUISITION_STATES, type RequisitionState } from './vocabulary.ts'

export type PayableRequisition = {
  requisition_id: bigint
  req_no: string
  title: string
  section: string
  line_no: string
  reservation_id: bigint
  state: RequisitionState
  supplier: string
  contract_no: string
  /** what the payment settles: `payable` after acceptance (贷方 2302), `prepayment` before it (借方 1214) */
  purpose: 'payable' | 'prepayment'
  /** the most that may be paid now */
  left_fen: bigint
}

async function payable(
  tx: Sql,
  requisition: Requisition,
  today: Day,
): Promise<Pick<PayableRequisition, 'purpose' | 'left_fen'>> {
  const { accepted_fen, paid_fen, prepaid_fen, contract_fen, state } = requisition
  const owed = accepted_fen - (paid_fen - prepaid_fen)
  if (owed > 0n) return { purpose: 'payable', left_fen: owed }
  if (state !== 'contracted') return { purpose: 'payable', left_fen: 0n }
  const most = divideDown(contract_fen * (await ruleValue(tx, 'prepay-permille', today)), 1000n)
  return { purpose: 'prepayment', left_fen: most > paid_fen ? most - paid_fen : 0n }
}

/**
 * The purchase behind a claim, locked. What was bought without an approved requisition is not reimbursed (擅自购买不予报销):
 * refuses procurement.not-approved; procurement.nothing-payable before acceptance and once everything is paid.
 */
export async function requisitionForClaim(tx: Sql, requisitionId: bigint, today: Day): Promise<PayableRequisition> {
  const requisition = await lockRequisition(tx, requisitionId)
  const { id, req_no, title, section, line_no, state, reservation_id } = requisition
  if (!['approved', 'contracted', 'accepted'].includes(state) || reservation_id === null) {
    if (state === 'closed') throw nothingPayable({ req_no })
    throw notApproved({ req_no, state: REQUISITION_STATES[state] })
  }
  const { purpose, left_fen } = await payable(tx, requisition, today)
  if (left_fen <= 0n) throw nothingPayable({ req_no })
  const [contract] = await tx<{ supplier: string; contract_no: string }[]>`
    select supplier, contract_no from procurement.contracts where requisition_id = ${id} and supplements_id is null`
  const { supplier = '', contract_no = '' } = contract ?? {}
  return {
    requisition_id: id,
    req_no,
    title,
    section,
    line_no,
    reservation_id,
    state,
    supplier,
    contract_no,
    purpose,
    left_fen,
  }
}

/**
 * Tells procurement what was paid for a requisition. `purpose` is what requisitionForClaim said. Refuses
 * procurement.beyond-payable; closes the requisition once it is accepted and paid in full.
 */
export async function recordPayment(
  tx: Sql,
  call: Call,
  payment: {
    requisition_id: bigint
    amount_fen: bigint
    paid_on: Day
    purpose: 'payable' | 'prepayment'
    /** who paid, as module.noun/id: spending.claim/12 */
    subject: string
    movement_id: bigint | null
  },
): Promise<RequisitionState> {
  const { requisition_id, amount_fen, purpose, ...told } = payment
  const requisition = await lockRequisition(tx, requisition_id)
  const { req_no, state } = requisition
  if (!['approved', 'contracted', 'accepted'].includes(state))
    throw notApproved({ req_no, state: REQUISITION_STATES[state] })
  const now = await payable(tx, requisition, call.today)
  if (now.purpose !== purpose || amount_fen > now.left_fen) throw beyondPayable({ req_no, left_fen: now.left_fen })
  const prepaid = purpose === 'prepayment' ? amount_fen : 0n
  await tx`update procurement.requisitions set paid_fen = paid_fen + ${amount_fen}, prepaid_fen = prepaid_fen + ${prepaid}
    where id = ${requisition_id}`
  await tx`insert into procurement.payments ${tx({ ...told, requisition_id, amount_fen, at: call.at, by: call.actor.name })}`
  const settled = state === 'accepted' && requisition.paid_fen + amount_fen === requisition.accepted_fen
  return moveRequisition(tx, call, requisition, settled ? 'settle' : 'pay-part', told.subject)
}

/** A purchase that was accepted in full and is paid in full is done. */
export async function settleWhenPaid(
  tx: Sql,
  call: Call,
  requisition: Pick<Requisition, 'id' | 'req_no' | 'state'>,
  note: string,
): Promise<RequisitionState> {
  const [done] =
    await tx`select 1 from procurement.requisitions where id = ${requisition.id} and paid_fen = accepted_fen`
  return done ? moveRequisition(tx, call, requisition, 'settle', note) : requisition.state
}

/**
 * What came back of a payment, parted: of a prepayment that much is a prepayment still as no delivery covers yet; the rest is
 * owed again.
 */
export async function partsOfReturn(
  tx: Sql,
  requisitionId: bigint,
  { purpose, amount_fen }: { purpose: 'payable' | 'prepayment'; amount_fen: bigint },
): Promise<{ purpose: 'payable' | 'prepayment'; amount_fen: bigint }[]> {
  const { prepaid_fen } = await lockRequisition(tx, requisitionId)
  const open = purpose === 'prepayment' ? smallerFen(prepaid_fen, amount_fen) : 0n
  const parts = [
    { purpose: 'prepayment' as const, amount_fen: open },
    { purpose: 'payable' as const, amount_fen: amount_fen - open },
  ]
  return parts.filter(part => part.amount_fen > 0n)
}

/** What a purchase still has to hold of its line, and does not: asked when money came back. */
export async function missingHold(
  tx: Sql,
  requisitionId: bigint,
): Promise<{ amount_fen: bigint; under_contract: boolean }> {
  const { state, amount_fen, contract_fen, accepted_fen, paid_fen, reservation_id } = await lockRequisition(
    tx,
    requisitionId,
  )
  const agreed = contract_fen > 0n ? contract_fen : amount_fen
  const needed = (state === 'accepted' || state === 'closed' ? accepted_fen : agreed) - paid_fen
  const held = reservation_id === null ? undefined : await reservationHold(tx, reservation_id)
  const has = (held?.reserved_fen ?? 0n) + (held?.committed_fen ?? 0n) + (held?.in_transit_fen ?? 0n)
  return { amount_fen: needed > has ? needed - has : 0n, under_contract: contract_fen > 0n }
}

/** Tells procurement that money paid for a requisition came back; it is owed again. Refuses procurement.beyond-payable. */
export async function recordPaymentReturn(
  tx: Sql,
  call: Call,
  back: {
    requisition_id: bigint
    amount_fen: bigint
    paid_on: Day
    /** what partsOfReturn said of this part */
    purpose: 'payable' | 'prepayment'
    subject: string
    movement_id: bigint | null
  },
): Promise<RequisitionState> {
  const { requisition_id, amount_fen, purpose, ...told } = back
  const requisition = await lockRequisition(tx, requisition_id)
  const prepaid = purpose === 'prepayment' ? amount_fen : 0n
  const returned = await tx`
    update procurement.requisitions set paid_fen = paid_fen - ${amount_fen}, prepaid_fen = prepaid_fen - ${prepaid}
    where id = ${requisition_id} and paid_fen >= ${amount_fen} returning 1`
  if (returned.length === 0) throw beyondPayable({ req_no: requisition.req_no, left_fen: requisition.paid_fen })
  await tx`insert into procurement.payments
    ${tx({ ...told, requisition_id, amount_fen: -amount_fen, at: call.at, by: call.actor.name })}`
  const state = await moveRequisition(tx, call, requisition, 'refund', told.subject)
  return state === 'accepted' ? settleWhenPaid(tx, call, { ...requisition, state }, told.subject) : state
}
