// 定额标准: what a post costs, what a head gets for running costs, unit prices. Versioned: a new amount closes the one before.
import { z } from 'zod'
import { command, DayField, Int64, PositiveFen, query, type Sql, Text } from '../../platform/index.ts'
import { quotaOverlaps } from './refusals.ts'
import { QUOTA_KINDS } from './words.ts'

/** Set a quota from a day on; the one in force before ends the day before. */
export const setQuota = command({
  name: 'budget.set-quota',
  title: '设置定额标准',
  access: ['finance'],
  input: z.strictObject({
    kind: z.enum(Object.keys(QUOTA_KINDS) as [keyof typeof QUOTA_KINDS]),
    title: Text(40),
    applies_to: z.string().trim().max(40).default(''),
    economic_code: z
      .string()
      .regex(/^\d{5}$/, '部门经济分类填到款，5 位数字')
      .nullable()
      .default(null),
    unit: Text(12),
    amount_fen: PositiveFen,
    effective_from: DayField,
    source: Text(120),
    confirmed: z.boolean().default(false),
    is_example: z.boolean().default(false),
  }),
  output: z.object({ quota_id: Int64 }),
  async run(tx, _call, quota) {
    const { kind, title, applies_to, effective_from } = quota
    const [before] = await tx<{ id: bigint; effective_from: string }[]>`
      select id, effective_from from budget.quotas where kind = ${kind} and title = ${title} and applies_to = ${applies_to}
      order by effective_from desc limit 1 for update`
    if (before && before.effective_from >= effective_from) throw quotaOverlaps({ from: before.effective_from })
    if (before) await tx`update budget.quotas set effective_to = ${effective_from}::date - 1 where id = ${before.id}`
    const [row] = await tx<{ id: bigint }[]>`insert into budget.quotas ${tx(quota)} returning id`
    return { quota_id: row!.id }
  },
})

const Quota = z.object({
  id: Int64,
  kind: z.string(),
  kind_title: z.string(),
  title: z.string(),
  applies_to: z.string(),
  economic_code: z.string().nullable(),
  unit: z.string(),
  amount_fen: Int64,
  effective_from: z.string(),
  effective_to: z.string().nullable(),
  source: z.string(),
  confirmed: z.boolean(),
  is_example: z.boolean(),
})

export const quotas = query({
  name: 'budget.quotas',
  title: '定额标准',
  access: 'signed-in',
  input: z.strictObject({}),
  output: z.array(Quota),
  async read(tx) {
    const rows = await tx<Omit<z.input<typeof Quota>, 'kind_title'>[]>`
      select id, kind, title, applies_to, economic_code, unit, amount_fen, effective_from, effective_to, source, confirmed, is_example
      from budget.quotas order by kind, title, applies_to, effective_from desc`
    return rows.map(row => ({ ...row, kind_title: QUOTA_KINDS[row.kind as keyof typeof QUOTA_KINDS] }))
  },
})

/** A quota that holds on the first day of a year, or undefined. */
export async function quotaOf(
  tx: Sql,
  id: bigint,
  year: number,
): Promise<{ title: string; amount_fen: bigint } | undefined> {
  const [row] = await tx<{ title: string; amount_fen: bigint }[]>`
    select title, amount_fen from budget.quotas where id = ${id} and effective_from <= ${`${year}-12-31`}
      and (effective_to is null or effective_to >= ${`${year}-01-01`})`
  return row
}
