// The QR code on the first page of a PDF.
import { Worker } from 'node:worker_threads'

const PATIENCE_MS = 20_000

/** What the QR code on the first page says; undefined when there is none, or none that can be read. */
export function qrCodeOfPdf(bytes: Uint8Array): Promise<string | undefined> {
  const worker = new Worker(new URL('./qr-code-worker.ts', import.meta.url), { workerData: new Uint8Array(bytes) })
  return new Promise<string | undefined>(resolve => {
    const late = setTimeout(() => resolve(undefined), PATIENCE_MS)
    late.unref()
    worker.once('message', (code: string | undefined) => resolve(code))
    worker.once('error', () => resolve(undefined))
    worker.once('exit', () => {
      clearTimeout(late)
      resolve(undefined)
    })
  }).finally(() => void worker.terminate())
}
