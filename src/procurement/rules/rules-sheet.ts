// The rules of procurement as a list: what the page exports comes in again, row by row; twice changes nothing.
import { z } from 'zod'
import { command, DayField, fileReading, type Sql } from '../../platform/index.ts'
import {
  checkedRow,
  keyOfWord,
  parseDayCell,
  parseMoneyCell,
  type RowCells,
  readListRows,
} from '../../platform/workbooks/index.ts'
import { CATEGORIES_OF_PURCHASE, RULE_KINDS, type RuleKind } from '../vocabulary.ts'
import { RULE_COLUMNS } from './columns.ts'
import { titleOfRule } from './rules.ts'
import { isMoneyRule, RuleInput, writeRule } from './set-rule.ts'

const Row = RuleInput.extend({ effective_to: DayField.nullable().default(null) })
type Row = z.output<typeof Row>

type Title = (typeof RULE_COLUMNS)[keyof typeof RULE_COLUMNS]
const REQUIRED: readonly Title[] = ['规定', '地区', '级次', '数值', '生效日期', '依据']

/** Levels as lists of before, or of other offices, call them. */
const LEVEL_WORDS: Record<string, string> = {
  县区: '区县级',
  县级: '区县级',
  区县: '区县级',
  省本级: '省级',
  市本级: '市级',
}

function readRow({ cell, text }: RowCells<Title>): Row {
  const kind = keyOfWord(RULE_KINDS, text('规定')) as RuleKind | null
  if (kind === null) throw new Error('规定没有填')
  const money = isMoneyRule(kind)
  const category = money ? keyOfWord(CATEGORIES_OF_PURCHASE, text('类别')) : null
  if (money && category === null) throw new Error('限额和公开招标数额要填类别：货物、服务或工程')
  const row = {
    kind,
    category,
    region: text('地区'),
    level: (LEVEL_WORDS[text('级次')] ?? text('级次')) as Row['level'],
    value: money ? String(parseMoneyCell(cell('数值'))) : text('数值'),
    effective_from: parseDayCell(cell('生效日期')),
    effective_to: text('失效日期') === '' ? null : parseDayCell(cell('失效日期')),
    source: text('依据'),
    confirmed: ['已核', '是', '1'].includes(text('核对')),
  }
  if (row.effective_to !== null && row.effective_to < row.effective_from) throw new Error('失效日期早于生效日期')
  return checkedRow(Row, row, RULE_COLUMNS)
}

const keyOf = (row: Pick<Row, 'kind' | 'category' | 'region' | 'level' | 'effective_from'>) =>
  [row.kind, row.category ?? '', row.region, row.level, row.effective_from].join('|')

/** The rules that are there, by what tells them apart. */
async function known(tx: Sql): Promise<Map<string, Row>> {
  const rows = await tx<Row[]>`
    select kind, category, region, level, value, effective_from, effective_to, source, confirmed from procurement.rules`
  return new Map(rows.map(row => [keyOf(row), row]))
}

/** A blank end says nothing: the rule that follows ends the one before it. */
const same = (before: Row, row: Row) =>
  before.value === row.value &&
  before.source === row.source &&
  before.confirmed === row.confirmed &&
  (row.effective_to === null || before.effective_to === row.effective_to)

const wordsOf = ({ kind, category, effective_from }: Row) => `${titleOfRule(kind, category)} ${effective_from} 起`

/** Read a list of rules: what is new, what changes, and every fault. Nothing is kept. */
export const readRules = fileReading({
  name: 'procurement.read-rules',
  title: '读取采购规定表',
  access: ['operations', 'finance', 'admin'],
  output: z.object({
    rows: z.array(z.unknown()),
    changes: z.array(z.object({ what: z.string(), name: z.string() })),
    unchanged_count: z.number(),
    errors: z.array(z.object({ row: z.number(), message: z.string() })),
  }),
  async read(tx, file) {
    const before = await known(tx)
    const rowOf = new Map<string, number>()
    const { rows, errors } = await readListRows<Row, Title>(file, REQUIRED, cells => {
      const row = readRow(cells)
      const twin = rowOf.get(keyOf(row))
      if (twin !== undefined) throw new Error(`与第 ${twin} 行是同一条规定`)
      rowOf.set(keyOf(row), cells.row)
      return row
    })
    const changed = rows.filter(row => !(before.has(keyOf(row)) && same(before.get(keyOf(row))!, row)))
    return {
      rows: changed.map(row => ({ ...row, value: String(row.value) })),
      changes: changed.map(row => ({ what: before.has(keyOf(row)) ? '改动' : '新增', name: wordsOf(row) })),
      unchanged_count: rows.length - changed.length,
      errors,
    }
  },
})

/** Take a list of rules in, the earlier first: each ends the one before it. */
export const importRules = command({
  name: 'procurement.import-rules',
  title: '导入采购规定',
  access: ['operations', 'finance', 'admin'],
  input: z.strictObject({ rows: z.array(Row).min(1).max(2000) }),
  output: z.object({ rule_count: z.number() }),
  async run(tx, _call, { rows }) {
    for (const row of rows.toSorted((a, b) => (a.effective_from < b.effective_from ? -1 : 1))) {
      const { effective_to, ...rule } = row
      const id = await writeRule(tx, rule)
      if (effective_to !== null) await tx`update procurement.rules set effective_to = ${effective_to} where id = ${id}`
    }
    return { rule_count: rows.length }
  },
})
