// Writes a year's books as sheets: the workbook and the CSV files that the import reads again.
import { yuanExact } from '../kernel/index.ts'
import type { WorkbookSheet } from '../platform/workbooks/index.ts'
import type { BooksJson } from './schema.ts'
import { BASIC_FACTS, BASICS, type Column, SHEETS } from './sheets.ts'

type Row = Record<string, unknown>

/** A cell as a person writes it. */
function cellWords(column: Column, value: unknown): string {
  if (value === null || value === undefined) return ''
  const { kind } = column
  if (kind === 'money') return yuanExact(BigInt(value as string))
  if (kind === 'mark') return value ? '是' : ''
  if (typeof kind === 'object' && 'list' in kind)
    return (value as string[]).map(key => kind.list[key] ?? key).join('、')
  if (typeof kind === 'object') return kind.words[String(value)] ?? String(value)
  // as it is read again: nothing before and after the words
  return String(value).trim()
}

/** Sheets of plain words, in the order of the workbook; `problems` adds a last column with what is wrong in each row. */
export function booksToSheets(books: BooksJson): { name: string; columns: { title: string }[]; rows: string[][] }[] {
  const facts = books as unknown as Row
  const basics = BASIC_FACTS.map(fact => [fact.title, cellWords(fact, facts[fact.key])])
  const sheets = SHEETS.map(spec => ({
    name: spec.name,
    columns: spec.columns.map(({ title }) => ({ title })),
    rows: (facts[spec.key] as Row[]).map(row => spec.columns.map(column => cellWords(column, row[column.key]))),
  }))
  return [{ name: BASICS.name, columns: BASICS.columns.map(title => ({ title })), rows: basics }, ...sheets]
}

/** The same sheets with money as numbers, for XLSX. */
export function booksToWorkbook(books: BooksJson): WorkbookSheet[] {
  const facts = books as unknown as Row
  const [basics] = booksToSheets(books)
  const sheets = SHEETS.map(spec => ({
    name: spec.name,
    columns: spec.columns.map(column => ({
      title: column.title,
      type: column.kind === 'money' ? ('money_fen' as const) : ('text' as const),
    })),
    rows: (facts[spec.key] as Row[]).map(row =>
      spec.columns.map(column =>
        column.kind === 'money' ? BigInt(row[column.key] as string) : cellWords(column, row[column.key]),
      ),
    ),
  }))
  return [basics!, ...sheets]
}
