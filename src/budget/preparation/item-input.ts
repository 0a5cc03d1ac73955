// What an item of a request is made of, and the rules it must keep. Shared by the form's command and the workbook.
import { z } from 'zod'
import { Id, type Sql, Text } from '../../platform/index.ts'
import { CATEGORIES, SOURCES, THREE_PUBLIC } from '../vocabulary.ts'
import { quotaOf } from './quotas.ts'
import { classesMixed, noSuchQuota, offQuota } from './refusals.ts'
import { INDICATOR_KINDS, mixedClasses } from './words.ts'

const keys = <T extends object>(of: T) => Object.keys(of) as [keyof T & string, ...(keyof T & string)[]]
const Code = (pattern: RegExp, words: string) => z.string().regex(pattern, words).nullable().default(null)

const IndicatorInput = z.strictObject({
  kind: z.enum(keys(INDICATOR_KINDS)),
  title: Text(40),
  direction: z.enum(['≥', '≤', '=']),
  target: z.string().regex(/^-?\d{1,12}(\.\d{1,4})?$/, '指标值要填数字，才能考核'),
  unit: z.string().trim().max(12).default(''),
})

export const ItemFields = {
  line_no: z.string().trim().max(20).default(''),
  side: z.enum(['income', 'expenditure']).default('expenditure'),
  title: Text(80),
  source: z.enum(keys(SOURCES)).default('fiscal'),
  category: z.enum(keys(CATEGORIES)).nullable().default(null),
  function_code: Code(/^\d{3,7}$/, '功能分类填 3 到 7 位数字'),
  economic_code: Code(/^\d{3,5}$/, '经济分类填 3 到 5 位数字'),
  project: z.string().trim().max(80).nullable().default(null),
  three_public: z.enum(keys(THREE_PUBLIC)).nullable().default(null),
  procurement: z.boolean().default(false),
  quota_id: Id.nullable().default(null),
  quantity: z.int('数量填整数').min(1, '数量至少为 1').max(1_000_000),
  quantity_unit: z.string().trim().max(12).default(''),
  times: z.int('次数填整数').min(1, '次数至少为 1').max(10_000).default(1),
  times_unit: z.string().trim().max(12).default(''),
  price_fen: z
    .string()
    .regex(/^\d{1,15}$/, '单价应为以分为单位的整数')
    .transform(BigInt),
  basis: z.string().trim().max(400).default(''),
  objective: z.string().trim().max(600).default(''),
  indicators: z.array(IndicatorInput).max(12).default([]),
} as const

const Item = z.strictObject(ItemFields)
export type ItemInput = z.output<typeof Item>

/** Empty projects are none; the fields of income are cleared. */
export function tidied(item: ItemInput): ItemInput {
  const project = item.project || null
  return item.side === 'income'
    ? { ...item, category: null, project, three_public: null, procurement: false }
    : { ...item, project }
}

/** Refuses an item that mixes classes, or whose price is not its quota's. */
export async function mustKeepRules(tx: Sql, year: number, item: ItemInput): Promise<void> {
  const why = mixedClasses(item)
  if (why) throw classesMixed({ title: item.title, why })
  if (item.side === 'expenditure' && item.category === null)
    throw classesMixed({ title: item.title, why: '支出要选类别' })
  if ((item.category === 'other_running' || item.category === 'specific') && !item.project)
    throw classesMixed({ title: item.title, why: '其他运转类和特定目标类要写项目名称' })
  if (item.quota_id === null) return
  const quota = await quotaOf(tx, item.quota_id, year)
  if (!quota) throw noSuchQuota()
  if (quota.amount_fen !== item.price_fen)
    throw offQuota({ title: item.title, quota: quota.title, amount_fen: quota.amount_fen })
}
