// An official document as DOCX in the layout of GB/T 9704-2012: 28 characters × 22 lines in 156 × 225 mm.
import {
  AlignmentType,
  convertMillimetersToTwip,
  Document,
  DocumentGridType,
  Footer,
  type IRunOptions,
  Packer,
  PageNumber,
  Paragraph,
  TextRun,
} from 'docx'
import type { OfficialDocument } from '../../kernel/index.ts'
import { blockElements, titleParagraphs } from './docx-blocks.ts'
import { BODY, BODY_HALF_POINTS, LINE, STYLES } from './docx-page.ts'

/** Margins: 天头 37, 订口 28; what is left is the 版心 of 156 × 225 mm. */
const MARGIN = { top: 37, bottom: 35, left: 28, right: 26 }
const FOLIO_HALF_POINTS = 28 // 4 号

function footer(alignment: (typeof AlignmentType)[keyof typeof AlignmentType]): Footer {
  const style: IRunOptions = { font: '宋体', size: FOLIO_HALF_POINTS } // 4 号半角宋体
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
    externalStyles: STYLES,
    styles: { default: { document: { run: { font: BODY, size: BODY_HALF_POINTS } } } },
    sections: [
      {
        properties: {
          page: { size: { width: convertMillimetersToTwip(210), height: convertMillimetersToTwip(297) }, margin },
          grid: { type: DocumentGridType.LINES, linePitch: LINE },
        },
        footers: { default: footer(AlignmentType.RIGHT), even: footer(AlignmentType.LEFT) },
        children: [...titleParagraphs(document.title), ...blocks],
      },
    ],
  })
  return new Uint8Array(await Packer.toBuffer(file))
}
