// The blocks of an official document as paragraphs and tables of a DOCX.
import {
  AlignmentType,
  BorderStyle,
  convertMillimetersToTwip,
  type IRunOptions,
  LineRuleType,
  Paragraph,
  type ParagraphChild,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlignTable,
  WidthType,
} from 'docx'
import type { DocumentBlock, Run } from '../../kernel/index.ts'
import { BODY, BODY_HALF_POINTS, CHARACTER, CHARACTER_SPACING, HEADINGS, LINE, OFF_GRID, TITLE } from './docx-page.ts'

const TITLE_HALF_POINTS = 44 // 2 号
const TABLE_HALF_POINTS = 21 // 5 号
const TABLE_LINE = 310 // twips
const spacing = { line: LINE, lineRule: LineRuleType.EXACT, before: 0, after: 0 }

function textRuns(runs: readonly Run[], style: IRunOptions): ParagraphChild[] {
  return runs.map(run => new TextRun({ ...style, text: run.text, bold: run.bold || style.bold }))
}

/** 空两字: in characters for Word, in twips for those who count only these. */
const TWO_IN = { firstLineChars: 200, firstLine: 2 * CHARACTER }

const bodyStyle: IRunOptions = { font: BODY, size: BODY_HALF_POINTS, characterSpacing: CHARACTER_SPACING }

type Shape = 'indented' | 'plain' | 'center' | 'right'

const SIDES = {
  indented: AlignmentType.BOTH,
  plain: AlignmentType.BOTH,
  left: AlignmentType.LEFT,
  center: AlignmentType.CENTER,
  right: AlignmentType.RIGHT,
} as const

function bodyParagraph(runs: readonly Run[], shape: Shape = 'indented', pageBreakBefore = false): Paragraph {
  return new Paragraph({
    children: textRuns(runs, bodyStyle),
    spacing,
    alignment: SIDES[shape],
    widowControl: false,
    pageBreakBefore,
    ...(shape === 'indented' ? { indent: TWO_IN } : {}),
  })
}

const rule = { style: BorderStyle.SINGLE, size: 4, color: '000000' }

/** Words in and around tables; exact lines, which the grid of the page does not stretch. */
function tableParagraph(
  runs: readonly Run[],
  {
    align = 'left',
    style,
    keepNext = false,
    air = {},
  }: {
    align?: 'left' | 'right' | 'center'
    style?: IRunOptions
    keepNext?: boolean
    air?: { before?: number; after?: number }
  } = {},
): Paragraph {
  const children = textRuns(runs, { font: BODY, size: TABLE_HALF_POINTS, ...style })
  return new Paragraph({
    children,
    style: OFF_GRID,
    alignment: SIDES[align],
    spacing: { line: TABLE_LINE, lineRule: LineRuleType.EXACT, before: air.before ?? 0, after: air.after ?? 0 },
    keepNext,
  })
}

function tableCell(paragraph: Paragraph, width: number): TableCell {
  return new TableCell({
    width: { size: width, type: WidthType.DXA },
    verticalAlign: VerticalAlignTable.CENTER,
    margins: { left: 80, right: 80, top: 60, bottom: 60 },
    borders: { top: rule, bottom: rule, left: rule, right: rule },
    children: [paragraph],
  })
}

function tableBlocks(
  block: Extract<DocumentBlock, { kind: 'table' }>,
  pageBreakBefore: boolean,
): (Paragraph | Table)[] {
  const whole = convertMillimetersToTwip(156)
  const shares = block.columns.reduce((sum, column) => sum + column.width, 0)
  const widths = block.columns.map(column => Math.floor((whole * column.width) / shares))
  const head = new TableRow({
    tableHeader: true,
    cantSplit: true,
    children: block.columns.map(({ title }, n) =>
      tableCell(tableParagraph([{ text: title }], { align: 'center', style: { font: HEADINGS[1] } }), widths[n]!),
    ),
  })
  const rows = block.rows.map((row, at) => {
    const style = { bold: block.total_rows?.includes(at) === true }
    const cells = row.map((runs, n) =>
      tableCell(tableParagraph(runs, { align: block.columns[n]?.align ?? 'left', style }), widths[n]!),
    )
    return new TableRow({ cantSplit: true, children: cells })
  })
  const caption = new Paragraph({
    children: textRuns([{ text: block.title }], { ...bodyStyle, font: HEADINGS[1] }),
    alignment: AlignmentType.CENTER,
    spacing,
    keepNext: true,
    pageBreakBefore,
  })
  const unit =
    block.unit === undefined
      ? []
      : [tableParagraph([{ text: block.unit }], { align: 'right', keepNext: true, air: { after: 60 } })]
  const note = block.note === undefined ? [] : [tableParagraph([{ text: block.note }], { air: { before: 60 } })]
  const table = new Table({
    rows: [head, ...rows],
    width: { size: whole, type: WidthType.DXA },
    layout: TableLayoutType.FIXED,
    columnWidths: widths,
  })
  return [caption, ...unit, table, ...note]
}

/** How many characters wide a text is: Latin letters and digits are half as wide. */
const widthOf = (text: string) => [...text].reduce((sum, sign) => sum + (sign <= '\u00ff' ? 0.5 : 1), 0)

/** 落款: the date four characters from the right, the unit centred above it. */
function signatureParagraphs(
  { unit, date }: Extract<DocumentBlock, { kind: 'signature' }>,
  pageBreakBefore: boolean,
): Paragraph[] {
  const line = (text: string, characters: number, keepNext: boolean) =>
    new Paragraph({
      children: textRuns([{ text }], bodyStyle),
      spacing,
      alignment: AlignmentType.RIGHT,
      indent: { right: Math.round(Math.max(0, characters) * CHARACTER) },
      keepNext,
    })
  return [
    bodyParagraph([], 'plain', pageBreakBefore),
    line(unit, 4 + (widthOf(date) - widthOf(unit)) / 2, true),
    line(date, 4, false),
  ]
}

/** 附件1: at the left edge, its title on the third line (GB/T 9704-2012, 7.3.7). */
const ANNEX = /^附件[0-9一二三四五六七八九十]*$/

function headingParagraphs(block: Extract<DocumentBlock, { kind: 'heading' }>, pageBreakBefore: boolean): Paragraph[] {
  const annex = ANNEX.test(block.runs.map(run => run.text).join(''))
  const heading = new Paragraph({
    children: textRuns(block.runs, { ...bodyStyle, font: HEADINGS[block.level], bold: block.level === 3 }),
    spacing,
    ...(annex ? {} : { indent: TWO_IN }),
    keepNext: true,
    pageBreakBefore,
    outlineLevel: block.level - 1,
  })
  return annex ? [heading, bodyParagraph([], 'plain')] : [heading]
}

/** `fresh`: the block begins a page. A break of its own, on a full page, would leave an empty one behind. */
export function blockElements(block: DocumentBlock, fresh: boolean): (Paragraph | Table)[] {
  switch (block.kind) {
    case 'heading':
      return headingParagraphs(block, fresh)
    case 'paragraph':
      return [bodyParagraph(block.runs, block.shape, fresh)]
    case 'table':
      return tableBlocks(block, fresh)
    case 'signature':
      return signatureParagraphs(block, fresh)
    case 'page-break':
      return []
  }
}

/** Whole lines, and a blank one below: the text stands at the same heights on every page. */
export function titleParagraphs(lines: readonly string[]): Paragraph[] {
  const title = lines.map(
    text =>
      new Paragraph({
        children: textRuns([{ text }], { font: TITLE, size: TITLE_HALF_POINTS }),
        style: OFF_GRID,
        alignment: AlignmentType.CENTER,
        spacing,
      }),
  )
  return [...title, bodyParagraph([], 'plain')]
}
