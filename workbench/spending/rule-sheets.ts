// How standards, bank file layouts and the years papers are kept leave as a list: the columns that come in again.
import type { retention } from '../../src/spending/archive/archive.ts'
import {
  BETWEEN,
  FOR_ALL,
  HOLDS,
  LAYOUT_COLUMNS,
  RETENTION_COLUMNS,
  STANDARD_COLUMNS,
  titleInList,
} from '../../src/spending/rules/list-columns.ts'
import { BANK_VALUES, CLASSES_OF, KINDS, RANKS, STANDARD_ITEMS, UNITS } from '../../src/spending/vocabulary.ts'
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

type Standard = Rules['standards'][number]
const wordOf = (words: Record<string, string>, key: string) => words[key] ?? key

export const classOf = ({ kind, class: key }: Standard) => key && wordOf(CLASSES_OF[kind as 'travel'] ?? {}, key)

export const STANDARD_SHEET = {
  header: Object.values(STANDARD_COLUMNS),
  row: (row: Standard) => [
    wordOf(KINDS, row.kind),
    wordOf(STANDARD_ITEMS, row.item),
    classOf(row) || FOR_ALL,
    row.rank === '' ? FOR_ALL : wordOf(RANKS, row.rank),
    row.unit === 'count' ? row.limit_fen : { fen: row.limit_fen },
    wordOf(UNITS, row.unit),
    row.effective_from,
    row.effective_to,
    row.source,
    checked(row),
  ],
}
