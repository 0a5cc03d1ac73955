// Comments on platforms: read by the program, shut off everywhere by the emergency switch, opened again after it.
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, expect, test } from 'vitest'
import { connected, pathOf, setFaults, workAt } from '../../../test/support/channels.ts'
import { run, staff, testDatabase } from '../../../test/support/database.ts'
import { approvedStory, newsCrew } from '../../../test/support/newsroom.ts'
import { account, deliverDue } from '../../../test/support/publishing.ts'
import { serveEmulators } from '../../channels/index.ts'
import { ask, type Query } from '../../platform/index.ts'
import { release } from '../releases/release-edition.ts'
import { turnSwitch } from '../switches/switches.ts'
import { channelComments, watchComments } from './comments.ts'

const pool = await testDatabase()
const crew = await newsCrew(pool)
const served = await serveEmulators(0)
afterAll(() => Promise.all(served.map(one => one.stop())))
const wechat = served.find(one => one.name === 'wechat')!
const publisher = staff('operations')
const at = new Date('2026-03-02T02:00:00Z')
const after = (minutes: number) => new Date(at.getTime() + minutes * 60_000)
await account(pool, 'site', 'site', { address: 'https://news.example.cn' })
const account_id = await connected(pool, 'wechat', wechat.url, { comments: true })
await setFaults(wechat, [], { slow_ms: 5 })
const { edition_id } = await approvedStory(pool, crew, { channels: ['site', 'wechat'] })
await run(pool, release, { edition_id, account_ids: [account_id] }, { actor: publisher, at })
for (let minute = 0; minute < 4; minute += 1) {
  await deliverDue(pool, after(minute), pathOf)
  await pause(8)
}

type Seen = { comments: { text: string; is_elected: boolean }[]; gates: Record<string, unknown>; closed: boolean }
const seen = async () => (await ask(pool, channelComments as unknown as Query, { actor: publisher, at }, {})) as Seen
const closedThere = async () =>
  ((await (await fetch(`${wechat.url}/__comments`)).json()) as { closed: string[] }).closed
const turn = (is_on: boolean, when: Date) =>
  run(pool, turnSwitch, { switch: 'close_comments', is_on, reason: '演练' }, { actor: publisher, at: when })

test('comments under our articles are read, once each', async () => {
  await watchComments.run(workAt(pool, after(5)))
  await watchComments.run(workAt(pool, after(20)))
  const { comments, gates } = await seen()
  expect(comments.map(one => one.text)).toEqual(['路灯什么时候装？', '终于通车了！'])
  expect(gates).toMatchObject({ open_count: 1, closed_count: 0, waiting_count: 0 })
})

test('the emergency switch shuts them off on the platform, again and again until it is confirmed, and opens them after it', async () => {
  await setFaults(wechat, [{ op: 'comment', kind: 'busy', rate: 1, left: 1 }])
  await turn(true, after(21))
  await watchComments.run(workAt(pool, after(21)))
  expect(await closedThere()).toEqual([])
  expect((await seen()).gates).toMatchObject({ waiting_count: 1, message: expect.stringContaining('繁忙') })
  await watchComments.run(workAt(pool, after(23)))
  expect(await closedThere()).toHaveLength(1)
  expect((await seen()).gates).toMatchObject({ closed_count: 1, waiting_count: 0, message: '' })
  await turn(false, after(30))
  await watchComments.run(workAt(pool, after(30)))
  expect(await closedThere()).toEqual([])
  const done = await pool<{ command: string }[]>`select distinct command from platform.journal where actor = 'system'`
  expect(done.map(one => one.command)).toEqual(
    expect.arrayContaining(['publishing.record-comments', 'publishing.record-gate']),
  )
})
