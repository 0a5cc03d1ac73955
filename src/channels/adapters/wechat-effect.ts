// What became of an article on WeChat: readers by article, followers of the account, comments read and shut off.
import type { Comment, Counted, Line, Outcome, Posted } from '../contract.ts'
import { outcomeOf, rejected, retry } from './trouble.ts'
import { wechat } from './wechat-call.ts'

type Detail = {
  stat_date: string
  read_user?: number
  share_user?: number
  zaikan_user?: number
  like_user?: number
  comment_count?: number
}
type Totals = { list?: { msgid: string; detail_list?: Detail[] }[]; is_delay?: boolean }
type Cumulated = { list?: { ref_date: string; cumulate_user?: number }[] }

const DAY = 86_400_000
const HOUR = 3_600_000
const dayBefore = (day: string) => new Date(Date.parse(day) - DAY).toISOString().slice(0, 10)

/**
 * Statistics of a day come out on the next; articles are named by the number their sending was answered with. One found again
 * after a lost answer has none: the `mid` of its address is tried (待核), and where nothing answers to it a person is told.
 */
const idsOf = (posts: readonly Posted[]): Map<string, string> =>
  new Map(
    posts.flatMap(({ id, progress }) => {
      const number = progress.msg_data_id || progress.url_mid
      return number ? [[`${number}_1`, id]] : []
    }),
  )

/** The newest of the daily rows: they add up from the day of the article on. */
function valuesOf(rows: readonly Detail[]): Counted['posts'][number]['values'] | undefined {
  const last = [...rows].sort((a, b) => (a.stat_date < b.stat_date ? -1 : 1)).at(-1)
  if (!last) return undefined
  const { read_user, share_user, zaikan_user, like_user, comment_count } = last
  const all = {
    read_users: read_user,
    shares: share_user,
    wows: zaikan_user,
    likes: like_user,
    comments: comment_count,
  }
  return Object.fromEntries(Object.entries(all).filter(([, value]) => typeof value === 'number'))
}

async function ofDay(line: Line, day: string, posts: readonly Posted[]): Promise<Counted['posts']> {
  const asked = { begin_date: day, end_date: day }
  const { list = [], is_delay } = (await wechat(line, 'harmless', '/datacube/getarticletotaldetail', asked)) as Totals
  if (is_delay) throw retry('is_delay', '微信还没有算完这一天的数据', HOUR)
  const ids = idsOf(posts)
  return list.flatMap(({ msgid, detail_list = [] }) => {
    const [id, values] = [ids.get(msgid), valuesOf(detail_list)]
    return id && values ? [{ id, values }] : []
  })
}

async function followers(line: Line, day: string): Promise<Counted['account']> {
  const asked = { begin_date: day, end_date: day }
  const { list = [] } = (await wechat(line, 'harmless', '/datacube/getusercumulate', asked)) as Cumulated
  const count = list.find(one => one.ref_date === day)?.cumulate_user
  return count === undefined ? null : { on_day: day, values: { followers: count } }
}

export const wechatCounters = (line: Line, posts: readonly Posted[], today: string) =>
  outcomeOf(async (): Promise<Counted> => {
    const yesterday = dayBefore(today)
    const known = posts.filter(one => one.published_on <= yesterday)
    const days = [...new Set(known.map(one => one.published_on))].sort()
    const counted: Counted['posts'] = []
    for (const day of days)
      counted.push(
        ...(await ofDay(
          line,
          day,
          known.filter(one => one.published_on === day),
        )),
      )
    const found = new Set(counted.map(one => one.id))
    const unnamed = known.filter(one => !one.progress.msg_data_id && !found.has(one.id)).map(one => one.id)
    return { class: 'counted', posts: counted, unnamed, account: await followers(line, yesterday) }
  })

const PAGE = 49
const PAGES = 10
type Written = {
  user_comment_id: number | string
  content?: string
  create_time?: number
  comment_type?: number
  reply?: { content?: string }
}

const commentOf = (one: Written): Comment => ({
  external_id: String(one.user_comment_id),
  text: one.content ?? '',
  written_at: new Date((one.create_time ?? 0) * 1000),
  is_elected: one.comment_type === 1,
  reply: one.reply?.content ?? '',
})

/** Which article it is in WeChat's comment calls; one found again after a lost answer has no number. */
function namedBy({ progress }: Posted): { msg_data_id: number; index: number } {
  if (!progress.msg_data_id) throw rejected('no-number', '不知道文章编号，请到公众号后台查看和关闭评论')
  return { msg_data_id: Number(progress.msg_data_id), index: 0 }
}
/** 88000: no comments on this account; 88001: there is no such article */
const NONE = [88000, 88001]

export const wechatComments = {
  list: (line: Line, post: Posted) =>
    outcomeOf(async (): Promise<{ class: 'listed'; comments: Comment[] }> => {
      const comments: Comment[] = []
      for (let page = 0; page < PAGES; page += 1) {
        const asked = { ...namedBy(post), begin: page * PAGE, count: PAGE, type: 0 }
        const answer = await wechat(line, 'harmless', '/cgi-bin/comment/list', asked, NONE)
        const list = (answer.comment ?? []) as Written[]
        comments.push(...list.map(commentOf))
        if (list.length < PAGE) break
      }
      return { class: 'listed', comments }
    }),
  set: (line: Line, post: Posted, open: boolean) =>
    outcomeOf(async (): Promise<Outcome> => {
      await wechat(line, 'harmless', `/cgi-bin/comment/${open ? 'open' : 'close'}`, namedBy(post), NONE)
      return { class: 'sent', external_id: post.external_id, visible: false }
    }),
}
