// A picture painted anew in a thread with a time limit; one at a time, since a large one takes 200 MB while it is open.
import { Worker } from 'node:worker_threads'
import { badPicture } from './media-refusals.ts'

const TIMEOUT_MS = 30_000

export type Painted = { bytes: Uint8Array; type: string; width: number; height: number }

/** Runs a worker file to its one message; ends it when it takes too long. */
export function inWorker<T>(file: string, workerData: unknown, heapMb: number): Promise<T | { error: string }> {
  return new Promise(resolve => {
    const worker = new Worker(new URL(file, import.meta.url), {
      workerData,
      resourceLimits: { maxOldGenerationSizeMb: heapMb },
    })
    const timer = setTimeout(() => void worker.terminate(), TIMEOUT_MS)
    const end = (answer: T | { error: string }) => {
      clearTimeout(timer)
      resolve(answer)
      void worker.terminate()
    }
    worker.once('message', end)
    worker.once('error', error => end({ error: String(error) }))
    worker.once('exit', () => end({ error: 'ended' }))
  })
}

let last: Promise<unknown> = Promise.resolve()

/** Paints a picture anew; refuses one that cannot be opened (newsroom.bad-picture). */
export async function encodePicture(bytes: Uint8Array, name: string, type: string): Promise<Painted> {
  const before = last
  const work = (async () => {
    await before.catch(() => undefined)
    return inWorker<{ painted: Painted }>('./picture-worker.ts', { bytes, may_be_clear: type !== 'image/jpeg' }, 256)
  })()
  last = work
  const answer = await work
  if ('error' in answer) throw badPicture({ name })
  return answer.painted
}
