// Claims that were approved but not paid when their year ended (跨年单据), what was on its way to the bank among them. By accrual
// the expense belongs to the old year: it is booked as owed on its last day. The cash is spent in the new one, on the day the
// bank paid, out of what the claim held, carried over by a document.
import { z } from 'zod'
import { postVoucher } from '../../accounts/index.ts'
import { accrueExpense, carryReservation } from '../../budget/index.ts'
import { type Day, type Fen, lastDayOf, sumFen, yearOf } from '../../kernel/index.ts'
import { type Call, command, Id, Int64, type Sql, Text } from '../../platform/index.ts'
import { type Claim, lockClaim, noteHistory } from '../claims/claim.ts'
import { loanOutlivesYear, notCarried, notPayable, offsetFirst, yearIsNotOver } from '../refusals.ts'
import { unpaidPayees } from './batches.ts'
import { lineFacts, stepOf } from './charge.ts'

/** Refuses to pay in another year than the one whose line holds the claim. */
export function mustBeHeldIn(claim: Claim, on_date: Day): void {
  const held = claim.carried_to_year ?? claim.year
  if (held !== yearOf(on_date)) throw notCarried({ claim_no: claim.claim_no ?? '', year: held, on_date })
}

/** 借 费用 贷 应付账款 on the last day of the year; a purchase owes since its acceptance. */
async function accrued(tx: Sql, call: Call, claim: Claim, amount_fen: Fen): Promise<bigint | null> {
  if (claim.requisition_id !== null || amount_fen === 0n) return null
  const { economic_code } = await lineFacts(tx, claim)
  const { summary } = stepOf(claim, lastDayOf(claim.year), '年末应付 ')
  const fact = { line_no: claim.line_no, amount_fen, on_date: lastDayOf(claim.year), summary, economic_code }
  return accrueExpense(tx, call, { ...fact, owed: 'payable' })
}

/** What went to the bank and was not answered yet: paid in the year in which the bank pays. */
async function onItsWay(tx: Sql, claim_id: bigint): Promise<Fen> {
  const [sent] = await tx<{ fen: bigint }[]>`
    select coalesce(sum(amount_fen), 0)::bigint fen from spending.payments where claim_id = ${claim_id} and state = 'sent'`
  return sent!.fen
}

async function carry(tx: Sql, call: Call, claim: Claim, doc_no: string): Promise<bigint> {
  const { id, year, reservation_id, state } = claim
  const claim_no = claim.claim_no ?? ''
  if ((state !== 'approved' && state !== 'paying') || claim.carried_to_year !== null) throw notPayable({ claim_no })
  if (claim.kind === 'loan') throw loanOutlivesYear({ claim_no })
  if (claim.offset_fen > 0n && claim.offset_movement_id === null) throw offsetFirst({ claim_no })
  const owed = sumFen((await unpaidPayees(tx, id)).map(payee => payee.amount_fen)) + (await onItsWay(tx, id))
  const carried = await carryReservation(tx, call, { reservation_id: reservation_id!, year, doc_no })
  const accrual_voucher_id = await accrued(tx, call, claim, owed)
  await tx`update spending.claims set ${tx({ carried_to_year: carried.year, accrual_voucher_id })} where id = ${id}`
  const note = `结转${carried.year}年度支付，${doc_no}`
  await noteHistory(tx, call, { claim_id: id, move: 'carry', from_state: state, to_state: state, note })
  return carried.carried_fen
}

/**
 * Carry approved claims that were not paid, or are on their way to be, over to the next year, by the document that approves
 * it. Only in the last month of their year or later; loans are settled within their year. Refuses also what the budget says (budget.next-year-missing).
 */
export const carryClaims = command({
  name: 'spending.carry-claims',
  title: '单据跨年结转',
  access: ['finance'],
  input: z.strictObject({ claim_ids: z.array(Id).min(1, '至少选一张单据').max(500), doc_no: Text(80) }),
  output: z.object({ carried_fen: Int64 }),
  async run(tx, call, { claim_ids, doc_no }) {
    let carried_fen = 0n
    const ids = [...new Set(claim_ids)].sort((a, b) => (a < b ? -1 : 1))
    for (const id of ids) {
      const claim = await lockClaim(tx, id)
      if (call.today < `${claim.year}-12-01`) throw yearIsNotOver({ year: claim.year })
      carried_fen += await carry(tx, call, claim, doc_no)
    }
    return { carried_fen }
  },
})

/** What was booked as owed and will not be paid, or came back: 借 应付账款 贷 以前年度盈余调整. */
export async function writeBackAccrual(tx: Sql, call: Call, claim: Claim, amount_fen: Fen, on_date: Day) {
  if (claim.accrual_voucher_id === null || amount_fen === 0n) return
  await postVoucher(tx, call, {
    on_date,
    summary: stepOf(claim, on_date, '冲回年末应付 ').summary,
    source: 'spending.accrual',
    entries: [
      { account: '2302', amount_fen },
      { account: '3501', amount_fen: -amount_fen },
    ],
  })
}
