// The blocks of an H5 page, and the one way they become HTML and text: on the server, in the preview, for the reviewers. Pure.
import { z } from 'zod'
import { escapeHtml } from '../text/render-body.ts'

const BLOCKS_MAX = 60
const line = (max: number) => z.string().trim().min(1, '要填写').max(max, `最多 ${max} 个字`)
const Picture = z.string().regex(/^\/media\/[0-9a-f]{64}\.(jpg|png)$/, '请从媒体库选图片')
const Film = z.string().regex(/^\/media\/[0-9a-f]{64}\.mp4$/, '请从媒体库选视频')

const H5Block = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('title'), text: line(60), more: z.string().trim().max(120).default('') }),
  z.strictObject({
    type: z.literal('picture'),
    src: Picture,
    alt: line(120),
    caption: z.string().trim().max(120).default(''),
  }),
  z.strictObject({ type: z.literal('text'), text: line(3000) }),
  z.strictObject({ type: z.literal('film'), src: Film, caption: z.string().trim().max(120).default('') }),
  z.strictObject({ type: z.literal('list'), items: z.array(line(200)).min(1, '至少一项').max(30) }),
  z.strictObject({
    type: z.literal('button'),
    text: line(20),
    href: z.url({ protocol: /^https$/, error: '应为 https 网址' }).max(500),
  }),
  z.strictObject({
    type: z.literal('phone'),
    text: line(20),
    phone: z
      .string()
      .trim()
      .regex(/^[0-9][0-9-]{2,19}$/, '电话只写数字和短横'),
  }),
  z.strictObject({ type: z.literal('quote'), text: line(300), who: z.string().trim().max(60).default('') }),
])
export const H5Blocks = z.array(H5Block).min(1, '至少放一块内容').max(BLOCKS_MAX, `最多 ${BLOCKS_MAX} 块`)
export type H5Block = z.input<typeof H5Block>

const lines = (text: string) => text.split('\n').filter(one => one.trim() !== '')
const small = (tag: string, text: string | undefined) => (text ? `<${tag}>${escapeHtml(text)}</${tag}>` : '')

const HTML: { [K in H5Block['type']]: (block: Extract<H5Block, { type: K }>) => string } = {
  title: ({ text, more }) => `<header class="h5-title"><h2>${escapeHtml(text)}</h2>${small('p', more)}</header>`,
  picture: ({ src, alt, caption }) =>
    `<figure><img src="${escapeHtml(src)}" alt="${escapeHtml(alt)}">${small('figcaption', caption)}</figure>`,
  text: ({ text }) =>
    lines(text)
      .map(one => `<p>${escapeHtml(one)}</p>`)
      .join(''),
  film: ({ src, caption }) =>
    `<figure><video controls preload="none" playsinline src="${escapeHtml(src)}"></video>${small('figcaption', caption)}</figure>`,
  list: ({ items }) => `<ul>${items.map(item => `<li>${escapeHtml(item)}</li>`).join('')}</ul>`,
  button: ({ text, href }) =>
    `<p class="h5-act"><a href="${escapeHtml(href)}" rel="noopener">${escapeHtml(text)}</a></p>`,
  phone: ({ text, phone }) =>
    `<p class="h5-act"><a href="tel:${escapeHtml(phone)}">${escapeHtml(text)}　${escapeHtml(phone)}</a></p>`,
  quote: ({ text, who }) => `<blockquote><p>${escapeHtml(text)}</p>${small('cite', who)}</blockquote>`,
}

/** The page as HTML; every text escaped. */
export const blocksHtml = (blocks: readonly H5Block[]): string =>
  blocks.map(block => (HTML[block.type] as (block: H5Block) => string)(block)).join('\n')

/** What the page says, for counting and checking words. */
export function blocksText(blocks: readonly H5Block[]): string {
  return blocks
    .flatMap(block => {
      if (block.type === 'list') return block.items
      if (block.type === 'picture') return [block.caption ?? '']
      if (block.type === 'film') return [block.caption ?? '']
      if (block.type === 'phone') return [`${block.text} ${block.phone}`]
      if (block.type === 'quote') return [block.text, block.who ?? '']
      return [block.text, block.type === 'title' ? (block.more ?? '') : '']
    })
    .filter(text => text !== '')
    .join('\n')
}
