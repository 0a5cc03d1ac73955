// The cuts of a cover as pictures of their own, for places where somebody puts them up by hand.
import { inWorker } from './encode-picture.ts'
import type { CoverRatio, Crop } from './media-vocabulary.ts'

/** JPEGs by ratio, cut as the story says, else around the middle; undefined when the picture cannot be opened. */
export async function cropCover(
  bytes: Uint8Array,
  crops: Partial<Record<CoverRatio, Crop>>,
): Promise<Record<CoverRatio, Uint8Array> | undefined> {
  const answer = await inWorker<{ cuts: Record<CoverRatio, Uint8Array> }>('./crop-worker.ts', { bytes, crops }, 256)
  return 'error' in answer ? undefined : answer.cuts
}
