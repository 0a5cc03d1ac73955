// The ledger as a pure model: what an allotment of a line may and may not, in forty lines of arithmetic, beside the product.
import fc from 'fast-check'
import { SECTION } from '../support/centre.ts'

export type LedgerOp =
  | { op: 'allot' | 'take-back' | 'reserve' | 'release' | 'spend' | 'increase' | 'cut'; amount: number }
  | { op: 'virement'; amount: number; inwards: boolean }
  | { op: 'reverse'; at: number }
  | { op: 'return'; at: number; amount: number }
  | { op: 'again' }

const amount = fc.integer({ min: 1, max: 60 })
const at = fc.integer({ min: 0, max: 3 })

const op = fc.oneof(
  fc.record({
    op: fc.constantFrom('allot', 'take-back', 'reserve', 'reserve', 'release', 'release', 'spend', 'spend'),
    amount,
  }),
  fc.record({ op: fc.constantFrom('increase', 'cut'), amount }),
  fc.record({ op: fc.constant('virement'), amount, inwards: fc.boolean() }),
  fc.record({ op: fc.constant('reverse'), at }),
  fc.record({ op: fc.constant('return'), at, amount }),
  fc.record({ op: fc.constant('again') }),
) as fc.Arbitrary<LedgerOp>

/** Sequences that begin with an allotment, since without one little is allowed. */
export const ledgerOps: fc.Arbitrary<LedgerOp[]> = fc
  .tuple(fc.integer({ min: 30, max: 100 }), fc.array(op, { minLength: 1, maxLength: 14, size: '+1' }))
  .map(([amount, rest]) => [{ op: 'allot', amount }, ...rest])

const OPENING = 100

/** What the model believes; `wide` is a second line for virements. */
export type LedgerState = {
  plan: number
  wide: number
  allotted: number
  known: boolean
  reserved: number
  payments: { amount: number; returned: number; reversed: boolean; movement_id?: string }[]
}
export const openLedger = (): LedgerState => ({
  plan: OPENING,
  wide: OPENING,
  allotted: 0,
  known: false,
  reserved: 0,
  payments: [],
})

export const spentOf = (state: LedgerState) =>
  state.payments.reduce((sum, one) => sum + (one.reversed ? 0 : one.amount - one.returned), 0)

/** Does the operation on the model; `ok`, or the code of the refusal that is due. */
export function ledgerStep(state: LedgerState, op: LedgerOp): string {
  const used = state.reserved + spentOf(state)
  switch (op.op) {
    case 'allot':
    case 'take-back': {
      const change = op.op === 'allot' ? op.amount : -op.amount
      const after = state.allotted + change
      if (after < 0 || after > state.plan) return 'budget.beyond-plan'
      if (after < used) return 'budget.not-enough'
      state.allotted = after
      state.known = true
      return 'ok'
    }
    case 'reserve':
    case 'spend':
      if (!state.known) return 'budget.no-such-allotment'
      if (used + op.amount > state.allotted) return 'budget.not-enough'
      if (op.op === 'reserve') state.reserved += op.amount
      else state.payments.push({ amount: op.amount, returned: 0, reversed: false })
      return 'ok'
    case 'release':
      if (!state.known) return 'budget.no-such-allotment'
      if (op.amount > state.reserved) return 'budget.not-reserved'
      state.reserved -= op.amount
      return 'ok'
    case 'increase':
      state.plan += op.amount
      return 'ok'
    case 'cut':
      if (state.plan - op.amount < state.allotted) return 'budget.cut-below-use'
      state.plan -= op.amount
      return 'ok'
    case 'virement': {
      const change = op.inwards ? op.amount : -op.amount
      if (state.plan + change < state.allotted || state.wide - change < 0) return 'budget.cut-below-use'
      state.plan += change
      state.wide -= change
      return 'ok'
    }
    default:
      return 'ok'
  }
}

/** What takes a payment back, wholly or in part. */
export function paymentStep(state: LedgerState, op: LedgerOp): string {
  if (op.op !== 'reverse' && op.op !== 'return') return ledgerStep(state, op)
  const payment = state.payments[op.at]
  if (!payment) return 'none'
  if (payment.reversed) return 'budget.already-reversed'
  if (op.op === 'reverse') {
    if (payment.returned > 0) return 'budget.partly-returned'
    payment.reversed = true
    return 'ok'
  }
  if (payment.returned + op.amount > payment.amount) return 'budget.beyond-payment'
  payment.returned += op.amount
  return 'ok'
}

/** The command of an operation, on the lines of this sequence. */
export function ledgerCommand(
  op: LedgerOp,
  state: LedgerState,
  place: { line: string; wide: string; day: string },
): [string, unknown] | undefined {
  const on_date = place.day
  const text = { on_date, summary: '试验' }
  if (op.op === 'again') return undefined
  if (op.op === 'reverse' || op.op === 'return') {
    const movement_id = state.payments[op.at]?.movement_id
    if (!movement_id) return undefined
    if (op.op === 'reverse') return ['budget.reverse-movement', { movement_id, on_date, reason: '试验' }]
    return ['budget.return-payment', { movement_id, amount_fen: String(op.amount), ...text }]
  }
  const amount_fen = String(op.amount)
  const doc_no = '试验1号'
  if (op.op === 'virement') {
    const [from_line_no, to_line_no] = op.inwards ? [place.wide, place.line] : [place.line, place.wide]
    return ['budget.move-between-lines', { from_line_no, to_line_no, amount_fen, doc_no, ...text }]
  }
  const onLine = { line_no: place.line, amount_fen, ...text }
  if (op.op === 'increase' || op.op === 'cut')
    return [`budget.${op.op}-line`, { ...onLine, side: 'expenditure', doc_no }]
  const inSection = { ...onLine, section: SECTION }
  if (op.op === 'spend')
    return ['budget.record-expenditure', { ...inSection, counterparty: '某店', economic_code: '30201' }]
  if (op.op === 'take-back') return ['budget.allot', { ...inSection, amount_fen: `-${op.amount}` }]
  return [`budget.${op.op}`, inSection]
}
