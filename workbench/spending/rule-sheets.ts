// How bank file layouts and the years papers are kept leave as a list: the columns that come in again.
import type { retention } from '../../src/spending/archive/archive.ts'
import {
  BETWEEN,
  HOLDS,
  LAYOUT_COLUMNS,
  RETENTION_COLUMNS,
  titleInList,
} from '../../src/spending/rules/list-columns.ts'
import { BANK_VALUES } from '../../src/spending/vocabulary.ts'
import type { ask } from '../app/api.ts'
import type { Rules } from './data.ts'

type Layout = Rules['layouts'][number]
export type Kept = Awaited<ReturnType<typeof ask<typeof retention>>>[number]

const checked = (row: { confirmed: boolean }) => (row.confirmed ? '已核' : '待核')
const holds = (value: string) => BANK_VALUES[value as keyof typeof BANK_VALUES] ?? value

export const keptFor = (row: Kept) => (row.years ? `${row.years} 年` : '永久')

export const LAYOUT_SHEET = {
  header: [...LAYOUT_COLUMNS],
  row: (row: Layout) => [
    row.name,
    row.format.toUpperCase(),
    row.encoding.toUpperCase(),
    row.columns.map(one => `${titleInList(one.title)}${HOLDS}${holds(one.value)}`).join(BETWEEN),
    row.effective_from,
    row.effective_to,
    row.source,
    checked(row),
  ],
}

export const RETENTION_SHEET = {
  header: [...RETENTION_COLUMNS],
  row: (row: Kept) => [row.title, keptFor(row), row.effective_from, row.effective_to, row.source, checked(row)],
}
