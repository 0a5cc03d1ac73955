// Stands in for `fflate` in the workbook writer (see vite.config.ts): the library's `zip` starts workers from blobs, which
// our content policy forbids. Lists are small enough to be packed in place.
import { type Zippable, zipSync } from 'fflate/browser'

export { strToU8, zipSync } from 'fflate/browser'

export function zip(files: Zippable, done: (error: Error | null, archive: Uint8Array) => void): void {
  done(null, zipSync(files))
}
