// DOCX: the text a reader sees, with tables, automatic numbers, headings, notes and leftover bookmarks.
import type { DocumentText } from '../../kernel/index.ts'
import { type BlockList, blockList } from './block-list.ts'
import { type Numbering, numbering } from './docx-numbering.ts'
import { styles } from './docx-styles.ts'
import { damaged } from './refusals.ts'
import { unzip } from './unzip.ts'
import { type Attributes, walkXml, type XmlHandler } from './xml.ts'

type Paragraph = { text: string; style: string; numId?: string; level?: number; heading?: number }
type StyleOf = ReturnType<typeof styles>
type Cell = { text: string[]; span: number; merged: boolean }
type TableState = { rows: Cell[][]; row: Cell[]; cell: Cell }

const emptyParagraph = (): Paragraph => ({ text: '', style: '' })
const emptyCell = (): Cell => ({ text: [], span: 1, merged: false })

/** A merged cell shows its text once; spanned columns are kept as empty cells so that columns stay aligned. */
function tableRows(rows: Cell[][]): string[][] {
  return rows.map(row =>
    row.flatMap(cell => [cell.merged ? '' : cell.text.join(' '), ...Array<string>(cell.span - 1).fill('')]),
  )
}

/** Deleted revisions, field codes, fallbacks of drawings, tab stops: not what a reader sees. */
const UNSEEN = new Set([
  'w:del',
  'w:moveFrom',
  'w:instrText',
  'w:delText',
  'mc:Fallback',
  'w:pPrChange',
  'w:rPrChange',
  'w:tabs',
])

/** Reads one XML part (body, footnotes) into the list. */
class PartReader implements XmlHandler {
  readonly marks = new Set<string>()
  private readonly list: BlockList
  private readonly numbers: Numbering
  private readonly styleOf: StyleOf
  private readonly paragraphs: Paragraph[] = []
  private readonly tables: TableState[] = []
  private skipping = 0
  private inText = false
  private hidden = false

  constructor(list: BlockList, about: { numbers: Numbering; styleOf: StyleOf }) {
    this.list = list
    this.numbers = about.numbers
    this.styleOf = about.styleOf
  }

  private get current(): Paragraph | undefined {
    return this.paragraphs.at(-1)
  }

  open(name: string, at: Attributes): void {
    if (this.skipping > 0 || UNSEEN.has(name)) {
      this.skipping += 1
      return
    }
    if (name === 'w:p') this.paragraphs.push(emptyParagraph())
    else if (name === 'w:t') this.inText = true
    else if (name === 'w:r') this.hidden = false
    else if (name === 'w:vanish') this.hidden = !/^(0|false|off)$/.test(at['w:val'] ?? '')
    else if (name === 'w:bookmarkStart' && at['w:name'] === '_GoBack') this.marks.add('_GoBack')
    else if (
      name.startsWith('w:tbl') ||
      name === 'w:tr' ||
      name === 'w:tc' ||
      name === 'w:gridSpan' ||
      name === 'w:vMerge'
    )
      this.openTable(name, at)
    else if (this.current) this.openInParagraph(name, at, this.current)
  }

  private openInParagraph(name: string, at: Attributes, paragraph: Paragraph): void {
    const value = at['w:val'] ?? ''
    if (name === 'w:tab') paragraph.text += '\t'
    else if (name === 'w:br' || name === 'w:cr') paragraph.text += at['w:type'] === 'page' ? '' : '\n'
    else if (name === 'w:noBreakHyphen') paragraph.text += '-'
    else if (name === 'w:numId') paragraph.numId = value
    else if (name === 'w:ilvl') paragraph.level = Number(value)
    else if (name === 'w:pStyle') paragraph.style = value
    else if (name === 'w:outlineLvl' && Number(value) < 6) paragraph.heading = Number(value) + 1
  }

  private openTable(name: string, at: Attributes): void {
    const table = this.tables.at(-1)
    if (name === 'w:tbl') this.tables.push({ rows: [], row: [], cell: emptyCell() })
    else if (!table) return
    else if (name === 'w:tr') table.row = []
    else if (name === 'w:tc') table.cell = emptyCell()
    else if (name === 'w:gridSpan') table.cell.span = Math.min(64, Math.max(1, Number(at['w:val']) || 1))
    else if (name === 'w:vMerge') table.cell.merged = at['w:val'] !== 'restart'
  }

  close(name: string): void {
    if (this.skipping > 0) {
      this.skipping -= 1
      return
    }
    const table = this.tables.at(-1)
    if (name === 'w:t') this.inText = false
    else if (name === 'w:p') this.closeParagraph(table)
    else if (name === 'w:tc') table?.row.push(table.cell)
    else if (name === 'w:tr') table?.rows.push(table.row)
    else if (name === 'w:tbl') this.closeTable()
  }

  private closeParagraph(table: TableState | undefined): void {
    const done = this.paragraphs.pop()
    if (!done) return
    const style = this.styleOf(done.style)
    const numId = done.numId ?? style.numId
    const heading = done.heading ?? style.heading
    const numbered = numId !== undefined && done.text.trim() !== ''
    const label = numbered ? this.numbers.label(numId, done.level ?? style.level ?? 0) : ''
    const text = label + done.text
    const outer = this.current
    // a text box inside a paragraph: its text stands on lines of its own
    if (table && !outer) table.cell.text.push(text.trim())
    else
      for (const line of text.split('\n'))
        this.list.paragraph(line, {
          ...(label ? { auto_numbered: true } : {}),
          ...(heading ? { heading_level: heading } : {}),
        })
  }

  private closeTable(): void {
    const done = this.tables.pop()
    if (!done) return
    const outer = this.tables.at(-1)
    const rows = tableRows(done.rows)
    if (outer) outer.cell.text.push(rows.map(row => row.join(' ')).join(' '))
    else this.list.table(rows)
  }

  text(text: string): void {
    if (this.inText && !this.hidden && this.skipping === 0 && this.current) this.current.text += text
  }
}

function handler(reader: PartReader): XmlHandler {
  return {
    open: (name, at) => reader.open(name, at),
    close: name => reader.close(name),
    text: text => reader.text(text),
  }
}

/** Reads a DOCX. Refuses damaged files and bombs. */
export async function readDocx(bytes: Uint8Array, name: string): Promise<DocumentText> {
  const zip = await unzip(bytes, name)
  try {
    const body = await zip.read('word/document.xml')
    if (!body) throw damaged({ name, where: '正文' })
    const list = blockList()
    const numbers = numbering(await zip.read('word/numbering.xml'), name)
    const reader = new PartReader(list, { numbers, styleOf: styles(await zip.read('word/styles.xml'), name) })
    walkXml(body, { file: name, part: '正文' }, handler(reader))
    for (const part of ['word/footnotes.xml', 'word/endnotes.xml']) {
      const notes = await zip.read(part)
      if (notes) walkXml(notes, { file: name, part: '脚注' }, handler(reader))
    }
    return list.finish('docx', [...reader.marks])
  } finally {
    zip.close()
  }
}
