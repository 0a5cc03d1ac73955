// Works on a printer's PDF beside the server: pages as pictures in two widths, the pieces of text with their places, and each
// page as a PDF of its own. Runs as a worker thread, so that nobody waits for it at a page.
import { parentPort, workerData } from 'node:worker_threads'
import { createCanvas } from '@napi-rs/canvas'
import type { PDFDocumentProxy, PDFPageProxy, TextItem } from 'pdfjs-dist/types/src/display/api.js'
import { openPdf } from '../../platform/pdf/index.ts'
import type { Piece } from './text-blocks.ts'

export const PRESS_PAGES_MAX = 48
/** Widths of a page's pictures: for reading on a screen, and for looking close. */
const WIDTHS = { small: 1000, large: 2200 }
const QUALITY = 80

export type PressPage = {
  width: number
  height: number
  pieces: Piece[]
  small: Uint8Array
  large: Uint8Array
  pdf: Uint8Array
}
export type PressAnswer = { pages: PressPage[] } | { failed: 'encrypted' | 'damaged' | 'too-many' }

async function picture(page: PDFPageProxy, width: number): Promise<Uint8Array> {
  const viewport = page.getViewport({ scale: width / page.getViewport({ scale: 1 }).width })
  const canvas = createCanvas(Math.round(viewport.width), Math.round(viewport.height))
  const context = canvas.getContext('2d')
  context.fillStyle = '#ffffff'
  context.fillRect(0, 0, canvas.width, canvas.height)
  await page.render({ canvas: canvas as never, canvasContext: context as never, viewport }).promise
  return new Uint8Array(await canvas.encode('jpeg', QUALITY))
}

function pieceOf(item: TextItem, height: number, origin: readonly number[]): Piece {
  const [, b = 0, , d = 0, x = 0, y = 0] = item.transform as number[]
  const size = Math.hypot(b, d) || item.height
  return { text: item.str, x: x - origin[0]!, y: height - (y - origin[1]!), width: item.width, size }
}

async function pageOf(document: PDFDocumentProxy, at: number): Promise<PressPage> {
  const page = await document.getPage(at)
  const { width, height } = page.getViewport({ scale: 1 })
  const { items } = await page.getTextContent()
  const made = {
    width,
    height,
    pieces: items.filter((item): item is TextItem => 'str' in item).map(item => pieceOf(item, height, page.view)),
    small: await picture(page, WIDTHS.small),
    large: await picture(page, WIDTHS.large),
    pdf: await document.extractPages([{ document: null, includePages: [at - 1] }]),
  }
  page.cleanup()
  return made
}

async function work(data: Uint8Array): Promise<PressAnswer> {
  // a printer's file is large, and this thread has a copy of its own already
  const task = await openPdf(data, { kept: false })
  try {
    const document = await task.promise
    if (document.numPages > PRESS_PAGES_MAX) return { failed: 'too-many' }
    const pages: PressPage[] = []
    for (let at = 1; at <= document.numPages; at += 1) pages.push(await pageOf(document, at))
    return { pages }
  } catch (error) {
    return { failed: (error as { name?: string }).name === 'PasswordException' ? 'encrypted' : 'damaged' }
  } finally {
    await task.destroy()
  }
}

if (parentPort) parentPort.postMessage(await work(workerData as Uint8Array))
