// Depreciation lives and configuration standards as lists: what the page exports comes in again, row by row.
import { z } from 'zod'
import { command } from '../../platform/index.ts'
import {
  checkedRow,
  earlierFirst,
  isConfirmed,
  keyOfWord,
  parseDayCell,
  parseMoneyCell,
  type RowCells,
  ruleListReading,
} from '../../platform/workbooks/index.ts'
import { CARD_KINDS } from '../details-table.ts'
import { FINANCIAL_CLASSES } from '../vocabulary.ts'
import { LIFE_COLUMNS, NOT_DEPRECIATED, PER, STANDARD_COLUMNS } from './rule-columns.ts'
import { LifeInput, StandardInput, writeLife, writeStandard } from './set-rules.ts'

const CLERKS = ['operations', 'finance', 'admin']
type LifeTitle = (typeof LIFE_COLUMNS)[keyof typeof LIFE_COLUMNS]
type StandardTitle = (typeof STANDARD_COLUMNS)[keyof typeof STANDARD_COLUMNS]
type Life = z.output<typeof LifeInput>
type Standard = Omit<z.output<typeof StandardInput>, 'price_fen'> & { price_fen: string | null }

/** 8, 8 年, 不低于 8 年 or 100 个月, in months. */
function monthsOf(text: string): number | null {
  if (text === NOT_DEPRECIATED) return null
  const found = /^(?:不低于\s*)?(\d{1,4})\s*(年|个月)?$/.exec(text)
  if (!found) throw new Error(`年限“${text}”无法识别，填年数（如 8 年）、月数（如 100 个月）或“${NOT_DEPRECIATED}”`)
  return Number(found[1]) * (found[2] === '个月' ? 1 : 12)
}

function lifeOf({ cell, text }: RowCells<LifeTitle>): Life {
  const financial_class = keyOfWord(FINANCIAL_CLASSES, text('财务分类'))
  if (!financial_class) throw new Error('财务分类没有填')
  const row = {
    title: text('类别'),
    financial_class,
    card_kind: keyOfWord(CARD_KINDS, text('卡片种类')) ?? 'general',
    life_months: monthsOf(text('年限')),
    effective_from: parseDayCell(cell('起用日期')),
    source: text('依据'),
    confirmed: isConfirmed(text('核对')),
  }
  return checkedRow(LifeInput, row, LIFE_COLUMNS)
}

/** Read a list of depreciation lives. Nothing is kept. */
export const readLifeRules = ruleListReading<Life, LifeTitle>({
  name: 'assets.read-life-rules',
  title: '读取折旧年限表',
  access: CLERKS,
  required: ['类别', '财务分类', '年限', '起用日期', '依据'],
  readRow: lifeOf,
  known: tx => tx<Life[]>`
    select title, financial_class, card_kind, life_months, effective_from, source, confirmed from assets.life_rules`,
  subject: row => row.title,
  says: row => [row.financial_class, row.card_kind, row.life_months, row.source, row.confirmed].join('|'),
  words: row => `${row.title} ${row.effective_from} 起`,
})

export const importLifeRules = command({
  name: 'assets.import-life-rules',
  title: '导入折旧年限',
  access: CLERKS,
  input: z.strictObject({ rows: z.array(LifeInput).min(1).max(2000) }),
  output: z.object({ rule_count: z.number() }),
  async run(tx, _call, { rows }) {
    for (const row of earlierFirst(rows)) await writeLife(tx, row)
    return { rule_count: rows.length }
  },
})

function whole(text: string, title: StandardTitle): number | null {
  if (text === '') return null
  if (!/^\d{1,5}$/.test(text)) throw new Error(`${title}“${text}”应为整数`)
  return Number(text)
}

function standardOf({ cell, text }: RowCells<StandardTitle>): Standard {
  const per = keyOfWord(PER, text('范围'))
  if (!per) throw new Error('范围没有填')
  const price_fen = text('价格上限') === '' ? null : String(parseMoneyCell(cell('价格上限')))
  const row = {
    item: text('资产'),
    words: text('别名'),
    per,
    quantity: whole(text('数量'), '数量') as number,
    price_fen,
    life_years: whole(text('最低年限').replace(/\s*年$/, ''), '最低年限'),
    effective_from: parseDayCell(cell('起用日期')),
    source: text('依据'),
    confirmed: isConfirmed(text('核对')),
  }
  return { ...checkedRow(StandardInput, row, STANDARD_COLUMNS), price_fen }
}

/** Read a list of configuration standards. Nothing is kept. */
export const readStandards = ruleListReading<Standard, StandardTitle>({
  name: 'assets.read-standards',
  title: '读取配置标准表',
  access: CLERKS,
  required: ['资产', '范围', '数量', '起用日期', '依据'],
  readRow: standardOf,
  known: tx => tx<Standard[]>`
    select item, words, per, quantity, price_fen::text, life_years, effective_from, source, confirmed from assets.standards`,
  subject: row => row.item,
  says: row => [row.words, row.per, row.quantity, row.price_fen, row.life_years, row.source, row.confirmed].join('|'),
  words: row => `${row.item} ${row.effective_from} 起`,
})

export const importStandards = command({
  name: 'assets.import-standards',
  title: '导入配置标准',
  access: CLERKS,
  input: z.strictObject({ rows: z.array(StandardInput).min(1).max(2000) }),
  output: z.object({ standard_count: z.number() }),
  async run(tx, _call, { rows }) {
    for (const row of earlierFirst(rows)) await writeStandard(tx, row)
    return { standard_count: rows.length }
  },
})
