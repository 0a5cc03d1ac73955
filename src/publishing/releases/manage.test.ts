import { expect, test } from 'vitest'
import { refusalOf, run, staff, testDatabase } from '../../../test/support/database.ts'
import { approvedStory, newsCrew } from '../../../test/support/newsroom.ts'
import { account, deliverDue, releaseOf } from '../../../test/support/publishing.ts'
import { ask, type Query } from '../../platform/index.ts'
import { kit, proveByHand } from '../by-hand/kit.ts'
import { cancelRelease, handOver, reconcile, retryCause, schedule } from './manage.ts'
import { release } from './release-edition.ts'
import { desk, releaseEvents, storyReleases } from './release-queries.ts'

const pool = await testDatabase()
const crew = await newsCrew(pool)
const publisher = staff('operations')
const at = new Date('2026-03-02T02:00:00Z')
const later = (minutes: number) => new Date(at.getTime() + minutes * 60_000)
const site = await account(pool, 'site', 'site')
const hand = await account(pool, 'manual', 'site')
const as = (who = publisher, when = at) => ({ actor: who, at: when })
const read = (declared: unknown, input: unknown, when = at) =>
  ask(pool, declared as Query, { actor: publisher, at: when }, input) as Promise<Record<string, never>>

async function arranged(accountId: string, more: Record<string, unknown> = {}) {
  const { edition_id, story_id } = await approvedStory(pool, crew)
  await run(pool, release, { edition_id, account_ids: [accountId], ...more }, as())
  return { edition_id, story_id, release_id: String((await releaseOf(pool, edition_id, accountId)).id) }
}
const stateOf = async (id: string) =>
  (await pool`select state, cause, proof, reconciled_by, url from publishing.releases where id = ${id}`)[0]!

test('a scheduled release is moved, cancelled, and scheduled again; each goes out once', async () => {
  const { edition_id, release_id } = await arranged(site, { not_before: later(60).toISOString() })
  await run(pool, schedule, { release_id, not_before: later(20).toISOString() }, as())
  await deliverDue(pool, later(19))
  expect((await stateOf(release_id)).state).toBe('prepared')
  await run(pool, cancelRelease, { release_id, reason: '会议改期' }, as())
  await deliverDue(pool, later(25))
  expect((await stateOf(release_id)).state).toBe('cancelled')
  await run(pool, schedule, { release_id, not_before: later(40).toISOString() }, as(publisher, later(26)))
  await deliverDue(pool, later(61))
  expect((await stateOf(release_id)).state).toBe('visible')
  const again = run(pool, schedule, { release_id, not_before: later(90).toISOString() }, as())
  expect(await refusalOf(again)).toBe('publishing.wrong-state')
  expect(await pool`select 1 from publishing.articles where edition_id = ${edition_id}`).toHaveLength(1)
})

test('what should have gone a minute ago is marked late', async () => {
  const { release_id } = await arranged(site, { not_before: later(5).toISOString() })
  const found = async (when: Date) => {
    const { open } = (await read(desk, {}, when)) as unknown as { open: { id: bigint; late: boolean }[] }
    return open.find(one => String(one.id) === release_id)?.late
  }
  expect(await found(later(6))).toBe(false)
  expect(await found(later(7))).toBe(true)
  await run(pool, cancelRelease, { release_id, reason: '不发了' }, as())
})

test('everything of one cause is tried again at once; an unknown never is', async () => {
  const list = [
    await arranged(site, { not_before: later(60).toISOString() }),
    await arranged(site, { not_before: later(60).toISOString() }),
  ]
  const unknown = await arranged(hand, { not_before: later(60).toISOString() })
  for (const { release_id } of list)
    await pool`update publishing.releases set state = 'failed', cause = 'retry:busy' where id = ${release_id}`
  await pool`update publishing.releases set state = 'unknown', cause = 'retry:busy' where id = ${unknown.release_id}`
  const { causes } = (await read(desk, {})) as unknown as { causes: { cause: string; count: number }[] }
  expect(causes.find(one => one.cause === 'retry:busy')?.count).toBe(2)
  expect(await run(pool, retryCause, { cause: 'retry:busy' }, as())).toEqual({ count: 2 })
  expect(await refusalOf(run(pool, retryCause, { cause: 'retry:busy' }, as()))).toBe('publishing.nothing-to-retry')
  await deliverDue(pool, later(1))
  for (const { release_id } of list) expect((await stateOf(release_id)).state).toBe('visible')
  const known = { release_id: unknown.release_id, arrived: false, proof: '平台客服确认没有收到' }
  await run(pool, reconcile, known, as())
  expect(await stateOf(unknown.release_id)).toMatchObject({
    state: 'failed',
    cause: 'reconciled:absent',
    reconciled_by: '测试人员',
  })
  await run(pool, handOver, { release_id: unknown.release_id }, as())
  expect((await stateOf(unknown.release_id)).state).toBe('by_hand')
})

test('an account without interface is served by hand: text and title ready, live only with its proof', async () => {
  const { edition_id, story_id } = await approvedStory(pool, crew, { headline: `${'很长的标题'.repeat(7)}完` })
  await run(pool, release, { edition_id, account_ids: [hand] }, as())
  await deliverDue(pool, at)
  const release_id = String((await releaseOf(pool, edition_id, hand)).id)
  const made = (await read(kit, { release_id })) as unknown as { title: string; was_cut: boolean; body_text: string }
  expect(made).toMatchObject({ was_cut: true, body_text: '资江二桥今天通车。' })
  expect([...made.title]).toHaveLength(30)
  expect(await refusalOf(run(pool, proveByHand, { release_id }, as(crew.writer)))).toBe('publishing.proof-wanted')
  const url = 'https://www.toutiao.com/article/7/'
  await run(pool, proveByHand, { release_id, url }, as(crew.writer))
  expect(await stateOf(release_id)).toMatchObject({ state: 'visible', url })
  const other = await arranged(hand)
  await deliverDue(pool, at)
  const wrong = run(pool, proveByHand, { release_id: other.release_id, url }, as())
  expect(await refusalOf(wrong)).toBe('publishing.proof-wanted')
  const { releases, choices } = (await read(storyReleases, { story_id })) as unknown as Record<string, unknown[]>
  expect(releases).toMatchObject([{ state: 'visible', state_title: '已上线' }])
  expect(choices).toContainEqual(expect.objectContaining({ problem: '已安排' }))
  const events = (await read(releaseEvents, { release_id })) as unknown as { to_title: string }[]
  expect(events.map(one => one.to_title)).toEqual(['待发布', '待人工发布', '已上线'])
})
