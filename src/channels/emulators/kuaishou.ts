// An emulated 快手: a place to upload to, publishing that stays pending for a while, list, info and delete.
import { randomBytes } from 'node:crypto'
import type { Context, Hono } from 'hono'
import { clock, type Desk, type Emulator, emulator, grown } from './desk.ts'

type Film = {
  photo_id: string
  caption: string
  play_url: string
  create_time: number
  pending: boolean
  like_count: number
  view_count: number
  comment_count: number
}

type Account = { films: Film[]; uploads: Map<string, number>; valid: string; refresh: string }

const error = (c: Context, result: number, error_msg: string) => c.json({ result, error_msg })

function mountUpload(app: Hono, desk: Desk, account: Account): void {
  const { uploads } = account
  app.post('/oauth2/refresh_token', c => {
    // each refresh token serves once
    if (c.req.query('refresh_token') !== account.refresh) return error(c, 100200110, 'refresh_token expired')
    account.valid = `ks-${randomBytes(8).toString('hex')}`
    account.refresh = `ks-refresh-${randomBytes(8).toString('hex')}`
    return c.json({
      result: 1,
      access_token: account.valid,
      expires_in: 172_800,
      refresh_token: account.refresh,
      refresh_token_expires_in: 15_552_000,
      open_id: 'ks-open',
    })
  })
  app.use('/openapi/*', async (c, next) => {
    const token = c.req.query('access_token')
    if (!c.req.query('app_id')) return error(c, 100200100, 'app_id missing')
    if (token === 'wrong') return error(c, 100200102, 'access denied')
    if (desk.strikes('*', 'expired')) account.valid = 'expired'
    if (account.valid !== 'ks-token' && token !== account.valid) return error(c, 100200108, 'access_token expired')
    return next()
  })
  app.post('/openapi/photo/start_upload', c => {
    if (desk.strikes('start_upload', 'busy')) return error(c, 100200500, 'system busy')
    const upload_token = randomBytes(16).toString('hex')
    uploads.set(upload_token, 0)
    return c.json({ result: 1, upload_token, endpoint: new URL(c.req.url).host })
  })
  app.post('/api/upload', async c => {
    const token = c.req.query('upload_token') ?? ''
    const bytes = await c.req.arrayBuffer()
    if (!uploads.has(token)) return error(c, 100200100, 'upload_token invalid')
    if (bytes.byteLength > 10_000_000) return error(c, 100200100, 'file too large')
    uploads.set(token, bytes.byteLength)
    return c.json({ result: 1 })
  })
  const fragments = new Map<string, Map<number, number>>()
  app.post('/api/upload/fragment', async c => {
    const token = c.req.query('upload_token') ?? ''
    if (!uploads.has(token)) return error(c, 100200100, 'upload_token invalid')
    const parts = fragments.get(token) ?? new Map<number, number>()
    parts.set(Number(c.req.query('fragment_id')), (await c.req.arrayBuffer()).byteLength)
    fragments.set(token, parts)
    return c.json({ result: 1 })
  })
  app.post('/api/upload/complete', c => {
    const token = c.req.query('upload_token') ?? ''
    const parts = [...(fragments.get(token) ?? [])]
    const whole = parts.length === Number(c.req.query('fragment_count')) && parts.every(([n]) => n < parts.length)
    if (!whole) return error(c, 100200100, 'fragment missing')
    uploads.set(
      token,
      parts.reduce((sum, [, size]) => sum + size, 0),
    )
    return c.json({ result: 1 })
  })
}

function mountFilms(app: Hono, desk: Desk, account: Account): void {
  const { uploads } = account
  app.post('/openapi/photo/publish', async c => {
    const token = c.req.query('upload_token') ?? ''
    const form = (await c.req.parseBody()) as Record<string, unknown>
    const size = uploads.get(token)
    if (!size) return error(c, 100200100, 'nothing uploaded')
    if (!(form.cover instanceof File)) return error(c, 100200100, 'cover missing')
    if (desk.strikes('publish', 'quota')) return error(c, 100200429, 'publish limit')
    if (desk.strikes('publish', 'lost_before')) return desk.drop(c)
    uploads.delete(token)
    const photo_id = randomBytes(8).toString('hex')
    const caption = String(form.caption ?? '')
    const counts = { like_count: 0, comment_count: 0, view_count: 0 }
    const film = {
      photo_id,
      caption,
      play_url: `https://v.kuaishou.com/${photo_id}`,
      create_time: clock(),
      pending: true,
      ...counts,
    }
    account.films.unshift(film)
    desk.commit({ id: photo_id, key: caption, facts: { caption, size_bytes: size } })
    setTimeout(() => {
      film.pending = false
      if (desk.strikes('publish', 'reject')) account.films = account.films.filter(one => one !== film)
    }, desk.slow_ms).unref()
    if (desk.strikes('publish', 'lost')) return desk.drop(c)
    return c.json({ result: 1, video_info: film })
  })
  app.get('/openapi/photo/list', c => {
    const count = Number(c.req.query('count') ?? 20)
    const after = account.films.findIndex(one => one.photo_id === c.req.query('cursor'))
    return c.json({ result: 1, video_list: account.films.slice(after + 1, after + 1 + count) })
  })
  let asked = 0
  app.get('/openapi/photo/info', c => {
    const at = account.films.findIndex(one => one.photo_id === c.req.query('photo_id'))
    const film = account.films[at]
    if (!film) return error(c, 100200404, 'photo not found')
    if (desk.strikes('info', 'busy')) return error(c, 100200500, 'system busy')
    asked += 1
    const { likes, comments, reads } = grown(account.films.length - at, asked)
    const counts = { like_count: likes, comment_count: comments, view_count: reads }
    return c.json({ result: 1, video_info: { ...film, ...counts } })
  })
  app.get('/openapi/photo/count', c => c.json({ result: 1, public_count: account.films.length }))
  app.post('/openapi/photo/delete', c => {
    const film = account.films.find(one => one.photo_id === c.req.query('photo_id'))
    if (!film) return error(c, 100200404, 'photo not found')
    account.films = account.films.filter(one => one !== film)
    if (desk.strikes('delete', 'lost')) return desk.drop(c)
    return c.json({ result: 1 })
  })
}

export function kuaishouEmulator(): Emulator {
  return emulator('kuaishou', (app, desk) => {
    const account: Account = { films: [], uploads: new Map(), valid: 'ks-token', refresh: 'ks-refresh' }
    mountUpload(app, desk, account)
    mountFilms(app, desk, account)
  })
}
