// A year's books as a folder of CSV files, one a sheet.
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { parseCsv } from '../platform/workbooks/index.ts'
import { type ReadBooks, readBooks } from './read-books.ts'

/** Reads every CSV of a folder as a sheet of that name; the year in front of the name, as the export writes it, may stay. */
export function readBooksFolder(folder: string): ReadBooks {
  const files = readdirSync(folder).filter(name => name.endsWith('.csv'))
  return readBooks(
    files.map(file => ({
      name: path.basename(file, '.csv').replace(/^\d{4}-/, ''),
      rows: parseCsv(readFileSync(path.join(folder, file), 'utf8')),
      merges: [],
      formulas: [],
      errors: [],
    })),
  )
}
