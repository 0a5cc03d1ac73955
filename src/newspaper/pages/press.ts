// Hands a PDF to the worker and waits for its pages.
import { inThread } from '../../platform/index.ts'
import { damagedPdf, encryptedPdf, tooManyPages } from '../refusals.ts'
import { PRESS_PAGES_MAX, type PressAnswer, type PressPage } from './press-worker.ts'

const PRESS = new URL('./press-worker.ts', import.meta.url)
const LIMIT_MS = 180_000

/** Pages of a PDF as pictures, text and PDFs. Refuses damaged, encrypted and endless ones. */
export async function pressPages(bytes: Uint8Array): Promise<PressPage[]> {
  const answer = await inThread<PressAnswer>(PRESS, new Uint8Array(bytes), { limit_ms: LIMIT_MS })
  if (!answer || !('pages' in answer)) {
    if (answer?.failed === 'encrypted') throw encryptedPdf()
    if (answer?.failed === 'too-many') throw tooManyPages({ max: PRESS_PAGES_MAX })
    throw damagedPdf()
  }
  return answer.pages
}
