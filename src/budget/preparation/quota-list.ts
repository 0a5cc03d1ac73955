// 定额标准 as a list: what the page exports comes in again.
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
import { QUOTA_COLUMNS } from './quota-columns.ts'
import { QuotaInput } from './quotas.ts'
import { QUOTA_KINDS } from './words.ts'

type Row = Omit<z.input<typeof QuotaInput>, 'is_example'> & { amount_fen: string }
type Title = (typeof QUOTA_COLUMNS)[keyof typeof QUOTA_COLUMNS]

function readRow({ cell, text }: RowCells<Title>): Row {
  const kind = keyOfWord(QUOTA_KINDS, text('种类'))
  if (!kind) throw new Error('种类没有填')
  const row = {
    kind,
    title: text('名称'),
    applies_to: text('适用'),
    economic_code: text('经济分类') || null,
    unit: text('单位'),
    amount_fen: String(parseMoneyCell(cell('标准'))),
    effective_from: parseDayCell(cell('起')),
    source: text('依据'),
    confirmed: isConfirmed(text('核对')),
  }
  checkedRow(QuotaInput, row, QUOTA_COLUMNS)
  return row
}

const granted = (row: Row) => [row.amount_fen, row.unit, row.economic_code].join('|')

/** Read a list of quotas. Nothing is kept. */
export const readQuotas = ruleListReading<Row, Title>({
  name: 'budget.read-quotas',
  title: '读取定额标准表',
  access: ['finance'],
  required: ['种类', '名称', '标准', '单位', '起', '依据'],
  readRow,
  known: tx => tx<Row[]>`
    select kind, title, applies_to, economic_code, unit, amount_fen::text, effective_from, source, confirmed from budget.quotas`,
  subject: row => [row.kind, row.title, row.applies_to].join('|'),
  says: row => [granted(row), row.source, row.confirmed].join('|'),
  words: row => `${row.title}${row.applies_to && `（${row.applies_to}）`} ${row.effective_from} 起`,
})
