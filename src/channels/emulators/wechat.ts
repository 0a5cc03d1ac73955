// An emulated WeChat Official Account: stable token, pictures, drafts, publishing that finishes later, mass send, callbacks.
import { createHash, randomBytes } from 'node:crypto'
import type { Context, Hono } from 'hono'
import { clock, type Desk, type Emulator, emulator } from './desk.ts'
import { mountEffect } from './wechat-effect.ts'

type Article = {
  title: string
  content: string
  content_source_url: string
  thumb_media_id: string
  digest?: string
  author?: string
}
type Published = {
  article_id: string
  publish_id: string
  article: Article
  status: number
  url: string
  deleted: boolean
  msg_data_id: string
  /** seconds since 1970 */
  update_time: number
}

const rid = () =>
  `${randomBytes(4).toString('hex')}-${randomBytes(4).toString('hex')}-${randomBytes(4).toString('hex')}`
const error = (c: Context, errcode: number, errmsg: string) =>
  c.json({ errcode, errmsg: `${errmsg} hint: [x] rid: ${rid()}` })
/** what callbacks are signed with, as an account would be set up */
export const CALLBACK_TOKEN = 'emulator-token'

class Account {
  token = ''
  drafts = new Map<string, Article>()
  published: Published[] = []
  masses = new Map<string, string>()
  media = new Set<string>()
  next = 100_000_000
}

function sign(stamp: string, nonce: string): string {
  return createHash('sha1').update([CALLBACK_TOKEN, stamp, nonce].sort().join('')).digest('hex')
}

function finishedXml(one: Published): string {
  const item = `<article_detail><count>1</count><item><idx>1</idx><article_url><![CDATA[${one.url}]]></article_url></item></article_detail>`
  return `<xml><ToUserName><![CDATA[gh_emulator]]></ToUserName><FromUserName><![CDATA[oEmulator]]></FromUserName><CreateTime>1481013459</CreateTime><MsgType><![CDATA[event]]></MsgType><Event><![CDATA[PUBLISHJOBFINISH]]></Event><PublishEventInfo><publish_id>${one.publish_id}</publish_id><publish_status>${one.status}</publish_status><article_id><![CDATA[${one.article_id}]]></article_id>${one.status === 0 ? item : ''}</PublishEventInfo></xml>`
}

function callBack(desk: Desk, one: Published, after: number): void {
  if (!desk.callback_url) return
  const url = desk.callback_url
  setTimeout(() => {
    const stamp = '1481013459'
    const nonce = randomBytes(4).toString('hex')
    const signed = `timestamp=${stamp}&nonce=${nonce}&signature=${sign(stamp, nonce)}`
    const headers = { 'content-type': 'text/xml' }
    fetch(`${url}?${signed}`, { method: 'POST', headers, body: finishedXml(one) }).catch(() => undefined)
  }, after).unref()
}

function finish(desk: Desk, one: Published): void {
  setTimeout(() => {
    one.status = desk.strikes('publish', 'reject') ? 4 : 0
    if (one.status === 0)
      desk.commit({
        id: one.article_id,
        key: one.article.content_source_url,
        facts: { title: one.article.title, foreign: /src="\/media\//.test(one.article.content) },
      })
    callBack(desk, one, desk.strikes('publish', 'late_callback') ? 1500 : 5)
    if (desk.strikes('publish', 'double_callback')) callBack(desk, one, 20)
  }, desk.slow_ms).unref()
}

function mountToken(app: Hono, desk: Desk, account: Account): void {
  app.post('/cgi-bin/stable_token', async c => {
    const { appid, secret, grant_type } = (await c.req.json()) as Record<string, string>
    if (grant_type !== 'client_credential') return error(c, 40002, 'invalid grant_type')
    if (!appid) return error(c, 41002, 'appid missing')
    if (secret === 'wrong') return error(c, 40125, 'invalid appsecret')
    if (desk.strikes('token', 'busy')) return error(c, -1, 'system error')
    account.token ||= randomBytes(64).toString('hex')
    return c.json({ access_token: account.token, expires_in: 7200 })
  })
  app.on('ALL', ['/cgi-bin/*', '/datacube/*'], async (c, next) => {
    if (c.req.path === '/cgi-bin/stable_token') return next()
    if (desk.strikes('*', 'expired')) account.token = ''
    const token = c.req.query('access_token')
    if (!token) return error(c, 41001, 'access_token missing')
    if (token !== account.token) return error(c, 42001, 'access_token expired')
    return next()
  })
}

function mountDrafts(app: Hono, desk: Desk, account: Account): void {
  const picture = async (c: Context) => {
    const media = (await c.req.parseBody()).media
    if (!(media instanceof File)) return undefined
    return randomBytes(12).toString('hex')
  }
  app.post('/cgi-bin/media/uploadimg', async c => {
    const id = await picture(c)
    return id ? c.json({ url: `http://mmbiz.qpic.cn/${id}` }) : error(c, 41005, 'media data missing')
  })
  app.post('/cgi-bin/material/add_material', async c => {
    if (desk.strikes('material', 'busy')) return error(c, -1, 'system error')
    const id = await picture(c)
    if (!id) return error(c, 41005, 'media data missing')
    account.media.add(id)
    return c.json({ media_id: id, url: `http://mmbiz.qpic.cn/${id}` })
  })
  app.post('/cgi-bin/draft/add', async c => {
    const text = await c.req.text()
    if (/\\u[0-9a-f]{4}/i.test(text)) return error(c, 40033, 'invalid charset')
    const [article] = (JSON.parse(text) as { articles: Article[] }).articles
    if (!article || !account.media.has(article.thumb_media_id)) return error(c, 40007, 'invalid media_id')
    if ([...article.title].length > 32) return error(c, 45003, 'title size out of limit')
    if ([...(article.digest ?? '')].length > 128) return error(c, 45004, 'description size out of limit')
    if (article.content.length >= 20_000 || /<script/i.test(article.content)) return error(c, 45166, 'invalid content')
    if (desk.strikes('draft', 'busy')) return error(c, -1, 'system error')
    const media_id = randomBytes(16).toString('hex')
    account.drafts.set(media_id, article)
    return c.json({ media_id })
  })
  app.post('/cgi-bin/draft/get', async c => {
    const article = account.drafts.get(((await c.req.json()) as { media_id: string }).media_id)
    return article ? c.json({ news_item: [article] }) : error(c, 40007, 'invalid media_id')
  })
  app.post('/cgi-bin/draft/count', c => c.json({ total_count: account.drafts.size }))
}

function mountPublish(app: Hono, desk: Desk, account: Account): void {
  app.post('/cgi-bin/freepublish/submit', async c => {
    if (desk.strikes('publish', 'busy')) return error(c, -1, 'system error')
    if (desk.strikes('publish', 'quota')) return error(c, 45009, 'reach max api daily quota limit')
    if (desk.strikes('publish', 'lost_before')) return desk.drop(c)
    const { media_id } = (await c.req.json()) as { media_id: string }
    const article = account.drafts.get(media_id)
    if (!article) return error(c, 40007, 'invalid media_id')
    account.drafts.delete(media_id)
    const publish_id = String(account.next++)
    const article_id = randomBytes(16).toString('base64url')
    const url = `http://mp.weixin.qq.com/s/${article_id}`
    const update_time = Math.floor(clock() / 1000)
    const state = { status: 1, deleted: false, msg_data_id: publish_id, update_time }
    const one = { article_id, publish_id, article, url, ...state }
    account.published.push(one)
    finish(desk, one)
    if (desk.strikes('publish', 'lost')) return desk.drop(c)
    return c.json({ errcode: 0, errmsg: 'ok', publish_id, msg_data_id: publish_id })
  })
  app.post('/cgi-bin/freepublish/get', async c => {
    const { publish_id } = (await c.req.json()) as { publish_id: string }
    const one = account.published.find(item => item.publish_id === publish_id)
    if (!one) return error(c, 53502, 'invalid publish_id')
    const item = [{ idx: 1, article_url: one.url }]
    const detail = one.status === 0 ? { article_id: one.article_id, article_detail: { count: 1, item } } : {}
    return c.json({ publish_id, publish_status: one.deleted ? 5 : one.status, ...detail, fail_idx: [] })
  })
  app.post('/cgi-bin/freepublish/batchget', async c => {
    const { offset, count } = (await c.req.json()) as { offset: number; count: number }
    const good = account.published.filter(one => one.status === 0 && !one.deleted).reverse()
    const item = good.slice(offset, offset + count).map(one => ({
      article_id: one.article_id,
      content: { news_item: [{ ...one.article, url: one.url, is_deleted: false }] },
      update_time: one.update_time,
    }))
    return c.json({ total_count: good.length, item_count: item.length, item })
  })
  app.post('/cgi-bin/freepublish/delete', async c => {
    const { article_id } = (await c.req.json()) as { article_id: string }
    const one = account.published.find(item => item.article_id === article_id && !item.deleted)
    if (!one) return error(c, 53600, 'invalid article_id')
    one.deleted = true
    if (desk.strikes('delete', 'lost')) return desk.drop(c)
    return c.json({ errcode: 0, errmsg: 'ok' })
  })
}

function mountMass(app: Hono, desk: Desk, account: Account): void {
  app.post('/cgi-bin/message/mass/sendall', async c => {
    const body = (await c.req.json()) as {
      mpnews?: { media_id: string }
      clientmsgid?: string
      filter?: { tag_id?: string }
    }
    if (body.filter?.tag_id === undefined) return error(c, 40152, 'invalid group id')
    const before = body.clientmsgid ? account.masses.get(body.clientmsgid) : undefined
    if (before) return c.json({ errcode: 45065, errmsg: 'clientmsgid exist', msg_id: before, msg_data_id: before })
    if (desk.strikes('mass', 'quota')) return error(c, 45028, 'has no masssend quota')
    const article = account.drafts.get(body.mpnews?.media_id ?? '')
    if (!article) return error(c, 40007, 'invalid media_id')
    account.drafts.delete(body.mpnews!.media_id)
    const msg_id = String(account.next++)
    if (body.clientmsgid) account.masses.set(body.clientmsgid, msg_id)
    desk.commit({ id: msg_id, key: article.content_source_url, facts: { title: article.title, mass: true } })
    if (desk.strikes('mass', 'lost')) return desk.drop(c)
    return c.json({ errcode: 0, errmsg: 'send job submission success', msg_id, msg_data_id: msg_id })
  })
  app.post('/cgi-bin/message/mass/get', async c => {
    const { msg_id } = (await c.req.json()) as { msg_id: string }
    return c.json({ msg_id, msg_status: 'SEND_SUCCESS' })
  })
  app.post('/cgi-bin/message/mass/delete', c => c.json({ errcode: 0, errmsg: 'ok' }))
}

export function wechatEmulator(): Emulator {
  return emulator('wechat', (app, desk) => {
    const account = new Account()
    mountToken(app, desk, account)
    mountDrafts(app, desk, account)
    mountPublish(app, desk, account)
    mountMass(app, desk, account)
    // an article by the number its sending was answered with
    const articles = () => [...account.published.map(one => one.msg_data_id), ...account.masses.values()]
    mountEffect(app, desk, { articles, error })
  })
}
