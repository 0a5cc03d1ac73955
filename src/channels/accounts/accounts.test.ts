import { expect, test } from 'vitest'
import { refusalOf, run, testDatabase } from '../../../test/support/database.ts'
import { addAccount, describeAccount, setAccountState } from './add-account.ts'

const pool = await testDatabase()

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

test('an account takes the rendition its way of sending can carry', async () => {
  const wrong = run(pool, addAccount, { ...wechat, name: '错配', kind: 'weibo', adapter: 'wechat' })
  expect(await refusalOf(wrong)).toBe('channels.wrong-kind')
  const missing = run(pool, setAccountState, { account_id: '999999', state: 'paused', reason: '不存在' })
  expect(await refusalOf(missing)).toBe('channels.no-such-account')
})
