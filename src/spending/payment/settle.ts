// What became of payments: arrived, failed, came back; and loans settled against claims.
import { z } from 'zod'
import type { Day } from '../../kernel/index.ts'
import { next } from '../../kernel/index.ts'
import { type Call, command, DayField, Id, Int64, type Sql } from '../../platform/index.ts'
import { type Claim, lockClaim, moveClaim } from '../claims/claim.ts'
import { dayIsAhead, daysOutOfOrder, noSuchPayment, notPayable, reasonNeeded, wrongPaymentState } from '../refusals.ts'
import { type PaymentState, paymentMachine } from '../vocabulary.ts'
import { unpaidPayees } from './batches.ts'
import { mustBeHeldIn } from './carry-claims.ts'
import { bringBack, noteReturns, spendMoney, takeBack } from './charge.ts'
import { bringLoanBack, spendOffset } from './loans.ts'
import type { PurchasePurpose } from './purchases.ts'

type Payment = {
  id: bigint
  claim_id: bigint
  amount_fen: bigint
  state: PaymentState
  movement_id: bigint | null
  purpose: PurchasePurpose
  payee: string
  sent_on: Day
  settled_on: Day | null
}

async function lockPayment(tx: Sql, id: bigint): Promise<{ payment: Payment; claim: Claim }> {
  const [place] = await tx<{ claim_id: bigint }[]>`select claim_id from spending.payments where id = ${id}`
  if (!place) throw noSuchPayment()
  const claim = await lockClaim(tx, place.claim_id)
  const [payment] = await tx<Payment[]>`
    select x.id, x.claim_id, x.amount_fen, x.state, x.movement_id, x.purpose, p.name payee, b.on_date sent_on, x.settled_on
    from spending.payments x join spending.payees p on p.id = x.payee_id join spending.batches b on b.id = x.batch_id
    where x.id = ${id}`
  return { payment: payment!, claim }
}

type Outcome = { on_date: Day; reason: string }

/** What a claim becomes when one of its payments moved: paid when all are, payable again when one failed and none is on its way. */
export function moveAfter(claim: { sent_count: number; unpaid_count: number }): 'pay' | 'fail' | undefined {
  if (claim.sent_count > 0) return undefined
  return claim.unpaid_count === 0 ? 'pay' : 'fail'
}

async function followClaim(tx: Sql, call: Call, claim: Claim, note: string): Promise<void> {
  const [sent] = await tx<{ n: number }[]>`
    select count(*)::int n from spending.payments where claim_id = ${claim.id} and state = 'sent'`
  const unpaid = await unpaidPayees(tx, claim.id)
  const move = moveAfter({ sent_count: sent!.n, unpaid_count: unpaid.length })
  if (move) await moveClaim(tx, call, claim, move, note)
}

/** What the bank did comes after it was told, and what it sent back after it arrived. */
function mustFollow({ sent_on, settled_on }: Payment, on_date: Day): void {
  if (settled_on !== null && on_date < settled_on)
    throw daysOutOfOrder({ what: '退票日期', after: '到账日期', on: settled_on })
  if (on_date < sent_on) throw daysOutOfOrder({ what: '银行回单日期', after: '付款日期', on: sent_on })
}

async function settleOne(
  tx: Sql,
  call: Call,
  id: bigint,
  move: 'confirm' | 'fail' | 'bounce',
  { on_date, reason }: Outcome,
): Promise<void> {
  const { payment, claim } = await lockPayment(tx, id)
  const state = next(paymentMachine, payment.state, move)
  if (!state) throw wrongPaymentState()
  if (move === 'confirm') mustBeHeldIn(claim, on_date)
  mustFollow(payment, on_date)
  const money = { amount_fen: payment.amount_fen, on_date, counterparty: payment.payee }
  const booked = move === 'confirm' ? await spendMoney(tx, call, claim, money) : undefined
  if (move === 'fail') await takeBack(tx, call, claim, money)
  await tx`update spending.payments set state = ${state}, settled_on = ${on_date}, reason = ${reason},
    purpose = coalesce(${booked?.purpose ?? null}, purpose), movement_id = coalesce(${booked?.movement_id ?? null}, movement_id), voucher_id = coalesce(${booked?.voucher_id ?? null}, voucher_id),
    settled_by = ${call.actor.name}, settled_at = ${call.at} where id = ${id}`
  if (move !== 'bounce') return followClaim(tx, call, claim, reason)
  await bounced(tx, call, claim, payment, { on_date, reason })
}

/**
 * The bank returned what it had paid: the voucher is mirrored, the claim holds the amount again and can be paid anew. A loan
 * is not repaid by that: nobody ever had it.
 */
async function bounced(
  tx: Sql,
  call: Call,
  claim: Claim,
  payment: Payment,
  { on_date, reason }: Outcome,
): Promise<void> {
  const { amount_fen, movement_id, purpose } = payment
  const back = { amount_fen, on_date, purpose, why: '退票', hold_again: true }
  const booked =
    movement_id === null
      ? [{ ...(await bringLoanBack(tx, call, claim, { amount_fen, on_date })), amount_fen, purpose }]
      : await bringBack(tx, call, claim, { ...back, movement_id })
  await noteReturns(tx, call, claim, booked, { payment_id: payment.id, kind: 'bounced', on_date, reason })
  if (claim.state === 'paid') await moveClaim(tx, call, claim, 'bounce', reason)
}

/** Record what the bank did with payments in transit: arrived, or failed with a reason; or that it returned one later. */
export const settlePayments = command({
  name: 'spending.settle-payments',
  title: '登记付款结果',
  access: ['finance'],
  input: z.strictObject({
    payment_ids: z.array(Id).min(1, '至少选一笔').max(1000),
    outcome: z.enum(['confirm', 'fail', 'bounce']),
    on_date: DayField,
    reason: z.string().trim().max(200).default(''),
  }),
  output: z.object({ count: z.number() }),
  async run(tx, call, { payment_ids, outcome, ...result }) {
    if (outcome !== 'confirm' && result.reason === '') throw reasonNeeded()
    if (result.on_date > call.today) throw dayIsAhead()
    const ids = [...new Set(payment_ids)].sort((a, b) => (a < b ? -1 : 1))
    for (const id of ids) await settleOne(tx, call, id, outcome, result)
    return { count: ids.length }
  },
})

/** Book the part of an approved claim that settles a loan. When nothing is left to pay, the claim is paid with it. */
export const settleLoan = command({
  name: 'spending.settle-loan',
  title: '冲销借款',
  access: ['finance'],
  input: z.strictObject({ claim_id: Id, on_date: DayField }),
  output: z.object({ state: z.string(), voucher_id: Int64 }),
  async run(tx, call, { claim_id, on_date }) {
    const claim = await lockClaim(tx, claim_id)
    const open = claim.state === 'approved' && claim.offset_fen > 0n && claim.offset_movement_id === null
    if (!open) throw notPayable({ claim_no: claim.claim_no ?? '' })
    mustBeHeldIn(claim, on_date)
    const { movement_id, voucher_id } = await spendOffset(tx, call, claim, on_date)
    await tx`update spending.claims set offset_movement_id = ${movement_id}, offset_voucher_id = ${voucher_id}
      where id = ${claim.id}`
    const unpaid = await unpaidPayees(tx, claim.id)
    const state = unpaid.length === 0 ? await moveClaim(tx, call, claim, 'pay', '冲销借款') : claim.state
    return { state, voucher_id }
  },
})
