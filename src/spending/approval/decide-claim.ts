// Decide the step of a claim that waits: agree, return with an opinion, or refuse it for good.
import { z } from 'zod'
import { command, Id } from '../../platform/index.ts'
import { lockClaim, moveClaim } from '../claims/claim.ts'
import { releaseInvoices } from '../invoices/invoices.ts'
import { giveUp } from '../payment/charge.ts'
import {
  actedBefore,
  changedSince,
  chosenByApplicant,
  notYourStep,
  opinionNeeded,
  ownClaim,
  wrongState,
} from '../refusals.ts'
import { chosenBy, holdersOf } from './approvers.ts'
import { decidedOf, openStep, stepsOf } from './steps.ts'

/** Decide. Refused for the applicant and whom he named to stand in, for whoever decided another step of this round, and beside the waiting step. */
export const decideClaim = command({
  name: 'spending.decide-claim',
  title: '审批单据',
  access: 'signed-in',
  input: z.strictObject({
    claim_id: Id,
    /** the round and step that were looked at: what changed since is not decided unseen */
    round: z.number().int().min(1),
    step_n: z.number().int().min(1),
    decision: z.enum(['approve', 'return', 'reject']),
    opinion: z.string().trim().max(500).default(''),
  }),
  output: z.object({ state: z.string() }),
  async run(tx, call, { claim_id, round, step_n, decision, opinion }) {
    const claim = await lockClaim(tx, claim_id)
    if (claim.state !== 'approving') throw wrongState({ state: claim.state, move: decision })
    if (claim.round !== round) throw changedSince()
    if (String(claim.applicant_id) === call.actor.id) throw ownClaim()
    const steps = await stepsOf(tx, claim)
    const decided = await decidedOf(tx, claim)
    if (decided.some(one => String(one.person_id) === call.actor.id)) throw actedBefore()
    const step = openStep(steps, decided)
    if (!step || step.n !== step_n) throw changedSince()
    const places = (await holdersOf(tx, step.role, call.today)).filter(one => String(one.person_id) === call.actor.id)
    if (places.length === 0) throw notYourStep({ step: step.title })
    const me = places.find(one => !chosenBy(one, claim.applicant_id))
    if (!me) throw chosenByApplicant()
    if (decision !== 'approve' && opinion === '') throw opinionNeeded()
    await tx`insert into spending.decisions (claim_id, round, step_n, decision, opinion, person_id, person, for_person, decided_at)
      values (${claim.id}, ${round}, ${step_n}, ${decision}, ${opinion}, ${me.person_id}, ${call.actor.name},
        ${me.for_person}, ${call.at})`
    const last = step.n === steps.length
    const move = decision === 'approve' ? (last ? 'finish' : 'approve') : decision
    const state = await moveClaim(tx, call, claim, move, opinion === '' ? step.title : `${step.title}：${opinion}`)
    if (state === 'approved') await tx`update spending.claims set approved_at = ${call.at} where id = ${claim.id}`
    if (decision !== 'approve') await giveUp(tx, call, claim, '退回')
    if (decision === 'reject') await releaseInvoices(tx, call, claim.id)
    return { state }
  },
})
