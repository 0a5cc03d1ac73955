// Payments as a pure model: approved claims and loans go out in batches, arrive, fail or bounce, are refunded or repaid; what
// the line holds and spent, and which invoices are used, follows from their states alone.
import fc from 'fast-check'

export const ALLOTTED = 100
const CLAIMS = 4
const PAYMENTS = 5
const INVOICES = 3

export type Outcome = 'confirm' | 'fail' | 'bounce'
export type PaymentOp =
  | { op: 'office'; amount: number; invoice: number }
  | { op: 'loan'; amount: number }
  | { op: 'cancel'; at: number }
  | { op: 'send'; ats: number[]; who: 'cashier' | 'finance' }
  | { op: 'settle'; at: number; outcome: Outcome }
  | { op: 'refund'; at: number; amount: number }
  | { op: 'repay'; at: number; amount: number }

const at = fc.integer({ min: 0, max: CLAIMS - 1 })
const amount = fc.integer({ min: 1, max: 70 })
const office = fc.record({
  op: fc.constant('office'),
  amount,
  invoice: fc.integer({ min: 0, max: INVOICES - 1 }),
}) as fc.Arbitrary<PaymentOp>

export const paymentOps: fc.Arbitrary<PaymentOp[]> = fc
  .tuple(
    office,
    fc.array(
      fc.oneof(
        { arbitrary: office, weight: 2 },
        { arbitrary: fc.record({ op: fc.constant('loan'), amount }), weight: 2 },
        { arbitrary: fc.record({ op: fc.constant('cancel'), at }), weight: 1 },
        {
          arbitrary: fc.record({
            op: fc.constant('send'),
            ats: fc.uniqueArray(at, { minLength: 1, maxLength: 2 }),
            who: fc.constantFrom('cashier', 'cashier', 'cashier', 'finance'),
          }),
          weight: 5,
        },
        {
          arbitrary: fc.record({
            op: fc.constant('settle'),
            at: fc.integer({ min: 0, max: PAYMENTS - 1 }),
            outcome: fc.constantFrom('confirm', 'confirm', 'confirm', 'fail', 'bounce', 'bounce'),
          }),
          weight: 7,
        },
        { arbitrary: fc.record({ op: fc.constant('refund'), at, amount }), weight: 2 },
        { arbitrary: fc.record({ op: fc.constant('repay'), at, amount: fc.integer({ min: 1, max: 30 }) }), weight: 2 },
      ) as fc.Arbitrary<PaymentOp>,
      { minLength: 3, maxLength: 14 },
    ),
  )
  .map(([first, rest]) => [first, ...rest])

type ClaimState = 'draft' | 'approved' | 'paying' | 'paid' | 'refunded' | 'cancelled'
export type Claim = {
  claim_id?: string
  kind: 'office' | 'loan'
  amount: number
  state: ClaimState
  /** the invoice it uses; a refund or a cancellation sets it free */
  invoice?: number
  /** of a loan: settled by repayments */
  repaid: number
}
export type Payment = {
  payment_id?: string
  claim: Claim
  state: 'sent' | 'paid' | 'failed' | 'returned'
  refunded: number
}
export type PaymentsState = { claims: Claim[]; payments: Payment[] }

const sum = <T>(rows: readonly T[], of: (row: T) => number) => rows.reduce((total, row) => total + of(row), 0)
const owes = (claim: Claim) => (claim.kind === 'loan' && claim.state === 'paid' ? claim.amount - claim.repaid : 0)

/** What the line holds and spent, and what is owed of loans. */
export function lineOf({ claims, payments }: PaymentsState) {
  const paid = payments.filter(one => one.state === 'paid' && one.claim.kind === 'office')
  return {
    reserved: sum(claims, claim => (claim.state === 'approved' ? claim.amount : owes(claim))),
    in_transit: sum(claims, claim => (claim.state === 'paying' ? claim.amount : 0)),
    spent: sum(paid, one => one.claim.amount - one.refunded),
    owed: sum(claims, owes),
  }
}

export const usedInvoices = ({ claims }: PaymentsState) =>
  claims.flatMap(claim => (claim.invoice === undefined ? [] : [claim.invoice])).sort()

/** Saves a claim, brings its invoice, submits it and has it approved; the refusal that stops it leaves a draft. */
function apply(state: PaymentsState, op: { amount: number; invoice?: number }): string {
  const { reserved, in_transit, spent } = lineOf(state)
  const claim: Claim = {
    kind: op.invoice === undefined ? 'loan' : 'office',
    amount: op.amount,
    state: 'draft',
    repaid: 0,
  }
  state.claims.push(claim)
  if (op.invoice !== undefined) {
    if (usedInvoices(state).includes(op.invoice)) return 'spending.invoice-used'
    claim.invoice = op.invoice
  }
  if (reserved + in_transit + spent + op.amount > ALLOTTED) return 'budget.not-enough'
  claim.state = 'approved'
  return 'ok'
}

function cancel(claim: Claim): string {
  if (claim.state !== 'draft' && claim.state !== 'approved') return 'spending.wrong-state'
  claim.state = 'cancelled'
  delete claim.invoice
  return 'ok'
}

function send(state: PaymentsState, chosen: readonly Claim[], who: string): string {
  if (who !== 'cashier') return 'spending.not-your-step'
  if (chosen.some(claim => claim.state !== 'approved')) return 'spending.not-payable'
  for (const claim of chosen) {
    claim.state = 'paying'
    state.payments.push({ claim, state: 'sent', refunded: 0 })
  }
  return 'ok'
}

function settle(payment: Payment, outcome: Outcome): string {
  const { claim, refunded } = payment
  if (payment.state !== (outcome === 'bounce' ? 'paid' : 'sent')) return 'spending.wrong-payment-state'
  if (outcome === 'bounce' && claim.repaid > 0) return 'spending.loan-is-used'
  if (outcome === 'bounce' && refunded > 0) return 'budget.beyond-payment'
  payment.state = ({ confirm: 'paid', fail: 'failed', bounce: 'returned' } as const)[outcome]
  claim.state = outcome === 'confirm' ? 'paid' : 'approved'
  return 'ok'
}

function refund(state: PaymentsState, claim: Claim, back: number): string {
  if (claim.state !== 'paid') return 'spending.wrong-state'
  const payment = state.payments.find(one => one.claim === claim && one.state === 'paid')
  if (claim.kind === 'loan' || !payment || payment.refunded + back > claim.amount) return 'spending.beyond-paid'
  payment.refunded += back
  if (payment.refunded < claim.amount) return 'ok'
  claim.state = 'refunded'
  delete claim.invoice
  return 'ok'
}

function repay(claim: Claim, back: number): string {
  if (claim.kind !== 'loan') return 'spending.no-such-loan'
  if (back > owes(claim)) return 'spending.beyond-loan'
  claim.repaid += back
  return 'ok'
}

/** The claims that a batch is made of, in the order in which they are paid; none when the sequence has not so many. */
export const chosenOf = ({ claims }: PaymentsState, ats: readonly number[]) =>
  [...ats].sort().flatMap(one => (claims[one] ? [claims[one]] : []))

/** Does the operation on the model; `ok`, or the code of the refusal that is due; `none` when it is about nothing. */
export function paymentStep(state: PaymentsState, op: PaymentOp): string {
  if (op.op === 'office' || op.op === 'loan') return state.claims.length < CLAIMS ? apply(state, op) : 'none'
  if (op.op === 'send') {
    const chosen = chosenOf(state, op.ats)
    return chosen.length === 0 ? 'none' : send(state, chosen, op.who)
  }
  if (op.op === 'settle') {
    const payment = state.payments[op.at]
    return payment ? settle(payment, op.outcome) : 'none'
  }
  const claim = state.claims[op.at]
  if (!claim) return 'none'
  if (op.op === 'cancel') return cancel(claim)
  return op.op === 'refund' ? refund(state, claim, op.amount) : repay(claim, op.amount)
}
