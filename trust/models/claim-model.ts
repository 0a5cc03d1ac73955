// Claims as a pure model: who may do what in which state, and what a claim holds of its line meanwhile.
import fc from 'fast-check'
import { SECTION } from '../support/centre.ts'

const PEOPLE = ['applicant', 'finance', 'director', 'outsider'] as const
type Person = (typeof PEOPLE)[number]
type State = 'draft' | 'approving' | 'returned' | 'approved' | 'cancelled' | 'rejected'

export type ClaimOp =
  | { op: 'save'; amount: number }
  | { op: 'submit'; at: number }
  | { op: 'withdraw'; at: number }
  | { op: 'cancel'; at: number; who: Person }
  | { op: 'decide'; at: number; who: Person; decision: 'approve' | 'return' | 'reject' }

const at = fc.integer({ min: 0, max: 1 })
const who = fc.constantFrom(...PEOPLE)

export const claimOps: fc.Arbitrary<ClaimOp[]> = fc
  .tuple(
    fc.integer({ min: 1, max: 70 }),
    fc.array(
      fc.oneof(
        fc.record({ op: fc.constant('save'), amount: fc.integer({ min: 1, max: 70 }) }),
        { arbitrary: fc.record({ op: fc.constant('submit'), at }), weight: 3 },
        fc.record({ op: fc.constant('withdraw'), at }),
        fc.record({ op: fc.constant('cancel'), at, who }),
        {
          arbitrary: fc.record({
            op: fc.constant('decide'),
            at,
            who,
            decision: fc.constantFrom('approve', 'approve', 'approve', 'return', 'reject'),
          }),
          weight: 6,
        },
      ) as fc.Arbitrary<ClaimOp>,
      { minLength: 2, maxLength: 12 },
    ),
  )
  .map(([amount, rest]) => [{ op: 'save', amount }, ...rest])

/** All that the sequence's line holds for claims. */
export const ALLOTTED = 100
const STEPS: readonly Person[] = ['finance', 'director']

type Claim = { claim_id?: string; amount: number; state: State; round: number; decided: Person[] }
export type ClaimsState = { claims: Claim[] }

const HOLDS: readonly State[] = ['approving', 'approved']
export const heldOf = ({ claims }: ClaimsState) =>
  claims.reduce((sum, claim) => sum + (HOLDS.includes(claim.state) ? claim.amount : 0), 0)

function decide(claim: Claim, who: Person, decision: 'approve' | 'return' | 'reject'): string {
  if (claim.state !== 'approving') return 'spending.wrong-state'
  if (who === 'applicant') return 'spending.own-claim'
  if (claim.decided.includes(who)) return 'spending.acted-before'
  if (STEPS[claim.decided.length] !== who) return 'spending.not-your-step'
  claim.decided.push(who)
  if (decision === 'return') claim.state = 'returned'
  else if (decision === 'reject') claim.state = 'rejected'
  else if (claim.decided.length === STEPS.length) claim.state = 'approved'
  return 'ok'
}

function cancel(claim: Claim, who: Person): string {
  if (claim.state === 'approved' ? who !== 'finance' : who !== 'applicant') return 'spending.not-yours'
  if (!['draft', 'returned', 'approved'].includes(claim.state)) return 'spending.wrong-state'
  claim.state = 'cancelled'
  return 'ok'
}

function submit(state: ClaimsState, claim: Claim): string {
  if (claim.state !== 'draft' && claim.state !== 'returned') return 'spending.wrong-state'
  if (heldOf(state) + claim.amount > ALLOTTED) return 'budget.not-enough'
  Object.assign(claim, { state: 'approving', round: claim.round + 1, decided: [] })
  return 'ok'
}

/** Does the operation on the model; `ok`, or the code of the refusal that is due; `none` when it is about no claim. */
export function claimStep(state: ClaimsState, op: ClaimOp): string {
  if (op.op === 'save') {
    state.claims.push({ amount: op.amount, state: 'draft', round: 0, decided: [] })
    return 'ok'
  }
  const claim = state.claims[op.at]
  if (!claim) return 'none'
  if (op.op === 'submit') return submit(state, claim)
  if (op.op === 'decide') return decide(claim, op.who, op.decision)
  if (op.op === 'cancel') return cancel(claim, op.who)
  if (claim.state !== 'approving') return 'spending.wrong-state'
  claim.state = 'draft'
  return 'ok'
}

/** The command of an operation and who sends it; undefined when it is about no claim. */
export function claimCommand(
  op: ClaimOp,
  state: ClaimsState,
  place: { line: string; day: string },
): { who: Person; name: string; input: unknown } | undefined {
  if (op.op === 'save') {
    const amount = String(op.amount)
    const input = {
      title: '试验借款',
      on_date: place.day,
      line_no: place.line,
      section: SECTION,
      details: { kind: 'loan', due_on: `${place.day.slice(0, 4)}-12-31` },
      payees: [{ name: '某人', account_no: '6222000000000000', gross_fen: amount }],
    }
    return { who: 'applicant', name: 'spending.save-claim', input }
  }
  const claim = state.claims[op.at]
  if (!claim?.claim_id) return undefined
  const { claim_id } = claim
  if (op.op === 'submit') return { who: 'applicant', name: 'spending.submit-claim', input: { claim_id, version: 1 } }
  if (op.op === 'withdraw') return { who: 'applicant', name: 'spending.withdraw-claim', input: { claim_id } }
  if (op.op === 'cancel') return { who: op.who, name: 'spending.cancel-claim', input: { claim_id, reason: '试验' } }
  const step_n = Math.min(claim.decided.length + 1, STEPS.length)
  const input = { claim_id, round: Math.max(1, claim.round), step_n, decision: op.decision, opinion: '试验' }
  return { who: op.who, name: 'spending.decide-claim', input }
}
