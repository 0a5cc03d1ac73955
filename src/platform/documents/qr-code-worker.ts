// Draws the first page of a PDF and reads the QR code on it. Runs as a worker thread, so that nobody waits for the drawing.
import { parentPort, workerData } from 'node:worker_threads'
import { createCanvas } from '@napi-rs/canvas'
import jsQR from 'jsqr'
import type { PDFPageProxy } from 'pdfjs-dist/types/src/display/api.js'
import { openPdf } from '../pdf/index.ts'

/** The code of an invoice is a tenth of its page wide: the second look is for small print. */
const WIDTHS = [1600, 2600]

async function codeAt(page: PDFPageProxy, width: number): Promise<string | undefined> {
  const viewport = page.getViewport({ scale: width / page.getViewport({ scale: 1 }).width })
  const canvas = createCanvas(Math.round(viewport.width), Math.min(Math.round(viewport.height), width * 2))
  const context = canvas.getContext('2d')
  context.fillStyle = '#ffffff'
  context.fillRect(0, 0, canvas.width, canvas.height)
  await page.render({ canvas: canvas as never, canvasContext: context as never, viewport }).promise
  const { data } = context.getImageData(0, 0, canvas.width, canvas.height)
  const read = (jsQR as unknown as typeof jsQR.default)(data as never, canvas.width, canvas.height)
  return read?.data || undefined
}

async function work(bytes: Uint8Array): Promise<string | undefined> {
  const task = await openPdf(bytes)
  try {
    const page = await (await task.promise).getPage(1)
    for (const width of WIDTHS) {
      const code = await codeAt(page, width)
      if (code !== undefined) return code
    }
    return undefined
  } finally {
    await task.destroy()
  }
}

if (parentPort) parentPort.postMessage(await work(workerData as Uint8Array))
