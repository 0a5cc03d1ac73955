// What `bin/beita import FILE --kind …` can take in, one line a kind.
import { importFile } from './books/index.ts'
import { type ImportKind, importStories } from './newsroom/index.ts'
import type { Pool } from './platform/index.ts'

export type ImportOptions = {
  dry_run: boolean
  now(): Date
  /** of stories: the section of those without one of ours, and the only host pictures may be fetched from */
  section?: string | undefined
  media_host?: string | undefined
  say(line: string): void
}
type ImportRun = (pool: Pool, file: string, options: ImportOptions) => Promise<{ ok: boolean; message: string }>

const stories =
  (kind: ImportKind): ImportRun =>
  (pool, file, { say, ...options }) =>
    importStories(pool, file, {
      kind,
      ...options,
      progress: ({ item_no, item_count }) => say(`已处理 ${item_no} / ${item_count} 项`),
    })

export const importKinds: Record<string, ImportRun> = {
  books: (pool, file, { dry_run, now }) => importFile(pool, file, { dry_run, at: now() }),
  wxr: stories('wxr'),
  word: stories('word'),
}
