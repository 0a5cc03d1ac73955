// What `bin/beita import FILE --kind …` can take in, one line a kind.
import path from 'node:path'
import { importFile } from './books/index.ts'
import { type ImportKind, importedPictures, importStories } from './newsroom/index.ts'
import { openFileStore } from './platform/files/index.ts'
import type { Pool } from './platform/index.ts'

export type ImportOptions = {
  dry_run: boolean
  now(): Date
  /** of stories: the section of those without one of ours, and the only host pictures may be fetched from */
  section?: string | undefined
  media_host?: string | undefined
  /** pictures of stories are kept below it */
  data_dir: string
  say(line: string): void
}
type ImportRun = (pool: Pool, file: string, options: ImportOptions) => Promise<{ ok: boolean; message: string }>

const stories =
  (kind: ImportKind): ImportRun =>
  (pool, file, { say, data_dir, ...options }) => {
    const files = openFileStore(path.join(data_dir, 'files'))
    return importStories(pool, file, {
      kind,
      ...options,
      keepPicture: importedPictures({ pool, files, now: options.now }, { id: 'system', name: '命令行', roles: [] }),
      progress: ({ item_no, item_count }) => say(`已处理 ${item_no} / ${item_count} 项`),
    })
  }

export const importKinds: Record<string, ImportRun> = {
  books: (pool, file, { dry_run, now }) => importFile(pool, file, { dry_run, at: now() }),
  wxr: stories('wxr'),
  word: stories('word'),
}
