// What platforms post to us, checked and read: WeChat's XML with its SHA-1 signature, the province's JSON with its HMAC.
import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import type { z } from 'zod'
import { wechatProblem } from '../../channels/index.ts'
import { badCallback } from '../refusals.ts'
import type { takeReceipt } from './take-receipt.ts'

type Said = Omit<z.input<typeof takeReceipt.input>, 'account_id'>

function same(a: string, b: string): boolean {
  const [x, y] = [Buffer.from(a), Buffer.from(b)]
  return x.length === y.length && timingSafeEqual(x, y)
}

/** WeChat signs token, timestamp and nonce; without that nothing is read. */
export function checkWechat(query: Record<string, string>, token: string): void {
  const { timestamp = '', nonce = '', signature = '' } = query
  const wanted = createHash('sha1').update([token, timestamp, nonce].sort().join('')).digest('hex')
  if (token === '' || !same(wanted, signature)) throw badCallback()
}

/** One element's text. The message is flat enough that no XML parser, with its entities, is needed. */
function tag(xml: string, name: string): string {
  const found = new RegExp(`<${name}>(?:<!\\[CDATA\\[([\\s\\S]{0,2000}?)\\]\\]>|([^<]{0,2000}))</${name}>`).exec(xml)
  return found?.[1] ?? found?.[2] ?? ''
}

const FINISHED = new Set(['PUBLISHJOBFINISH', 'FREEPUBLISHJOBFINISH', 'MASSSENDJOBFINISH'])
const digestOf = (parts: readonly string[]) => createHash('sha256').update(parts.join('|')).digest('hex')

/** The receipt in WeChat's message; undefined for everything else it sends. */
export function readWechat(xml: string): Said | undefined {
  const event = tag(xml, 'Event')
  if (!FINISHED.has(event)) return undefined
  const external_id = tag(xml, 'publish_id') || tag(xml, 'MsgID')
  const status = tag(xml, 'publish_status')
  const article_id = tag(xml, 'article_id')
  const url = tag(xml, 'article_url') || tag(xml, 'ArticleUrl') || null
  const good = status === '0' || (status === '' && tag(xml, 'Status') === 'send success')
  return {
    digest: digestOf([event, external_id, status, article_id]),
    event,
    external_id,
    body: xml.slice(0, 20_000),
    says: good ? 'visible' : 'rejected',
    url,
    message: good ? '' : (wechatProblem(status) ?? (tag(xml, 'Status') || '没有发布成功')),
    progress: article_id ? { article_id } : {},
  }
}

/** The province signs the whole body. */
export function checkProvince(body: string, header: string, key: string): void {
  const wanted = `sha256=${createHmac('sha256', key).update(body).digest('hex')}`
  if (key === '' || !same(wanted, header)) throw badCallback()
}

type Told = {
  event?: string
  submission_id?: string
  reason?: string
  url?: string
  level?: string
  outlet?: string
  published_at?: string
}

const SAYS: Record<string, Said['says']> = {
  'submission.received': 'look',
  'submission.returned': 'rejected',
  'submission.adopted': 'visible',
  'submission.withdrawn': 'withdrawn',
}

export function readProvince(body: string): Said | undefined {
  const told = JSON.parse(body) as Told
  const says = SAYS[told.event ?? '']
  if (!says || !told.submission_id) return undefined
  const { event = '', submission_id, url = '', level = '省级', outlet = '省级平台', published_at } = told
  const adopted = says === 'visible' && url !== ''
  return {
    digest: digestOf([event, submission_id, url]),
    event,
    external_id: submission_id,
    body: body.slice(0, 20_000),
    says,
    url: url || null,
    message: told.reason ? `省级平台退回：${told.reason}` : '',
    adoption: adopted ? { level, outlet, url, published_at: published_at ?? null } : null,
  }
}
