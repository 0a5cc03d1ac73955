// Reads a year's books from sheets of cells. Every fault is told with its sheet, row and column; nothing is guessed.
import { Refusal } from '../kernel/index.ts'
import {
  type CellValue,
  cellAddress,
  cellText,
  parseDayCell,
  parseMoneyCell,
  type SheetRows,
} from '../platform/workbooks/index.ts'
import { Books, type BooksJson } from './schema.ts'
import { BASIC_FACTS, BASICS, type Column, rowKey, SHEETS, type Sheet } from './sheets.ts'

/** A fault in a workbook: where it stands and what is wrong. `row` counts from 1 as the spreadsheet does; 0 is the sheet. */
export type RowError = { sheet: string; row: number; column: string; message: string }

export type ReadBooks = { books: BooksJson | undefined; errors: RowError[]; counts: { sheet: string; count: number }[] }

type Value = string | number | boolean | string[] | null

/** Columns that are empty text when nothing stands in them. */
const WORDS_OR_NONE = new Set([
  ...['note', 'doc_no', 'counterparty', 'holder', 'place'],
  ...['appraiser', 'minutes_no', 'approval_no'],
])

function wordOf(words: Record<string, string>, text: string): string | undefined {
  return Object.keys(words).find(key => words[key] === text || key === text)
}

/** One cell by its column's kind; throws a text or a refusal that says what is wrong. */
function readCell(column: Column, cell: CellValue | undefined): Value {
  const text = cellText(cell)
  const { kind } = column
  if (kind === 'money') return text === '' ? '0' : parseMoneyCell(cell).toString()
  if (kind === 'mark') {
    if (['', '否', '0'].includes(text)) return false
    if (['是', '√', '1'].includes(text)) return true
    throw new Error('只能填“是”或“否”')
  }
  if (text === '') {
    if (!column.optional) throw new Error('不能为空')
    return WORDS_OR_NONE.has(column.key) ? '' : null
  }
  if (kind === 'day') return parseDayCell(cell)
  if (kind === 'count') {
    if (!/^\d{1,6}$/.test(text)) throw new Error(`“${text}”应为整数`)
    return Number(text)
  }
  if (kind === 'text') return text
  if ('list' in kind) return text.split(/[、,，;；]/).map(part => oneWord(kind.list, part.trim()))
  return oneWord(kind.words, text)
}

function oneWord(words: Record<string, string>, text: string): string {
  const found = wordOf(words, text)
  if (found === undefined) throw new Error(`“${text}”不在可选范围：${Object.values(words).join('、')}`)
  return found
}

/** Merged cells, formulas and error cells cannot be trusted to say what the eye sees: each is refused with its address. */
function suspicious(sheet: SheetRows): RowError[] {
  const tell = (cells: string[], message: string) =>
    cells
      .slice(0, 20)
      .map(cell => ({ sheet: sheet.name, row: Number(/\d+/.exec(cell)?.[0] ?? 0), column: cell, message }))
  return [
    ...tell(sheet.merges, '有合并单元格，请取消合并后每格填写'),
    ...tell(sheet.formulas, '是公式，请复制后“粘贴为数值”'),
    ...tell(sheet.errors, '是错误值（如 #REF!），请改正'),
  ]
}

function readRows(spec: Sheet, sheet: SheetRows, errors: RowError[]): Record<string, Value>[] {
  const [head = [], ...body] = sheet.rows
  const titles = head.map(cell => cellText(cell))
  const at = new Map(spec.columns.map(column => [column.key, titles.indexOf(column.title)]))
  const missing = spec.columns.filter(column => at.get(column.key) === -1 && !column.optional)
  for (const column of missing) errors.push({ sheet: spec.name, row: 1, column: column.title, message: '缺少这一列' })
  if (missing.length > 0) return []
  const seen = new Map<string, number>()
  return body.flatMap((cells, n) => {
    if (cells.every(cell => cellText(cell) === '')) return []
    const row: Record<string, Value> = {}
    let good = true
    for (const column of spec.columns) {
      const index = at.get(column.key) ?? -1
      try {
        row[column.key] = readCell(column, cells[index])
      } catch (error) {
        good = false
        errors.push({
          sheet: spec.name,
          row: n + 2,
          column: `${column.title}（${cellAddress(n + 1, Math.max(index, 0))}）`,
          message: messageOf(error),
        })
      }
    }
    if (!good) return []
    const key = rowKey(spec, row)
    const before = seen.get(key)
    if (before !== undefined) {
      errors.push({ sheet: spec.name, row: n + 2, column: '', message: `与第 ${before} 行重复（${key}）` })
      return []
    }
    seen.set(key, n + 2)
    return [row]
  })
}

function messageOf(error: unknown): string {
  return error instanceof Refusal || error instanceof Error ? error.message : String(error)
}

function readBasics(sheet: SheetRows, errors: RowError[]): Record<string, Value> {
  const given = new Map(sheet.rows.map((row, n) => [cellText(row[0]), { cell: row[1], row: n + 1 }]))
  const facts: Record<string, Value> = {}
  for (const fact of BASIC_FACTS) {
    const found = given.get(fact.title)
    try {
      if (!found && !fact.optional) throw new Error('缺少这一项')
      facts[fact.key] = readCell(fact, found?.cell)
    } catch (error) {
      errors.push({ sheet: BASICS.name, row: found?.row ?? 0, column: fact.title, message: messageOf(error) })
    }
  }
  return facts
}

/** Reads the sheets of a workbook, or of a folder of CSV files, as a year's books. `books` is missing when there are errors. */
export function readBooks(sheets: readonly SheetRows[]): ReadBooks {
  const errors = sheets.flatMap(suspicious)
  const names = sheets.map(sheet => sheet.name)
  for (const name of new Set(names.filter((one, n) => names.indexOf(one) !== n)))
    errors.push({ sheet: name, row: 0, column: '', message: '有两张同名的表，一次只装一个年度' })
  const find = (name: string) => sheets.find(sheet => sheet.name === name)
  const basics = find(BASICS.name)
  if (!basics) errors.push({ sheet: BASICS.name, row: 0, column: '', message: '缺少这张表' })
  const facts = basics ? readBasics(basics, errors) : {}
  const counts: ReadBooks['counts'] = []
  const rows: Record<string, unknown> = {}
  for (const spec of SHEETS) {
    const sheet = find(spec.name)
    if (!sheet && spec.key === 'lines') errors.push({ sheet: spec.name, row: 0, column: '', message: '缺少这张表' })
    const read = sheet ? readRows(spec, sheet, errors) : []
    rows[spec.key] = read
    counts.push({ sheet: spec.name, count: read.length })
  }
  if (errors.length > 0) return { books: undefined, errors, counts }
  const books = { ...facts, ...rows } as BooksJson
  const checked = Books.safeParse(books)
  if (checked.success) return { books, errors, counts }
  const named = checked.error.issues.map(issue => {
    const [key, index] = issue.path
    const spec = SHEETS.find(one => one.key === key)
    const columns = spec?.columns ?? BASIC_FACTS
    return {
      sheet: spec?.name ?? BASICS.name,
      row: typeof index === 'number' ? index + 2 : 0,
      column: columns.find(column => issue.path.includes(column.key))?.title ?? '',
      message: issue.message,
    }
  })
  return { books: undefined, errors: named, counts }
}
