// A sequence of claims under approval: who may do what in which state, and what they hold of their line meanwhile.
import { type ClaimOp, type ClaimsState, claimCommand, claimStep, heldOf } from '../models/claim-model.ts'
import type { Crew } from '../support/crew.ts'
import type { Judge } from '../support/judge.ts'
import type { Place } from '../support/stock.ts'
import { codeOf, differs, type Tally } from './differs.ts'

export async function claimSequence(
  crew: Crew,
  judge: Judge,
  { year, line, day }: Place,
  ops: readonly ClaimOp[],
  tally: Tally,
): Promise<void> {
  const state: ClaimsState = { claims: [] }
  for (const op of ops) {
    const command = claimCommand(op, state, { line, day })
    if (!command) continue
    const due = claimStep(state, op)
    const answer = await crew[command.who].command(command.name, command.input)
    differs(op, due, codeOf(answer))
    tally(due)
    if (op.op === 'save') state.claims.at(-1)!.claim_id = answer.body.claim_id
  }
  const [kept] = await judge<{ held: bigint }[]>`
    select reserved_fen held from budget.lines where year = ${year} and line_no = ${line}`
  differs('the end', String(heldOf(state)), String(kept!.held))
  const states = await judge<{ state: string }[]>`
    select c.state from spending.claims c join budget.lines l on l.id = c.line_id
    where l.year = ${year} and l.line_no = ${line} order by c.id`
  differs('the states', state.claims.map(one => one.state).join(), states.map(one => one.state).join())
}
