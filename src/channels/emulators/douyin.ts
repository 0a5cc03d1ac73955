// An emulated 抖音: tokens that run out, uploads whole or in parts, works that are reviewed later, list and data of works.
import { randomBytes } from 'node:crypto'
import type { Context, Hono } from 'hono'
import { clock, type Desk, type Emulator, emulator, grown } from './desk.ts'

export type Item = {
  item_id: string
  title: string
  create_time: number
  is_reviewed: boolean
  video_status: number
  share_url: string
  statistics: { digg_count: number; comment_count: number; play_count: number; share_count: number }
}
type Account = {
  items: Item[]
  films: Map<string, number>
  parts: Map<string, Map<number, number>>
  valid: string
  refresh: string
}

const UNDER_REVIEW = 4
const extra = (error_code: number, description: string) => ({
  error_code,
  description,
  sub_error_code: 0,
  sub_description: '',
  logid: `2026${randomBytes(8).toString('hex')}`,
  now: Math.floor(clock()),
})
const error = (c: Context, error_code: number, description: string) =>
  c.json({ data: { error_code, description }, extra: extra(error_code, description) })
const good = (c: Context, data: Record<string, unknown>) =>
  c.json({ data: { error_code: 0, description: '', ...data }, extra: extra(0, '') })

function mountTokens(app: Hono, desk: Desk, account: Account): void {
  app.post('/oauth/refresh_token/', async c => {
    const form = (await c.req.parseBody()) as Record<string, string>
    if (!form.client_key) return error(c, 10003, 'client_key error')
    if (form.refresh_token !== account.refresh) return error(c, 10010, 'refresh_token expired')
    account.valid = `act.${randomBytes(16).toString('hex')}`
    const refresh_expires_in = desk.strikes('refresh', 'expired') ? 86_400 : 2_592_000
    const made = { access_token: account.valid, expires_in: 1_296_000, refresh_token: account.refresh }
    return c.json({
      data: { ...made, refresh_expires_in, open_id: 'dy-open', scope: '', error_code: 0, description: '' },
      message: 'success',
    })
  })
  app.post('/oauth/renew_refresh_token/', async c => {
    const form = (await c.req.parseBody()) as Record<string, string>
    if (form.refresh_token !== account.refresh) return error(c, 10010, 'refresh_token expired')
    account.refresh = `rft.${randomBytes(16).toString('hex')}`
    const made = { refresh_token: account.refresh, expires_in: 2_592_000, error_code: 0, description: '' }
    return c.json({ data: made, message: 'success' })
  })
  app.use('/api/*', async (c, next) => {
    if (desk.strikes('*', 'expired')) account.valid = 'expired'
    const token = c.req.header('access-token')
    if (token === 'wrong') return error(c, 2190002, 'access_token invalid')
    if (token !== account.valid) return error(c, 2190008, 'access_token expired')
    if (c.req.query('open_id') !== 'dy-open') return error(c, 2190015, 'access_token and open_id do not match')
    return next()
  })
}

function mountUpload(app: Hono, desk: Desk, account: Account): void {
  const { films, parts } = account
  const sizeOf = async (c: Context) => {
    const { video } = await c.req.parseBody()
    return video instanceof File ? video.size : 0
  }
  const kept = (c: Context, size: number) => {
    const video_id = `v0200${randomBytes(12).toString('hex')}`
    films.set(video_id, size)
    return good(c, { video: { video_id, width: 720, height: 1280 } })
  }
  app.post('/api/douyin/v1/video/upload_video/', async c => {
    if (desk.strikes('upload_video', 'busy')) return error(c, 2100004, 'system busy')
    const size = await sizeOf(c)
    if (size === 0) return error(c, 2100005, 'video missing')
    return size > 128_000_000 ? error(c, 2190005, 'video too large') : kept(c, size)
  })
  app.post('/api/douyin/v1/video/init_video_part_upload/', c => {
    const upload_id = randomBytes(12).toString('hex')
    parts.set(upload_id, new Map())
    return good(c, { upload_id })
  })
  app.post('/api/douyin/v1/video/upload_video_part/', async c => {
    const found = parts.get(c.req.query('upload_id') ?? '')
    if (!found) return error(c, 2100005, 'upload_id invalid')
    found.set(Number(c.req.query('part_number')), await sizeOf(c))
    return good(c, {})
  })
  app.post('/api/douyin/v1/video/complete_video_part_upload/', c => {
    const found = [...(parts.get(c.req.query('upload_id') ?? '') ?? [])]
    const whole = found.length > 0 && found.every(([n, size]) => n >= 1 && n <= found.length && size > 0)
    if (!whole) return error(c, 2100005, 'part missing')
    return kept(
      c,
      found.reduce((sum, [, size]) => sum + size, 0),
    )
  })
}

function mountWorks(app: Hono, desk: Desk, account: Account): void {
  app.post('/api/douyin/v1/video/create_video/', async c => {
    const { video_id = '', text = '' } = (await c.req.json()) as { video_id?: string; text?: string }
    const size_bytes = account.films.get(video_id)
    if (!size_bytes) return error(c, 2190007, 'video_id invalid')
    if (/敏感词/.test(text)) return error(c, 2111001, 'sensitive word')
    if (desk.strikes('create', 'quota')) return error(c, 2190001, 'quota used up')
    if (desk.strikes('create', 'busy')) return error(c, 2100004, 'system busy')
    if (desk.strikes('create', 'lost_before')) return desk.drop(c)
    const item_id = `@${randomBytes(12).toString('base64url')}`
    const share_url = `https://www.douyin.com/video/${item_id.slice(1)}`
    const statistics = { digg_count: 0, comment_count: 0, play_count: 0, share_count: 0 }
    const create_time = Math.floor(clock() / 1000)
    const state = { is_reviewed: false, video_status: UNDER_REVIEW }
    const item: Item = { item_id, title: text, create_time, ...state, share_url, statistics }
    account.items.unshift(item)
    desk.commit({ id: item_id, key: text, facts: { text, size_bytes } })
    setTimeout(() => {
      item.is_reviewed = true
      item.video_status = desk.strikes('create', 'reject') ? 2 : 1
    }, desk.slow_ms).unref()
    return desk.strikes('create', 'lost') ? desk.drop(c) : good(c, { item_id, video_id })
  })
  app.get('/api/douyin/v1/video/video_list/', c => {
    const from = Number(c.req.query('cursor') ?? 0)
    const end = from + Math.min(20, Number(c.req.query('count') ?? 10))
    const list = account.items.slice(from, end)
    return good(c, { list, cursor: end, has_more: end < account.items.length })
  })
  let asked = 0
  app.post('/api/douyin/v1/video/video_data/', async c => {
    const { item_ids = [] } = (await c.req.json()) as { item_ids?: string[] }
    if (desk.strikes('video_data', 'busy')) return error(c, 2100004, 'system busy')
    if (desk.strikes('video_data', 'quota')) return error(c, 2190001, 'quota used up')
    asked += 1
    const list = account.items.flatMap((item, n) => {
      const { likes, comments, shares, reads } = grown(account.items.length - n, asked)
      const counts = { digg_count: likes, comment_count: comments, share_count: shares, play_count: reads }
      return item_ids.includes(item.item_id) ? [{ ...item, statistics: counts }] : []
    })
    return good(c, { list })
  })
}

export function douyinEmulator(): Emulator {
  return emulator('douyin', (app, desk) => {
    const account: Account = { items: [], films: new Map(), parts: new Map(), valid: 'dy-token', refresh: 'dy-refresh' }
    mountTokens(app, desk, account)
    mountUpload(app, desk, account)
    mountWorks(app, desk, account)
  })
}
