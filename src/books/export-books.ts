// Exports a year's books into a folder: plain-text accounting, or the workbook and CSV files that can come in again.
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Sql } from '../platform/index.ts'
import { toCsv, writeWorkbook } from '../platform/workbooks/index.ts'
import { beancountLedger, hledgerJournal } from './export-plain-text.ts'
import { storedBooks } from './stored-books.ts'
import { booksToSheets, booksToWorkbook } from './write-books.ts'

export const EXPORT_FORMATS = ['hledger', 'beancount', 'xlsx', 'csv'] as const
export type ExportFormat = (typeof EXPORT_FORMATS)[number]

/** Writes DIR/<year>.journal, .beancount, .xlsx, or DIR/<sheet>.csv; returns the files. Refuses an unknown year. */
export async function exportBooks(tx: Sql, year: number, format: ExportFormat, dir: string): Promise<string[]> {
  const files = await made(tx, year, format)
  mkdirSync(dir, { recursive: true })
  return files.map(([name, body]) => {
    const file = path.join(dir, name)
    writeFileSync(file, body)
    return file
  })
}

async function made(tx: Sql, year: number, format: ExportFormat): Promise<[string, string | Uint8Array][]> {
  if (format === 'hledger') return [[`${year}.journal`, await hledgerJournal(tx, year)]]
  if (format === 'beancount') return [[`${year}.beancount`, await beancountLedger(tx, year)]]
  const books = await storedBooks(tx, year)
  if (format === 'xlsx') return [[`${year}.xlsx`, await writeWorkbook(booksToWorkbook(books))]]
  return booksToSheets(books).map(sheet => [`${year}-${sheet.name}.csv`, toCsv(sheet.columns, sheet.rows)])
}
