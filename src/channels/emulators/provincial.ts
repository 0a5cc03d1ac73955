// An emulated provincial platform by the neutral contract: submissions with a key, adoption later, withdrawals, webhooks.
import { createHmac, randomUUID } from 'node:crypto'
import type { Context, Hono } from 'hono'
import { signature } from '../adapters/provincial.ts'
import { type Desk, type Emulator, emulator } from './desk.ts'

/** the key the emulated platform shares with the centre */
export const PROVINCE_KEY = 'emulator-province-key'

type Submission = {
  submission_id: string
  key: string
  state: string
  item: Record<string, unknown>
  url?: string
  reason?: string
}

function tell(desk: Desk, event: string, one: Submission, after: number): void {
  if (!desk.callback_url) return
  const url = desk.callback_url
  const adopted = {
    url: one.url,
    level: '省级',
    outlet: '省级客户端（模拟）',
    channel: '首页',
    published_at: '2026-03-02T03:00:00.000Z',
  }
  const body = JSON.stringify({
    id: randomUUID(),
    event,
    submission_id: one.submission_id,
    reason: one.reason,
    ...adopted,
  })
  setTimeout(() => {
    const mac = createHmac('sha256', PROVINCE_KEY).update(body).digest('hex')
    const headers = { 'content-type': 'application/json', 'x-signature': `sha256=${mac}` }
    const send = () => fetch(url, { method: 'POST', headers, body }).catch(() => undefined)
    void send()
    if (desk.strikes('webhook', 'double_callback')) void send()
  }, after).unref()
}

const error = (c: Context, status: 400 | 401 | 404 | 409 | 503, code: string, message: string) =>
  c.json({ code, message }, status)

function mountSubmissions(app: Hono, desk: Desk, all: Submission[]): void {
  app.use('/v1/*', async (c, next) => {
    const url = new URL(c.req.url)
    const mac = signature(
      PROVINCE_KEY,
      c.req.method,
      url.pathname + url.search,
      c.req.header('date') ?? '',
      await c.req.raw.clone().text(),
    )
    if (!(c.req.header('authorization') ?? '').endsWith(`signature=${mac}`))
      return error(c, 401, 'bad-signature', '签名不对')
    return next()
  })
  app.post('/v1/submissions', async c => {
    const key = c.req.header('idempotency-key')
    if (!key) return error(c, 400, 'no-key', '缺少 Idempotency-Key')
    if (desk.strikes('submit', 'busy')) return error(c, 503, 'busy', '系统繁忙')
    if (desk.strikes('submit', 'lost_before')) return desk.drop(c)
    const before = all.find(one => one.key === key)
    if (before) return c.json({ submission_id: before.submission_id, state: before.state }, 202)
    const item = (await c.req.json()) as Record<string, unknown>
    const one: Submission = { submission_id: randomUUID(), key, state: 'received', item }
    all.push(one)
    desk.commit({
      id: one.submission_id,
      key,
      facts: { uri: item.uri, version: item.version, pubStatus: item.pubStatus },
    })
    setTimeout(() => {
      one.state = desk.strikes('submit', 'reject') ? 'returned' : 'adopted'
      if (one.state === 'returned') one.reason = '近期已有同题稿件'
      else one.url = `https://province.example/a/${one.submission_id}`
      tell(desk, `submission.${one.state}`, one, desk.strikes('webhook', 'late_callback') ? 1500 : 5)
    }, desk.slow_ms).unref()
    if (desk.strikes('submit', 'lost')) return desk.drop(c)
    return c.json({ submission_id: one.submission_id, state: 'received' }, 202)
  })
}

function mountReads(app: Hono, desk: Desk, all: Submission[]): void {
  const shown = ({ submission_id, state, reason, url }: Submission) => ({ submission_id, state, reason, url })
  app.get('/v1/submissions', c => {
    const found = all.find(one => one.key === c.req.query('key'))
    return found ? c.json(shown(found)) : error(c, 404, 'not-found', '没有这一件')
  })
  app.get('/v1/submissions/:id', c => {
    const found = all.find(one => one.submission_id === c.req.param('id'))
    return found ? c.json(shown(found)) : error(c, 404, 'not-found', '没有这一件')
  })
  app.post('/v1/withdrawals', async c => {
    const { submission_id, item } = (await c.req.json()) as { submission_id: string; item: Record<string, unknown> }
    const found = all.find(one => one.submission_id === submission_id)
    if (found) {
      found.state = 'withdrawn'
      found.item = item
    }
    if (desk.strikes('withdraw', 'lost')) return desk.drop(c)
    return c.json({ state: 'withdrawn' })
  })
  app.get('/v1/instructions', c => c.json({ instructions: [] }))
}

export function provincialEmulator(): Emulator {
  return emulator('provincial', (app, desk) => {
    const all: Submission[] = []
    mountSubmissions(app, desk, all)
    mountReads(app, desk, all)
  })
}
