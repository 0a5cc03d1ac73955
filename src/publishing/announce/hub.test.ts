// WebSub: the hub is told when an article appears, changes or is taken back; a hub that does not answer is told again.
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, expect, test } from 'vitest'
import { workAt } from '../../../test/support/channels.ts'
import { refusalOf, run, staff, testDatabase } from '../../../test/support/database.ts'
import { approvedStory, newsCrew } from '../../../test/support/newsroom.ts'
import { account, deliverDue } from '../../../test/support/publishing.ts'
import { setHub } from '../../channels/accounts/set-hub.ts'
import { ask, type Query } from '../../platform/index.ts'
import { release } from '../releases/release-edition.ts'
import { withdrawStory } from '../withdrawals/withdraw-story.ts'
import { announceJob, feedTopics, hubNotices } from './hub.ts'

const told: Record<string, string>[] = []
const answers: number[] = []
const server = http.createServer((request, answer) => {
  let body = ''
  request.on('data', part => {
    body += part
  })
  request.on('end', () => {
    told.push(Object.fromEntries(new URLSearchParams(body)))
    answer.writeHead(answers.shift() ?? 202).end()
  })
})
await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
afterAll(() => server.close())
const hub = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`

const pool = await testDatabase()
const crew = await newsCrew(pool)
const publisher = { actor: staff('operations') }
const at = new Date('2026-03-02T02:00:00Z')
const later = (seconds: number) => new Date(at.getTime() + seconds * 1000)
const site = await account(pool, 'site', 'site', { address: 'https://news.example.cn' })
const topics = ['feed.xml', 'atom.xml', 'feed.json'].map(name => `https://news.example.cn/${name}`)

type Notice = { account_id: bigint; heard_at: Date | null; message: string }
const notice = async () =>
  ((await ask(pool, hubNotices as unknown as Query, { ...publisher, at }, {})) as Notice[]).find(
    one => String(one.account_id) === site,
  )!
async function publish(when = at) {
  const { story_id, edition_id } = await approvedStory(pool, crew)
  await run(pool, release, { edition_id, account_ids: [site] }, { ...publisher, at: when })
  return story_id
}

test('without a hub nobody is told; a hub is named for sites alone and by https', async () => {
  await publish()
  await deliverDue(pool, at)
  expect(told).toEqual([])
  const manual = await account(pool, 'manual', 'manual')
  expect(await refusalOf(run(pool, setHub, { account_id: manual, hub }, publisher))).toBe('channels.no-feeds')
  const plain = run(pool, setHub, { account_id: site, hub: 'http://hub.example.cn/' }, publisher)
  expect(await refusalOf(plain)).toBe('channels.unsafe-address')
})

test('the hub hears of every feed when an article appears and when it is taken back, once for what comes together', async () => {
  await run(pool, setHub, { account_id: site, hub }, publisher)
  const story_id = await publish()
  await publish()
  await deliverDue(pool, at)
  expect(told.map(one => one['hub.topic'])).toEqual(topics)
  expect(told[0]).toMatchObject({ 'hub.mode': 'publish', 'hub.url': topics[0] })
  expect(await notice()).toMatchObject({ heard_at: at, message: '' })
  told.length = 0
  const kill = { story_id, kind: 'kill', reason: '事实有误', note: '本文已撤回', ordered_by: '总编辑' }
  await run(pool, withdrawStory, kill, { ...publisher, at: later(60) })
  await deliverDue(pool, later(60))
  expect(told).toHaveLength(3)
})

test('a hub that does not take it is told again, and what it answered is seen', async () => {
  told.length = 0
  answers.push(503)
  await publish(later(120))
  await deliverDue(pool, later(120))
  expect(await notice()).toMatchObject({ message: '集线器回答 503', heard_at: later(60) })
  await deliverDue(pool, later(126))
  expect(await notice()).toMatchObject({ message: '', heard_at: later(126) })
  expect(told).toHaveLength(4)
  const done = await pool<{ command: string }[]>`select distinct command from platform.journal where actor = 'system'`
  expect(done.map(one => one.command)).toContain('publishing.record-announcement')
})

test('feeds are named under the site own address, else below ours; without either they have no name to tell', async () => {
  const place = { id: 7n, handle: 'news', address: '' }
  expect(feedTopics(place, 'https://beita.example.cn/')[0]).toBe('https://beita.example.cn/news/feed.xml')
  expect(feedTopics({ ...place, handle: '' }, 'https://beita.example.cn')[1]).toBe(
    'https://beita.example.cn/s7/atom.xml',
  )
  expect(feedTopics(place, undefined)).toEqual([])
  await run(pool, setHub, { account_id: site, hub: '' }, publisher)
  expect(await announceJob(undefined).run(workAt(pool, at), { account_id: site })).toBeUndefined()
})
