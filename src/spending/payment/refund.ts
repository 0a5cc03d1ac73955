// Money that comes back for a claim: a supplier refunds, too much was paid; a loan is repaid. The line has it again.
import { z } from 'zod'
import { type Day, smallerFen } from '../../kernel/index.ts'
import { command, DayField, Id, Int64, PositiveFen, type Sql, Text } from '../../platform/index.ts'
import { lockClaim, moveClaim, noteHistory } from '../claims/claim.ts'
import { releaseInvoices } from '../invoices/invoices.ts'
import { beyondPaid, dayIsAhead, daysOutOfOrder, noSuchLoan, wrongState } from '../refusals.ts'
import { writeBackAccrual } from './carry-claims.ts'
import { bringBack, noteReturns } from './charge.ts'
import { bookRepayment } from './loans.ts'
import type { PurchasePurpose } from './purchases.ts'

type Returnable = {
  payment_id: bigint
  movement_id: bigint
  left_fen: bigint
  purpose: PurchasePurpose
  settled_on: Day
}

/** What was paid for a claim and did not come back yet, payment by payment. */
function returnable(tx: Sql, claimId: bigint): Promise<Returnable[]> {
  return tx<Returnable[]>`
    select x.id payment_id, x.movement_id, x.purpose, x.settled_on, x.amount_fen - coalesce((select sum(r.amount_fen) from spending.returns r
      where r.payment_id = x.id), 0)::bigint left_fen
    from spending.payments x where x.claim_id = ${claimId} and x.state = 'paid' and x.movement_id is not null order by x.id`
}

/** Record a refund of a paid claim, all or part of it; never more than was paid. Refunded in full, its invoices are free. */
export const refundClaim = command({
  name: 'spending.refund-claim',
  title: '登记退款',
  access: ['finance'],
  input: z.strictObject({ claim_id: Id, amount_fen: PositiveFen, on_date: DayField, reason: Text(200) }),
  output: z.object({ state: z.string(), left_fen: Int64 }),
  async run(tx, call, { claim_id, amount_fen, on_date, reason }) {
    const claim = await lockClaim(tx, claim_id)
    if (claim.state !== 'paid') throw wrongState({ state: claim.state, move: 'refund' })
    const open = await returnable(tx, claim.id)
    const left = open.reduce((sum, one) => sum + one.left_fen, 0n)
    if (amount_fen > left) throw beyondPaid({ left_fen: left })
    if (on_date > call.today) throw dayIsAhead()
    let rest = amount_fen
    for (const { payment_id, movement_id, left_fen, purpose, settled_on } of open) {
      const part = smallerFen(rest, left_fen)
      if (part === 0n) continue
      if (on_date < settled_on) throw daysOutOfOrder({ what: '退款日期', after: '到账日期', on: settled_on })
      const back = { movement_id, amount_fen: part, on_date, purpose, why: '退款', hold_again: false }
      const booked = await bringBack(tx, call, claim, back)
      await noteReturns(tx, call, claim, booked, { payment_id, kind: 'refund', on_date, reason })
      // its expense was the old year's, and is owed no more
      if (purpose === 'payable' && claim.requisition_id === null) await writeBackAccrual(tx, call, claim, part, on_date)
      rest -= part
    }
    if (amount_fen === left) {
      await moveClaim(tx, call, claim, 'refund', reason)
      // what a loan settled still rests on them
      if (claim.offset_movement_id === null) await releaseInvoices(tx, call, claim.id)
    } else await noteHistory(tx, call, { claim_id, move: 'refund', from_state: 'paid', to_state: 'paid', note: reason })
    return { state: claim.state, left_fen: left - amount_fen }
  },
})

/** Record that part of a loan was handed back in money. */
export const repayLoan = command({
  name: 'spending.repay-loan',
  title: '归还借款',
  access: ['finance'],
  input: z.strictObject({ claim_id: Id, amount_fen: PositiveFen, on_date: DayField, reason: Text(200) }),
  output: z.object({ voucher_id: Int64, owed_fen: Int64 }),
  async run(tx, call, { claim_id, amount_fen, on_date, reason }) {
    const claim = await lockClaim(tx, claim_id)
    if (claim.kind !== 'loan') throw noSuchLoan()
    if (on_date > call.today) throw dayIsAhead()
    const voucher_id = await bookRepayment(tx, call, claim, { amount_fen, on_date })
    const row = { claim_id: claim.id, kind: 'repayment', amount_fen, on_date, reason, voucher_id }
    await tx`insert into spending.returns ${tx({ ...row, recorded_at: call.at, recorded_by: call.actor.name })}`
    const [loan] = await tx<{ owed_fen: bigint }[]>`
      select paid_fen - settled_fen owed_fen from spending.loans where claim_id = ${claim.id}`
    await noteHistory(tx, call, {
      claim_id,
      move: 'repay',
      from_state: claim.state,
      to_state: claim.state,
      note: reason,
    })
    return { voucher_id, owed_fen: loan!.owed_fen }
  },
})
