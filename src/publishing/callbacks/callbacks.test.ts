import { createHash, createHmac } from 'node:crypto'
import { Hono } from 'hono'
import { expect, test } from 'vitest'
import { connected } from '../../../test/support/channels.ts'
import { run, staff, testDatabase } from '../../../test/support/database.ts'
import { approvedStory, newsCrew } from '../../../test/support/newsroom.ts'
import { releaseOf } from '../../../test/support/publishing.ts'
import { PROVINCE_KEY } from '../../channels/emulators/provincial.ts'
import { CALLBACK_TOKEN } from '../../channels/emulators/wechat.ts'
import { errorAnswer } from '../../platform/index.ts'
import { release } from '../releases/release-edition.ts'
import { mountCallbacks } from './routes.ts'

const pool = await testDatabase()
const crew = await newsCrew(pool)
const at = new Date('2026-03-02T02:00:00Z')
const app = new Hono()
mountCallbacks(app, { pool, now: () => at })
app.onError((error, c) => errorAnswer(c, error, () => undefined))
const wechat = await connected(pool, 'wechat', 'http://127.0.0.1:1')
const province = await connected(pool, 'provincial', 'http://127.0.0.1:1')

/** A release the platform has taken, and whose publish_id we know. */
async function accepted(accountId: string, kind: string, external_id: string) {
  const { edition_id, story_id } = await approvedStory(pool, crew, { channels: ['site', kind] })
  await run(pool, release, { edition_id, account_ids: [accountId] }, { actor: staff('operations'), at })
  await pool`update publishing.releases set state = 'accepted', external_id = ${external_id}, attempt_no = 1 where edition_id = ${edition_id}`
  return { edition_id, story_id }
}

const xml = (id: string, status: number, event = 'PUBLISHJOBFINISH') =>
  `<xml><Event><![CDATA[${event}]]></Event><PublishEventInfo><publish_id>${id}</publish_id><publish_status>${status}</publish_status><article_id><![CDATA[art${id}]]></article_id><article_detail><count>1</count><item><idx>1</idx><article_url><![CDATA[http://mp.weixin.qq.com/s/${id}]]></article_url></item></article_detail></PublishEventInfo></xml>`
const signed = (token = CALLBACK_TOKEN) => {
  const signature = createHash('sha1').update([token, '1', 'n'].sort().join('')).digest('hex')
  return `timestamp=1&nonce=n&signature=${signature}`
}
const told = (body: string, query = signed()) => app.request(`/callbacks/${wechat}?${query}`, { method: 'POST', body })

test('WeChat asks for the address and tells the end of a publishing, under any of its names, twice or not', async () => {
  const asked = await app.request(`/callbacks/${wechat}?${signed()}&echostr=hello`)
  expect(await asked.text()).toBe('hello')
  for (const event of ['PUBLISHJOBFINISH', 'FREEPUBLISHJOBFINISH', 'MASSSENDJOBFINISH']) {
    const { edition_id } = await accepted(wechat, 'wechat', `1${event.length}`)
    for (const _time of [1, 2]) expect(await (await told(xml(`1${event.length}`, 0, event))).text()).toBe('success')
    expect(await releaseOf(pool, edition_id, wechat)).toMatchObject({
      state: 'visible',
      url: `http://mp.weixin.qq.com/s/1${event.length}`,
    })
  }
  expect((await pool`select count(*)::int count from publishing.receipts`)[0]!.count).toBe(3)
})

test('a platform that refused later makes it failed, in its words', async () => {
  const { edition_id } = await accepted(wechat, 'wechat', '77')
  await told(xml('77', 4))
  expect((await releaseOf(pool, edition_id, wechat)).state).toBe('failed')
})

test('a forged message changes nothing', async () => {
  const { edition_id } = await accepted(wechat, 'wechat', '88')
  const forged = await told(xml('88', 0), signed('another-token'))
  expect(forged.status).toBe(403)
  expect(await forged.json()).toMatchObject({ code: 'publishing.bad-callback' })
  expect((await releaseOf(pool, edition_id, wechat)).state).toBe('accepted')
})

test('the province tells that a story was taken over: it is visible, and counts once as adopted', async () => {
  const { edition_id, story_id } = await accepted(province, 'provincial', 'sub-1')
  const body = JSON.stringify({
    event: 'submission.adopted',
    submission_id: 'sub-1',
    url: 'https://province.example/a/1',
    level: '省级',
    outlet: '省级客户端',
  })
  const post = (mac: string) =>
    app.request(`/callbacks/${province}`, { method: 'POST', body, headers: { 'x-signature': `sha256=${mac}` } })
  expect((await post('0'.repeat(64))).status).toBe(403)
  for (const _time of [1, 2]) await post(createHmac('sha256', PROVINCE_KEY).update(body).digest('hex'))
  expect((await releaseOf(pool, edition_id, province)).state).toBe('visible')
  expect(await pool`select level, outlet from publishing.adoptions where story_id = ${story_id}`).toMatchObject([
    { level: '省级', outlet: '省级客户端' },
  ])
  const [journal] =
    await pool`select count(*)::int count from platform.journal where command = 'publishing.take-receipt'`
  expect(journal!.count).toBeGreaterThan(0)
})
