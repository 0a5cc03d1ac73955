// 快手: a place to upload to, the film, then publish; pending until the platform has reviewed it.
import type { Facts } from '../accounts/account.ts'
import type { Channel, Counted, Found, Known, Line, Outcome, Parcel, Picture } from '../contract.ts'
import { lookBack, verdictOn } from './look-back.ts'
import { plainCover } from './plain-cover.ts'
import { alike, cut, partOf, partsOf } from './texts.ts'
import { ask, graceOver, jsonOf, outcomeOf, pollMs, reconnect, rejected, retry, stillUnknown } from './trouble.ts'

type Film = { caption: string; video: Picture; cover: Picture | null }
type Body = Record<string, unknown> & { result?: number; error_msg?: string }
type Info = {
  photo_id: string
  caption?: string
  play_url?: string
  pending?: boolean
  create_time?: number
  like_count?: number
  comment_count?: number
  view_count?: number
}

const RECONNECT = new Set([100200101, 100200102, 100200108, 100200110, 100200111])
/** there is no such work any more */
const GONE = 100200404
const BUSY = new Set([-1, 100200500])

function format(parcel: Parcel, facts: Facts): Film | { problem: string } {
  if (!parcel.video) return { problem: '这篇稿件没有视频，发不了快手' }
  return { caption: cut(parcel.body_text, Number(facts.text_max ?? 500)), video: parcel.video, cover: parcel.cover }
}

function mustBeGood(kind: 'harmless' | 'decisive', body: Body, allow: readonly number[] = []): Body {
  const code = body.result ?? 0
  if (code === 1 || allow.includes(code)) return body
  const message = String(body.error_msg ?? '')
  if (RECONNECT.has(code)) throw reconnect(code, `快手授权失效：${message}`)
  if (BUSY.has(code) && kind === 'harmless') throw retry(code, `快手系统繁忙：${message}`)
  if (code === 100200429) throw retry(code, `快手今日发布数已满：${message}`, 3_600_000)
  throw rejected(code, `快手没有接受：${message}`)
}

async function renewed(line: Line): Promise<string> {
  const { app_id = '', app_secret = '', refresh_token = '' } = line.secrets
  const query = new URLSearchParams({ app_id, app_secret, refresh_token, grant_type: 'refresh_token' })
  const answer = await ask('harmless', () =>
    line.out(`${line.base_url}/oauth2/refresh_token?${query}`, { method: 'POST' }),
  )
  const body = mustBeGood('harmless', jsonOf<Body>('harmless', answer))
  const expires_at = new Date(line.now().getTime() + Number(body.expires_in ?? 0) * 1000)
  const refresh = typeof body.refresh_token === 'string' ? body.refresh_token : undefined
  await line.keepToken(String(body.access_token), expires_at, refresh)
  return String(body.access_token)
}

/** A call with the token; one that ran out is renewed once. */
async function kuaishou(
  line: Line,
  kind: 'harmless' | 'decisive',
  method: 'GET' | 'POST',
  path: string,
  fields: Record<string, string> = {},
  form?: FormData,
  allow: readonly number[] = [],
): Promise<Body> {
  let token = line.token?.value ?? line.secrets.access_token ?? ''
  for (let attempt = 1; ; attempt += 1) {
    const query = new URLSearchParams({ app_id: line.secrets.app_id ?? '', access_token: token, ...fields })
    const asked = { method, ...(form ? { body: form } : {}) }
    const body = jsonOf<Body>(kind, await ask(kind, () => line.out(`${line.base_url}${path}?${query}`, asked)))
    if (body.result === 100200108 && attempt === 1) token = await renewed(line)
    else return mustBeGood(kind, body, allow)
  }
}

/** A film in one piece, or in fragments where it is larger than the platform takes at once. */
async function upload(line: Line, { bytes, type }: Picture): Promise<string> {
  const { upload_token, endpoint } = await kuaishou(line, 'harmless', 'POST', '/openapi/photo/start_upload')
  const host = `${new URL(line.base_url).protocol}//${String(endpoint)}`
  const put = async (
    path: string,
    fields: Record<string, string>,
    body?: Uint8Array,
    as = 'application/octet-stream',
  ) => {
    const url = `${host}${path}?${new URLSearchParams({ upload_token: String(upload_token), ...fields })}`
    const asked = { method: 'POST', ...(body ? { body, headers: { 'content-type': as } } : {}) }
    mustBeGood('harmless', jsonOf<Body>('harmless', await ask('harmless', () => line.out(url, asked))))
  }
  const parts = partsOf(bytes, Number(line.facts.video_bytes_max ?? 10_000_000))
  if (parts.length === 1) await put('/api/upload', {}, bytes, type)
  else {
    for (const [n, part] of parts.entries()) await put('/api/upload/fragment', { fragment_id: String(n) }, part)
    await put('/api/upload/complete', { fragment_count: String(parts.length) })
  }
  return String(upload_token)
}

const infoOf = (line: Line, photo_id: string) =>
  kuaishou(line, 'harmless', 'GET', '/openapi/photo/info', { photo_id }, undefined, [GONE])

function stateOf(info: Info, wait: number): Outcome {
  if (info.pending) return { class: 'pending', external_id: info.photo_id, check_in_ms: wait }
  const url = info.play_url
  return { class: 'sent', external_id: info.photo_id, visible: true, ...(url ? { url } : {}) }
}

const LISTED = 100

/** Ours among the own films: the same caption, not older than the sending, and nobody else's. */
async function look(line: Line, caption: string, known: Known): Promise<Found> {
  const ours = await lookBack<Info, string>(known, {
    first: '',
    async page(cursor) {
      const fields = { count: String(LISTED), ...(cursor ? { cursor } : {}) }
      const made = await kuaishou(line, 'harmless', 'GET', '/openapi/photo/list', fields)
      const items = (made.video_list ?? []) as Info[]
      return { items, next: items.length < LISTED ? undefined : items.at(-1)!.photo_id }
    },
    timeOf: film => film.create_time,
    isOurs: film => alike(film.caption ?? '', caption) && !known.taken.includes(film.photo_id),
  })
  if (ours) return verdictOn(stateOf(ours, pollMs(line.settings, known.begun_at, line.now())))
  return graceOver(line.settings, known.begun_at, line.now())
    ? { class: 'absent' }
    : stillUnknown('作品列表里还没有，再等一等')
}

export const kuaishouChannel: Channel<Film> = {
  adapter: 'kuaishou',
  title: '快手',
  operation: () => 'publish',
  format,
  send: (line, { caption, video, cover }) =>
    outcomeOf(async (): Promise<Outcome> => {
      const upload_token = await upload(line, video)
      const form = new FormData()
      form.set('caption', caption)
      form.set('cover', partOf(cover?.bytes ?? plainCover(), cover?.type ?? 'image/png'), cover?.name ?? 'cover.png')
      const made = await kuaishou(line, 'decisive', 'POST', '/openapi/photo/publish', { upload_token }, form)
      return stateOf(made.video_info as Info, 3_000)
    }),
  check: (line, known) =>
    outcomeOf(async (): Promise<Outcome> => {
      const made = await infoOf(line, known.external_id ?? '')
      if (made.result === GONE) return { class: 'rejected', code: 'gone', message: '快手审核没有通过，作品已不在' }
      return stateOf(made.video_info as Info, pollMs(line.settings, known.begun_at, line.now()))
    }),
  look: (line, { caption }, _parcel, known) => outcomeOf(() => look(line, caption, known)),
  withdraw: (line, known) =>
    outcomeOf(async (): Promise<Outcome> => {
      const fields = { photo_id: known.external_id ?? '' }
      await kuaishou(line, 'harmless', 'POST', '/openapi/photo/delete', fields, undefined, [GONE])
      return { class: 'sent', external_id: known.external_id ?? '', visible: false }
    }),
  fetchCounters: (line, posts) =>
    outcomeOf(async (): Promise<Counted> => {
      const counted: Counted['posts'] = []
      for (const { id, external_id } of posts) {
        const made = await infoOf(line, external_id)
        if (made.result === GONE) continue
        const { like_count: likes, comment_count: comments, view_count: plays } = made.video_info as Info
        counted.push({ id, values: { likes, comments, plays } as Counted['posts'][number]['values'] })
      }
      return { class: 'counted', posts: counted, account: null }
    }),
  probe: line =>
    outcomeOf(async (): Promise<Outcome> => {
      await kuaishou(line, 'harmless', 'GET', '/openapi/photo/count')
      return { class: 'sent', external_id: '', visible: false }
    }),
}
