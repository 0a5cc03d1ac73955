// The cuts of a cover as pictures of their own, for places where somebody puts them up by hand.
import { inThread } from '../../platform/index.ts'
import { LIMITS } from './encode-picture.ts'
import type { CoverRatio, Crop } from './media-vocabulary.ts'

const CUTTER = new URL('./crop-worker.ts', import.meta.url)

/** JPEGs by ratio, cut as the story says, else around the middle; undefined when the picture cannot be opened. */
export async function cropCover(
  bytes: Uint8Array,
  crops: Partial<Record<CoverRatio, Crop>>,
): Promise<Record<CoverRatio, Uint8Array> | undefined> {
  return inThread<Record<CoverRatio, Uint8Array>>(CUTTER, { bytes, crops }, LIMITS)
}
