// Weibo: one call that posts text, our link and one picture. What became of a lost answer is read from the own timeline.
import type { Facts } from '../accounts/account.ts'
import type { Channel, Counted, Found, Known, Line, Outcome, Parcel } from '../contract.ts'
import { lookBack } from './look-back.ts'
import { cut, partOf } from './texts.ts'
import {
  ask,
  graceOver,
  jsonOf,
  outcomeOf,
  reconnect,
  rejected,
  retry,
  stillUnknown,
  type Trouble,
  unknown,
} from './trouble.ts'

type Status = { text: string }
type Counts = { id: string; comments: number; reposts: number; attitudes: number }
const COUNTED_AT_ONCE = 100
type Body = Record<string, unknown> & { error_code?: string | number; error?: string }

/** what a link counts for in Weibo's length */
const LINK_LENGTH = 11
const HOUR = 3_600_000
const LATER = new Set([10022, 10023, 10024, 20016])
const BUSY = new Set([10002, 10009])
const UNSURE = new Set([10001, 20017, 20019, 20032, 20111])
const RECONNECT = new Set([10006, 10013, 21314, 21315, 21316, 21317, 21318, 21319, 21327, 21332])

function format(parcel: Parcel, facts: Facts): Status | { problem: string } {
  if (!parcel.link) return { problem: '微博必须带本单位网站的链接，请先登记网站地址' }
  const max = Number(facts.text_max ?? 140) - LINK_LENGTH - 1
  const url = new URL(parcel.link)
  url.searchParams.set('r', parcel.key)
  return { text: `${cut(parcel.body_text, max)} ${url.href}` }
}

function troubleOf(body: Body): Trouble {
  const code = Number(body.error_code)
  const message = String(body.error ?? '')
  if (LATER.has(code)) return retry(code, `微博要求稍后再发：${message}`, HOUR)
  if (BUSY.has(code)) return retry(code, `微博系统繁忙：${message}`)
  // 20032: taken, seen in a minute or two; 20017…20111: something alike is there already. Look before anything else
  if (UNSURE.has(code)) return unknown(code, `微博的答复说不清是否已发：${message}`)
  if (RECONNECT.has(code)) return reconnect(code, `微博授权失效：${message}`)
  return rejected(code, `微博没有接受：${message}`)
}

async function weibo(
  line: Line,
  kind: 'harmless' | 'decisive',
  method: 'GET' | 'POST',
  path: string,
  fields: Record<string, string>,
  picture?: Parcel['cover'],
  allow: readonly number[] = [],
): Promise<Body> {
  const all = { access_token: line.secrets.access_token!, ...fields }
  const query = method === 'GET' ? `?${new URLSearchParams(all)}` : ''
  let body: FormData | URLSearchParams | undefined
  if (method === 'POST') body = new URLSearchParams(all)
  if (picture) {
    const form = new FormData()
    for (const [name, value] of Object.entries(all)) form.set(name, value)
    form.set('pic', partOf(picture.bytes, picture.type), picture.name)
    body = form
  }
  const answer = await ask(kind, () =>
    line.out(`${line.base_url}${path}${query}`, { method, ...(body ? { body } : {}) }),
  )
  const made = jsonOf<Body>(kind, answer)
  if (made.error_code !== undefined && !allow.includes(Number(made.error_code))) throw troubleOf(made)
  return made
}

type Post = { idstr: string; text: string; created_at?: string; mid?: string; user?: { idstr?: string } }
const urlOf = (post: Post) => `https://weibo.com/${post.user?.idstr ?? 'u'}/${post.mid ?? post.idstr}`
const there = (post: Post): Outcome => ({ class: 'sent', external_id: post.idstr, url: urlOf(post), visible: true })

const TIMELINE_PAGE = 100

async function look(line: Line, key: string, known: Known): Promise<Found> {
  const ours = await lookBack<Post, number>(known, {
    first: 1,
    async page(page) {
      const fields = { count: String(TIMELINE_PAGE), page: String(page) }
      const made = await weibo(line, 'harmless', 'GET', '/2/statuses/user_timeline.json', fields)
      const items = (made.statuses ?? []) as Post[]
      return { items, next: items.length < TIMELINE_PAGE ? undefined : page + 1 }
    },
    timeOf: post => Date.parse(post.created_at ?? '') || undefined,
    isOurs: post => post.text.includes(`r=${key}`),
  })
  if (ours) return there(ours)
  return graceOver(line.settings, known.begun_at, line.now())
    ? { class: 'absent' }
    : stillUnknown('时间线上还没有，再等一等')
}

export const weiboChannel: Channel<Status> = {
  adapter: 'weibo',
  title: '微博',
  operation: () => 'share',
  format,
  send: (line, { text }, parcel) =>
    outcomeOf(async (): Promise<Outcome> => {
      const picture = parcel.cover ?? parcel.pictures[0] ?? undefined
      const fields = { status: text, rip: line.secrets.client_ip ?? '' }
      const made = await weibo(line, 'decisive', 'POST', '/2/statuses/share.json', fields, picture)
      return there(made as unknown as Post)
    }),
  check: (line, known) =>
    outcomeOf(async (): Promise<Outcome> => {
      const made = await weibo(line, 'harmless', 'GET', '/2/statuses/show.json', { id: known.external_id ?? '' })
      return there(made as unknown as Post)
    }),
  look: (line, _status, parcel, known) => outcomeOf(() => look(line, parcel.key, known)),
  withdraw: (line, known) =>
    outcomeOf(async (): Promise<Outcome> => {
      const fields = { id: known.external_id ?? '' }
      // 20101: there is no such post any more
      await weibo(line, 'harmless', 'POST', '/2/statuses/destroy.json', fields, undefined, [20101])
      return { class: 'sent', external_id: known.external_id ?? '', visible: false }
    }),
  fetchCounters: (line, posts) =>
    outcomeOf(async (): Promise<Counted> => {
      const counted: Counted['posts'] = []
      for (let at = 0; at < posts.length; at += COUNTED_AT_ONCE) {
        const some = posts.slice(at, at + COUNTED_AT_ONCE)
        const ids = some.map(one => one.external_id).join(',')
        const list = (await weibo(line, 'harmless', 'GET', '/2/statuses/count.json', { ids })) as unknown as Counts[]
        for (const { id, comments, reposts, attitudes } of list) {
          const post = some.find(one => one.external_id === String(id))
          if (post) counted.push({ id: post.id, values: { comments, shares: reposts, likes: attitudes } })
        }
      }
      return { class: 'counted', posts: counted, account: null }
    }),
  probe: line =>
    outcomeOf(async (): Promise<Outcome> => {
      await weibo(line, 'harmless', 'GET', '/2/statuses/user_timeline.json', { count: '1' })
      return { class: 'sent', external_id: '', visible: false }
    }),
}
