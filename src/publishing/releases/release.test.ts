import { expect, test } from 'vitest'
import { refusalOf, run, staff, testDatabase } from '../../../test/support/database.ts'
import { approvedStory, decide, newsCrew, paragraph } from '../../../test/support/newsroom.ts'
import { account, deliverDue, releaseOf } from '../../../test/support/publishing.ts'
import { setAccountState } from '../../channels/accounts/add-account.ts'
import { submitStory } from '../../newsroom/review/submit-story.ts'
import { reopenStory } from '../../newsroom/stories/reopen-story.ts'
import { saveVersion } from '../../newsroom/stories/save-version.ts'
import { turnSwitch } from '../switches/switches.ts'
import { beginDelivery } from './begin-delivery.ts'
import { lockRelease, moveRelease } from './release.ts'
import { release } from './release-edition.ts'

const pool = await testDatabase()
const crew = await newsCrew(pool)
const publisher = staff('operations')
const at = new Date('2026-03-02T02:00:00Z')
const later = (minutes: number) => new Date(at.getTime() + minutes * 60_000)
const site = await account(pool, 'site', 'site', { address: 'https://news.example.cn' })

const send = (input: Record<string, unknown>, who = publisher) => run(pool, release, input, { actor: who, at })
const article = async (siteId: string, storyId: string) =>
  (
    await pool<{ slug: string; title: string; edition_id: bigint; corrections: unknown[]; content_hash: Buffer }[]>`
      select * from publishing.articles where site_id = ${siteId} and story_id = ${storyId}`
  )[0]

test('an approved edition is on the site in the transaction that releases it', async () => {
  const { edition_id, story_id } = await approvedStory(pool, crew)
  const { releases } = await send({ edition_id, account_ids: [site] })
  expect(releases).toMatchObject([{ account_id: site, state: 'visible' }])
  expect(await article(site, story_id)).toMatchObject({ title: '桥修好了', slug: `20260302-${story_id}` })
  expect(await releaseOf(pool, edition_id, site)).toMatchObject({
    url: `https://news.example.cn/articles/20260302-${story_id}`,
  })
})

test('one edition goes to one account once, also when asked twice at the same moment', async () => {
  const { edition_id } = await approvedStory(pool, crew)
  const both = await Promise.allSettled([1, 2].map(() => send({ edition_id, account_ids: [site] })))
  expect(both.filter(one => one.status === 'fulfilled')).toHaveLength(1)
  expect(await refusalOf(send({ edition_id, account_ids: [site] }))).toBe('publishing.already-released')
})

test('who only reviews cannot release', async () => {
  const { edition_id } = await approvedStory(pool, crew)
  expect(await refusalOf(send({ edition_id, account_ids: [site] }, crew.first))).toBe('platform.forbidden')
})

test('a scheduled release waits for its time, and is visible then', async () => {
  const { edition_id } = await approvedStory(pool, crew)
  await send({ edition_id, account_ids: [site], not_before: later(30).toISOString() })
  await deliverDue(pool, later(29))
  expect((await releaseOf(pool, edition_id, site)).state).toBe('prepared')
  await deliverDue(pool, later(30))
  expect((await releaseOf(pool, edition_id, site)).state).toBe('visible')
  await deliverDue(pool, later(31))
  expect((await releaseOf(pool, edition_id, site)).state).toBe('visible')
})

test('a release that comes too late is not sent', async () => {
  const { edition_id } = await approvedStory(pool, crew)
  const times = { not_before: later(30).toISOString(), not_after: later(40).toISOString() }
  await send({ edition_id, account_ids: [site], ...times })
  await deliverDue(pool, later(41))
  expect(await releaseOf(pool, edition_id, site)).toMatchObject({ state: 'failed', cause: 'too-late' })
})

test('times that cannot be kept are refused', async () => {
  const { edition_id } = await approvedStory(pool, crew)
  const asked = (times: Record<string, unknown>) => refusalOf(send({ edition_id, account_ids: [site], ...times }))
  expect(await asked({ not_after: later(-1).toISOString() })).toBe('publishing.wrong-time')
  expect(await asked({ not_before: later(9).toISOString(), not_after: later(8).toISOString() })).toBe(
    'publishing.wrong-time',
  )
  expect(await asked({ after_account_id: '999' })).toBe('publishing.no-such-order')
})

test('a channel may wait until another one is visible', async () => {
  const { edition_id } = await approvedStory(pool, crew)
  const second = await account(pool, 'site', 'site')
  const times = { not_before: later(30).toISOString(), after_account_id: site }
  await send({ edition_id, account_ids: [site, second], ...times })
  await pool`update platform.jobs set due_at = ${later(30)}`
  // the second is tried first and has to wait
  const second_id = String((await releaseOf(pool, edition_id, second)).id)
  const system = { id: 'system', name: '系统', roles: [] }
  const early = await run(pool, beginDelivery, { release_id: second_id }, { actor: system, at: later(30) })
  expect(early.step).toBe('wait')
  await deliverDue(pool, later(30))
  await deliverDue(pool, later(31))
  expect((await releaseOf(pool, edition_id, second)).state).toBe('visible')
})

test('quiet hours hold back telephones, except for urgent matter', async () => {
  const more = { channels: ['site', 'sms'] }
  const night = new Date('2026-03-02T15:30:00Z') // 23:30
  const morning = new Date('2026-03-02T23:00:00Z') // 07:00
  const sms = await account(pool, 'manual', 'sms')
  const calm = await approvedStory(pool, crew, more)
  const urgent = await approvedStory(pool, crew, more)
  await run(pool, release, { edition_id: calm.edition_id, account_ids: [sms] }, { actor: publisher, at: night })
  const now = { edition_id: urgent.edition_id, account_ids: [sms], urgent: true }
  await run(pool, release, now, { actor: publisher, at: night })
  await deliverDue(pool, night)
  expect((await releaseOf(pool, calm.edition_id, sms)).state).toBe('prepared')
  expect((await releaseOf(pool, urgent.edition_id, sms)).state).toBe('by_hand')
  await deliverDue(pool, morning)
  expect((await releaseOf(pool, calm.edition_id, sms)).state).toBe('by_hand')
})

test('the switch stops everything: what is asked for now is refused, what was scheduled waits', async () => {
  const scheduled = await approvedStory(pool, crew)
  await send({ edition_id: scheduled.edition_id, account_ids: [site], not_before: later(10).toISOString() })
  await run(pool, turnSwitch, { switch: 'stop_publishing', is_on: true, reason: '演练' }, { actor: publisher })
  const { edition_id } = await approvedStory(pool, crew)
  expect(await refusalOf(send({ edition_id, account_ids: [site] }))).toBe('publishing.stopped')
  await deliverDue(pool, later(10))
  expect((await releaseOf(pool, scheduled.edition_id, site)).state).toBe('prepared')
  await run(pool, turnSwitch, { switch: 'stop_publishing', is_on: false, reason: '演练结束' }, { actor: publisher })
  await deliverDue(pool, later(11))
  expect((await releaseOf(pool, scheduled.edition_id, site)).state).toBe('visible')
})

test('only what was approved for a channel goes there, and only to accounts in use', async () => {
  const { edition_id } = await approvedStory(pool, crew)
  const weibo = await account(pool, 'manual', 'weibo')
  expect(await refusalOf(send({ edition_id, account_ids: [weibo] }))).toBe('publishing.no-rendition')
  await run(pool, setAccountState, { account_id: weibo, state: 'paused', reason: '整改' })
  expect(await refusalOf(send({ edition_id, account_ids: [weibo] }))).toBe('publishing.account-not-in-use')
})

async function secondEdition(story: Awaited<ReturnType<typeof approvedStory>>) {
  const { story_id } = story
  await run(pool, reopenStory, { story_id }, { actor: crew.writer })
  const saved = { story_id, version_no: 1, headline: '大桥修好了', lead: '', body: paragraph('资江二桥昨天通车。') }
  const { version_no } = await run(pool, saveVersion, saved, { actor: crew.writer })
  return { story_id, version_no }
}

test('a later edition takes the place of the earlier one on a site, with its note; the earlier can no longer go out', async () => {
  const first = await approvedStory(pool, crew, { channels: ['site', 'wechat'] })
  const wechat = await account(pool, 'manual', 'wechat')
  await send({ edition_id: first.edition_id, account_ids: [site, wechat] })
  await deliverDue(pool, at)
  const { story_id, version_no } = await secondEdition(first)
  const submitted = await run(pool, submitStory, { story_id, version_no, lane: 'normal' }, { actor: crew.writer })
  const story = { story_id, version_no: Number(version_no), content_hash: String(submitted.content_hash) }
  await decide(pool, crew.first, story, 'review1')
  await decide(pool, crew.second, story, 'review2')
  const { edition_id } = await decide(pool, crew.final, story, 'review3')
  await pool`update publishing.releases set state = 'visible', visible_at = ${at} where account_id = ${wechat}`
  expect(await refusalOf(send({ edition_id, account_ids: [wechat] }))).toBe('publishing.earlier-still-there')
  const late = await account(pool, 'site', 'site')
  expect(await refusalOf(send({ edition_id: first.edition_id, account_ids: [late] }))).toBe('publishing.superseded')
  await send({ edition_id, account_ids: [site], correction_note: '原文日期有误，已改正。' })
  expect(await article(site, story_id)).toMatchObject({
    title: '大桥修好了',
    corrections: [{ note: '原文日期有误，已改正。', edition_no: 2 }],
  })
})

test('what was taken back for good does not come again, and a state is left only by its moves', async () => {
  const { edition_id, story_id } = await approvedStory(pool, crew)
  await send({ edition_id, account_ids: [site] })
  const visible = (await releaseOf(pool, edition_id, site)).id
  const call = { id: '1', actor: publisher, at, today: '2026-03-02' }
  const moved = pool.begin(async tx => moveRelease(tx, call, await lockRelease(tx, visible), 'begin'))
  expect(await refusalOf(moved)).toBe('publishing.wrong-state')
  await pool`update publishing.articles set withdrawn_at = ${at}, withdrawn_kind = 'kill', tombstone = '已撤'
    where story_id = ${story_id}`
  const other = await account(pool, 'site', 'site')
  expect(await refusalOf(send({ edition_id, account_ids: [other] }))).toBe('publishing.story-withdrawn')
})

test('a release that is not there is refused', async () => {
  const system = { id: 'system', name: '系统', roles: [] }
  const missing = run(pool, beginDelivery, { release_id: '999999' }, { actor: system })
  expect(await refusalOf(missing)).toBe('publishing.no-such-release')
})
