// Books for tests: those of 北塔 2022 as they are read from their folder, or of a plan, taken into a database of one's own.
import path from 'node:path'
import { allFigures } from '../../src/app.ts'
import { type BooksJson, importYear, readBooksFolder } from '../../src/books/index.ts'
import type { Period } from '../../src/kernel/index.ts'
import { evaluateAll, type FigureValue, type Pool, programDir } from '../../src/platform/index.ts'
import { run } from './database.ts'

/** The sample's books, read anew for every caller. */
export function beitaBooks(): BooksJson {
  const { books, errors } = readBooksFolder(path.join(programDir, 'samples', 'beita-2022'))
  if (!books) throw new Error(JSON.stringify(errors.slice(0, 5)))
  return books
}

const LONG_AFTER = new Date('2030-03-02T02:00:00Z')

/** Imports a year's books as of a day when it is over, unless told. */
export function importBooks(pool: Pool, books: BooksJson, at = LONG_AFTER): Promise<Record<string, unknown>> {
  return run(pool, importYear, { books }, { at })
}

export function figuresOf(pool: Pool, period: Period): Promise<Map<string, FigureValue>> {
  return pool.begin(tx => evaluateAll(allFigures, tx, period)) as Promise<Map<string, FigureValue>>
}
