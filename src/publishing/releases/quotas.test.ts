// Quotas: counted before the sending, held against two workers at one time, given back when nothing was taken.
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, expect, test } from 'vitest'
import { connected, pathOf, setFaults } from '../../../test/support/channels.ts'
import { refusalOf, run, staff, testDatabase } from '../../../test/support/database.ts'
import { approvedStory, newsCrew } from '../../../test/support/newsroom.ts'
import { account, deliverDue, releaseOf } from '../../../test/support/publishing.ts'
import { quotas, setQuota } from '../../channels/accounts/quotas.ts'
import { serveEmulators } from '../../channels/index.ts'
import { ask, type Query } from '../../platform/index.ts'
import { beginDelivery } from './begin-delivery.ts'
import { release } from './release-edition.ts'

const pool = await testDatabase()
const crew = await newsCrew(pool)
const served = await serveEmulators(0)
afterAll(() => Promise.all(served.map(one => one.stop())))
const wechat = served.find(one => one.name === 'wechat')!
const publisher = staff('operations')
const system = { id: 'system', name: '系统', roles: [] }
const at = new Date('2026-03-02T02:00:00Z')
const minutes = (count: number, from = at) => new Date(from.getTime() + count * 60_000)
await account(pool, 'site', 'site', { address: 'https://news.example.cn' })
await setFaults(wechat, [], { slow_ms: 5 })

const massAccount = () => connected(pool, 'wechat', wechat.url, { mass: true })
async function released(account_id: string, more: Record<string, unknown> = {}, when = at): Promise<string> {
  const { edition_id } = await approvedStory(pool, crew, { channels: ['site', 'wechat'] })
  await run(pool, release, { edition_id, account_ids: [account_id], ...more }, { actor: publisher, at: when })
  return edition_id
}
async function deliver(from: Date): Promise<void> {
  for (let minute = 0; minute < 4; minute += 1) {
    await deliverDue(pool, minutes(minute, from), pathOf)
    await pause(6)
  }
}
const used = async (account_id: string) =>
  (await pool<{ used: number }[]>`select used from channels.quota_counts where account_id = ${account_id}`).map(
    one => one.used,
  )

test('the second mass send of a day waits for the next day, with a sentence that says so, and goes out then', async () => {
  const account_id = await massAccount()
  const first = await released(account_id)
  await deliver(at)
  const second = await released(account_id)
  await deliver(minutes(5))
  expect((await releaseOf(pool, first, account_id)).state).toBe('visible')
  const [waiting] = await pool`select state, message, due_at from publishing.releases where edition_id = ${second}`
  expect(waiting).toMatchObject({ state: 'prepared', due_at: new Date('2026-03-02T16:00:00Z') })
  expect(waiting!.message).toMatch(/今天的群发次数已用完（每日 1 次），明天零点以后自动再发/)
  await deliver(new Date('2026-03-02T16:00:00Z'))
  expect((await releaseOf(pool, second, account_id)).state).toBe('visible')
  expect(await used(account_id)).toEqual([1, 1])
})

test('what could only go too late, or in another month, fails in words instead of waiting', async () => {
  const account_id = await massAccount()
  await released(account_id)
  await deliver(at)
  const late = await released(account_id, { not_after: '2026-03-02T12:00:00Z' })
  await deliver(minutes(5))
  expect(await releaseOf(pool, late, account_id)).toMatchObject({ state: 'failed', cause: 'quota:too-late' })
  const monthly = await massAccount()
  const own = {
    adapter: 'wechat',
    account_id: monthly,
    operation: 'mass',
    effective_from: '2026-01-01',
    source: '服务号',
  }
  await run(pool, setQuota, { ...own, per: 'month', count_max: 1 }, { actor: publisher })
  await released(monthly)
  await deliver(at)
  const next = await released(monthly, {}, minutes(1440))
  await deliver(minutes(1440))
  expect(await releaseOf(pool, next, monthly)).toMatchObject({ state: 'failed', cause: 'quota:month' })
})

test('twenty workers at one time cannot exceed a quota', async () => {
  const account_id = await massAccount()
  const own = { adapter: 'wechat', account_id, operation: 'mass', effective_from: '2026-01-01', source: '演练' }
  await run(pool, setQuota, { ...own, per: 'day', count_max: 3 }, { actor: publisher })
  const editions: string[] = []
  for (let n = 0; n < 8; n += 1) editions.push(await released(account_id))
  const ids = await pool<{ id: bigint }[]>`select id from publishing.releases where account_id = ${account_id}`
  const steps = await Promise.all(
    ids.map(({ id }) => run(pool, beginDelivery, { release_id: String(id) }, { actor: system, at })),
  )
  expect(steps.filter(one => one.step === 'send')).toHaveLength(3)
  expect(await used(account_id)).toEqual([3])
  const beyond = pool`update channels.quota_counts set used = 4 where account_id = ${account_id}`
  await expect(beyond).rejects.toThrow(/quota_is_not_exceeded/)
  await pool`delete from platform.jobs`
})

test('a sending that was certainly not taken gives its use back', async () => {
  const account_id = await massAccount()
  const edition_id = await released(account_id)
  await setFaults(wechat, [{ op: 'draft', kind: 'busy', rate: 1, left: 1 }])
  await deliverDue(pool, at, pathOf)
  expect(await releaseOf(pool, edition_id, account_id)).toMatchObject({ state: 'prepared', cause: 'retry:-1' })
  expect(await used(account_id)).toEqual([0])
  await deliver(minutes(1))
  expect((await releaseOf(pool, edition_id, account_id)).state).toBe('visible')
  expect(await used(account_id)).toEqual([1])
})

test('quotas are rows: shown with what is used of them, and set for one account in place of all', async () => {
  const account_id = await massAccount()
  const own = {
    adapter: 'wechat',
    account_id,
    operation: 'mass',
    per: 'day',
    effective_from: '2026-01-01',
    source: '演练',
  }
  await run(pool, setQuota, { ...own, count_max: 5 }, { actor: publisher })
  const rows = (await ask(pool, quotas as unknown as Query, { actor: publisher, at }, {})) as Record<string, unknown>[]
  const mine = rows.filter(row => String(row.account_id) === account_id)
  expect(mine).toMatchObject([{ operation: 'mass', per: 'day', count_max: 5, used: 0, is_own: true }])
  const wrong = run(pool, setQuota, { ...own, adapter: 'weibo', count_max: 5 }, { actor: publisher })
  expect(await refusalOf(wrong)).toBe('channels.bad-quota')
})
