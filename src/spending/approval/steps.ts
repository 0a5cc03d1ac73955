// The steps of a claim under approval: copied from its route at submission, decided one after the other.
import type { Call, Sql } from '../../platform/index.ts'
import type { Claim } from '../claims/claim.ts'
import { noApprover, noPayer, noRoute } from '../refusals.ts'
import { eligibleFor, firstStuck, holdersOf } from './approvers.ts'
import { readRoutes, routeFor } from './routes.ts'

export type Step = { n: number; title: string; role: string }
export type Decided = {
  step_n: number
  decision: string
  opinion: string
  person_id: bigint
  person: string
  for_person: string | null
  decided_at: Date
}

export const PAYER_ROLE = 'cashier'

/**
 * Opens a round: its steps are those of the route in force. Refuses when somebody is missing for one of them. Returns who
 * stands in for a holder of one of the roles.
 */
export async function openRound(tx: Sql, call: Call, claim: Claim, round: number): Promise<bigint[]> {
  const route = routeFor(await readRoutes(tx), { kind: claim.kind, amount_fen: claim.amount_fen, on: call.today })
  if (!route) throw noRoute({ kind: claim.kind })
  const steps = route.steps.map((step, at) => ({ ...step, n: at + 1 }))
  const people: bigint[][] = []
  const reliefs: bigint[] = []
  for (const role of [...steps.map(step => step.role), PAYER_ROLE]) {
    const holders = await holdersOf(tx, role, call.today)
    reliefs.push(...holders.filter(one => one.for_person !== null).map(one => one.person_id))
    people.push(eligibleFor(holders, { applicant_id: claim.applicant_id, decided: [] }).map(one => one.person_id))
  }
  const stuck = firstStuck(people)
  if (stuck === steps.length) throw noPayer()
  if (stuck !== undefined) throw noApprover({ step: steps[stuck]!.title })
  await tx`insert into spending.steps ${tx(steps.map(step => ({ ...step, claim_id: claim.id, round })))}`
  return reliefs
}

export function stepsOf(tx: Sql, claim: Pick<Claim, 'id' | 'round'>): Promise<Step[]> {
  return tx<Step[]>`select n, title, role from spending.steps
    where claim_id = ${claim.id} and round = ${claim.round} order by n`
}

export function decidedOf(tx: Sql, claim: Pick<Claim, 'id' | 'round'>): Promise<Decided[]> {
  return tx<
    Decided[]
  >`select step_n, decision, opinion, person_id, person, for_person, decided_at from spending.decisions
    where claim_id = ${claim.id} and round = ${claim.round} order by step_n`
}

/** The step that waits now; undefined when all are decided. */
export const openStep = (steps: readonly Step[], decided: readonly { step_n: number }[]): Step | undefined =>
  steps.find(step => !decided.some(one => one.step_n === step.n))
