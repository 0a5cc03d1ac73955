// HTML: the visible text of a page, block by block, tables with spans filled.
import { type DefaultTreeAdapterTypes, parse } from 'parse5'
import type { DocumentText } from '../../kernel/index.ts'
import { type BlockList, blockList } from './block-list.ts'
import { decodeText } from './read-txt.ts'

type Node = DefaultTreeAdapterTypes.Node
type Element = DefaultTreeAdapterTypes.Element

const HIDDEN = new Set([
  'script',
  'style',
  'noscript',
  'template',
  'head',
  'nav',
  'svg',
  'iframe',
  'select',
  'button',
  'textarea',
  'object',
  'header',
  'footer',
  'aside',
  'form',
])
const BLOCKS = new Set([
  'p',
  'div',
  'section',
  'article',
  'main',
  'li',
  'ul',
  'ol',
  'dl',
  'dt',
  'dd',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'blockquote',
  'pre',
  'figure',
  'figcaption',
  'hr',
  'body',
  'html',
  'center',
  'address',
  'caption',
])
const SPAN_MAX = 64

const isElement = (node: Node): node is Element => 'tagName' in node
const attribute = (element: Element, name: string) => element.attrs.find(one => one.name === name)?.value

function isHidden(element: Element): boolean {
  if (
    HIDDEN.has(element.tagName) ||
    attribute(element, 'hidden') !== undefined ||
    attribute(element, 'aria-hidden') === 'true'
  )
    return true
  return /display\s*:\s*none|visibility\s*:\s*hidden/i.test(attribute(element, 'style') ?? '')
}

function inlineText(node: Node): string {
  if (node.nodeName === '#text') return (node as DefaultTreeAdapterTypes.TextNode).value.replace(/\s+/g, ' ')
  if (!isElement(node) || isHidden(node)) return ''
  if (node.tagName === 'br') return ' '
  return node.childNodes.map(inlineText).join(BLOCKS.has(node.tagName) ? ' ' : '')
}

function rowsOf(element: Element): Element[] {
  return element.childNodes.flatMap(child => {
    if (!isElement(child)) return []
    if (child.tagName === 'tr') return [child]
    return ['thead', 'tbody', 'tfoot'].includes(child.tagName) ? rowsOf(child) : []
  })
}

/** How many rows or columns a cell spans; nonsense (0, -3, 2.5, huge) is brought into bounds. */
function span(cell: Element, name: 'colspan' | 'rowspan', most: number): number {
  return Math.min(most, Math.max(1, Number.parseInt(attribute(cell, name) ?? '1', 10) || 1))
}

/** Cells in their columns: a spanned cell shows its text once, the places it covers stay empty. */
function readTable(element: Element): string[][] {
  const covered = new Map<string, true>()
  return rowsOf(element).map((row, y) => {
    const cells: string[] = []
    for (const cell of row.childNodes) {
      if (!isElement(cell) || !['td', 'th'].includes(cell.tagName)) continue
      while (covered.has(`${y},${cells.length}`)) cells.push('')
      const wide = span(cell, 'colspan', SPAN_MAX)
      const high = span(cell, 'rowspan', SPAN_MAX * 8)
      const x = cells.length
      cells.push(inlineText(cell).trim(), ...Array<string>(wide - 1).fill(''))
      for (let dy = 1; dy < high; dy += 1) for (let dx = 0; dx < wide; dx += 1) covered.set(`${y + dy},${x + dx}`, true)
    }
    return cells
  })
}

/** A table that only lays the page out (one column, or whole blocks in cells) is read as blocks. */
function isLayout(element: Element, rows: string[][]): boolean {
  const wide = Math.max(0, ...rows.map(row => row.length))
  return wide < 2 || JSON.stringify(rows).length > 4000 * Math.max(1, rows.length) || hasTable(element.childNodes)
}

function hasTable(nodes: readonly Node[]): boolean {
  return nodes.some(node => isElement(node) && (node.tagName === 'table' || hasTable(node.childNodes)))
}

function walk(node: Node, list: BlockList, line: { text: string }): void {
  const flush = (heading_level?: number) => {
    for (const part of line.text.split('\n'))
      list.paragraph(part.replace(/ {2,}/g, ' ').trim(), heading_level ? { heading_level } : {})
    line.text = ''
  }
  if (node.nodeName === '#text') {
    line.text += inlineText(node)
    return
  }
  if (!isElement(node)) {
    if ('childNodes' in node) for (const child of node.childNodes) walk(child, list, line)
    return
  }
  if (isHidden(node)) return
  if (node.tagName === 'br') line.text += '\n'
  else if (node.tagName === 'table') {
    flush()
    const rows = readTable(node)
    if (isLayout(node, rows)) for (const child of node.childNodes) walk(child, list, line)
    else list.table(rows)
    flush()
  } else {
    const block = BLOCKS.has(node.tagName) || ['tr', 'td', 'th', 'tbody', 'thead'].includes(node.tagName)
    if (block) flush()
    for (const child of node.childNodes) walk(child, list, line)
    const level = /^h([1-6])$/.exec(node.tagName)?.[1]
    if (block) flush(level ? Number(level) : undefined)
  }
}

function charset(bytes: Uint8Array): string | undefined {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 2048))
  return /charset\s*=\s*["']?\s*([a-z0-9-]+)/i.exec(head)?.[1]?.toLowerCase()
}

export function readHtml(bytes: Uint8Array, name: string): DocumentText {
  const declared = charset(bytes)
  const chinese = declared && /^(gb2312|gbk|gb18030)$/.test(declared)
  const text = chinese ? new TextDecoder('gb18030').decode(bytes) : decodeText(bytes, name)
  const list = blockList()
  walk(parse(text), list, { text: '' })
  return list.finish('html')
}
