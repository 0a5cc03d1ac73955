// Counters pulled from emulated platforms: kept with their time, in figures at once; what a platform refuses is told and asked again.
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connected, keptFilm, pathOf, setFaults, workAt } from '../../test/support/channels.ts'
import { refusalOf, run, staff, testDatabase } from '../../test/support/database.ts'
import { approvedStory, decide, newsCrew, writtenStory } from '../../test/support/newsroom.ts'
import { account, deliverDue, releaseOf } from '../../test/support/publishing.ts'
import { serveEmulators } from '../channels/index.ts'
import { chooseFilm } from '../newsroom/renditions/choose-film.ts'
import { submitStory } from '../newsroom/review/submit-story.ts'
import { ask, type Query } from '../platform/index.ts'
import { takeFollow } from '../publishing/fediverse/take-follow.ts'
import { release } from '../publishing/releases/release-edition.ts'
import { rankingOf } from './counters/dashboard.ts'
import { followerSweep } from './counters/follower-sweep.ts'
import { noteReleases } from './counters/record-readings.ts'
import { pullNow, pulls } from './pulls/pull.ts'
import { pullSweep } from './pulls/pull-sweep.ts'
import { recordVisits } from './visits/record-visits.ts'

const pool = await testDatabase()
const crew = await newsCrew(pool)
const served = await serveEmulators(0)
afterAll(() => Promise.all(served.map(one => one.stop())))
const by = (name: string) => served.find(one => one.name === name)!
const publisher = staff('operations')
const at = new Date('2026-03-02T02:00:00Z')
const after = (hours: number) => new Date(at.getTime() + hours * 3_600_000)
const ADAPTERS = ['wechat', 'weibo', 'douyin', 'kuaishou'] as const
const accounts = new Map<string, string>()

type Told = { account_id: bigint; result: string | null; message: string; reading_count: number; due_at: Date }
const told = async (adapter: string) =>
  ((await ask(pool, pulls as unknown as Query, { actor: publisher, at }, {})) as Told[]).find(
    one => String(one.account_id) === accounts.get(adapter),
  )!
const values = async (adapter: string) =>
  Object.fromEntries(
    (
      await pool<{ metric: string; value: bigint }[]>`select c.metric, c.value from audience.post_counters c
        join audience.posts p on p.id = c.post_id where p.account_id = ${accounts.get(adapter)!}`
    ).map(one => [one.metric, Number(one.value)]),
  )

beforeAll(async () => {
  await account(pool, 'site', 'site', { address: 'https://news.example.cn' })
  for (const adapter of ADAPTERS) accounts.set(adapter, await connected(pool, adapter, by(adapter).url))
  for (const one of served) await setFaults(one, [], { slow_ms: 5 })
  const { story_id, version_no } = await writtenStory(pool, crew, { channels: ['site', ...ADAPTERS] })
  const film = await keptFilm(pool)
  for (const channel_kind of ['kuaishou', 'douyin'])
    await run(pool, chooseFilm, { story_id, channel_kind, version_no: 0, media_id: film }, { actor: crew.writer })
  const made = await run(pool, submitStory, { story_id, version_no, lane: 'normal' }, { actor: crew.writer })
  const submitted = { story_id, version_no, content_hash: String(made.content_hash) }
  await decide(pool, crew.first, submitted, 'review1')
  await decide(pool, crew.second, submitted, 'review2')
  const { edition_id } = await decide(pool, crew.final, submitted, 'review3')
  const account_ids = [...accounts.values()]
  await run(pool, release, { edition_id: String(edition_id), account_ids }, { actor: publisher, at })
  for (let minute = 0; minute < 5; minute += 1) {
    await deliverDue(pool, new Date(at.getTime() + minute * 60_000), pathOf)
    await pause(8)
  }
  for (const id of account_ids) expect((await releaseOf(pool, String(edition_id), id)).state).toBe('visible')
  await run(pool, noteReleases, {}, { at })
})

test('counters of every platform that tells them are kept with the time they were read at', async () => {
  await pullSweep.run(workAt(pool, after(24)))
  expect(await values('wechat')).toEqual({ read_users: 1007, shares: 12, wows: 5, likes: 41, comments: 3 })
  expect(Object.keys(await values('weibo')).sort()).toEqual(['comments', 'likes', 'shares'])
  expect(await values('douyin')).toMatchObject({ plays: expect.any(Number), shares: expect.any(Number) })
  expect(await values('kuaishou')).toMatchObject({ plays: expect.any(Number), likes: expect.any(Number) })
  expect(await told('wechat')).toMatchObject({ result: 'good', reading_count: 6 })
  const [followers] = await pool`select value, on_day from audience.account_counters where metric = 'followers'`
  expect(followers).toMatchObject({ value: 12_345n, on_day: '2026-03-02' })
})

test('an account is asked at its time, and a later reading is a later row', async () => {
  const count = async () => (await pool`select 1 from audience.readings`).length
  const before = await count()
  await pullSweep.run(workAt(pool, after(25)))
  expect(await count()).toBe(before)
  await pullSweep.run(workAt(pool, after(31)))
  expect((await values('weibo')).likes).toBe(43)
  expect((await values('wechat')).read_users).toBe(1007)
})

test('two workers at one time ask a platform once', async () => {
  const work = workAt(pool, after(60))
  const before = (await values('weibo')).likes!
  await Promise.all([pullSweep.run(work), pullSweep.run(work)])
  expect((await values('weibo')).likes).toBe(before + 1)
})

test('what a platform refuses is told in words, and it is asked again later', async () => {
  await setFaults(by('wechat'), [{ op: 'datacube', kind: 'busy', rate: 1, left: 1 }])
  await pullSweep.run(workAt(pool, after(90)))
  expect(await told('wechat')).toMatchObject({ result: 'failed', message: '微信还没有算完这一天的数据' })
  await pullSweep.run(workAt(pool, after(91.1)))
  expect(await told('wechat')).toMatchObject({ result: 'good' })
  await setFaults(by('weibo'), [{ op: 'count', kind: 'quota', rate: 1, left: 1 }])
  await run(pool, pullNow, { account_id: accounts.get('weibo')! }, { actor: publisher, at: after(92) })
  await pullSweep.run(workAt(pool, after(92)))
  expect(await told('weibo')).toMatchObject({ result: 'failed' })
})

test('an article found again after a lost answer is counted by its address, or a person is told to enter its counters', async () => {
  const id = accounts.get('wechat')!
  const [row] = await pool<{ id: bigint; number: string }[]>`
    select id, progress ->> 'msg_data_id' number from publishing.releases where account_id = ${id}`
  const forget = (more: Record<string, string>) => pool`update publishing.releases
    set progress = (progress - 'msg_data_id') || ${pool.json(more)} where id = ${row!.id}`
  await forget({ url_mid: row!.number })
  await pullSweep.run(workAt(pool, after(120)))
  expect(await told('wechat')).toMatchObject({ result: 'good', message: '', reading_count: 6 })
  await forget({ url_mid: 'of another' })
  await pullSweep.run(workAt(pool, after(150)))
  expect(await told('wechat')).toMatchObject({ result: 'good', message: '《桥修好了》的文章编号丢失，读数请手工录入' })
})

test('followers in the fediverse are a reading of the day, written where the number changed', async () => {
  const ours = await account(pool, 'activitypub', 'activitypub', {
    handle: 'beita',
    address: 'https://news.example.cn',
  })
  const SYSTEM = { id: 'system', name: '系统', roles: [] }
  const about = (name: string) => ({ actor: `https://m.example/${name}`, inbox: `https://m.example/${name}/in` })
  const follow = (name: string) => run(pool, takeFollow, { account_id: ours, ...about(name) }, { actor: SYSTEM, at })
  await follow('a')
  await followerSweep.run(workAt(pool, after(1)))
  await followerSweep.run(workAt(pool, after(2)))
  await follow('b')
  await followerSweep.run(workAt(pool, after(3)))
  const rows = await pool`select value::int from audience.readings where account_id = ${ours} order by id`
  expect(rows.map(row => row.value)).toEqual([1, 2])
  expect(await pool`select 1 from platform.journal where command = 'audience.count-followers'`).toHaveLength(3)
})

test('counters are asked for at once where there is an interface that tells them', async () => {
  const by_hand = await account(pool, 'manual', 'manual')
  const asked = run(pool, pullNow, { account_id: by_hand }, { actor: publisher })
  expect(await refusalOf(asked)).toBe('audience.no-interface')
  const done = await pool<{ command: string }[]>`select distinct command from platform.journal where actor = 'system'`
  expect(done.map(one => one.command)).toEqual(expect.arrayContaining(['audience.begin-pull', 'audience.record-pull']))
})

test('visits of a story on two sites are counted at each: by the part of the address, or by the domain', async () => {
  const first = await account(pool, 'site', 'site', { address: 'https://one.example.cn', handle: 'one' })
  const second = await account(pool, 'site', 'site', { address: 'https://two.example.cn', handle: 'two' })
  const { edition_id, story_id } = await approvedStory(pool, crew)
  await run(pool, release, { edition_id, account_ids: [first, second] }, { actor: staff('operations'), at })
  await run(pool, noteReleases, {}, { at })
  const [article] = await pool`select slug from publishing.articles where story_id = ${story_id} limit 1`
  const visit = (path: string, host: string, views: number) => ({
    on_day: '2026-03-02',
    path,
    host,
    views,
    visitors: 1,
  })
  const visits = [
    visit(`/articles/${article!.slug}`, 'one.example.cn', 3),
    visit(`/articles/${article!.slug}`, 'two.example.cn', 5),
    visit(`/two/articles/${article!.slug}`, '', 2),
  ]
  await run(pool, recordVisits, { visits }, { actor: { id: 'system', name: '系统', roles: [] }, at })
  const rows = await pool`select site_id, sum(views)::int views from audience.visits where story_id = ${story_id}
    group by site_id order by site_id`
  expect(rows).toEqual([
    { site_id: BigInt(first), views: 3 },
    { site_id: BigInt(second), views: 7 },
  ])
  const seen = await rankingOf(pool as never, { from_day: '2026-03-01', to_day: '2026-03-31' })
  const reads = seen.filter(row => String(row.story_id) === story_id).map(row => row.reads)
  expect(reads.sort()).toEqual([3, 7])
})
