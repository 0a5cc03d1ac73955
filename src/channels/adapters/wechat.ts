// WeChat Official Account: pictures and cover first, then a draft, then publish (or a mass send with clientmsgid), then poll.
import { createHash } from 'node:crypto'
import type { Facts } from '../accounts/account.ts'
import type { Channel, Found, Known, Line, Outcome, Parcel, Picture } from '../contract.ts'
import { lookBack } from './look-back.ts'
import { plainCover } from './plain-cover.ts'
import { cut, lengthOf, partOf } from './texts.ts'
import { graceOver, outcomeOf, pollMs, stillUnknown, unknown } from './trouble.ts'
import { wechat } from './wechat-call.ts'
import { wechatComments, wechatCounters } from './wechat-effect.ts'

type News = { title: string; author: string; digest: string; content: string; source_url: string }

function format(parcel: Parcel, facts: Facts): News | { problem: string } {
  const { title_max = 32, html_max = 20_000 } = facts as { title_max?: number; html_max?: number }
  if (lengthOf(parcel.title) > title_max) return { problem: `标题超过公众号的 ${title_max} 个字` }
  if (lengthOf(parcel.body_html) >= html_max) return { problem: `正文超过公众号的 ${html_max} 个字符` }
  const digest = cut(parcel.lead || parcel.body_text.replaceAll('\n', ' '), Number(facts.digest_max ?? 128))
  const author = cut(parcel.author, Number(facts.author_max ?? 16))
  return { title: parcel.title, author, digest, content: parcel.body_html, source_url: marked(parcel) }
}

/** Our page's address with the delivery's key: WeChat keeps it with the article, so the article can be found again. */
function marked({ link, key }: Parcel): string {
  const url = new URL(link || 'https://example.invalid/')
  url.searchParams.set('r', key)
  return url.href
}

async function withPictures(line: Line, html: string, pictures: readonly Picture[]): Promise<string> {
  let text = html
  for (const picture of pictures) {
    const form = new FormData()
    form.set('media', partOf(picture.bytes, picture.type), picture.name)
    const { url } = await wechat(line, 'harmless', '/cgi-bin/media/uploadimg', form)
    text = text.replaceAll(picture.src, String(url))
  }
  return text
}

async function thumb(line: Line, cover: Picture | null): Promise<string> {
  const picture = cover ?? { bytes: plainCover(), type: 'image/png', name: 'cover.png' }
  const form = new FormData()
  form.set('media', partOf(picture.bytes, picture.type), picture.name)
  const { media_id } = await wechat(line, 'harmless', '/cgi-bin/material/add_material?type=image', form)
  return String(media_id)
}

async function draftOf(line: Line, news: News, parcel: Parcel): Promise<string> {
  const cover = parcel.cover ?? parcel.pictures[0] ?? null
  const article = {
    article_type: 'news',
    title: news.title,
    author: news.author,
    digest: news.digest,
    content: await withPictures(line, news.content, parcel.pictures),
    content_source_url: news.source_url,
    thumb_media_id: await thumb(line, cover),
    need_open_comment: line.settings.comments === true ? 1 : 0,
    only_fans_can_comment: 0,
  }
  const { media_id } = await wechat(line, 'harmless', '/cgi-bin/draft/add', { articles: [article] })
  return String(media_id)
}

/** 群发: the key makes it idempotent; 45065 says it was taken before. */
async function massSend(line: Line, media_id: string, key: string): Promise<Outcome> {
  const clientmsgid = createHash('sha256').update(key).digest('hex').slice(0, 32)
  const filter = { is_to_all: true, tag_id: '' }
  const body = { filter, mpnews: { media_id }, msgtype: 'mpnews', send_ignore_reprint: 0, clientmsgid }
  const answer = await wechat(line, 'decisive', '/cgi-bin/message/mass/sendall', body, [45065])
  const progress = { msg_data_id: String(answer.msg_data_id ?? ''), mass: true }
  return { class: 'pending', external_id: String(answer.msg_id), check_in_ms: 3_000, progress }
}

const PROBLEMS: Record<string, string> = {
  2: '原创校验没有通过',
  3: '发布失败，微信没有给出原因',
  4: '平台审核没有通过',
  5: '发布后被删除',
  6: '发布后被平台封禁',
}
/** What a publish_status other than 0 (published) and 1 (under way) means. */
export const wechatProblem = (status: number | string): string | undefined => PROBLEMS[status]

type Published = {
  publish_status?: number
  article_id?: string
  article_detail?: { item?: { article_url?: string }[] }
}

function published(made: Published, external_id: string, wait: number): Outcome {
  const status = made.publish_status ?? 1
  if (status === 1) return { class: 'pending', external_id, check_in_ms: wait }
  if (status !== 0)
    return { class: 'rejected', code: `publish_status-${status}`, message: wechatProblem(status) ?? '没有发布成功' }
  const url = made.article_detail?.item?.[0]?.article_url
  const progress = { article_id: made.article_id }
  return { class: 'sent', external_id, visible: true, progress, ...(url ? { url } : {}) }
}

async function checkMass(line: Line, known: Known, wait: number): Promise<Outcome> {
  const { msg_status } = await wechat(line, 'harmless', '/cgi-bin/message/mass/get', { msg_id: known.external_id })
  if (msg_status === 'SEND_SUCCESS') return { class: 'sent', external_id: known.external_id!, visible: true }
  if (msg_status === 'SENDING') return { class: 'pending', external_id: known.external_id!, check_in_ms: wait }
  return { class: 'rejected', code: String(msg_status), message: '群发没有成功（可能没有在 30 分钟内确认）' }
}

type Listed = {
  item?: Article[]
  total_count?: number
}
type Article = {
  article_id: string
  update_time?: number
  content?: { news_item?: { content_source_url?: string; url?: string; is_deleted?: boolean }[] }
}
const LISTED = 20

/** Our article among those published, by the key in its source address. */
async function findPublished(line: Line, key: string, known: Known): Promise<Article | undefined> {
  return lookBack<Article, number>(known, {
    first: 0,
    async page(offset) {
      const asked = { offset, count: LISTED, no_content: 0 }
      const made = (await wechat(line, 'harmless', '/cgi-bin/freepublish/batchget', asked)) as Listed
      const next = offset + LISTED
      return { items: made.item ?? [], next: next >= (made.total_count ?? 0) ? undefined : next }
    },
    timeOf: article => (article.update_time ? article.update_time * 1000 : undefined),
    isOurs: article => newsOf(article, key) !== undefined,
  })
}

const newsOf = (article: Article, key: string) =>
  article.content?.news_item?.find(news => news.content_source_url?.includes(`r=${key}`))

/** how long WeChat may take with a draft it was handed; an account may say otherwise */
const VERDICT_MS = 86_400_000

async function look(line: Line, key: string, known: Known): Promise<Found> {
  const media_id = known.progress.draft
  // the draft comes before the step that cannot be taken back: without one nothing was published
  if (typeof media_id !== 'string') return { class: 'absent' }
  // a mass send may be asked for again: its key brings the first answer
  if (line.settings.mass === true) return { class: 'absent' }
  const found = await findPublished(line, key, known)
  if (found) {
    const { article_id } = found
    const url = newsOf(found, key)?.url ?? ''
    const url_mid = URL.canParse(url) ? new URL(url).searchParams.get('mid') : null
    const progress = { article_id, ...(url_mid ? { url_mid } : {}) }
    return { class: 'sent', external_id: article_id, url, visible: true, progress }
  }
  const box = await wechat(line, 'harmless', '/cgi-bin/draft/get', { media_id }, [40007])
  const there = box.errcode !== 40007
  const age = line.now().getTime() - known.begun_at.getTime()
  if (there && graceOver(line.settings, known.begun_at, line.now())) return { class: 'absent' }
  // handed over, and a day later not published: the number that tells why was in the answer that was lost
  if (!there && age >= Number(line.settings.verdict_ms ?? VERDICT_MS)) {
    const message = '草稿已交给微信，一直没有出现在已发布列表：微信没有发布。请到公众号后台核对原因，再决定重发。'
    return { class: 'turned-down', code: 'not-published', message }
  }
  return stillUnknown(there ? '草稿还在草稿箱，再等一等' : '草稿已不在草稿箱，文章还没有出现在已发布列表')
}

export const wechatChannel: Channel<News> = {
  adapter: 'wechat',
  title: '微信公众号',
  operation: settings => (settings.mass === true ? 'mass' : 'publish'),
  format,
  send: (line, news, parcel, { progress, note }) =>
    outcomeOf(async (): Promise<Outcome> => {
      const kept = typeof progress.draft === 'string' ? progress.draft : undefined
      const media_id = kept ?? (await draftOf(line, news, parcel))
      if (!kept) await note({ draft: media_id })
      if (line.settings.mass === true) return massSend(line, media_id, parcel.key)
      const made = await wechat(line, 'decisive', '/cgi-bin/freepublish/submit', { media_id }, [40007])
      // the draft is gone from the box: an earlier attempt may have published it
      if (made.errcode === 40007) throw unknown(40007, '草稿已不在草稿箱，可能已经发布')
      const external_id = String(made.publish_id)
      return {
        class: 'pending',
        external_id,
        check_in_ms: 2_000,
        progress: { msg_data_id: String(made.msg_data_id ?? '') },
      }
    }),
  check: (line, known) =>
    outcomeOf(async (): Promise<Outcome> => {
      const wait = pollMs(line.settings, known.begun_at, line.now())
      if (known.progress.mass === true) return checkMass(line, known, wait)
      const made = await wechat(line, 'harmless', '/cgi-bin/freepublish/get', { publish_id: known.external_id })
      return published(made as Published, known.external_id!, wait)
    }),
  look: (line, _news, parcel, known) => outcomeOf(() => look(line, parcel.key, known)),
  withdraw: (line, known) =>
    outcomeOf(async (): Promise<Outcome> => {
      const gone: Outcome = { class: 'sent', external_id: known.external_id ?? '', visible: false }
      if (known.progress.mass === true) {
        await wechat(
          line,
          'harmless',
          '/cgi-bin/message/mass/delete',
          { msg_id: known.external_id, article_idx: 0 },
          [40060],
        )
        return gone
      }
      const article_id = known.progress.article_id ?? known.external_id
      // 53600: there is no such article any more
      await wechat(line, 'harmless', '/cgi-bin/freepublish/delete', { article_id, index: 0 }, [53600])
      return gone
    }),
  fetchCounters: wechatCounters,
  comments: wechatComments,
  probe: line =>
    outcomeOf(async (): Promise<Outcome> => {
      await wechat(line, 'harmless', '/cgi-bin/draft/count', {})
      return { class: 'sent', external_id: '', visible: false }
    }),
}
