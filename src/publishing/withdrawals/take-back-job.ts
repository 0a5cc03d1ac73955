// Taking one release back: by the channel's interface, or handed to a person when the interface cannot.
import { z } from 'zod'
import { channelOf, findAccount, isOurs, type Outcome, openLine } from '../../channels/index.ts'
import { approvedEdition } from '../../newsroom/index.ts'
import { type Call, command, Id, job, type Sql, type Work } from '../../platform/index.ts'
import { keyOf } from '../releases/parcel.ts'
import { findRelease, knownOf, lockRelease, moveRelease, type Release } from '../releases/release.ts'
import { releaseOn } from '../releases/release-edition.ts'
import { closeWhenClear } from './certificate.ts'
import { takeBack } from './take-back.ts'

type Step = {
  id: bigint
  withdrawal_id: bigint
  release_id: bigint
  account_id: bigint
  way: string
  state: string
  attempt_no: number
  kind: 'correct' | 'kill'
  edition_id: bigint | null
  reason: string
  note: string
}

/** The step with what it belongs to, locked. */
export async function lockStep(tx: Sql, id: bigint): Promise<Step | undefined> {
  const [step] = await tx<Step[]>`
    select t.id, t.withdrawal_id, t.release_id, t.account_id, t.way, t.state, t.attempt_no, w.kind, w.edition_id, w.reason, w.note
    from publishing.withdrawal_steps t join publishing.withdrawals w on w.id = t.withdrawal_id where t.id = ${id} for update of t`
  return step
}

type Done = { message: string; by: string; proof?: Record<string, unknown> }
const NOW = { not_before: null, not_after: null, after_account_id: null, urgent: true }

/** The corrected edition takes the place: sent anew by an interface; where a person changed it, it stands there already. */
async function followUp(
  tx: Sql,
  call: Call,
  step: Step,
  editionId: bigint,
  earlier: Release,
  proof: Record<string, unknown> | undefined,
): Promise<void> {
  const edition = await approvedEdition(tx, editionId)
  const account = await findAccount(tx, step.account_id)
  // where it is ours, the corrected edition stands there since the correction began
  if (isOurs(account.adapter)) return
  const release = await releaseOn(tx, call, edition, account, { ...NOW, correction_note: step.note })
  if (step.way !== 'by_hand') return
  const change = { visible_at: call.at, ended_at: call.at, url: earlier.url, proof: { ...proof, by: call.actor.name } }
  await moveRelease(tx, call, release, 'show', change)
}

/** The step is done: the release is withdrawn, a corrected edition follows it, and the certificate when it was the last. */
export async function finishStep(tx: Sql, call: Call, step: Step, { message, by, proof }: Done): Promise<void> {
  await tx`update publishing.withdrawal_steps set state = 'done', done_at = ${call.at}, done_by = ${by}, message = ${message},
    proof = ${proof ? tx.json(proof as never) : null} where id = ${step.id}`
  const release = await lockRelease(tx, step.release_id)
  if (release.state === 'visible') await moveRelease(tx, call, release, 'withdraw', { message, ended_at: call.at })
  // taken and not yet shown: it will not be shown any more
  else if (release.state === 'accepted')
    await moveRelease(tx, call, release, 'fail', { cause: 'withdrawn:accepted', message, ended_at: call.at })
  if (step.kind === 'correct' && step.edition_id !== null)
    await followUp(tx, call, step, step.edition_id, release, proof)
  await closeWhenClear(tx, call, step.withdrawal_id)
}

/** Record what the channel answered to a taking back. Only the program does this. */
export const recordTakeBack = command({
  name: 'publishing.record-take-back',
  title: '记录撤下结果',
  access: [],
  input: z.strictObject({
    step_id: Id,
    result: z.enum(['done', 'again', 'by_hand']),
    message: z.string().max(500),
  }),
  output: z.object({}),
  async run(tx, call, { step_id, result, message }) {
    const step = await lockStep(tx, step_id)
    if (!step || step.state === 'done') return {}
    if (result === 'done') await finishStep(tx, call, step, { message, by: '渠道接口' })
    else if (result === 'by_hand')
      await tx`update publishing.withdrawal_steps set way = 'by_hand', message = ${message} where id = ${step_id}`
    else
      await tx`update publishing.withdrawal_steps set attempt_no = attempt_no + 1, message = ${message} where id = ${step_id}`
    return {}
  },
})

/** What to record, and in how many milliseconds to come again. */
function resultOf(outcome: Outcome): { result: 'done' | 'again' | 'by_hand'; message: string; again_ms: number } {
  if (outcome.class === 'sent' || outcome.class === 'pending')
    return { result: 'done', message: '渠道已删除', again_ms: 0 }
  const { message } = outcome
  if (outcome.class === 'retry')
    return { result: 'again', message, again_ms: Math.min(outcome.after_ms ?? 3_000, 60_000) }
  if (outcome.class === 'unknown') return { result: 'again', message, again_ms: 2_000 }
  return { result: 'by_hand', message: `接口撤不下来：${message}`, again_ms: 0 }
}

async function speak(work: Work, step: Step, release: Release): Promise<Outcome> {
  const account = await work.read(tx => findAccount(tx, step.account_id))
  const channel = channelOf(account.adapter)
  if (!channel?.withdraw) return { class: 'rejected', code: 'no-withdraw', message: '这个渠道的接口不能删除' }
  const line = await openLine(work, account)
  const edition = await work.read(tx => approvedEdition(tx, release.edition_id))
  const why = { reason: step.reason, key: keyOf(release), version: edition.edition_no + 1 }
  return channel.withdraw(line, knownOf(release), why)
}

const WAIT_MS = 2_000
/** how long a piece that was just taken is given to show up before it is taken back all the same */
const SETTLE_MS = 60_000

export const takeBackJob = job({
  ...takeBack,
  async run(work, { step_id }) {
    const found = await work.read(async tx => {
      const step = await lockStep(tx, BigInt(step_id))
      return step && { step, release: await findRelease(tx, step.release_id) }
    })
    if (!found || found.step.state === 'done' || found.step.way !== 'interface') return undefined
    const { step, release } = found
    const { state } = release
    // on its way or unknown: first it must be known whether there is anything to take back
    const fresh = work.now().getTime() - (release.begun_at ?? work.now()).getTime() < SETTLE_MS
    if (state === 'sending' || state === 'unknown' || (state === 'accepted' && fresh))
      return { again_at: new Date(work.now().getTime() + WAIT_MS) }
    if (state !== 'visible' && state !== 'accepted') {
      await work.perform(recordTakeBack, { step_id, result: 'done', message: '没有发出，不用撤' })
      return undefined
    }
    const { result, message, again_ms } = resultOf(await speak(work, step, release))
    await work.perform(recordTakeBack, { step_id, result, message: message.slice(0, 500) })
    return result === 'again' ? { again_at: new Date(work.now().getTime() + again_ms) } : undefined
  },
})
