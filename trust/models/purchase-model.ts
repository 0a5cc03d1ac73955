// Purchases as a pure model: 计划 → 申请 → 审批 → 方式 → 合同（补充 ≤ 10%）→ 验收 → 支付, with everything that goes back. What a purchase
// holds of its line follows from its state and its sums alone.
import fc from 'fast-check'

export const ALLOTTED = 200
/** rules of the trial: government methods from the limit on, open tender from the tender amount on */
export const LIMIT = 60
export const TENDER = 90
/** what the plan of a sequence says, at most applied for by it */
export const PLANNED = 100
const REQUISITIONS = 3
const PAYMENTS = 4

export type Method = 'own' | 'inquiry' | 'open-tender'
type Approver = 'director' | 'deputy'
type Buyer = 'buyer' | 'deputy'
export type PurchaseOp =
  | { op: 'plan'; early: boolean }
  | {
      op: 'save'
      by: 'applicant' | 'deputy'
      quantity: number
      unit: number
      asset: boolean
      planned: boolean
      explained: boolean
    }
  | { op: 'submit'; at: number }
  | { op: 'withdraw'; at: number }
  | { op: 'decide'; at: number; who: Approver; decision: 'approve' | 'return' | 'reject' }
  | { op: 'cancel'; at: number; who: 'applicant' | 'buyer' | 'outsider' }
  | { op: 'method'; at: number; who: Buyer; method: Method; explained: boolean }
  | { op: 'sign'; at: number; who: Buyer; amount: number }
  | { op: 'supplement'; at: number; amount: number }
  | { op: 'accept'; at: number; who: 'outsider' | 'buyer' | 'director'; quantity: number; amount: number }
  | { op: 'pay'; at: number; amount: number }
  | { op: 'bounce'; payment: number }
  | { op: 'refund'; payment: number; amount: number }

const at = fc.integer({ min: 0, max: REQUISITIONS - 1 })
const payment = fc.integer({ min: 0, max: PAYMENTS - 1 })
const yes = fc.boolean()
const of = <T extends PurchaseOp['op']>(op: T, rest: Record<string, fc.Arbitrary<unknown>>) =>
  fc.record({ op: fc.constant(op), ...rest }) as unknown as fc.Arbitrary<PurchaseOp>

const save = of('save', {
  by: fc.constantFrom('applicant', 'applicant', 'applicant', 'deputy'),
  quantity: fc.integer({ min: 1, max: 3 }),
  unit: fc.integer({ min: 1, max: 40 }),
  asset: yes,
  planned: yes,
  explained: yes,
})
const submit = of('submit', { at })
const approve = of('decide', {
  at,
  who: fc.constantFrom('director', 'director', 'deputy'),
  decision: fc.constantFrom('approve', 'approve', 'approve', 'approve', 'return', 'reject'),
})
const method = of('method', {
  at,
  who: fc.constantFrom('buyer', 'buyer', 'deputy'),
  method: fc.constantFrom('own', 'inquiry', 'open-tender'),
  explained: yes,
})

/** A first purchase that has a good chance to get on its way, then anything. */
export const purchaseOps: fc.Arbitrary<PurchaseOp[]> = fc
  .tuple(
    fc.option(of('plan', { early: yes }), { nil: undefined }),
    save,
    fc.array(
      fc.oneof(
        { arbitrary: save, weight: 2 },
        { arbitrary: submit, weight: 3 },
        { arbitrary: of('withdraw', { at }), weight: 1 },
        { arbitrary: approve, weight: 4 },
        { arbitrary: of('cancel', { at, who: fc.constantFrom('applicant', 'buyer', 'outsider') }), weight: 1 },
        { arbitrary: method, weight: 4 },
        {
          arbitrary: of('sign', {
            at,
            who: fc.constantFrom('buyer', 'buyer', 'deputy'),
            amount: fc.integer({ min: 1, max: 120 }),
          }),
          weight: 4,
        },
        { arbitrary: of('supplement', { at, amount: fc.integer({ min: 1, max: 8 }) }), weight: 2 },
        {
          arbitrary: of('accept', {
            at,
            who: fc.constantFrom('outsider', 'outsider', 'outsider', 'buyer', 'director'),
            quantity: fc.integer({ min: 1, max: 2 }),
            amount: fc.integer({ min: 1, max: 60 }),
          }),
          weight: 4,
        },
        { arbitrary: of('pay', { at, amount: fc.integer({ min: 1, max: 60 }) }), weight: 4 },
        { arbitrary: of('bounce', { payment }), weight: 2 },
        { arbitrary: of('refund', { payment, amount: fc.integer({ min: 1, max: 30 }) }), weight: 1 },
      ),
      { minLength: 5, maxLength: 18 },
    ),
  )
  .map(([plan, first, rest]) => [
    ...(plan ? [plan] : []),
    first,
    { op: 'submit', at: 0 },
    { op: 'decide', at: 0, who: 'director', decision: 'approve' },
    { op: 'method', at: 0, who: 'buyer', method: 'open-tender', explained: true },
    ...rest,
  ])

export type State =
  | 'draft'
  | 'submitted'
  | 'returned'
  | 'rejected'
  | 'approved'
  | 'contracted'
  | 'accepted'
  | 'closed'
  | 'cancelled'
export type Requisition = {
  requisition_id?: string
  item_id?: string
  contract_id?: string
  by: 'applicant' | 'deputy'
  state: State
  amount: number
  quantity: number
  asset: boolean
  explained: boolean
  /** the intent of its plan was public long enough */
  early: boolean
  planned: boolean
  decided_by?: Approver
  method?: Method
  method_by?: Buyer
  contract: number
  supplement: number
  accepted: number
  accepted_count: number
  paid: number
  /** paid before delivery, and not covered by one yet */
  prepaid: number
}
export type PurchasePayment = {
  requisition: Requisition
  claim_id?: string
  payment_id?: string
  amount: number
  prepayment: boolean
  back: number
  state: 'paid' | 'bounced' | 'refunded'
}
export type PurchasesState = {
  plan?: { plan_id?: string; early: boolean }
  requisitions: Requisition[]
  payments: PurchasePayment[]
}

/** What a purchase holds of its line: what may still have to be paid for it. */
export function holdOf({ state, amount, contract, accepted, paid }: Requisition): number {
  if (state === 'submitted' || state === 'approved') return amount - paid
  if (state === 'contracted') return contract - paid
  if (state === 'accepted') return Math.max(0, accepted - paid)
  return 0
}

/** What may be paid now, and whether that is before delivery. */
export function payableOf(one: Requisition): { left: number; prepayment: boolean } {
  const owed = one.accepted - (one.paid - one.prepaid)
  if (owed > 0) return { left: owed, prepayment: false }
  if (one.state !== 'contracted') return { left: 0, prepayment: false }
  return { left: Math.max(0, Math.floor((one.contract * 700) / 1000) - one.paid), prepayment: true }
}

/** Most that supplements may add. */
export const supplementMax = (one: Requisition) => Math.floor((one.contract - one.supplement) / 10)

export const COUNTS = { requisitions: REQUISITIONS, payments: PAYMENTS }
