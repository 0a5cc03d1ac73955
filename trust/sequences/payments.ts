// A sequence of payments: spoken to the product, compared with the model step by step and with the rows at the end.
import {
  chosenOf,
  lineOf,
  type PaymentOp,
  type PaymentsState,
  paymentStep,
  usedInvoices,
} from '../models/payment-model.ts'
import { type Answered, type Crew, claimSteps, paymentsOf, speak } from '../support/crew.ts'
import type { Judge } from '../support/judge.ts'
import type { Place } from '../support/stock.ts'
import { codeOf, differs, type Tally } from './differs.ts'

const invoiceNo = ({ year, line }: Place, n: number) => `${year}${line}-${n}`

/** Says an operation; what it made is noted in the model's rows by their ids. */
async function say(crew: Crew, state: PaymentsState, place: Place, op: PaymentOp): Promise<Answered['code']> {
  const { day, line } = place
  if (op.op === 'office' || op.op === 'loan') {
    const office = op.op === 'office' ? { invoice: invoiceNo(place, op.invoice) } : {}
    const details = op.op === 'office' ? { kind: 'office' } : { kind: 'loan', due_on: `${place.year}-12-31` }
    const { code, bodies } = await speak(crew, claimSteps(crew, { line, day, amount: op.amount, details, ...office }))
    state.claims.at(-1)!.claim_id = bodies[0]!.claim_id!
    return code
  }
  if (op.op === 'send') {
    const claim_ids = chosenOf(state, op.ats).map(claim => claim.claim_id)
    const { status, body } = await crew[op.who].command('spending.make-batch', {
      claim_ids,
      layout_id: '1',
      on_date: day,
    })
    if (status !== 200) return body.code
    const sent = await paymentsOf(crew, body.batch_id)
    for (const payment of state.payments) payment.payment_id ??= sent.get(payment.claim.claim_id!)!
    return 'ok'
  }
  const reason = '试验'
  if (op.op === 'settle') {
    const payment_ids = [state.payments[op.at]!.payment_id]
    const input = { payment_ids, outcome: op.outcome, on_date: day, reason }
    return codeOf(await crew.finance.command('spending.settle-payments', input))
  }
  const { claim_id } = state.claims[op.at]!
  if (op.op === 'cancel') {
    const finance = await crew.finance.command('spending.cancel-claim', { claim_id, reason })
    // finance cancels what is approved, its applicant everything else
    if (finance.body?.code !== 'spending.not-yours') return codeOf(finance)
    return codeOf(await crew.applicant.command('spending.cancel-claim', { claim_id, reason }))
  }
  const input = { claim_id, amount_fen: String(op.amount), on_date: day, reason }
  return codeOf(await crew.finance.command(`spending.${op.op === 'refund' ? 'refund-claim' : 'repay-loan'}`, input))
}

/** What the rows say: line, claims, payments, invoices, and the accounts by the vouchers of the line's claims. */
async function kept(judge: Judge, { year, line }: Place) {
  const [row] = await judge<Record<string, number>[]>`
    select l.reserved_fen::int reserved, l.in_transit_fen::int in_transit, l.executed_fen::int spent from budget.lines l
    where l.year = ${year} and l.line_no = ${line}`
  const claims = await judge<{ id: bigint; state: string }[]>`
    select c.id, c.state from spending.claims c join budget.lines l on l.id = c.line_id
    where l.year = ${year} and l.line_no = ${line} order by c.id`
  const ids = claims.map(claim => String(claim.id))
  const payments = await judge<{ state: string }[]>`
    select state from spending.payments where claim_id = any(${ids}::bigint[]) order by id`
  const invoices = await judge<{ invoice_no: string }[]>`
    select invoice_no from spending.invoices where claim_id = any(${ids}::bigint[]) and released_at is null order by 1`
  const accounts = await judge<{ account: string; fen: number }[]>`
    select p.account, sum(p.amount_fen)::int fen from accounts.postings p where p.voucher_id in (
      select voucher_id from spending.payments where claim_id = any(${ids}::bigint[])
      union select voucher_id from spending.returns where claim_id = any(${ids}::bigint[])) group by 1 having sum(p.amount_fen) <> 0 order by 1`
  return {
    line: row!,
    claims: claims.map(claim => claim.state),
    payments: payments.map(payment => payment.state),
    invoices: invoices.map(invoice => invoice.invoice_no),
    accounts: accounts.map(({ account, fen }) => `${account} ${fen}`),
  }
}

function believed(state: PaymentsState, place: Place) {
  const { owed, ...line } = lineOf(state)
  const accounts = [
    ['1011', -line.spent - owed],
    ['1218', owed],
    ['5101', line.spent],
    ['7201', line.spent],
    ['8001', -line.spent],
  ] as const
  return {
    line,
    claims: state.claims.map(claim => claim.state),
    payments: state.payments.map(payment => payment.state),
    invoices: usedInvoices(state).map(n => invoiceNo(place, n)),
    accounts: accounts.filter(([, fen]) => fen !== 0).map(([account, fen]) => `${account} ${fen}`),
  }
}

export async function paymentSequence(
  crew: Crew,
  judge: Judge,
  place: Place,
  ops: readonly PaymentOp[],
  tally: Tally,
): Promise<void> {
  const state: PaymentsState = { claims: [], payments: [] }
  for (const op of ops) {
    const due = paymentStep(state, op)
    if (due === 'none') continue
    differs(op, due, await say(crew, state, place, op))
    tally(due)
  }
  differs('the end', JSON.stringify(believed(state, place)), JSON.stringify(await kept(judge, place)))
}
