// Claims that pay for a purchase: the requisition holds the line already, says what may be paid, and is told what was paid.
import { Refusal } from '../../kernel/index.ts'
import type { Call, Sql } from '../../platform/index.ts'
import {
  missingHold,
  type PayableRequisition,
  partsOfReturn,
  recordPayment,
  recordPaymentReturn,
  requisitionForClaim,
} from '../../procurement/index.ts'
import type { Claim } from '../claims/claim.ts'
import { beyondContract, notApprovedPurchase, payeeIsSupplier } from '../refusals.ts'

type Booked = { movement_id: bigint | null }
type Money = { amount_fen: bigint; on_date: string }
export type PurchasePurpose = 'expense' | PayableRequisition['purpose']

/** What stands in the way of paying the purchase with this claim; nothing when it may be paid. */
export async function requisitionProblems(
  tx: Sql,
  call: Call,
  claim: Claim,
  payees: readonly string[],
): Promise<Refusal[]> {
  let purchase: PayableRequisition
  try {
    purchase = await requisitionForClaim(tx, claim.requisition_id!, call.today)
  } catch (refused) {
    if (refused instanceof Refusal) return [refused]
    throw refused
  }
  const { line_no, section, supplier, req_no } = purchase
  if (line_no !== claim.line_no || section !== claim.section) return [notApprovedPurchase()]
  const [others] = await tx<{ open_fen: bigint }[]>`
    select coalesce(sum(amount_fen), 0)::bigint open_fen from spending.claims
    where requisition_id = ${claim.requisition_id} and id <> ${claim.id} and state in ('approving', 'approved', 'paying')`
  const left_fen = purchase.left_fen - others!.open_fen
  const problems: Refusal[] = []
  if (claim.amount_fen > left_fen)
    problems.push(beyondContract({ contract_no: purchase.contract_no || req_no, left_fen }))
  if (supplier !== '' && payees.some(name => name !== supplier)) problems.push(payeeIsSupplier({ supplier }))
  return problems
}

/** The reservation that the requisition holds; the claim pays out of it. */
export async function reservationOf(tx: Sql, call: Call, claim: Claim): Promise<bigint> {
  return (await requisitionForClaim(tx, claim.requisition_id!, call.today)).reservation_id
}

/** Whether what comes back is held by the contract again, or by the application. */
export async function holdOf(tx: Sql, claim: Claim): Promise<'committed' | 'reserved'> {
  if (claim.requisition_id === null) return 'reserved'
  const [contract] =
    await tx`select 1 from procurement.contracts where requisition_id = ${claim.requisition_id} limit 1`
  return contract ? 'committed' : 'reserved'
}

export async function purposeOf(tx: Sql, call: Call, claim: Claim): Promise<PurchasePurpose> {
  // booked as owed at the end of its year
  if (claim.requisition_id === null) return claim.accrual_voucher_id === null ? 'expense' : 'payable'
  return (await requisitionForClaim(tx, claim.requisition_id, call.today)).purpose
}

/** Tells procurement what was paid for its requisition. */
export async function tellPaid(
  tx: Sql,
  call: Call,
  claim: Claim,
  { amount_fen, on_date }: Money,
  purpose: PurchasePurpose,
  { movement_id }: Booked,
): Promise<void> {
  if (claim.requisition_id === null || purpose === 'expense') return
  const told = { requisition_id: claim.requisition_id, amount_fen, paid_on: on_date, purpose, movement_id }
  await recordPayment(tx, call, { ...told, subject: `spending.claim/${claim.id}` })
}

type Part = { purpose: PurchasePurpose; amount_fen: bigint }

/** What came back of a payment, by the account it goes back to. */
export async function partsOf(tx: Sql, claim: Claim, { purpose, amount_fen }: Part): Promise<Part[]> {
  if (claim.requisition_id === null || purpose === 'expense') return [{ purpose, amount_fen }]
  return partsOfReturn(tx, claim.requisition_id, { purpose, amount_fen })
}

/** Tells procurement that money paid for its requisition came back. */
export async function tellReturned(
  tx: Sql,
  call: Call,
  claim: Claim,
  { amount_fen, on_date, purpose }: Money & Part,
  { movement_id }: Booked,
): Promise<void> {
  if (claim.requisition_id === null || purpose === 'expense') return
  const told = { requisition_id: claim.requisition_id, amount_fen, paid_on: on_date, purpose, movement_id }
  await recordPaymentReturn(tx, call, { ...told, subject: `spending.claim/${claim.id}` })
}

/** What the claim's matter holds again after money came back: a claim all of it, a purchase what it still has to pay. */
export async function heldAgain(
  tx: Sql,
  claim: Claim,
  back: { amount_fen: bigint; hold_again: boolean },
): Promise<{ amount_fen: bigint; to: 'reserved' | 'committed' }> {
  if (claim.requisition_id === null) return { amount_fen: back.hold_again ? back.amount_fen : 0n, to: 'reserved' }
  const { amount_fen, under_contract } = await missingHold(tx, claim.requisition_id)
  return { amount_fen, to: under_contract ? 'committed' : 'reserved' }
}
