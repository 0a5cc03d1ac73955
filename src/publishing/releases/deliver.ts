// The job that delivers one release: decides, speaks with the channel, records the outcome. May die anywhere and begin again.
import { z } from 'zod'
import { channelOf, type Found, findAccount, isProblem, noteConnection, openLine } from '../../channels/index.ts'
import { enqueue, job, type Sql, type Work } from '../../platform/index.ts'
import { beginDelivery } from './begin-delivery.ts'
import { type PathOf, parcelOf } from './parcel.ts'
import { noteProgress, recordOutcome } from './record-outcome.ts'
import { findRelease, knownOf, type Release } from './release.ts'

/** What later parts of the house are told of: nothing but a release's number, by the job that bears this name. */
export const deliver = job({
  name: 'publishing.deliver',
  title: '投递',
  payload: z.strictObject({ release_id: z.string() }),
  attempts_max: 1_000,
  async run() {
    throw new Error('投递任务没有装配')
  },
})

export function askForDelivery(tx: Sql, at: Date, releaseId: bigint, due_at: Date = at): Promise<void> {
  return enqueue(tx, deliver, { release_id: String(releaseId) }, { at, due_at, key: String(releaseId) })
}

async function takenIds(tx: Sql, release: Release): Promise<string[]> {
  const rows = await tx<{ external_id: string }[]>`select external_id from publishing.releases
    where account_id = ${release.account_id} and id <> ${release.id} and external_id is not null
    order by id desc limit 2000`
  return rows.map(row => row.external_id)
}

async function speak(work: Work, pathOf: PathOf, release: Release, step: 'send' | 'look' | 'check'): Promise<Found> {
  const { account, make, taken } = await work.read(async tx => ({
    account: await findAccount(tx, release.account_id),
    make: await parcelOf(tx, release, pathOf),
    taken: step === 'look' ? await takenIds(tx, release) : [],
  }))
  const channel = channelOf(account.adapter)
  if (!channel) return { class: 'rejected', code: 'no-channel', message: '账号的接入方式已经改变，请改用人工发布件' }
  const line = await openLine(work, account)
  if (step === 'check') return channel.check(line, knownOf(release, taken))
  const parcel = await make()
  const formatted = channel.format(parcel, line.facts)
  if (isProblem(formatted)) return { class: 'rejected', code: 'format', message: formatted.problem }
  if (step === 'look') return channel.look(line, formatted, parcel, knownOf(release, taken))
  const note = async (progress: Record<string, unknown>) => {
    await work.perform(noteProgress, { release_id: String(release.id), progress })
  }
  return channel.send(line, formatted, parcel, { progress: release.progress, note })
}

async function noteHealth(work: Work, accountId: bigint, found: Found): Promise<void> {
  const account_id = String(accountId)
  if (found.class === 'reconnect')
    await work.perform(noteConnection, { account_id, health: 'reconnect', note: found.message })
  else if (found.class === 'sent' || found.class === 'pending') {
    const known = await work.read(tx => findAccount(tx, accountId))
    if (known.health !== 'good') await work.perform(noteConnection, { account_id, health: 'good' })
  }
}

const UNDER_WAY = new Set(['prepared', 'sending', 'accepted', 'unknown'])

/** The job, told where files lie. */
export function deliveryJob(pathOf: PathOf) {
  return job({
    ...deliver,
    async run(work, { release_id }) {
      const { state } = await work.read(tx => findRelease(tx, BigInt(release_id)))
      if (!UNDER_WAY.has(state)) return undefined
      const { step, again_at, attempt_no } = await work.perform(beginDelivery, { release_id })
      if (step === 'done') return undefined
      if (step === 'wait') return { again_at: new Date(again_at as unknown as string) }
      const release = await work.read(tx => findRelease(tx, BigInt(release_id)))
      const outcome = await speak(work, pathOf, release, step)
      if (work.signal.aborted) throw new Error('任务被停止，结果下次查询')
      const recorded = await work.perform(recordOutcome, { release_id, attempt_no, outcome })
      await noteHealth(work, release.account_id, outcome)
      const next = recorded.again_at as unknown as string | null
      return next === null ? undefined : { again_at: new Date(next) }
    },
  })
}
