// An emulated Weibo: share with the demand for a link, the own timeline, show and destroy.
import { randomBytes } from 'node:crypto'
import type { Context, Hono } from 'hono'
import { clock, type Desk, type Emulator, emulator, grown } from './desk.ts'

type Status = { idstr: string; mid: string; text: string; created_at: string; user: { idstr: string } }

/** now, as Weibo writes it: Tue May 31 17:46:55 +0000 2011 */
function weiboTime(): string {
  const [day, date, month, year, time] = new Date(clock()).toUTCString().replace(',', '').split(' ')
  return `${day} ${month} ${date} ${time} +0000 ${year}`
}

type Parts = {
  statuses(): Status[]
  refuses(c: Context, token: unknown): Response | undefined
  error(c: Context, code: number, message: string): Response
}

function mountCounts(app: Hono, desk: Desk, { statuses, refuses, error }: Parts): void {
  let asked = 0
  app.get('/2/statuses/count.json', c => {
    const bad = refuses(c, c.req.query('access_token'))
    if (bad) return bad
    if (desk.strikes('count', 'quota')) return error(c, 10023, 'user requests out of rate limit')
    asked += 1
    const ids = (c.req.query('ids') ?? '').split(',')
    const list = statuses().flatMap(({ idstr }, n) => {
      const { comments, shares, likes } = grown(statuses().length - n, asked)
      return ids.includes(idstr) ? [{ id: idstr, comments, reposts: shares, attitudes: likes }] : []
    })
    return c.json(list)
  })
}

export function weiboEmulator(): Emulator {
  return emulator('weibo', (app, desk) => {
    let statuses: Status[] = []
    let next = 5_000_000_000_000_000n
    const error = (c: Context, code: number, message: string) =>
      c.json({ request: c.req.path, error_code: String(code), error: message }, 400)
    const refuses = (c: Context, token: unknown) => {
      if (!token || token === 'wrong') return error(c, 21332, 'invalid_access_token')
      if (desk.strikes('*', 'expired')) return error(c, 21327, 'expired_token')
      return undefined
    }
    app.post('/2/statuses/share.json', async c => {
      const form = (await c.req.parseBody()) as Record<string, string>
      const bad = refuses(c, form.access_token)
      if (bad) return bad
      const text = form.status ?? ''
      if (text === '') return error(c, 20008, 'content is null')
      const counted = [...text.replace(/https?:\/\/\S+/g, '')].length + 11
      if (counted > 140) return error(c, 20012, 'text too long, please input text less than 140 characters!')
      if (!/https?:\/\/\S+/.test(text)) return error(c, 10017, 'status must contain a URL of the safe domain')
      if (desk.strikes('share', 'busy')) return error(c, 10009, 'too many pending tasks, system is busy')
      if (desk.strikes('share', 'quota')) return error(c, 10023, 'user requests out of rate limit')
      if (desk.strikes('share', 'lost_before')) return desk.drop(c)
      if (statuses.some(one => one.text === text)) return error(c, 20019, 'repeat content!')
      const idstr = String(next++)
      const status = {
        idstr,
        mid: randomBytes(5).toString('base64url'),
        text,
        created_at: weiboTime(),
        user: { idstr: '1000' },
      }
      statuses.unshift(status)
      desk.commit({ id: idstr, key: /r=([\w-]+)/.exec(text)?.[1] ?? text, facts: { text } })
      if (desk.strikes('share', 'lost')) return desk.drop(c)
      return c.json({ id: Number(idstr), source: 'emulator', reposts_count: 0, comments_count: 0, ...status })
    })
    app.get('/2/statuses/user_timeline.json', c => {
      const bad = refuses(c, c.req.query('access_token'))
      if (bad) return bad
      const count = Number(c.req.query('count') ?? 20)
      const page = Number(c.req.query('page') ?? 1)
      return c.json({ statuses: statuses.slice((page - 1) * count, page * count), total_number: statuses.length })
    })
    mountCounts(app, desk, { statuses: () => statuses, refuses, error })
    app.get('/2/statuses/show.json', c => {
      const found = statuses.find(one => one.idstr === c.req.query('id'))
      return found ? c.json(found) : error(c, 20101, 'target weibo does not exist!')
    })
    app.post('/2/statuses/destroy.json', async c => {
      const form = (await c.req.parseBody()) as Record<string, string>
      const found = statuses.find(one => one.idstr === form.id)
      if (!found) return error(c, 20101, 'target weibo does not exist!')
      statuses = statuses.filter(one => one !== found)
      if (desk.strikes('destroy', 'lost')) return desk.drop(c)
      return c.json(found)
    })
  })
}
