// An official document as DOCX in the layout of GB/T 9704-2012: 28 characters × 22 lines in 156 × 225 mm.
import {
  AlignmentType,
  BorderStyle,
  convertMillimetersToTwip,
  Document,
  DocumentGridType,
  Footer,
  type IRunOptions,
  LineRuleType,
  Packer,
  PageNumber,
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
import type { DocumentBlock, OfficialDocument, Run } from '../../kernel/index.ts'

/** Margins: 天头 37, 订口 28; what is left is the 版心 of 156 × 225 mm. */
const MARGIN = { top: 37, bottom: 35, left: 28, right: 26 }
const LINE = 579 // twips: 22 lines in 225 mm
const BODY_HALF_POINTS = 32 // 3 号
const TITLE_HALF_POINTS = 44 // 2 号
const TABLE_HALF_POINTS = 21 // 5 号
const TABLE_LINE = 310
const CHARACTER_SPACING = -5 // twips: 28 characters of 16 pt fit in 156 mm, justified to its edges
const CHARACTER = 320 + CHARACTER_SPACING

const face = (eastAsia: string) => ({
  ascii: 'Times New Roman',
  hAnsi: 'Times New Roman',
  cs: 'Times New Roman',
  eastAsia,
  hint: 'eastAsia' as const,
})
const BODY = face('仿宋_GB2312')
const HEADINGS = { 1: face('黑体'), 2: face('楷体_GB2312'), 3: BODY } as const
const TITLE = face('方正小标宋简体')
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
  }: { align?: 'left' | 'right' | 'center'; style?: IRunOptions; keepNext?: boolean } = {},
): Paragraph {
  const children = textRuns(runs, { font: BODY, size: TABLE_HALF_POINTS, ...style })
  return new Paragraph({
    children,
    alignment: SIDES[align],
    spacing: { line: TABLE_LINE, lineRule: LineRuleType.EXACT },
    keepNext,
  })
}

function tableCell(paragraph: Paragraph, width: number): TableCell {
  return new TableCell({
    width: { size: width, type: WidthType.DXA },
    verticalAlign: VerticalAlignTable.CENTER,
    margins: { left: 100, right: 100, top: 60, bottom: 60 },
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
    block.unit === undefined ? [] : [tableParagraph([{ text: block.unit }], { align: 'right', keepNext: true })]
  const note = block.note === undefined ? [] : [tableParagraph([{ text: block.note }])]
  const table = new Table({
    rows: [head, ...rows],
    width: { size: whole, type: WidthType.DXA },
    layout: TableLayoutType.FIXED,
    columnWidths: widths,
  })
  return [caption, ...unit, table, ...note]
}

/** How many characters wide a text is: Latin letters and digits are half as wide, with a quarter between both kinds. */
function widthOf(text: string): number {
  const changes = text.match(/[\u0021-\u00ff](?=[\u0100-\uffff])|[\u0100-\uffff](?=[\u0021-\u00ff])/g)?.length ?? 0
  return changes / 4 + [...text].reduce((sum, sign) => sum + (sign <= '\u00ff' ? 0.5 : 1), 0)
}

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
function blockElements(block: DocumentBlock, fresh: boolean): (Paragraph | Table)[] {
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

function footer(alignment: (typeof AlignmentType)[keyof typeof AlignmentType]): Footer {
  const style: IRunOptions = { font: '宋体', size: 28 } // 4 号半角宋体
  const children = [
    new TextRun({ ...style, text: '— ' }),
    new TextRun({ ...style, children: [PageNumber.CURRENT] }),
    new TextRun({ ...style, text: ' —' }),
  ]
  const indent = alignment === AlignmentType.RIGHT ? { right: 280 } : { left: 280 }
  return new Footer({ children: [new Paragraph({ children, alignment, indent })] })
}

/** The document as DOCX bytes; official fonts are named, the reader's Word has them. */
export async function toDocx(document: OfficialDocument): Promise<Uint8Array> {
  // whole lines, and a blank one below: the text stands at the same heights on every page
  const title = document.title.map(
    text =>
      new Paragraph({
        children: textRuns([{ text }], { font: TITLE, size: TITLE_HALF_POINTS }),
        alignment: AlignmentType.CENTER,
        spacing,
      }),
  )
  const blocks = document.blocks.flatMap((block, at) =>
    blockElements(block, document.blocks[at - 1]?.kind === 'page-break'),
  )
  const margin = {
    top: convertMillimetersToTwip(MARGIN.top),
    bottom: convertMillimetersToTwip(MARGIN.bottom),
    left: convertMillimetersToTwip(MARGIN.left),
    right: convertMillimetersToTwip(MARGIN.right),
    header: convertMillimetersToTwip(20),
    footer: convertMillimetersToTwip(25),
  }
  const file = new Document({
    title: document.subject,
    creator: document.author,
    description: document.subject,
    evenAndOddHeaderAndFooters: true,
    styles: { default: { document: { run: { font: BODY, size: BODY_HALF_POINTS } } } },
    sections: [
      {
        properties: {
          page: { size: { width: convertMillimetersToTwip(210), height: convertMillimetersToTwip(297) }, margin },
          grid: { type: DocumentGridType.LINES, linePitch: LINE },
        },
        footers: { default: footer(AlignmentType.RIGHT), even: footer(AlignmentType.LEFT) },
        children: [...title, bodyParagraph([], 'plain'), ...blocks],
      },
    ],
  })
  return new Uint8Array(await Packer.toBuffer(file))
}
