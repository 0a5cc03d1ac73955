// A picture painted anew in a thread with a time limit; one at a time, since a large one takes 200 MB while it is open.
import { inThread } from '../../platform/index.ts'
import { badPicture } from './media-refusals.ts'

const PAINTER = new URL('./picture-worker.ts', import.meta.url)
/** of every thread that opens what people bring: pictures, Word files */
export const LIMITS = { limit_ms: 30_000, heap_mb: 256 }

export type Painted = { bytes: Uint8Array; type: string; width: number; height: number }

let last: Promise<unknown> = Promise.resolve()

/** Paints a picture anew; refuses one that cannot be opened (newsroom.bad-picture). */
export async function encodePicture(bytes: Uint8Array, name: string, type: string): Promise<Painted> {
  const before = last
  const work = (async () => {
    await before.catch(() => undefined)
    return inThread<Painted>(PAINTER, { bytes, may_be_clear: type !== 'image/jpeg' }, LIMITS)
  })()
  last = work
  const painted = await work
  if (!painted) throw badPicture({ name })
  return painted
}
