// What `bin/beita import FILE --kind …` can take in, one line a kind.
import path from 'node:path'
import type { Arguments } from './arguments.ts'
import { importFile } from './books/index.ts'
import { sheetKinds } from './import-sheets.ts'
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
  /** what else was written on the command line; of workbooks: the year, the document and the like */
  given: Arguments['values']
}
/** `detail` is for programs that read the result with --json. */
export type ImportResult = { ok: boolean; message: string; detail?: Record<string, unknown> }
export type ImportRun = (pool: Pool, file: string, options: ImportOptions) => Promise<ImportResult>

const stories =
  (kind: ImportKind): ImportRun =>
  (pool, file, { say, data_dir, given: _given, ...options }) => {
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
  ...sheetKinds,
}
