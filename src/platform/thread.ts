// Work that would keep everybody waiting runs in a thread of its own, to its one answer or to its end.
import { Worker } from 'node:worker_threads'

export type ThreadLimits = { limit_ms: number; heap_mb?: number }

/**
 * Runs a worker file with `workerData` to its one message; undefined when it fails, runs out of memory (`heap_mb`) or takes
 * longer than `limit_ms`.
 */
export async function inThread<T>(
  file: URL,
  data: unknown,
  { limit_ms, heap_mb }: ThreadLimits,
): Promise<T | undefined> {
  const limits = heap_mb === undefined ? {} : { resourceLimits: { maxOldGenerationSizeMb: heap_mb } }
  const worker = new Worker(file, { workerData: data, ...limits })
  const timer = setTimeout(() => void worker.terminate(), limit_ms)
  timer.unref()
  try {
    return await new Promise<T | undefined>(resolve => {
      worker.once('message', resolve)
      worker.once('error', () => resolve(undefined))
      worker.once('exit', () => resolve(undefined))
    })
  } finally {
    clearTimeout(timer)
    await worker.terminate()
  }
}
