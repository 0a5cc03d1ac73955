// The body of a story: the editor's document, held to the few nodes and marks a news text has. The server is the authority:
// what is not on these lists does not get in, wherever it was pasted from.
import { tooLong } from '../refusals.ts'

export type Mark = { type: 'bold' | 'italic' | 'underline' | 'strike' } | { type: 'link'; attrs: { href: string } }
export type BodyNode = {
  type: string
  attrs?: Record<string, string | number>
  content?: BodyNode[]
  marks?: Mark[]
  text?: string
}
export type Body = { type: 'doc'; content: BodyNode[] }

const TEXT_MAX = 200_000
const NODES_MAX = 20_000
const DEPTH_MAX = 24

const MARKS = new Set(['bold', 'italic', 'underline', 'strike'])
/** Nodes and what may stand directly in them. */
const INSIDE: Record<string, readonly string[]> = {
  doc: ['paragraph', 'heading', 'bulletList', 'orderedList', 'blockquote', 'horizontalRule', 'image', 'table'],
  blockquote: ['paragraph', 'heading', 'bulletList', 'orderedList'],
  bulletList: ['listItem'],
  orderedList: ['listItem'],
  listItem: ['paragraph', 'bulletList', 'orderedList'],
  table: ['tableRow'],
  tableRow: ['tableCell', 'tableHeader'],
  tableCell: ['paragraph', 'bulletList', 'orderedList', 'image'],
  tableHeader: ['paragraph', 'image'],
  paragraph: ['text', 'hardBreak'],
  heading: ['text', 'hardBreak'],
  horizontalRule: [],
  hardBreak: [],
  image: [],
  text: [],
}

/** Pictures come from the media library of this installation and from nowhere else. */
const isOwnPicture = (src: string) => /^\/media\/[0-9a-f]{64}\.(?:jpg|png)$/.test(src)

/** http, https and mail addresses, and places on our own site. */
function isSafeLink(href: string): boolean {
  return /^(?:https?:\/\/[^\s]+|mailto:[^\s@]+@[^\s@]+|\/(?!\/)[^\s]*)$/i.test(href)
}

/** Text without what neither a reader nor PostgreSQL wants: NUL, other controls, lone surrogates. */
export function plainText(text: string): string {
  return text.replace(/[\u0000-\u0008\u000b-\u001f\u007f\ufffe\uffff]/g, '').toWellFormed()
}

type Count = { nodes: number; characters: number }

function readMarks(raw: unknown): Mark[] {
  if (!Array.isArray(raw)) return []
  return raw.flatMap((mark): Mark[] => {
    const { type, attrs } = (mark ?? {}) as { type?: unknown; attrs?: { href?: unknown } }
    if (typeof type === 'string' && MARKS.has(type)) return [{ type: type as 'bold' }]
    const href = attrs?.href
    return type === 'link' && typeof href === 'string' && isSafeLink(href) ? [{ type: 'link', attrs: { href } }] : []
  })
}

function readAttrs(type: string, raw: unknown): Record<string, string | number> | undefined {
  const given = (raw ?? {}) as Record<string, unknown>
  const words = (key: string, max: number) => plainText(String(given[key] ?? '')).slice(0, max)
  const whole = (key: string, low: number, high: number) =>
    Math.min(high, Math.max(low, Math.trunc(Number(given[key]) || low)))
  if (type === 'heading') return { level: whole('level', 2, 4) }
  if (type === 'image') return { src: words('src', 200), alt: words('alt', 200), title: words('title', 300) }
  if (type === 'tableCell' || type === 'tableHeader')
    return { colspan: whole('colspan', 1, 40), rowspan: whole('rowspan', 1, 400) }
  return undefined
}

function readNode(raw: unknown, parent: string, depth: number, count: Count): BodyNode[] {
  const node = (raw ?? {}) as { type?: unknown; attrs?: unknown; content?: unknown; marks?: unknown; text?: unknown }
  const type = typeof node.type === 'string' ? node.type : ''
  count.nodes += 1
  if (count.nodes > NODES_MAX || depth > DEPTH_MAX) throw tooLong({ max: TEXT_MAX })
  if (!INSIDE[parent]?.includes(type)) return []
  if (type === 'text') {
    const text = plainText(String(node.text ?? ''))
    count.characters += text.length
    if (count.characters > TEXT_MAX) throw tooLong({ max: TEXT_MAX })
    const marks = readMarks(node.marks)
    return text === '' ? [] : [{ type, text, ...(marks.length > 0 ? { marks } : {}) }]
  }
  const attrs = readAttrs(type, node.attrs)
  if (type === 'image' && !isOwnPicture(String(attrs?.src))) return []
  const content = Array.isArray(node.content) ? node.content.flatMap(one => readNode(one, type, depth + 1, count)) : []
  if (content.length === 0 && ['bulletList', 'orderedList', 'table', 'tableRow', 'blockquote'].includes(type)) return []
  if (content.length === 0 && /^(?:listItem|table(?:Cell|Header))$/.test(type)) content.push({ type: 'paragraph' })
  return [{ type, ...(attrs ? { attrs } : {}), ...(content.length > 0 ? { content } : {}) }]
}

/** The document of an editor or an import, cleaned. Refuses what is longer than a story can be. */
export function readBody(raw: unknown): Body {
  const { content } = (raw ?? {}) as { content?: unknown }
  const count = { nodes: 0, characters: 0 }
  const nodes = Array.isArray(content) ? content.flatMap(node => readNode(node, 'doc', 1, count)) : []
  return { type: 'doc', content: nodes.length > 0 ? nodes : [{ type: 'paragraph' }] }
}
