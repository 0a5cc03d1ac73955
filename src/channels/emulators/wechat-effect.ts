// The emulated WeChat's statistics and comments. Its articles count as of the day that is asked for: a trial's clock is its own.
import type { Context, Hono } from 'hono'
import { type Desk, grown } from './desk.ts'

type Parts = { articles(): string[]; error(c: Context, errcode: number, errmsg: string): Response }
type Asked = { begin_date?: string; end_date?: string; msg_data_id?: number; begin?: number; count?: number }

function mountStatistics(app: Hono, desk: Desk, { articles, error }: Parts): void {
  let asked = 0
  app.post('/datacube/getarticletotaldetail', async c => {
    const { begin_date = '', end_date } = (await c.req.json()) as Asked
    if (begin_date === '' || begin_date !== end_date) return error(c, 61501, 'date range error')
    if (desk.strikes('datacube', 'quota')) return error(c, 45009, 'reach max api daily quota limit')
    if (desk.strikes('datacube', 'busy')) return c.json({ list: [], is_delay: true })
    asked += 1
    const list = articles().map((id, n) => {
      const { reads, likes, shares, comments, wows } = grown(n, asked)
      const users = { read_user: reads, share_user: shares, zaikan_user: wows, like_user: likes }
      const detail = { stat_date: begin_date, read_user_source: [], comment_count: comments, ...users }
      return { ref_date: begin_date, msgid: `${id}_1`, publish_type: 0, detail_list: [detail] }
    })
    return c.json({ list, is_delay: false })
  })
  app.post('/datacube/getusercumulate', async c => {
    const { begin_date = '' } = (await c.req.json()) as Asked
    return c.json({ list: [{ ref_date: begin_date, user_source: 0, cumulate_user: 12_345 }] })
  })
}

/** Two comments under every article: one that the account shows, one that waits. */
const written = [
  { user_comment_id: 1, openid: 'o1', create_time: 1_772_400_000, content: '终于通车了！', comment_type: 1 },
  { user_comment_id: 2, openid: 'o2', create_time: 1_772_400_600, content: '路灯什么时候装？', comment_type: 0 },
]

export function mountEffect(app: Hono, desk: Desk, parts: Parts): void {
  mountStatistics(app, desk, parts)
  const closed = new Set<string>()
  const article = async (c: Context) => {
    const asked = (await c.req.json()) as Asked
    const id = String(asked.msg_data_id)
    return { asked, id: parts.articles().includes(id) ? id : undefined }
  }
  const missing = (c: Context) => parts.error(c, 88001, 'msg_data is not exists')
  app.post('/cgi-bin/comment/list', async c => {
    const { asked, id } = await article(c)
    if (!id) return missing(c)
    if ((asked.count ?? 0) < 1 || asked.count! >= 50) return parts.error(c, 88010, 'count range error')
    const from = asked.begin ?? 0
    return c.json({
      errcode: 0,
      errmsg: 'ok',
      total: written.length,
      comment: written.slice(from, from + asked.count!),
    })
  })
  for (const [path, close] of [
    ['close', true],
    ['open', false],
  ] as const)
    app.post(`/cgi-bin/comment/${path}`, async c => {
      const { id } = await article(c)
      if (!id) return missing(c)
      if (desk.strikes('comment', 'busy')) return parts.error(c, -1, 'system error')
      if (close) closed.add(id)
      else closed.delete(id)
      return c.json({ errcode: 0, errmsg: 'ok' })
    })
  app.get('/__comments', c => c.json({ closed: [...closed] }))
}
