// A body as clean HTML for pages and channels, and as plain text for counting, proofing and searching.
import type { Body, BodyNode, Mark } from './body.ts'

export const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

const MARK_TAGS = { bold: 'strong', italic: 'em', underline: 'u', strike: 's' } as const
const NODE_TAGS: Record<string, string> = {
  paragraph: 'p',
  bulletList: 'ul',
  orderedList: 'ol',
  listItem: 'li',
  blockquote: 'blockquote',
  table: 'table',
  tableRow: 'tr',
  tableCell: 'td',
  tableHeader: 'th',
}

function marked(html: string, mark: Mark): string {
  if (mark.type === 'link') return `<a href="${escapeHtml(mark.attrs.href)}" rel="noopener">${html}</a>`
  return `<${MARK_TAGS[mark.type]}>${html}</${MARK_TAGS[mark.type]}>`
}

function picture({ attrs = {} }: BodyNode): string {
  const caption = String(attrs.title ?? '')
  const image = `<img src="${escapeHtml(String(attrs.src))}" alt="${escapeHtml(String(attrs.alt || caption))}">`
  return `<figure>${image}${caption ? `<figcaption>${escapeHtml(caption)}</figcaption>` : ''}</figure>`
}

function htmlOf(node: BodyNode): string {
  const inner = () => (node.content ?? []).map(htmlOf).join('')
  if (node.type === 'text') return (node.marks ?? []).reduce(marked, escapeHtml(node.text ?? ''))
  if (node.type === 'hardBreak') return '<br>'
  if (node.type === 'horizontalRule') return '<hr>'
  if (node.type === 'image') return picture(node)
  if (node.type === 'heading') return `<h${node.attrs!.level}>${inner()}</h${node.attrs!.level}>`
  const tag = NODE_TAGS[node.type]!
  const spans = ['colspan', 'rowspan'].filter(key => Number(node.attrs?.[key] ?? 1) > 1)
  return `<${tag}${spans.map(key => ` ${key}="${node.attrs![key]}"`).join('')}>${inner()}</${tag}>`
}

/** HTML with headings, lists, tables, links and pictures; every text escaped. */
export function bodyHtml(body: Body): string {
  return body.content.map(htmlOf).join('\n')
}

const LINES = new Set(['paragraph', 'heading'])

function linesOf(node: BodyNode): string[] {
  if (LINES.has(node.type))
    return [(node.content ?? []).map(one => (one.type === 'hardBreak' ? '\n' : (one.text ?? ''))).join('')]
  if (node.type === 'image') return node.attrs?.title ? [String(node.attrs.title)] : []
  if (node.type === 'tableRow')
    return [(node.content ?? []).map(cell => (cell.content ?? []).flatMap(linesOf).join(' ')).join('\t')]
  return (node.content ?? []).flatMap(linesOf)
}

/** One line a paragraph; a table row is a line with tabs. */
export function bodyText(body: Body): string {
  return body.content.flatMap(linesOf).join('\n')
}

/** Characters as an editor counts them: without white space. */
export function countCharacters(text: string): number {
  return [...text.replace(/\s/g, '')].length
}
