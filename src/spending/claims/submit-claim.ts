// Submit a claim: checked as a whole, numbered, its line's allotment held, its first approver called. Or take it back.
import { z } from 'zod'
import { sumFen } from '../../kernel/index.ts'
import { type Call, command, Id, Int64, type Sql, Text } from '../../platform/index.ts'
import { openRound } from '../approval/steps.ts'
import { openPapersTo } from '../invoices/attach.ts'
import { releaseInvoices } from '../invoices/invoices.ts'
import { unpaidPayees } from '../payment/batches.ts'
import { writeBackAccrual } from '../payment/carry-claims.ts'
import { giveUp, heldDay, hold } from '../payment/charge.ts'
import { changedMeanwhile, notYours, wrongState } from '../refusals.ts'
import { claimProblems, lockContract } from './checks.ts'
import { type Claim, lockClaim, lockOwn, moveClaim, nextNumber } from './claim.ts'

async function numbered(tx: Sql, claim: Claim): Promise<void> {
  if (claim.claim_no !== null) return
  const prefix = claim.kind === 'loan' ? 'JK' : 'BX'
  claim.claim_no = await nextNumber(tx, prefix, prefix, claim.year)
  await tx`update spending.claims set claim_no = ${claim.claim_no} where id = ${claim.id}`
}

async function openLoan(tx: Sql, claim: Claim): Promise<void> {
  if (claim.details.kind !== 'loan') return
  await tx`insert into spending.loans (claim_id, due_on) values (${claim.id}, ${claim.details.due_on})
    on conflict (claim_id) do update set due_on = excluded.due_on`
}

/** Submit one's own claim. Refused with the first thing that is wrong; nothing is held then. */
export const submitClaim = command({
  name: 'spending.submit-claim',
  title: '提交单据',
  access: 'signed-in',
  input: z.strictObject({ claim_id: Id, version: z.number().int().min(1) }),
  output: z.object({ claim_no: z.string(), state: z.string(), amount_fen: Int64 }),
  async run(tx, call, { claim_id, version }) {
    const claim = await lockOwn(tx, call, claim_id)
    if (claim.state !== 'draft' && claim.state !== 'returned') throw wrongState({ state: claim.state, move: 'submit' })
    if (claim.version !== version) throw changedMeanwhile()
    await lockContract(tx, claim)
    const [problem] = await claimProblems(tx, call, claim)
    if (problem) throw problem
    await numbered(tx, claim)
    await openLoan(tx, claim)
    const round = claim.round + 1
    const reliefs = await openRound(tx, call, claim, round)
    await openPapersTo(tx, call, claim, reliefs)
    await tx`update spending.claims set round = ${round}, submitted_at = ${call.at} where id = ${claim.id}`
    await hold(tx, call, claim)
    const state = await moveClaim(tx, call, claim, 'submit')
    return { claim_no: claim.claim_no!, state, amount_fen: claim.amount_fen }
  },
})

/** Take back one's own claim while it is under approval: what it held is free again. */
export const withdrawClaim = command({
  name: 'spending.withdraw-claim',
  title: '撤回单据',
  access: 'signed-in',
  input: z.strictObject({ claim_id: Id }),
  output: z.object({ state: z.string() }),
  async run(tx, call, { claim_id }) {
    const claim = await lockOwn(tx, call, claim_id)
    const state = await moveClaim(tx, call, claim, 'withdraw')
    await giveUp(tx, call, claim, '撤回')
    return { state }
  },
})

async function cancel(tx: Sql, call: Call, claim: Claim, reason: string): Promise<{ state: string }> {
  const state = await moveClaim(tx, call, claim, 'cancel', reason)
  const owed = sumFen((await unpaidPayees(tx, claim.id)).map(payee => payee.amount_fen))
  await writeBackAccrual(tx, call, claim, owed, heldDay(claim, call))
  await giveUp(tx, call, claim, '作废')
  await releaseInvoices(tx, call, claim.id)
  return { state }
}

/** Cancel a claim: one's own before it is submitted or after it was returned; finance, one that is approved and not paid. */
export const cancelClaim = command({
  name: 'spending.cancel-claim',
  title: '作废单据',
  access: 'signed-in',
  input: z.strictObject({ claim_id: Id, reason: Text(200) }),
  output: z.object({ state: z.string() }),
  async run(tx, call, { claim_id, reason }) {
    const claim = await lockClaim(tx, claim_id)
    const own = String(claim.applicant_id) === call.actor.id
    const finance = claim.state === 'approved' && call.actor.roles.includes('finance')
    if (claim.state === 'approved' ? !finance : !own) throw notYours()
    const [moved] =
      await tx`select 1 from spending.payments where claim_id = ${claim.id} and state in ('sent', 'paid') limit 1`
    if (moved || claim.offset_movement_id !== null) throw wrongState({ state: claim.state, move: 'cancel' })
    return cancel(tx, call, claim, reason)
  },
})
