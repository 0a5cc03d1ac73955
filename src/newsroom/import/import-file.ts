// `bin/beita import FILE --kind wxr|word`: opens the file, shows or runs the import, writes the result as a workbook beside it.
import { writeFileSync } from 'node:fs'
import type { Actor, Pool } from '../../platform/index.ts'
import { writeWorkbook } from '../../platform/workbooks/index.ts'
import { pictureFetcher } from './fetch-picture.ts'
import { IMPORT_KINDS, type ImportKind, type ImportSource } from './item.ts'
import { handsOf, type ImportRun, previewSource, runImport } from './run-import.ts'
import { wordSource } from './word-source.ts'
import { wxrSource } from './wxr-source.ts'

const OUTCOMES: Record<string, string> = { imported: '已导入', skipped: '跳过', failed: '失败' }

type Row = {
  item_no: number
  headline: string
  outcome: string
  reason: string
  notes: string[]
  story_id: bigint | null
}

/** One row an item: what became of it and why. */
async function resultWorkbook(pool: Pool, importId: string): Promise<Uint8Array> {
  const rows = await pool<Row[]>`select item_no, headline, outcome, reason, notes, story_id from newsroom.import_items
    where import_id = ${importId} order by item_no`
  const titles = ['序号', '标题', '结果', '原因', '说明', '稿件编号']
  const columns = titles.map(title => ({ title, width: ['标题', '原因', '说明'].includes(title) ? 40 : 10 }))
  const cells = rows.map(row => [
    String(row.item_no),
    row.headline,
    OUTCOMES[row.outcome] ?? row.outcome,
    row.reason,
    row.notes.join('；'),
    row.story_id === null ? '' : String(row.story_id),
  ])
  return writeWorkbook([{ name: '导入结果', columns, rows: cells }])
}

export type StoryImportOptions = Pick<ImportRun, 'keepPicture' | 'progress'> & {
  kind: ImportKind
  now(): Date
  dry_run: boolean
  actor?: Actor
  section?: string | undefined
  /** the only host pictures may be fetched from; without it none are fetched */
  media_host?: string | undefined
}

/** Opens a file of a kind; `name` is what people call it, where the file itself is called otherwise. */
export const openSource = (kind: ImportKind, file: string, name?: string): Promise<ImportSource> =>
  kind === 'wxr' ? wxrSource(file, name) : wordSource(file, name)

/** Takes in a file of stories, or goes on where an earlier run stopped; the result stands in `FILE.导入结果.xlsx`. */
export async function importStories(
  pool: Pool,
  file: string,
  { kind, dry_run, media_host, section, actor, now, ...rest }: StoryImportOptions,
): Promise<{ ok: boolean; message: string }> {
  const source = await openSource(kind, file)
  try {
    if (dry_run) {
      const { items, stories, others, unreadable, first } = await previewSource(source)
      const counts = `共 ${items} 项：稿件 ${stories} 篇，不导入 ${others} 项，读不出 ${unreadable} 项`
      return {
        ok: true,
        message: `${IMPORT_KINDS[kind]}可以导入。${counts}。（试运行，没有写入）\n${first.join('\n')}`,
      }
    }
    const result = await runImport({
      hands: handsOf(pool, actor ?? { id: 'system', name: '命令行', roles: [] }, now),
      source,
      ...(section === undefined ? {} : { section }),
      ...(media_host === undefined ? {} : { fetchPicture: pictureFetcher(media_host) }),
      ...rest,
    })
    const back = `${file.replace(/[\\/]$/, '')}.导入结果.xlsx`
    writeFileSync(back, await resultWorkbook(pool, result.import_id))
    const counts = `已导入 ${result.imported} 篇，跳过 ${result.skipped} 项，失败 ${result.failed} 项`
    return { ok: result.failed === 0, message: `${counts}。逐篇结果已写入 ${back}` }
  } finally {
    source.close()
  }
}
