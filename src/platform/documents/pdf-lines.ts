// From positioned pieces of text to lines, and from lines to paragraphs and tables. Pure geometry.
import type { BlockList } from './block-list.ts'
import type { Rule } from './pdf-rules.ts'
import { ruledTables } from './pdf-tables.ts'

export type Piece = { text: string; x: number; y: number; width: number; size: number }
export type Line = {
  cells: string[]
  /** a whole ruled table standing at this place; `cells` are then all of its words */
  rows?: string[][]
  x: number
  right: number
  y: number
  size: number
  page_width: number
  page_height: number
}

/** Gaps wider than this many character widths divide columns of a table. */
const COLUMN_GAP = 0.7
const SAME_LINE = 0.5

function joinPieces(pieces: Piece[]): { cells: string[]; right: number } {
  const cells: string[] = []
  let text = ''
  let right = Number.NEGATIVE_INFINITY
  for (const piece of pieces) {
    const gap = piece.x - right
    if (text !== '' && gap > piece.size * COLUMN_GAP) {
      cells.push(text)
      text = ''
    } else if (text !== '' && gap > piece.size * 0.25 && /[\w%.)]$/.test(text) && /^[\w(]/.test(piece.text)) text += ' '
    text += piece.text
    right = Math.max(right, piece.x + piece.width)
  }
  if (text !== '') cells.push(text)
  return { cells: cells.map(cell => cell.trim()).filter(cell => cell !== ''), right }
}

/** Groups the pieces of a page into lines, top to bottom, left to right. */
function piecesToLines(pieces: Piece[], page: { width: number; height: number }): Line[] {
  const visible = pieces.filter(piece => piece.text.trim() !== '')
  const rows: { y: number; size: number; pieces: Piece[] }[] = []
  for (const piece of visible.toSorted((a, b) => b.y - a.y || a.x - b.x)) {
    const row = rows.at(-1)
    if (row && Math.abs(row.y - piece.y) < Math.max(row.size, piece.size) * SAME_LINE) row.pieces.push(piece)
    else rows.push({ y: piece.y, size: piece.size, pieces: [piece] })
  }
  return rows.flatMap(row => {
    const ordered = row.pieces.toSorted((a, b) => a.x - b.x)
    const { cells, right } = joinPieces(ordered)
    if (cells.length === 0) return []
    return [
      { cells, x: ordered[0]!.x, right, y: row.y, size: row.size, page_width: page.width, page_height: page.height },
    ]
  })
}

/** The words of one cell, its lines joined as those of a paragraph. */
function cellWords(pieces: Piece[], page: { width: number; height: number }): string {
  return piecesToLines(pieces, page)
    .map(line => line.cells.join(' '))
    .reduce((text, line) => (text === '' ? line : joined(text, line)), '')
}

/** The lines of a page from above, each ruled table as one. */
export function pageLines(pieces: Piece[], rules: readonly Rule[], page: { width: number; height: number }): Line[] {
  const { tables, rest } = ruledTables(
    rules,
    pieces.filter(piece => piece.text.trim() !== ''),
  )
  const standing = tables.map(({ cells, x, right, top }): Line => {
    const rows = cells.map(row => row.map(cell => cellWords(cell, page)))
    return { cells: rows.flat(), rows, x, right, y: top, size: 0, page_width: page.width, page_height: page.height }
  })
  return [...piecesToLines(rest, page), ...standing].toSorted((a, b) => b.y - a.y)
}

const PAGE_NUMBER = /^(?:[—–-]\s*)?(?:第\s*)?\d{1,4}(?:\s*页)?(?:\s*[/共]\s*\d{1,4}\s*页?)?(?:\s*[—–-])?$/

function isPageNumber(line: Line): boolean {
  if (line.rows) return false
  const edge = line.y < line.page_height * 0.1 || line.y > line.page_height * 0.93
  return edge && line.cells.length === 1 && PAGE_NUMBER.test(line.cells[0]!.replace(/\s+/g, ' ').trim())
}

/** Running heads and feet: the same text at the same height on most pages. */
function runningLines(pages: readonly Line[][]): Set<string> {
  const seen = new Map<string, number>()
  for (const lines of pages) {
    const edges = new Set([lines.at(0), lines.at(-1)].filter(line => line !== undefined).map(lineKey))
    for (const key of edges) seen.set(key, (seen.get(key) ?? 0) + 1)
  }
  return new Set([...seen].filter(([, count]) => pages.length >= 3 && count > pages.length / 2).map(([key]) => key))
}

const lineKey = (line: Line) => `${Math.round(line.y)}|${line.cells.join(' ')}`

/** Where text lines commonly end: the right edge of the type area. */
function rightEdge(lines: readonly Line[]): number {
  const rights = lines
    .filter(line => line.cells.length === 1)
    .map(line => line.right)
    .toSorted((a, b) => a - b)
  return rights[Math.floor(rights.length * 0.9)] ?? Number.POSITIVE_INFINITY
}

function leftEdge(lines: readonly Line[]): number {
  const lefts = lines.map(line => line.x).toSorted((a, b) => a - b)
  return lefts[Math.floor(lefts.length * 0.1)] ?? 0
}

const STARTS_NEW =
  /^(?:[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十\d]{1,3}）|\([一二三四五六七八九十\d]{1,3}\)|\d{1,2}[、．]|\d{1,2}\.(?!\d)|附件|附表|第[一二三四五六七八九十]+[章节部分])/

type Draft = { text: string; last: Line } | undefined

/** Writes pages of lines as paragraphs and tables; a sentence that runs over a line or a page is joined again. */
export function writeLines(pages: readonly Line[][], list: BlockList): void {
  const running = runningLines(pages)
  const bodies = pages.map(page => page.filter(line => !isPageNumber(line) && !running.has(lineKey(line))))
  const lines = bodies.flat()
  const tops = new Set(bodies.map(body => body[0]))
  const right = rightEdge(lines)
  const left = leftEdge(lines)
  let draft: Draft
  let rows: string[][] = []
  let ruled = false
  const endParagraph = () => {
    if (draft) list.paragraph(draft.text)
    draft = undefined
  }
  const endTable = () => {
    if (rows.length >= 2 || ruled) list.table(rows)
    else for (const row of rows) list.paragraph(row.join('\t'))
    rows = []
    ruled = false
  }
  for (const line of lines) {
    const isTable = line.rows !== undefined
    const more = line.rows ?? (line.cells.length >= 2 && isRow(line.cells) ? [line.cells] : undefined)
    if (more) {
      endParagraph()
      const goesOn = tops.has(line) && rows[0]?.length === more[0]?.length
      if (isTable !== ruled || (isTable && !goesOn)) endTable()
      ruled = isTable
      // a table that runs over a page says its head again
      const repeated = goesOn && rows.length > 0 && more[0]!.join('\t') === rows[0]!.join('\t')
      rows.push(...(repeated ? more.slice(1) : more))
      continue
    }
    endTable()
    const text = line.cells.join(' ')
    if (draft && continues(draft, line, text, { left, right })) draft = { text: joined(draft.text, text), last: line }
    else {
      endParagraph()
      draft = { text, last: line }
    }
  }
  endParagraph()
  endTable()
}

/** Cells that look like a row of a table, not like words with wide spaces. */
function isRow(cells: string[]): boolean {
  return (
    cells.length >= 3 ||
    cells.some(cell => /^[-−(（]?[\d,，.]+%?[)）]?$/.test(cell)) ||
    cells.every(cell => cell.length <= 12)
  )
}

function continues(
  draft: { text: string; last: Line },
  line: Line,
  text: string,
  edges: { left: number; right: number },
): boolean {
  const indent = line.x - edges.left > line.size * 1.2
  const reached = draft.last.right > edges.right - line.size * 2.2
  const sized = Math.abs(draft.last.size - line.size) < 1
  if (!reached || !sized || STARTS_NEW.test(text)) return false
  return !indent || /[，、；：（“《\d]$/.test(draft.text)
}

function joined(before: string, after: string): string {
  return /[A-Za-z]$/.test(before) && /^[A-Za-z]/.test(after) ? `${before} ${after}` : before + after
}
