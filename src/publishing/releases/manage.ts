// What a person does about releases: take back or move what waits, try a cause again, say what became of an unknown.
import { z } from 'zod'
import { giveBack } from '../../channels/index.ts'
import { command, Id, Text } from '../../platform/index.ts'
import { nothingToRetry, wrongTime } from '../refusals.ts'
import { mustBePublishing } from '../switches/switches.ts'
import { askForDelivery } from './deliver.ts'
import { lockRelease, moveRelease, noteEvent, type Release } from './release.ts'
import { PUBLISHERS } from './release-edition.ts'

/** Take back a release that is not under way yet. */
export const cancelRelease = command({
  name: 'publishing.cancel-release',
  title: '取消发布',
  access: PUBLISHERS,
  input: z.strictObject({ release_id: Id, reason: Text(200) }),
  output: z.object({}),
  async run(tx, call, { release_id, reason }) {
    const release = await lockRelease(tx, release_id)
    await moveRelease(tx, call, release, 'cancel', { message: reason, ended_at: call.at })
    return {}
  },
})

/** Another time for a release that waits, or for one that was cancelled. */
export const schedule = command({
  name: 'publishing.schedule',
  title: '改发布时间',
  access: PUBLISHERS,
  input: z.strictObject({ release_id: Id, not_before: z.iso.datetime({ offset: true }) }),
  output: z.object({}),
  async run(tx, call, { release_id, not_before }) {
    const release = await lockRelease(tx, release_id)
    const due_at = new Date(not_before)
    if (release.not_after && due_at >= release.not_after)
      throw wrongTime({ problem: '新的时间晚于最晚发布时间，请先取消，再重新安排。' })
    if (release.state === 'prepared') {
      await tx`update publishing.releases set not_before = ${due_at}, due_at = ${due_at} where id = ${release_id}`
      await noteEvent(tx, call, release, { what: '改时间', to: 'prepared', message: not_before })
    } else
      await moveRelease(tx, call, release, 'again', {
        due_at,
        cause: null,
        message: `改到 ${not_before}`,
        ended_at: null,
      })
    await askForDelivery(tx, call.at, release_id, due_at > call.at ? due_at : call.at)
    return {}
  },
})

const RETRIED_MAX = 500

/** Try again everything that failed of one cause; an unknown is never among it. */
export const retryCause = command({
  name: 'publishing.retry-cause',
  title: '重试同一原因',
  access: PUBLISHERS,
  input: z.strictObject({ cause: Text(120), account_id: Id.nullable().default(null) }),
  output: z.object({ count: z.number() }),
  async run(tx, call, { cause, account_id }) {
    await mustBePublishing(tx)
    const list = await tx<Release[]>`select * from publishing.releases where state = 'failed' and cause = ${cause}
      and (${account_id}::bigint is null or account_id = ${account_id}) order by id limit ${RETRIED_MAX} for update`
    if (list.length === 0) throw nothingToRetry()
    for (const release of list) {
      const change = { due_at: call.at, retry_count: 0, cause: null, message: '重试', ended_at: null }
      await moveRelease(tx, call, release, 'again', change)
      await askForDelivery(tx, call.at, release.id)
    }
    return { count: list.length }
  },
})

/** Give a failed release to a person, to be put up by hand. */
export const handOver = command({
  name: 'publishing.hand-over',
  title: '转人工发布',
  access: PUBLISHERS,
  input: z.strictObject({ release_id: Id }),
  output: z.object({}),
  async run(tx, call, { release_id }) {
    const release = await lockRelease(tx, release_id)
    await moveRelease(tx, call, release, 'hand_over', { message: '转人工发布', ended_at: null, begun_at: call.at })
    return {}
  },
})

/** Say what became of an unknown, with the proof of it: it is there, or it is not. */
export const reconcile = command({
  name: 'publishing.reconcile',
  title: '核对结果',
  access: PUBLISHERS,
  input: z.strictObject({
    release_id: Id,
    arrived: z.boolean(),
    url: z
      .union([z.literal(''), z.url({ protocol: /^https?$/, error: '应为 http 或 https 地址' }).max(1000)])
      .default(''),
    proof: Text(500),
  }),
  output: z.object({ state: z.string() }),
  async run(tx, call, { release_id, arrived, url, proof }) {
    const release = await lockRelease(tx, release_id)
    const known = { reconciled_at: call.at, reconciled_by: call.actor.name, ended_at: call.at }
    const kept = { text: proof, by: call.actor.name, at: call.at.toISOString() }
    if (arrived) {
      const change = {
        ...known,
        url: url || release.url,
        visible_at: call.at,
        cause: null,
        message: proof,
        proof: kept,
      }
      return { state: (await moveRelease(tx, call, release, 'show', change)).state }
    }
    await giveBack(tx, String(release_id))
    const change = { ...known, cause: 'reconciled:absent', message: proof, proof: kept }
    return { state: (await moveRelease(tx, call, release, 'fail', change)).state }
  },
})
