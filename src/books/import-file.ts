// Import from a file or folder: preview, and the workbook that comes back with what is wrong in each row.
import { randomUUID } from 'node:crypto'
import { readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { type Day, dayOf, sumFen, yuanGrouped } from '../kernel/index.ts'
import { type Command, fileReading, type Pool, perform, type Sql } from '../platform/index.ts'
import { readWorkbook, writeWorkbook } from '../platform/workbooks/index.ts'
import { checkImport } from './check-import.ts'
import { importYear } from './import-year.ts'
import { mustBeImportable } from './importable.ts'
import { type ReadBooks, type RowError, readBooks } from './read-books.ts'
import { readBooksFolder } from './read-folder.ts'
import { rowsRefused } from './refusals.ts'
import { Books } from './schema.ts'

/** The workbook that goes back: one row a fault. */
function errorWorkbook(errors: readonly RowError[]): Promise<Uint8Array> {
  const columns = ['表', '行', '列', '问题'].map(title => ({ title, width: title === '问题' ? 60 : 16 }))
  return writeWorkbook([
    {
      name: '问题',
      columns,
      rows: errors.map(error => [error.sheet, error.row > 0 ? String(error.row) : '', error.column, error.message]),
    },
  ])
}

/** What an uploaded workbook holds, with every fault; nothing is kept. */
export const previewImport = fileReading({
  name: 'books.preview-import',
  title: '预览往年账',
  access: ['finance', 'admin'],
  output: z.object({
    books: z.unknown(),
    counts: z.array(z.object({ sheet: z.string(), count: z.number() })),
    errors: z.array(z.object({ sheet: z.string(), row: z.number(), column: z.string(), message: z.string() })),
    year: z.number().nullable(),
    income: z.string().nullable(),
    spent: z.string().nullable(),
  }),
  async read(tx, { bytes, name }, { at }) {
    const read = readBooks(await readWorkbook(bytes, name))
    if (!read.books)
      return { books: null, counts: read.counts, errors: read.errors, year: null, income: null, spent: null }
    const books = Books.parse(read.books)
    const errors = await faultsOf(tx, books, dayOf(at))
    const side = new Map(books.lines.map(line => [line.line_no, line.side]))
    const total = (wanted: string) =>
      yuanGrouped(
        sumFen(books.entries.filter(entry => side.get(entry.line_no) === wanted).map(entry => entry.amount_fen)),
      )
    return {
      books: errors.length > 0 ? null : read.books,
      counts: read.counts,
      errors,
      year: books.year,
      income: total('income'),
      spent: total('expenditure'),
    }
  },
})

async function faultsOf(tx: Sql, books: Books, today: Day): Promise<RowError[]> {
  await mustBeImportable(tx, books, today)
  return checkImport(tx, books, today)
}

async function readPath(file: string): Promise<ReadBooks> {
  if (statSync(file).isDirectory()) return readBooksFolder(file)
  return readBooks(await readWorkbook(new Uint8Array(readFileSync(file)), path.basename(file)))
}

/** `bin/beita import`: reads, checks, and unless it is a dry run imports. Faults are written beside the file as 问题.xlsx. */
export async function importFile(
  pool: Pool,
  file: string,
  options: { dry_run: boolean; at: Date },
): Promise<{ ok: boolean; message: string }> {
  const read = await readPath(file)
  const books = read.books && Books.parse(read.books)
  const today = dayOf(options.at)
  const errors = books ? await pool.begin(tx => faultsOf(tx, books, today)) : read.errors
  if (!read.books || errors.length > 0) {
    const back = `${file.replace(/[\\/]$/, '')}.问题.xlsx`
    writeFileSync(back, await errorWorkbook(errors))
    return { ok: false, message: `${rowsRefused({ errors: [...errors] }).message}\n全部问题已写入 ${back}` }
  }
  const counts = read.counts.map(one => `${one.sheet} ${one.count} 行`).join('，')
  if (options.dry_run) return { ok: true, message: `可以导入：${counts}。（试运行，没有写入）` }
  const actor = { id: 'system', name: '命令行', roles: [] }
  const answer = await perform(
    pool,
    importYear as unknown as Command,
    { id: randomUUID(), actor, at: options.at },
    { books: read.books },
  )
  const { imported_count, unchanged_count } = answer.output as { imported_count: number; unchanged_count: number }
  return { ok: true, message: `已导入 ${imported_count} 行，${unchanged_count} 行原已导入、没有变动。` }
}
