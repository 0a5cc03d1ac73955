// The QR code on the first page of a PDF.
import { inThread } from '../thread.ts'

const WORKER = new URL('./qr-code-worker.ts', import.meta.url)
const LIMIT_MS = 20_000

/** What the QR code on the first page says; undefined when there is none, or none that can be read. */
export const qrCodeOfPdf = (bytes: Uint8Array): Promise<string | undefined> =>
  inThread<string | undefined>(WORKER, new Uint8Array(bytes), { limit_ms: LIMIT_MS })
