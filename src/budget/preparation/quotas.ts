// 定额标准: what a post costs, what a head gets for running costs, unit prices. Versioned: a new amount closes the one before.
import { z } from 'zod'
import { command, DayField, Id, Int64, PositiveFen, query, type Sql, Text } from '../../platform/index.ts'
import { earlierFirst } from '../../platform/workbooks/index.ts'
import { noSuchQuota, quotaInUse, quotaOverlaps } from './refusals.ts'
import { QUOTA_KINDS } from './words.ts'

type Before = { id: bigint; effective_from: string; effective_to: string | null; amount_fen: bigint }

/** The same quota from the same day on, set anew: its document, its check, and its amount while no request rests on it. */
async function correct(
  tx: Sql,
  before: Before,
  quota: Record<string, unknown> & { title: string; amount_fen: bigint },
) {
  if (before.amount_fen !== quota.amount_fen) {
    const used = await tx`select 1 from budget.request_items where quota_id = ${before.id} limit 1`
    if (used.length > 0) throw quotaInUse({ title: quota.title })
  }
  const { economic_code, unit, amount_fen, source, confirmed } = quota as Record<string, string>
  await tx`update budget.quotas set ${tx({ economic_code, unit, amount_fen, source, confirmed } as never)} where id = ${before.id}`
  return before.id
}

/** End a quota after a day, without a new one. */
export const endQuota = command({
  name: 'budget.end-quota',
  title: '停用定额标准',
  access: ['finance'],
  input: z.strictObject({ quota_id: Id, effective_to: DayField }),
  output: z.object({ title: z.string() }),
  async run(tx, _call, { quota_id, effective_to }) {
    const [row] = await tx<{ title: string }[]>`
      update budget.quotas set effective_to = ${effective_to}
      where id = ${quota_id} and effective_from <= ${effective_to} and (effective_to is null or effective_to > ${effective_to})
      returning title`
    if (!row) throw noSuchQuota()
    return row
  },
})

export const QuotaInput = z.strictObject({
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
})

async function writeQuota(tx: Sql, quota: z.output<typeof QuotaInput>): Promise<bigint> {
  const { kind, title, applies_to, effective_from } = quota
  const [before] = await tx<Before[]>`
    select id, effective_from, effective_to, amount_fen from budget.quotas
    where kind = ${kind} and title = ${title} and applies_to = ${applies_to}
    order by effective_from desc limit 1 for update`
  if (before && before.effective_from > effective_from) throw quotaOverlaps({ from: before.effective_from })
  if (before?.effective_from === effective_from) return correct(tx, before, quota)
  if (before && (before.effective_to === null || before.effective_to >= effective_from))
    await tx`update budget.quotas set effective_to = ${effective_from}::date - 1 where id = ${before.id}`
  const [row] = await tx<{ id: bigint }[]>`insert into budget.quotas ${tx(quota)} returning id`
  return row!.id
}

/** Set a quota from a day on; the one in force before ends the day before. From the same day on it is corrected. */
export const setQuota = command({
  name: 'budget.set-quota',
  title: '设置定额标准',
  access: ['finance'],
  input: QuotaInput,
  output: z.object({ quota_id: Int64 }),
  run: async (tx, _call, quota) => ({ quota_id: await writeQuota(tx, quota) }),
})

/** Take a list of quotas in, the earlier first. Of those of the past only the source and 已核 may change. */
export const importQuotas = command({
  name: 'budget.import-quotas',
  title: '导入定额标准',
  access: ['finance'],
  input: z.strictObject({ rows: z.array(QuotaInput).min(1).max(2000) }),
  output: z.object({ quota_count: z.number() }),
  async run(tx, _call, { rows }) {
    for (const row of earlierFirst(rows)) {
      const [known] = await tx`
        update budget.quotas set source = ${row.source}, confirmed = ${row.confirmed}
        where kind = ${row.kind} and title = ${row.title} and applies_to = ${row.applies_to} and effective_from = ${row.effective_from}
          and amount_fen = ${row.amount_fen} and unit = ${row.unit} and economic_code is not distinct from ${row.economic_code}
        returning 1`
      if (!known) await writeQuota(tx, row)
    }
    return { quota_count: rows.length }
  },
})

const QuotaOut = z.object({
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
  output: z.array(QuotaOut),
  async read(tx) {
    const rows = await tx<Omit<z.input<typeof QuotaOut>, 'kind_title'>[]>`
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
