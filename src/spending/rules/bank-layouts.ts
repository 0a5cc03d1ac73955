// The layout of a bank's file: a new one replaces the one of its name from today on; files that went out keep theirs.
import { z } from 'zod'
import { type Call, command, Id, Int64, type Sql, Text } from '../../platform/index.ts'
import { noSuchRule } from '../refusals.ts'
import { BANK_VALUES } from '../vocabulary.ts'
import { BETWEEN, blursColumns } from './list-columns.ts'

const access = ['finance', 'admin', 'cashier'] as const
const VALUES = Object.keys(BANK_VALUES) as [keyof typeof BANK_VALUES, ...(keyof typeof BANK_VALUES)[]]

export const Layout = z.strictObject({
  name: Text(40),
  format: z.enum(['xlsx', 'csv']),
  encoding: z.enum(['utf-8', 'gb18030']).default('utf-8'),
  columns: z
    .array(
      z.strictObject({
        title: Text(40).refine(
          title => !blursColumns(title),
          `列标题不能以“${BETWEEN}”开头，也不能写成“内容${BETWEEN}”的样子`,
        ),
        value: z.enum(VALUES),
      }),
    )
    .min(1, '至少一列')
    .max(40),
  source: Text(120),
  confirmed: z.boolean().default(false),
})
export type Layout = z.output<typeof Layout>
type Kept = Layout & { id: bigint; effective_from: string }

export const sayTheSame = (kept: Kept, layout: Layout) =>
  kept.format === layout.format &&
  kept.encoding === layout.encoding &&
  kept.source === layout.source &&
  kept.confirmed === layout.confirmed &&
  kept.columns.length === layout.columns.length &&
  kept.columns.every((one, n) => one.title === layout.columns[n]?.title && one.value === layout.columns[n]?.value)

export async function inForce(tx: Sql, name: string): Promise<Kept | undefined> {
  const [kept] = await tx<Kept[]>`
    select id, name, format, encoding, columns, source, confirmed, effective_from from spending.bank_layouts
    where name = ${name} and retired_at is null`
  return kept
}

const end = (tx: Sql, { id }: { id: bigint }, at: Date, today: string) => tx`
  update spending.bank_layouts set retired_at = ${at}, effective_to = greatest(effective_from, ${today}::date - 1) where id = ${id}`

async function write(tx: Sql, call: Call, layout: Layout): Promise<bigint> {
  await tx`select pg_advisory_xact_lock(hashtextextended(${layout.name}, 11))`
  const kept = await inForce(tx, layout.name)
  if (kept && sayTheSame(kept, layout)) return kept.id
  if (kept) await end(tx, kept, call.at, call.today)
  const row = { ...layout, columns: tx.json(layout.columns), effective_from: call.today }
  const [written] = await tx<{ id: bigint }[]>`insert into spending.bank_layouts ${tx(row)} returning id`
  return written!.id
}

export const setBankLayout = command({
  name: 'spending.set-bank-layout',
  title: '设定银行文件格式',
  access,
  input: Layout,
  output: z.object({ layout_id: Int64 }),
  run: async (tx, call, layout) => ({ layout_id: await write(tx, call, layout) }),
})

/** Several at once, as they were read from a list. */
export const setBankLayouts = command({
  name: 'spending.set-bank-layouts',
  title: '导入银行文件格式',
  access: ['finance', 'admin'],
  input: z.strictObject({ rows: z.array(Layout).min(1).max(100) }),
  output: z.object({ layout_count: z.number() }),
  async run(tx, call, { rows }) {
    for (const layout of rows) await write(tx, call, layout)
    return { layout_count: rows.length }
  },
})

/** No more files are made in a layout; those that went out can still be made again. */
export const retireBankLayout = command({
  name: 'spending.retire-bank-layout',
  title: '停用银行文件格式',
  access,
  input: z.strictObject({ layout_id: Id }),
  output: z.object({}),
  async run(tx, call, { layout_id }) {
    const [kept] = await tx<{ id: bigint }[]>`
      select id from spending.bank_layouts where id = ${layout_id} and retired_at is null for update`
    if (!kept) throw noSuchRule()
    await end(tx, kept, call.at, call.today)
    return {}
  },
})
