// 抖音: the film is uploaded (in parts where it is large), then the work is created; it is pending until the platform has
// reviewed it. There is no taking back by the interface: a person does that in the app.
import type { Facts } from '../accounts/account.ts'
import type { Channel, Counted, Found, Known, Line, Outcome, Parcel, Picture } from '../contract.ts'
import { lookBack, verdictOn } from './look-back.ts'
import { alike, cut, partOf, partsOf } from './texts.ts'
import {
  ask,
  graceOver,
  jsonOf,
  outcomeOf,
  pollMs,
  reconnect,
  rejected,
  retry,
  stillUnknown,
  unknown,
} from './trouble.ts'

type Work = { text: string; video: Picture }
type Data = Record<string, unknown> & { error_code?: number; description?: string }
type Answer = { data?: Data; message?: string }
type Statistics = Record<'digg_count' | 'comment_count' | 'share_count' | 'play_count', number>
type Item = {
  item_id: string
  title?: string
  create_time?: number
  video_status?: number
  share_url?: string
  statistics?: Statistics
}

const HOUR = 3_600_000
const DAY = 24 * HOUR
const API = '/api/douyin/v1/video'
const PART_MAX = 20_000_000
const PARTS_OVER = 50_000_000
const RENEW_WITHIN = 3 * DAY
const EXPIRED = new Set([10008, 2190008, 28001003, 28001008])
const RECONNECT = new Set([10003, 10004, 10010, 10013, 10014, 10020, 2190002, 2190003, 2190015])
const COUNTED_AT_ONCE = 20
const PUBLISHED = 1
const NOT_PUBLIC = 2

function format(parcel: Parcel, facts: Facts): Work | { problem: string } {
  if (!parcel.video) return { problem: '这篇稿件没有选视频，发不了抖音' }
  return { text: cut(parcel.body_text, Number(facts.text_max ?? 1000)), video: parcel.video }
}

/** The data of an answer; errors come with HTTP 200 and a number in it. */
function goodData(kind: 'harmless' | 'decisive', { data = {}, message }: Answer): Data {
  const code = data.error_code ?? (message === 'error' ? -1 : 0)
  const why = String(data.description ?? message ?? '')
  if (code === 0) return data
  if (EXPIRED.has(code) || RECONNECT.has(code)) throw reconnect(code, `抖音授权失效：${why}`)
  if (code === 2190001) throw retry(code, `抖音今日投稿数已满：${why}`, HOUR)
  if (code === 10001 || code === 2100004 || code === -1)
    throw kind === 'decisive'
      ? unknown(code, `抖音系统繁忙，不知道收没收到：${why}`)
      : retry(code, `抖音系统繁忙：${why}`)
  if (code === 2100007 || code === 2190004) throw rejected(code, '这个抖音应用没有投稿权限，请改用人工发布件')
  throw rejected(code, `抖音没有接受：${why}`)
}

/** Asks for a token by an older one; the one that was asked with may have an end of its own. */
async function tokens(line: Line, path: string, fields: Record<string, string>): Promise<Data> {
  const body = new URLSearchParams({ client_key: line.secrets.client_key ?? '', ...fields })
  const answer = await ask('harmless', () => line.out(`${line.base_url}${path}`, { method: 'POST', body }))
  return goodData('harmless', jsonOf<Answer>('harmless', answer))
}

async function renewed(line: Line): Promise<string> {
  const { refresh_token = '' } = line.secrets
  const data = await tokens(line, '/oauth/refresh_token/', { grant_type: 'refresh_token', refresh_token })
  let refresh = String(data.refresh_token ?? refresh_token)
  // the refresh token itself runs out after a month, and is renewed by another call
  if (Number(data.refresh_expires_in ?? DAY) * 1000 < RENEW_WITHIN) {
    const made = await tokens(line, '/oauth/renew_refresh_token/', { refresh_token: refresh }).catch(() => undefined)
    refresh = String(made?.refresh_token ?? refresh)
  }
  const expires_at = new Date(line.now().getTime() + Number(data.expires_in ?? 0) * 1000)
  await line.keepToken(String(data.access_token), expires_at, refresh)
  return String(data.access_token)
}

type Sent = { method?: 'GET'; fields?: Record<string, string>; body?: FormData | Record<string, unknown> }

/** A call with the token in its header; one that ran out is renewed once. */
async function douyin(line: Line, kind: 'harmless' | 'decisive', path: string, sent: Sent = {}): Promise<Data> {
  const { method = 'POST', fields, body } = sent
  let token = line.token?.value ?? line.secrets.access_token ?? ''
  for (let attempt = 1; ; attempt += 1) {
    const query = new URLSearchParams({ open_id: line.secrets.open_id ?? '', ...fields })
    const json = body !== undefined && !(body instanceof FormData)
    const headers = { 'access-token': token, ...(json ? { 'content-type': 'application/json' } : {}) }
    const asked = { method, headers, ...(body ? { body: json ? JSON.stringify(body) : (body as FormData) } : {}) }
    const answer = jsonOf<Answer>(kind, await ask(kind, () => line.out(`${line.base_url}${path}?${query}`, asked)))
    if (EXPIRED.has(answer.data?.error_code ?? 0) && attempt === 1) token = await renewed(line)
    else return goodData(kind, answer)
  }
}

function filmForm({ type, name }: Picture, bytes: Uint8Array): FormData {
  const form = new FormData()
  form.set('video', partOf(bytes, type), name)
  return form
}

/** Uploads the film; nothing of it can be seen by anybody. */
async function upload(line: Line, film: Picture): Promise<string> {
  const { bytes } = film
  const idOf = (data: Data) => String((data.video as { video_id?: string } | undefined)?.video_id)
  const over = Number(line.facts.parts_over_bytes ?? PARTS_OVER)
  if (bytes.length <= over)
    return idOf(await douyin(line, 'harmless', `${API}/upload_video/`, { body: filmForm(film, bytes) }))
  const { upload_id } = await douyin(line, 'harmless', `${API}/init_video_part_upload/`)
  const fields = { upload_id: String(upload_id) }
  for (const [n, part] of partsOf(bytes, Number(line.facts.part_bytes ?? PART_MAX)).entries())
    await douyin(line, 'harmless', `${API}/upload_video_part/`, {
      fields: { ...fields, part_number: String(n + 1) },
      body: filmForm(film, part),
    })
  return idOf(await douyin(line, 'harmless', `${API}/complete_video_part_upload/`, { fields }))
}

function stateOf(item: Item, wait: number): Outcome {
  if (item.video_status === NOT_PUBLIC)
    return { class: 'rejected', code: 'video_status-2', message: '抖音审核没有通过，作品不公开' }
  if (item.video_status !== PUBLISHED) return { class: 'pending', external_id: item.item_id, check_in_ms: wait }
  const url = item.share_url
  return { class: 'sent', external_id: item.item_id, visible: true, ...(url ? { url } : {}) }
}

const waitOf = (line: Line, known: Known) => pollMs(line.settings, known.begun_at, line.now())

/** Ours among the own works: the same words, not older than the sending, and no other delivery's. */
async function look(line: Line, text: string, known: Known): Promise<Found> {
  const ours = await lookBack<Item, string>(known, {
    first: '0',
    async page(cursor) {
      const fields = { cursor, count: '20' }
      const made = await douyin(line, 'harmless', `${API}/video_list/`, { method: 'GET', fields })
      return { items: (made.list ?? []) as Item[], next: made.has_more === true ? String(made.cursor) : undefined }
    },
    timeOf: item => (item.create_time === undefined ? undefined : item.create_time * 1000),
    isOurs: item => alike(item.title ?? '', text) && !known.taken.includes(item.item_id),
  })
  if (ours) return verdictOn(stateOf(ours, waitOf(line, known)))
  return graceOver(line.settings, known.begun_at, line.now())
    ? { class: 'absent' }
    : stillUnknown('作品列表里还没有，再等一等')
}

async function itemsOf(line: Line, item_ids: readonly string[]): Promise<Item[]> {
  const made = await douyin(line, 'harmless', `${API}/video_data/`, { body: { item_ids } })
  return (made.list ?? []) as Item[]
}

export const douyinChannel: Channel<Work> = {
  adapter: 'douyin',
  title: '抖音',
  operation: () => 'create',
  format,
  send: (line, { text, video }, _parcel, { progress, note }) =>
    outcomeOf(async (): Promise<Outcome> => {
      const kept = typeof progress.video_id === 'string' ? progress.video_id : undefined
      const video_id = kept ?? (await upload(line, video))
      if (!kept) await note({ video_id })
      const body = { video_id, text, private_status: 0 }
      const { item_id } = await douyin(line, 'decisive', `${API}/create_video/`, { body })
      return { class: 'pending', external_id: String(item_id), check_in_ms: 3_000 }
    }),
  check: (line, known) =>
    outcomeOf(async (): Promise<Outcome> => {
      const [item] = await itemsOf(line, [known.external_id ?? ''])
      if (!item) return { class: 'rejected', code: 'gone', message: '作品已经不在抖音上' }
      return stateOf(item, waitOf(line, known))
    }),
  look: (line, { text }, _parcel, known) => outcomeOf(() => look(line, text, known)),
  fetchCounters: (line, posts) =>
    outcomeOf(async (): Promise<Counted> => {
      const counted: Counted['posts'] = []
      for (let at = 0; at < posts.length; at += COUNTED_AT_ONCE) {
        const some = posts.slice(at, at + COUNTED_AT_ONCE)
        for (const { item_id, statistics } of await itemsOf(
          line,
          some.map(one => one.external_id),
        )) {
          const post = some.find(one => one.external_id === item_id)
          if (!post || !statistics) continue
          const { digg_count: likes, comment_count: comments, share_count: shares, play_count: plays } = statistics
          counted.push({ id: post.id, values: { likes, comments, shares, plays } })
        }
      }
      return { class: 'counted', posts: counted, account: null }
    }),
  probe: line =>
    outcomeOf(async (): Promise<Outcome> => {
      await douyin(line, 'harmless', `${API}/video_list/`, { method: 'GET', fields: { cursor: '0', count: '1' } })
      return { class: 'sent', external_id: '', visible: false }
    }),
}
