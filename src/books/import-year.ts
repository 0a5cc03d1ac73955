// Import a year's books: taken in whole or not at all; a second import of the same rows changes nothing. A year that is over comes
// in as it was; the running year keeps to the rules of today, and is kept here from then on.
import { createHash } from 'node:crypto'
import { z } from 'zod'
import { closeYear, writeBudget, writePriorTotals } from '../budget/index.ts'
import { writeStaffing } from '../people/index.ts'
import { type Call, canonicalJson, command, type Sql } from '../platform/index.ts'
import { checkImport } from './check-import.ts'
import { importFacts, sectionIds } from './import-facts.ts'
import { isRunning, mustBeImportable } from './importable.ts'
import type { RowError } from './read-books.ts'
import { rowsRefused } from './refusals.ts'
import { Books, isExample } from './schema.ts'
import { rowKey, SHEETS, type Sheet, type SheetKey } from './sheets.ts'

/** Sheets that may grow while the year is open; the approved budget itself may not. */
const FIXED: readonly SheetKey[] = ['lines', 'prior_totals']

type Fresh = Omit<Books, 'unit_name'> & { first: boolean; row_count: number }

/** Import a year's books. Refused with every row error, or when the year is kept here or still to come, or for another unit. */
export const importYear = command({
  name: 'books.import-year',
  title: '导入往年账',
  access: ['finance', 'admin'],
  input: z.strictObject({ books: Books }),
  output: z.object({ year: z.number(), imported_count: z.number(), unchanged_count: z.number() }),
  async run(tx, call, { books }) {
    await tx`select 1 from budget.years where year = ${books.year} for update`
    const known = await mustBeImportable(tx, books, call.today)
    const errors = await checkImport(tx, books, call.today)
    if (errors.length > 0) throw rowsRefused({ errors })
    const fresh = await onlyNewRows(tx, call, books, known === undefined)
    if (fresh.first) await importPlan(tx, call, books)
    if (fresh.row_count > 0) await importFacts(tx, call, fresh)
    if (books.closed && !known?.closed) await closeYear(tx, call, books.year)
    const all = SHEETS.reduce((sum, sheet) => sum + books[sheet.key].length, 0)
    return { year: books.year, imported_count: fresh.row_count, unchanged_count: all - fresh.row_count }
  },
})

/** Of what a row says; a column that came later counts only when something stands in it. */
function digestOf(sheet: Sheet, row: Record<string, unknown>): string {
  const unsaid = new Set(
    sheet.columns.filter(({ key, later }) => later && (row[key] === null || row[key] === '')).map(({ key }) => key),
  )
  const said = Object.fromEntries(Object.entries(row).filter(([key]) => !unsaid.has(key)))
  return createHash('sha256').update(canonicalJson(said)).digest('hex')
}

/** Tells new rows from known ones; a known identity with other content is an error that names the row. */
async function onlyNewRows(tx: Sql, call: Call, books: Books, first: boolean): Promise<Fresh> {
  const known = await tx<{ sheet: string; row_key: string; digest: string }[]>`
    select sheet, row_key, digest from books.imported_rows where year = ${books.year}`
  const digests = new Map(known.map(row => [`${row.sheet}|${row.row_key}`, row.digest]))
  const errors: RowError[] = []
  const written: { sheet: string; row_key: string; digest: string }[] = []
  const fresh: Record<string, unknown[]> = {}
  for (const sheet of SHEETS) {
    fresh[sheet.key] = newRows(sheet, books[sheet.key], { digests, errors, written, first })
  }
  if (errors.length > 0) throw rowsRefused({ errors })
  for (let at = 0; at < written.length; at += 5000) {
    const rows = written
      .slice(at, at + 5000)
      .map(row => ({ ...row, year: books.year, imported_at: call.at, imported_by: call.actor.name }))
    await tx`insert into books.imported_rows ${tx(rows)}`
  }
  const { unit_name: _unit, ...rest } = books
  return { ...rest, ...fresh, first, row_count: written.length } as Fresh
}

type Sorting = {
  digests: Map<string, string>
  errors: RowError[]
  written: { sheet: string; row_key: string; digest: string }[]
  first: boolean
}

function newRows(
  sheet: Sheet,
  rows: readonly Record<string, unknown>[],
  { digests, errors, written, first }: Sorting,
): unknown[] {
  return rows.filter((row, n) => {
    const row_key = rowKey(sheet, row)
    const digest = digestOf(sheet, row)
    const before = digests.get(`${sheet.key}|${row_key}`)
    if (before === digest) return false
    const tell = (message: string) => errors.push({ sheet: sheet.name, row: n + 2, column: '', message })
    if (before !== undefined) tell(`“${row_key}”与已导入的内容不同，往年记录不能改，请用红冲更正`)
    else if (!first && FIXED.includes(sheet.key)) tell(`“${row_key}”是新的一行，批复过的预算和上年决算不能再加行`)
    else written.push({ sheet: sheet.key, row_key, digest })
    return true
  })
}

async function importPlan(tx: Sql, call: Call, books: Books): Promise<void> {
  const sections = await sectionIds(tx, books)
  const lines = books.lines.map(({ section, note, ...line }) => ({
    ...line,
    section_id: section ? sections.get(section)! : null,
    is_example: isExample({ note }),
  }))
  const { year, doc_no, adopted_on, income_fen, expenditure_fen } = books
  await writeBudget(
    tx,
    call,
    { year, doc_no, adopted_on, income_fen, expenditure_fen, imported: !isRunning(books, call.today) },
    lines,
  )
  await writeStaffing(tx, {
    year,
    authorised_count: books.authorised_count,
    in_post_count: books.in_post_count,
    source: `${year}年度账套（${doc_no}）`,
  })
  await writePriorTotals(
    tx,
    books.prior_totals.map(({ note, ...total }) => ({ ...total, year: year - 1, is_example: isExample({ note }) })),
  )
}
