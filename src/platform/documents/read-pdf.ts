// PDF: text by position. Words become lines, lines become paragraphs or table rows; running heads and page numbers go.
import type { PDFPageProxy, TextItem } from 'pdfjs-dist/types/src/display/api.js'
import type { DocumentText } from '../../kernel/index.ts'
import { openPdf, pdfLibrary } from '../pdf/index.ts'
import { blockList } from './block-list.ts'
import { type Line, type Piece, pageLines, writeLines } from './pdf-lines.ts'
import { rulesOf } from './pdf-rules.ts'
import { damaged, encrypted, scanned } from './refusals.ts'

const PAGES_MAX = 2000

function pieceOf(item: TextItem): Piece {
  const [, , , scale = 0, x = 0, y = 0] = item.transform as number[]
  return { text: item.str, x, y, width: item.width, size: Math.abs(scale) || item.height }
}

function refusalFor(error: unknown, name: string): Error {
  const kind = (error as { name?: string }).name
  return kind === 'PasswordException' ? encrypted({ name }) : damaged({ name, where: 'PDF 结构' })
}

async function linesOf(page: PDFPageProxy, codes: Record<string, number>): Promise<Line[]> {
  const { items } = await page.getTextContent()
  const pieces = items.filter((item): item is TextItem => 'str' in item).map(pieceOf)
  // a page of pictures alone is not drawn: it would cost much and say nothing
  const rules = pieces.length === 0 ? [] : rulesOf(await page.getOperatorList(), codes)
  const lines = pageLines(pieces, rules, page.getViewport({ scale: 1 }))
  page.cleanup()
  return lines
}

/** Reads a PDF. Refuses damaged, encrypted and scanned ones. */
export async function readPdf(bytes: Uint8Array, name: string): Promise<DocumentText> {
  const { OPS } = await pdfLibrary()
  const task = await openPdf(bytes)
  const document = await task.promise.catch(error => {
    throw refusalFor(error, name)
  })
  try {
    const pages: Line[][] = []
    for (let at = 1; at <= Math.min(document.numPages, PAGES_MAX); at += 1) {
      pages.push(await linesOf(await document.getPage(at), OPS))
    }
    if (pages.every(lines => lines.length === 0)) throw scanned({ name, page_count: document.numPages })
    const list = blockList()
    writeLines(pages, list)
    return list.finish('pdf')
  } finally {
    await task.destroy()
  }
}
