// A list of rules that a page exports, read back: what is new, what changes, and every fault. The same list again changes nothing.
import { z } from 'zod'
import type { Sql } from '../database/database.ts'
import { type FileReading, fileReading } from '../file-reading.ts'
import { type RowCells, readListRows } from './rows.ts'

const Output = z.object({
  rows: z.array(z.unknown()),
  changes: z.array(z.object({ what: z.string(), name: z.string() })),
  unchanged_count: z.number(),
  errors: z.array(z.object({ row: z.number(), message: z.string() })),
})

type Dated = { effective_from: string }
type RuleList<Row extends Dated, Title extends string> = Pick<FileReading, 'name' | 'title' | 'access'> & {
  required: readonly Title[]
  /** a row as its command takes it; what it throws is told as a fault of the row */
  readRow(cells: RowCells<Title>, known: readonly Row[]): Row
  /** the rules that are there */
  known(tx: Sql): Promise<readonly Row[]>
  /** what a rule is about: it follows the one before of the same subject */
  subject(row: Row): string
  /** what may not change from its day on, as text; the source and 已核 may */
  fixed?(row: Row): string
  /** all that a rule says, as text */
  says(row: Row): string
  words(row: Row): string
}

export const isConfirmed = (text: string) => ['已核', '是', '1'].includes(text)

/** Why a row cannot stand beside the rules that are there and the rows above it. */
function faultOf<Row extends Dated>(row: Row, list: RuleList<Row, never>, known: readonly Row[]): string | undefined {
  const same = known.filter(one => list.subject(one) === list.subject(row))
  const before = same.find(one => one.effective_from === row.effective_from)
  if (before && list.fixed && list.fixed(before) !== list.fixed(row))
    return `${row.effective_from} 起的标准已经有了，标准要改，请写新的起用日期`
  const later = same.find(one => one.effective_from > row.effective_from)
  return before || !later ? undefined : `已有从 ${later.effective_from} 起的，新的起用日期要在它之后`
}

export function ruleListReading<Row extends Dated, Title extends string>(list: RuleList<Row, Title>) {
  return fileReading({
    name: list.name,
    title: list.title,
    access: list.access,
    output: Output,
    async read(tx, file) {
      const known = await list.known(tx)
      const keyOf = (row: Row) => `${list.subject(row)}|${row.effective_from}`
      const kept = new Map(known.map(row => [keyOf(row), row]))
      const rowOf = new Map<string, number>()
      const { rows, errors } = await readListRows<Row, Title>(file, list.required, cells => {
        const row = list.readRow(cells, known)
        const twin = rowOf.get(keyOf(row))
        if (twin !== undefined) throw new Error(`与第 ${twin} 行是同一条`)
        rowOf.set(keyOf(row), cells.row)
        const fault = faultOf(row, list as unknown as RuleList<Row, never>, known)
        if (fault) throw new Error(fault)
        return row
      })
      const changed = rows.filter(row => {
        const before = kept.get(keyOf(row))
        return !before || list.says(before) !== list.says(row)
      })
      return {
        rows: changed,
        changes: changed.map(row => ({ what: kept.has(keyOf(row)) ? '改动' : '新增', name: list.words(row) })),
        unchanged_count: rows.length - changed.length,
        errors,
      }
    },
  })
}

/** The earlier first: each ends the one before it. */
export const earlierFirst = <Row extends Dated>(rows: readonly Row[]): Row[] =>
  rows.toSorted((a, b) => (a.effective_from < b.effective_from ? -1 : 1))
