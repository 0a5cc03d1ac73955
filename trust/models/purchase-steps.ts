// What each operation does to the model of purchases: `ok`, the code of the refusal that is due, or `none` about nothing.
import {
  ALLOTTED,
  COUNTS,
  holdOf,
  LIMIT,
  type Method,
  PLANNED,
  type PurchaseOp,
  type PurchasePayment,
  type PurchasesState,
  payableOf,
  type Requisition,
  supplementMax,
  TENDER,
} from './purchase-model.ts'

const WRONG_STATE = 'procurement.wrong-state'
const usedOf = ({ requisitions }: PurchasesState) => requisitions.reduce((sum, one) => sum + holdOf(one) + one.paid, 0)
type Op<K extends PurchaseOp['op']> = Extract<PurchaseOp, { op: K }>

function save(state: PurchasesState, { by, quantity, unit, asset, planned, explained }: Op<'save'>): string {
  state.requisitions.push({
    ...{ by, quantity, asset, explained, state: 'draft', amount: quantity * unit },
    planned: planned && state.plan !== undefined,
    early: planned && state.plan?.early === true,
    ...{ contract: 0, supplement: 0, accepted: 0, accepted_count: 0, paid: 0, prepaid: 0 },
  })
  return 'ok'
}

const isApplied = ({ state }: Requisition) => !['draft', 'returned', 'rejected', 'cancelled'].includes(state)

/** Below the limit alone, but not with the line's other purchases. */
function looksSplit(state: PurchasesState, one: Requisition): boolean {
  if (one.amount >= LIMIT || one.explained) return false
  const others = state.requisitions.filter(other => other !== one && isApplied(other))
  return others.length > 0 && others.reduce((sum, other) => sum + other.amount, one.amount) >= LIMIT
}

/** More than the plan has left beside what else was applied for by it. */
function beyondPlan(state: PurchasesState, one: Requisition): boolean {
  if (!one.planned) return false
  const others = state.requisitions.filter(other => other !== one && other.planned && isApplied(other))
  return others.reduce((sum, other) => sum + other.amount, one.amount) > PLANNED
}

function submit(state: PurchasesState, one: Requisition): string {
  if (one.state !== 'draft' && one.state !== 'returned') return WRONG_STATE
  if (beyondPlan(state, one)) return 'procurement.beyond-purchase-plan'
  if (looksSplit(state, one)) return 'procurement.looks-split'
  if (usedOf(state) + one.amount > ALLOTTED) return 'budget.not-enough'
  one.state = 'submitted'
  return 'ok'
}

function decide(one: Requisition, { who, decision }: Op<'decide'>): string {
  if (who === one.by) return 'procurement.own-requisition'
  if (one.state !== 'submitted') return WRONG_STATE
  one.state = ({ approve: 'approved', return: 'returned', reject: 'rejected' } as const)[decision]
  one.decided_by = who
  return 'ok'
}

function cancel(one: Requisition, who: string): string {
  if (who !== 'buyer' && who !== one.by) return 'procurement.not-the-applicant'
  if (one.accepted > 0 || one.paid > 0) return 'procurement.cannot-cancel'
  if (!['draft', 'returned', 'approved', 'contracted'].includes(one.state)) return WRONG_STATE
  one.state = 'cancelled'
  return 'ok'
}

function enough(method: Method, amount: number): boolean {
  if (amount >= TENDER) return method === 'open-tender'
  return amount < LIMIT || method !== 'own'
}

function choose(one: Requisition, { who, method, explained }: Op<'method'>): string {
  if (one.state !== 'approved') return WRONG_STATE
  if (who === one.decided_by) return 'procurement.same-person'
  if (!explained && !enough(method, one.amount)) return 'procurement.method-too-weak'
  if (!explained && one.amount >= LIMIT && !one.early) return 'procurement.intent-not-public'
  one.method = method
  one.method_by = who
  return 'ok'
}

function sign(one: Requisition, { who, amount }: Op<'sign'>): string {
  if (one.state !== 'approved') return WRONG_STATE
  if (!one.method) return 'procurement.method-first'
  if (who === one.decided_by) return 'procurement.same-person'
  // first the contract, then the delivery
  if (one.accepted > 0) return 'procurement.contract-after-delivery'
  if (amount > one.amount) return 'procurement.contract-above-approval'
  one.contract = amount
  one.state = 'contracted'
  return 'ok'
}

function supplement(state: PurchasesState, one: Requisition, amount: number): string {
  if (one.supplement + amount > supplementMax(one)) return 'procurement.supplement-too-big'
  if (one.state !== 'contracted') return WRONG_STATE
  if (usedOf(state) + amount > ALLOTTED) return 'budget.not-enough'
  one.supplement += amount
  one.contract += amount
  return 'ok'
}

function accept(one: Requisition, { who, quantity, amount }: Op<'accept'>): string {
  if (one.state !== 'approved' && one.state !== 'contracted') return WRONG_STATE
  if (who === one.decided_by || who === one.method_by) return 'procurement.same-person'
  if (!one.method) return 'procurement.method-first'
  if (one.state === 'approved' && one.amount >= LIMIT) return 'procurement.contract-first'
  if (one.accepted_count + quantity > one.quantity) return 'procurement.too-many-accepted'
  if (one.accepted + amount > (one.contract || one.amount)) return 'procurement.beyond-agreed'
  one.accepted += amount
  one.accepted_count += quantity
  one.prepaid -= Math.min(one.prepaid, amount)
  // what is delivered and paid in full is done
  if (one.accepted_count === one.quantity) one.state = one.paid === one.accepted ? 'closed' : 'accepted'
  return 'ok'
}

function pay(state: PurchasesState, one: Requisition, amount: number): string {
  if (one.state === 'closed') return 'procurement.nothing-payable'
  if (!['approved', 'contracted', 'accepted'].includes(one.state)) return 'procurement.not-approved'
  const { left, prepayment } = payableOf(one)
  if (left <= 0) return 'procurement.nothing-payable'
  if (amount > left) return 'spending.beyond-contract'
  one.paid += amount
  if (prepayment) one.prepaid += amount
  if (one.state === 'accepted' && one.paid === one.accepted) one.state = 'closed'
  state.payments.push({ requisition: one, amount, prepayment, back: 0, state: 'paid' })
  return 'ok'
}

/** Money that came back: of a prepayment what no delivery covers yet, the rest is owed again. */
function returned({ requisition: one, prepayment }: PurchasePayment, amount: number): void {
  one.paid -= amount
  if (prepayment) one.prepaid -= Math.min(one.prepaid, amount)
  if (one.state === 'closed') one.state = 'accepted'
  if (one.state === 'accepted' && one.paid === one.accepted) one.state = 'closed'
}

function bounce(payment: PurchasePayment): string {
  if (payment.state === 'bounced') return 'spending.wrong-payment-state'
  if (payment.back > 0) return 'budget.beyond-payment'
  payment.state = 'bounced'
  returned(payment, payment.amount)
  return 'ok'
}

function refund(payment: PurchasePayment, amount: number): string {
  if (payment.state !== 'paid') return 'spending.wrong-state'
  if (payment.back + amount > payment.amount) return 'spending.beyond-paid'
  payment.back += amount
  if (payment.back === payment.amount) payment.state = 'refunded'
  returned(payment, amount)
  return 'ok'
}

function aboutOne(state: PurchasesState, one: Requisition, op: PurchaseOp): string {
  switch (op.op) {
    case 'submit':
      return submit(state, one)
    case 'withdraw':
      if (one.state !== 'submitted') return WRONG_STATE
      one.state = 'draft'
      return 'ok'
    case 'decide':
      return decide(one, op)
    case 'cancel':
      return cancel(one, op.who)
    case 'method':
      return choose(one, op)
    case 'sign':
      return sign(one, op)
    case 'supplement':
      return one.contract === 0 ? 'none' : supplement(state, one, op.amount)
    case 'accept':
      return accept(one, op)
    case 'pay':
      return state.payments.length < COUNTS.payments ? pay(state, one, op.amount) : 'none'
    default:
      return 'none'
  }
}

/** Does the operation on the model. */
export function purchaseStep(state: PurchasesState, op: PurchaseOp): string {
  if (op.op === 'plan') {
    if (state.plan) return 'none'
    state.plan = { early: op.early }
    return 'ok'
  }
  if (op.op === 'save') return state.requisitions.length < COUNTS.requisitions ? save(state, op) : 'none'
  if (op.op === 'bounce' || op.op === 'refund') {
    const payment = state.payments[op.payment]
    if (!payment) return 'none'
    return op.op === 'bounce' ? bounce(payment) : refund(payment, op.amount)
  }
  const one = state.requisitions[op.at]
  return one ? aboutOne(state, one, op) : 'none'
}
