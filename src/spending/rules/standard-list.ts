// 开支标准 as a list: what the page exports comes in again, row by row.
import type { z } from 'zod'
import {
  checkedRow,
  isConfirmed,
  keyOfWord,
  parseDayCell,
  parseMoneyCell,
  type RowCells,
  ruleListReading,
} from '../../platform/workbooks/index.ts'
import { CLASSES_OF, RANKS, STANDARD_ITEMS, STANDARD_KINDS, UNITS } from '../vocabulary.ts'
import { FOR_ALL, STANDARD_COLUMNS } from './list-columns.ts'
import { StandardInput } from './set-rules.ts'

type Row = Omit<z.output<typeof StandardInput>, 'limit_fen'> & { limit_fen: string }
type Title = (typeof STANDARD_COLUMNS)[keyof typeof STANDARD_COLUMNS]
type Kind = keyof typeof STANDARD_KINDS

const chosen = (words: Record<string, string>, text: string) => (text === FOR_ALL ? '' : (keyOfWord(words, text) ?? ''))

/** A night of travel and a head of a meeting are counted by the day in the same words. */
function unitOf(kind: Kind, text: string): keyof typeof UNITS {
  const unit = keyOfWord(UNITS, text)
  if (!unit) throw new Error('单位没有填')
  if (UNITS[unit] !== UNITS.day) return unit
  return kind === 'travel' ? 'day' : 'head_day'
}

function limitOf(unit: keyof typeof UNITS, { cell, text }: RowCells<Title>): string {
  if (unit !== 'count') return String(parseMoneyCell(cell('标准')))
  if (!/^\d{1,4}$/.test(text('标准'))) throw new Error(`标准“${text('标准')}”应为人数`)
  return text('标准')
}

function readRow(cells: RowCells<Title>): Row {
  const { cell, text } = cells
  const kind = keyOfWord(STANDARD_KINDS, text('类别'))
  const item = keyOfWord(STANDARD_ITEMS, text('项目'))
  if (!kind || !item) throw new Error('类别和项目要填')
  const unit = unitOf(kind, text('单位'))
  const limit_fen = limitOf(unit, cells)
  const row = {
    kind,
    item,
    class: chosen(CLASSES_OF[kind], text('分类')),
    rank: chosen(RANKS, text('职级')),
    unit,
    limit_fen,
    effective_from: parseDayCell(cell('起用日期')),
    source: text('依据'),
    confirmed: isConfirmed(text('核对')),
  }
  return { ...checkedRow(StandardInput, row, STANDARD_COLUMNS), limit_fen }
}

const granted = (row: Row) => [row.limit_fen, row.unit].join('|')

/** Read a list of standards. Nothing is kept. */
export const readStandardList = ruleListReading<Row, Title>({
  name: 'spending.read-standards',
  title: '读取开支标准表',
  access: ['finance', 'admin'],
  required: ['类别', '项目', '标准', '单位', '起用日期', '依据'],
  readRow,
  known: tx => tx<Row[]>`
    select kind, item, class, rank, unit, limit_fen::text, effective_from, source, confirmed from spending.standards`,
  subject: row => [row.kind, row.item, row.class, row.rank].join('|'),
  fixed: granted,
  says: row => [granted(row), row.source, row.confirmed].join('|'),
  words: row =>
    [STANDARD_KINDS[row.kind], STANDARD_ITEMS[row.item], CLASSES_OF[row.kind][row.class], `${row.effective_from} 起`]
      .filter(Boolean)
      .join(' '),
})
