// What the outside answered, recorded under the release's lock: the only way a sending ends.
import { z } from 'zod'
import { type Found, giveBack } from '../../channels/index.ts'
import { type Call, command, Id, type Sql } from '../../platform/index.ts'
import { lockRelease, moveRelease, noteEvent, type Release } from './release.ts'

const RETRIES_MAX = 8
const RETRY_MS = [2_000, 10_000, 60_000, 300_000, 900_000, 1_800_000, 3_600_000]
const LOOK_MS = 2_000
const LOOK_MAX_MS = 1_800_000

const Progress = z.record(z.string(), z.unknown()).optional()
const Trouble = { code: z.string().max(100), message: z.string().max(2000) }
const OutcomeField = z.discriminatedUnion('class', [
  z.strictObject({
    class: z.literal('sent'),
    external_id: z.string().max(300),
    url: z.string().max(1000).optional(),
    visible: z.boolean(),
    progress: Progress,
  }),
  z.strictObject({
    class: z.literal('pending'),
    external_id: z.string().max(300),
    check_in_ms: z.number(),
    progress: Progress,
  }),
  z.strictObject({ class: z.literal('retry'), ...Trouble, after_ms: z.number().optional() }),
  z.strictObject({ class: z.literal('reconnect'), ...Trouble }),
  z.strictObject({ class: z.literal('rejected'), ...Trouble }),
  z.strictObject({ class: z.literal('unknown'), ...Trouble }),
  z.strictObject({ class: z.literal('turned-down'), ...Trouble }),
  z.strictObject({ class: z.literal('absent'), progress: Progress }),
])

type Again = Date | null
const soon = (call: Call, ms: number) => new Date(call.at.getTime() + ms)

async function taken(
  tx: Sql,
  call: Call,
  release: Release,
  found: Extract<Found, { class: 'sent' | 'pending' }>,
): Promise<Again> {
  const visible = found.class === 'sent' && found.visible
  const url = found.class === 'sent' ? (found.url ?? release.url) : release.url
  const change = {
    external_id: found.external_id,
    url,
    cause: null,
    progress: { ...release.progress, ...found.progress },
    accepted_at: call.at,
    ...(release.state === 'unknown' ? { reconciled_at: call.at, reconciled_by: '查询渠道' } : {}),
  }
  if (visible) {
    await moveRelease(tx, call, release, 'show', { ...change, visible_at: call.at, ended_at: call.at })
    return null
  }
  if (release.state !== 'accepted') await moveRelease(tx, call, release, 'accept', change)
  return soon(call, found.class === 'pending' ? found.check_in_ms : 3_000)
}

async function later(
  tx: Sql,
  call: Call,
  release: Release,
  why: { code: string; message: string; after_ms?: number },
): Promise<Again> {
  // a look or a check that could not be made changes nothing
  if (release.state === 'accepted' || release.state === 'unknown') return soon(call, why.after_ms ?? 10_000)
  if (release.retry_count >= RETRIES_MAX) return fail(tx, call, release, 'retry', why)
  const due_at = soon(call, why.after_ms ?? RETRY_MS[Math.min(release.retry_count, RETRY_MS.length - 1)]!)
  const change = { retry_count: release.retry_count + 1, cause: `retry:${why.code}`, message: why.message, due_at }
  await moveRelease(tx, call, release, 'again', change, why.code)
  return due_at
}

async function lost(tx: Sql, call: Call, release: Release, why: { code: string; message: string }): Promise<Again> {
  if (release.state === 'accepted') return soon(call, 10_000)
  if (release.state === 'sending') {
    await moveRelease(tx, call, release, 'lose', { cause: `unknown:${why.code}`, message: why.message }, why.code)
    return soon(call, LOOK_MS)
  }
  const age = call.at.getTime() - (release.begun_at ?? call.at).getTime()
  return soon(call, Math.min(LOOK_MAX_MS, Math.max(LOOK_MS, age / 2)))
}

async function fail(
  tx: Sql,
  call: Call,
  release: Release,
  kind: string,
  why: { code: string; message: string },
): Promise<Again> {
  const change = { cause: `${kind}:${why.code}`, message: why.message, ended_at: call.at }
  await moveRelease(tx, call, release, 'fail', change, why.code)
  return null
}

async function absent(
  tx: Sql,
  call: Call,
  release: Release,
  progress: Record<string, unknown> | undefined,
): Promise<Again> {
  // what is refused and not to be found however often it is sent, is for a person to look at
  if (release.retry_count >= RETRIES_MAX) {
    const message = `发了 ${release.retry_count + 1} 次，渠道上都没有：${release.message || '渠道没有说明原因'}`
    return fail(tx, call, release, 'retry', { code: 'absent', message })
  }
  const retry_count = release.retry_count + 1
  const change = { due_at: call.at, cause: null, retry_count, progress: { ...release.progress, ...progress } }
  await moveRelease(tx, call, release, 'again', { ...change, message: '渠道上查明没有收到，重新发送' }, 'absent')
  return call.at
}

async function settle(tx: Sql, call: Call, release: Release, found: Found): Promise<Again> {
  if (found.class === 'sent' || found.class === 'pending') return taken(tx, call, release, found)
  if (found.class === 'absent') return absent(tx, call, release, found.progress)
  if (found.class === 'retry') return later(tx, call, release, found)
  if (found.class === 'unknown') return lost(tx, call, release, found)
  if (found.class === 'turned-down') return fail(tx, call, release, 'rejected', found)
  // a look that is refused says nothing about what was sent
  if (release.state === 'unknown') return soon(call, 60_000)
  return fail(tx, call, release, found.class, found)
}

/** Record what a sending, a check or a look found out. Only the program does this. */
export const recordOutcome = command({
  name: 'publishing.record-outcome',
  title: '记录投递结果',
  access: [],
  input: z.strictObject({ release_id: Id, attempt_no: z.number().int(), outcome: OutcomeField }),
  output: z.object({ again_at: z.date().nullable(), state: z.string() }),
  async run(tx, call, { release_id, attempt_no, outcome }) {
    const release = await lockRelease(tx, release_id)
    // a callback or another worker was quicker, or a newer attempt is under way: this answer is no news
    const open = ['sending', 'accepted', 'unknown'].includes(release.state)
    if (!open || release.attempt_no !== attempt_no) return { again_at: null, state: release.state }
    // not taken, that is certain: the sending was none
    const not_taken = ['retry', 'reconnect', 'rejected'].includes(outcome.class) && release.state === 'sending'
    if (not_taken || outcome.class === 'absent') await giveBack(tx, String(release_id))
    const again_at = await settle(tx, call, release, outcome as Found)
    return { again_at, state: release.state }
  },
})

/** Keep what a later look needs, before the step that cannot be taken back. Only the program does this. */
export const noteProgress = command({
  name: 'publishing.note-progress',
  title: '记录投递进度',
  access: [],
  input: z.strictObject({ release_id: Id, progress: z.record(z.string(), z.unknown()) }),
  output: z.object({}),
  async run(tx, call, { release_id, progress }) {
    const release = await lockRelease(tx, release_id)
    const all = { ...release.progress, ...progress }
    await tx`update publishing.releases set progress = ${tx.json(all as never)} where id = ${release_id}`
    await noteEvent(tx, call, release, {
      what: '记下进度',
      to: release.state,
      message: Object.keys(progress).join('、'),
    })
    return {}
  },
})
