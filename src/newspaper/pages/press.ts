// Hands a PDF to the worker and waits for its pages.
import { Worker } from 'node:worker_threads'
import { damagedPdf, encryptedPdf, tooManyPages } from '../refusals.ts'
import { PRESS_PAGES_MAX, type PressAnswer, type PressPage } from './press-worker.ts'

const LIMIT_MS = 180_000

/** Pages of a PDF as pictures, text and PDFs. Refuses damaged, encrypted and endless ones. */
export async function pressPages(bytes: Uint8Array): Promise<PressPage[]> {
  const worker = new Worker(new URL('./press-worker.ts', import.meta.url), { workerData: new Uint8Array(bytes) })
  const timer = setTimeout(() => void worker.terminate(), LIMIT_MS)
  try {
    const answer = await new Promise<PressAnswer>(resolve => {
      worker.once('message', resolve)
      worker.once('error', () => resolve({ failed: 'damaged' }))
      worker.once('exit', () => resolve({ failed: 'damaged' }))
    })
    if ('pages' in answer) return answer.pages
    if (answer.failed === 'encrypted') throw encryptedPdf()
    if (answer.failed === 'too-many') throw tooManyPages({ max: PRESS_PAGES_MAX })
    throw damagedPdf()
  } finally {
    clearTimeout(timer)
    await worker.terminate()
  }
}
