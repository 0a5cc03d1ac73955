import { mkdtempSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { refusalOf, run, staff, testDatabase } from '../../../test/support/database.ts'
import { takeKeysOf } from '../../platform/index.ts'
import { addAccount, describeAccount, setAccountState } from './add-account.ts'
import { addSubscribers, exportSubscribers, removeSubscriber, subscribers } from './subscribers.ts'

takeKeysOf(mkdtempSync(path.join(os.tmpdir(), 'beita-subscribers-')))
const pool = await testDatabase()
const asked = { actor: staff('director'), at: new Date('2026-03-02T02:00:00Z') }

const described = {
  platform: '微信公众号',
  name: '青石发布',
  owner_kind: 'own',
  owner_unit: '青石区融媒体中心',
  follower_count: 12_000,
  followers_on: '2026-03-01',
}
const wechat = { ...described, kind: 'wechat', adapter: 'manual' }

test('an account is registered, described anew and closed for good', async () => {
  const { account_id } = await run(pool, addAccount, wechat)
  await run(pool, describeAccount, { ...described, account_id, follower_count: 12_100 })
  await run(pool, setAccountState, { account_id, state: 'closed', reason: '账号合并' })
  const again = run(pool, setAccountState, { account_id, state: 'active', reason: '再用' })
  expect(await refusalOf(again)).toBe('channels.account-closed')
  expect(await refusalOf(run(pool, describeAccount, { ...described, account_id }))).toBe('channels.account-closed')
})

test('a platform has one account of a name', async () => {
  await run(pool, addAccount, { ...wechat, name: '青石新闻' })
  expect(await refusalOf(run(pool, addAccount, { ...wechat, name: '青石新闻' }))).toBe('channels.same-name')
})

test('the short name of a site can be part of an address, belongs to no other, and is kept for it after a change', async () => {
  const about = { ...described, platform: '网站', kind: 'site', adapter: 'site' }
  const add = (name: string, handle: string) => run(pool, addAccount, { ...about, name, handle })
  for (const handle of ['北塔', '1news', 's7', 'workbench', 'a'.repeat(32)])
    expect(await refusalOf(add('不成', handle))).toBe('channels.site-handle')
  const { account_id } = await add('青石新闻网', 'news')
  expect(await refusalOf(add('另一个网站', 'news'))).toBe('channels.same-handle')
  const { kind: _kind, adapter: _adapter, ...plain } = { ...about, name: '青石新闻网' }
  await run(pool, describeAccount, { ...plain, account_id, handle: 'qingshi' })
  expect(await refusalOf(add('又一个网站', 'news'))).toBe('channels.same-handle')
  await run(pool, describeAccount, { ...plain, account_id, handle: 'news' })
  expect(await pool`select part from channels.former_parts`).toEqual([{ part: 'qingshi' }])
})

test('an account takes the rendition its way of sending can carry', async () => {
  const wrong = run(pool, addAccount, { ...wechat, name: '错配', kind: 'weibo', adapter: 'wechat' })
  expect(await refusalOf(wrong)).toBe('channels.wrong-kind')
  const missing = run(pool, setAccountState, { account_id: '999999', state: 'paused', reason: '不存在' })
  expect(await refusalOf(missing)).toBe('channels.no-such-account')
})

test('subscribers come in with their consent once each, leave at a word, and go out whole only with a reason that the journal keeps', async () => {
  const { account_id } = await run(pool, addAccount, {
    ...described,
    name: '青石手机报',
    kind: 'sms',
    adapter: 'manual',
  })
  const phones = ['13800000001', '13800000002', '13800000001']
  const given = { account_id, phones, consent: '现场签名', consented_on: '2026-03-01' }
  expect(await run(pool, addSubscribers, given)).toEqual({ added_count: 2, known_count: 1 })
  const list = () =>
    pool.begin(tx => subscribers.read(tx, { account_id: BigInt(String(account_id)), ending: '0001' }, asked))
  const [row] = (await list()).rows as { id: bigint; phone_mask: string }[]
  expect(row!.phone_mask).toBe('138****0001')
  const leave = { subscriber_id: String(row!.id), reason: '来电' }
  await run(pool, removeSubscriber, leave)
  expect(await refusalOf(run(pool, removeSubscriber, leave))).toBe('channels.no-such-subscriber')
  expect(await list()).toMatchObject({ here_count: 1, left_count: 1 })
  const out = await run(pool, exportSubscribers, { account_id, reason: '换供应商' })
  expect(out).toEqual({
    row_count: 1,
    rows: [{ phone: '13800000002', consent: '现场签名', consented_on: '2026-03-01' }],
  })
  const [kept] = await pool<{ input: string; output: string }[]>`
    select input, output from platform.journal where command = 'channels.export-subscribers'`
  expect(kept!.input).toContain('换供应商')
  expect(kept!.output).not.toContain('13800000002')
})
