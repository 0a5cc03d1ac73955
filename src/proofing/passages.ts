// Turns the blocks of a document into passages: running text without spaces and in half-width signs, every character of
// which knows where it stood; lines that a page broke in mid-sentence are put together again; rows become tables.
import type { DocumentText } from '../kernel/index.ts'
import { isTableLine, splitCells } from './table-lines.ts'

export type Passage = {
  /** Normalised: no spaces, half-width digits and punctuation. */
  text: string
  raw: string
  /** Position in `raw` of every character of `text`. */
  origin: Int32Array
  /** Where each source line starts in `raw`. */
  starts: { at: number; line: number }[]
}

export type Table = { rows: { cells: string[]; line: number }[]; caption: string; flattened: boolean }

export type Layout = { order: (Passage | Table)[]; passages: Passage[]; tables: Table[]; wrapped: boolean }

type Line = { text: string; line: number }

const HALF: Record<string, string> = {
  '，': ',', '：': ':', '；': ';', '（': '(', '）': ')', '﹙': '(', '﹚': ')', '．': '.', '％': '%', '﹪': '%', '－': '-', '−': '-', '＋': '+', '“': '"', '”': '"', '〝': '"', '〞': '"', '『': '"', '』': '"', '＝': '=', '｜': '|',
} // biome-ignore format: a table of signs

const SPACE = /[\s\u00a0\u200b-\u200f\u2028\u2029\u3000\ufeff]/
const HEADING =
  /^(第[一二三四五六七八九十\d]+[部章节]|[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[、.．](?!\d)|[①-⑳⑴-⒇]|附[件表]|单位[:：]|表\d|目\s*录|注[:：])/
const ENDS = /[。！？!?：:；;]["”）)]?$/
const GOES_ON = /^(?:其中[：:，,]|完成(?:年初|全年|调整)?预算|决算数|(?:比|较|与)(?:上年|上一年|去年|20\d\d ?年)|同比)/
const LISTS = /(?:其中|方面|如下|包括|分别为|用于)[：:]$/
const OPEN_END = /[，、,（(]$/
/** What only a sentence cut in two begins or ends with. */
const STARTS_INSIDE = /^(?:[，。；、,;）)%％]|[（(](?:类|款|项|境)[）)])/
const DANGLES = /(?:预算|决算|支出|收入|金额|合计|总计)(?:数|额)?(?:分别)?(?:为|是|占|约|达)$/
/** Running text that stops in mid-sentence, as where a page of a PDF ends. */
const CUT_OFF = 20

/** Lays a document out as passages and tables in reading order. Never throws; linear in the length of the text. */
export function layOut(document: DocumentText): Layout {
  const layout: Layout = { order: [], passages: [], tables: [], wrapped: false }
  const lines: Line[] = []
  const flush = () => {
    layLines(lines, layout, document.format === 'pdf')
    lines.length = 0
  }
  for (const block of document.blocks) {
    if (block.kind === 'paragraph') {
      block.text.split(/\r?\n/).forEach((text, i) => {
        if (text.trim() !== '') lines.push({ text, line: block.line + i })
      })
      continue
    }
    flush()
    const rows = block.rows.map((cells, i) => ({ cells: cells.map(cell => normalise(cell)), line: block.line + i }))
    addTable(layout, rows, false)
  }
  flush()
  return layout
}

function layLines(lines: readonly Line[], layout: Layout, pages: boolean): void {
  const width = wrapWidth(lines)
  if (Number.isFinite(width)) layout.wrapped = true
  let open: Line[] = []
  let rows: Table['rows'] = []
  const close = () => {
    if (open.length > 0) addPassage(layout, open)
    open = []
  }
  const closeRows = () => {
    if (rows.length > 0) addTable(layout, rows, true)
    rows = []
  }
  for (const line of lines) {
    if (isTableLine(line.text)) {
      close()
      rows.push({ cells: splitCells(line.text).map(normalise), line: line.line })
      continue
    }
    closeRows()
    const last = open.at(-1)
    if (last && !continues(open[0]!.text, last.text, line.text, width, pages)) close()
    open.push(line)
  }
  close()
  closeRows()
}

/** The width at which a page broke its lines, or Infinity where lines are whole paragraphs. */
function wrapWidth(lines: readonly Line[]): number {
  const long = lines
    .map(line => line.text.trim())
    .filter(text => !/\S[ \t\u3000]{3,}\S|\.{6,}|…{2,}/.test(text) && displayWidth(text) >= 30)
  const broken = long.filter(text => !ENDS.test(text)).map(displayWidth)
  if (broken.length < 4 || broken.length < long.length * 0.4) return Number.POSITIVE_INFINITY
  broken.sort((a, b) => a - b)
  const widest = broken[Math.floor(broken.length * 0.9)]!
  return widest > 200 ? Number.POSITIVE_INFINITY : widest * 0.78
}

function displayWidth(text: string): number {
  let width = 0
  for (let i = 0; i < text.length; i++) width += text.charCodeAt(i) > 0x2e80 ? 2 : 1
  return width
}

function continues(open: string, last: string, next: string, width: number, pages: boolean): boolean {
  const end = last.trimEnd()
  if (HEADING.test(next.trimStart())) return false
  if (GOES_ON.test(next.trimStart())) return true
  if (STARTS_INSIDE.test(next.trimStart()) || (DANGLES.test(end) && /^[\s\d-]/.test(next))) return true
  if (OPEN_END.test(end) || (LISTS.test(end) && /\d/.test(next))) return true
  if (/[；;]$/.test(end) && LISTS.test(open) && /\d/.test(next)) return true
  if (ENDS.test(end)) return false
  return displayWidth(end.trim()) >= width || (pages && end.length >= CUT_OFF && /[，。；：,;]/.test(end))
}

const isPassage = (item: Passage | Table): item is Passage => 'origin' in item

function addTable(layout: Layout, rows: Table['rows'], flattened: boolean): void {
  const before = layout.order.slice(-2).filter(isPassage)
  const caption = before
    .map(passage => passage.text)
    .join('|')
    .slice(-80)
  const table = { rows, caption, flattened }
  layout.order.push(table)
  layout.tables.push(table)
}

function addPassage(layout: Layout, lines: readonly Line[]): void {
  let raw = ''
  const starts: Passage['starts'] = []
  for (const line of lines) {
    starts.push({ at: raw.length, line: line.line })
    raw += lines.length === 1 ? line.text : line.text.trim()
  }
  const kept: number[] = []
  let text = ''
  let skipped = false
  for (let i = 0; i < raw.length; i++) {
    const sign = raw[i]!
    if (SPACE.test(sign)) {
      skipped = true
      continue
    }
    const half = halfWidth(sign)
    if (skipped && isDigit(half) && isDigit(text.at(-1) ?? '')) {
      text += '|' // two numbers that only a space keeps apart must not become one
      kept.push(i)
    }
    skipped = false
    text += half
    kept.push(i)
  }
  kept.push(raw.length)
  const passage: Passage = { text, raw, origin: Int32Array.from(kept), starts }
  layout.order.push(passage)
  layout.passages.push(passage)
}

const isDigit = (sign: string): boolean => sign >= '0' && sign <= '9'

function halfWidth(sign: string): string {
  const code = sign.charCodeAt(0)
  if (code < 0x2000) return sign
  if (code >= 0xff10 && code <= 0xff19) return String.fromCharCode(code - 0xfee0)
  return HALF[sign] ?? sign
}

/** The normalised form of a short text such as a cell. */
function normalise(text: string): string {
  let out = ''
  for (const sign of text) if (!SPACE.test(sign)) out += halfWidth(sign)
  return out
}

/** The source line of a position in the passage's text. */
export function lineAt(passage: Passage, at: number): number {
  const raw = passage.origin[Math.min(at, passage.origin.length - 1)] ?? 0
  let line = passage.starts[0]?.line ?? 1
  for (const start of passage.starts) if (start.at <= raw) line = start.line
  return line
}

const EXCERPT = 120

/** At most 120 characters of the source around what is judged, from `from` to `to`, holding `[keep, keepEnd)` for certain. */
export function excerptAt(
  passage: Passage,
  from: number,
  to: number,
  keep: number,
  keepEnd: number,
  limit = EXCERPT,
): string {
  const at = (i: number): number => passage.origin[Math.max(0, Math.min(i, passage.origin.length - 1))]!
  let start = at(from)
  let end = Math.max(at(to - 1) + 1, start)
  if (end - start > limit) {
    const [a, b] = [at(keep), at(keepEnd - 1) + 1]
    start = Math.max(start, Math.min(a - Math.floor((limit - (b - a)) * 0.75), end - limit))
    end = Math.min(end, start + limit)
  }
  return passage.raw.slice(start, end).trim()
}
