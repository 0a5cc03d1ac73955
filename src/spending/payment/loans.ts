// Loans (借款): paid out they are owed, 其他应收款, and keep holding their line; settled by claims or repaid in money.
// What is owed is held by one conditional statement over a CHECK.
import { type Entry, postVoucher } from '../../accounts/index.ts'
import {
  cashAccount,
  extendReservation,
  recallDispatch,
  releaseReservation,
  spendReservation,
} from '../../budget/index.ts'
import type { Day, Fen } from '../../kernel/index.ts'
import type { Call, Sql } from '../../platform/index.ts'
import type { Claim } from '../claims/claim.ts'
import { beyondLoan, loanIsUsed, loanLineDiffers, noSuchLoan } from '../refusals.ts'
import { type Booked, heldDay, lineFacts, type Money, stepOf } from './charge.ts'

/** 其他应收款 */
const ADVANCE = '1218'

type LoanRow = { claim_id: bigint; reservation_id: bigint; line_id: bigint; section_id: bigint; applicant_id: bigint }

/** The loan a claim settles: of the same person, line and section. */
async function loanOf(tx: Sql, claim: Claim): Promise<LoanRow> {
  const [loan] = await tx<LoanRow[]>`
    select l.claim_id, c.reservation_id, c.line_id, c.section_id, c.applicant_id from spending.loans l
    join spending.claims c on c.id = l.claim_id where l.claim_id = ${claim.loan_id}`
  if (!loan || loan.applicant_id !== claim.applicant_id) throw noSuchLoan()
  if (loan.line_id !== claim.line_id || loan.section_id !== claim.section_id) throw loanLineDiffers()
  return loan
}

/** Takes what a settling claim offsets out of the loan's hold; the claim holds it from now on. */
export async function holdOfLoan(tx: Sql, call: Call, claim: Claim): Promise<void> {
  const { claim_id, reservation_id } = await loanOf(tx, claim)
  const { offset_fen } = claim
  const held = await tx`
    update spending.loans set held_fen = held_fen + ${offset_fen}
    where claim_id = ${claim_id} and settled_fen + held_fen + ${offset_fen} <= paid_fen returning 1`
  if (held.length === 0) throw beyondLoan()
  await releaseReservation(tx, call, {
    ...stepOf(claim, heldDay(claim, call), '冲借款 '),
    reservation_id,
    amount_fen: offset_fen,
  })
}

/** A settling claim was returned or came to nothing: the loan holds its part again. */
export async function returnToLoan(tx: Sql, call: Call, claim: Claim, why: string): Promise<void> {
  const { claim_id, reservation_id } = await loanOf(tx, claim)
  const { offset_fen } = claim
  await tx`update spending.loans set held_fen = held_fen - ${offset_fen} where claim_id = ${claim_id}`
  const step = stepOf(claim, heldDay(claim, call), `${why} `)
  await extendReservation(tx, call, { ...step, reservation_id, amount_fen: offset_fen })
}

type Posting = { amount_fen: Fen; on_date: Day; summary: string; debit: string; credit: string }

/** In the financial ledger alone: a loan is neither income nor expenditure of the budget. */
function postLoan(tx: Sql, call: Call, { amount_fen, on_date, summary, debit, credit }: Posting): Promise<bigint> {
  const entries: Entry[] = [
    { account: debit, amount_fen },
    { account: credit, amount_fen: -amount_fen },
  ]
  return postVoucher(tx, call, { on_date, summary, source: 'spending.loan', entries })
}

/** The loan reached its borrower: 借 其他应收款 贷 资金; the line stays held, since nothing is spent yet. */
export async function payOutLoan(tx: Sql, call: Call, claim: Claim, money: Money): Promise<Booked> {
  const { amount_fen, on_date } = money
  const step = stepOf(claim, on_date, '借款 ')
  await recallDispatch(tx, call, { ...step, reservation_id: claim.reservation_id!, amount_fen })
  await tx`update spending.loans set paid_fen = paid_fen + ${amount_fen} where claim_id = ${claim.id}`
  const { source } = await lineFacts(tx, claim)
  const posting = { amount_fen, on_date, summary: step.summary, debit: ADVANCE, credit: cashAccount(source) }
  return { movement_id: null, voucher_id: await postLoan(tx, call, posting) }
}

/**
 * The bank returned a loan it had paid out: 借 资金 贷 其他应收款. Nobody owes it, and the line holds it as before, for another
 * payment or until the claim is cancelled. Refuses spending.loan-is-used for what was settled or repaid meanwhile.
 */
export async function bringLoanBack(
  tx: Sql,
  call: Call,
  claim: Claim,
  { amount_fen, on_date }: Omit<Money, 'counterparty'>,
): Promise<Booked> {
  const back = await tx`
    update spending.loans set paid_fen = paid_fen - ${amount_fen}
    where claim_id = ${claim.id} and settled_fen + held_fen <= paid_fen - ${amount_fen} returning 1`
  if (back.length === 0) throw loanIsUsed()
  const { source } = await lineFacts(tx, claim)
  const { summary } = stepOf(claim, on_date, '借款退票 ')
  const posting = { amount_fen, on_date, summary, debit: cashAccount(source), credit: ADVANCE }
  return { movement_id: null, voucher_id: await postLoan(tx, call, posting) }
}

/** The part of an approved claim that a loan already paid: spent against 其他应收款 instead of money. */
export async function spendOffset(tx: Sql, call: Call, claim: Claim, on_date: Day): Promise<Booked> {
  const loan = await loanOf(tx, claim)
  const { offset_fen } = claim
  await tx`update spending.loans set held_fen = held_fen - ${offset_fen}, settled_fen = settled_fen + ${offset_fen}
    where claim_id = ${loan.claim_id}`
  const { economic_code } = await lineFacts(tx, claim)
  return spendReservation(tx, call, {
    ...stepOf(claim, on_date, '冲借款 '),
    reservation_id: claim.reservation_id!,
    amount_fen: offset_fen,
    counterparty: claim.applicant,
    economic_code,
    paid_from: ADVANCE,
  })
}

/** Part of a loan handed back in money: 借 资金 贷 其他应收款, and what it held is free again. */
export async function bookRepayment(
  tx: Sql,
  call: Call,
  claim: Claim,
  { amount_fen, on_date }: { amount_fen: Fen; on_date: Day },
): Promise<bigint> {
  const repaid = await tx`
    update spending.loans set settled_fen = settled_fen + ${amount_fen}
    where claim_id = ${claim.id} and settled_fen + held_fen + ${amount_fen} <= paid_fen returning 1`
  if (repaid.length === 0) throw beyondLoan()
  const step = stepOf(claim, on_date, '归还借款 ')
  await releaseReservation(tx, call, { ...step, reservation_id: claim.reservation_id!, amount_fen })
  const { source } = await lineFacts(tx, claim)
  return postLoan(tx, call, {
    amount_fen,
    on_date,
    summary: step.summary,
    debit: cashAccount(source),
    credit: ADVANCE,
  })
}
