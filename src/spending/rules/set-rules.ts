// Rules of spending as data: a new rule takes effect on its day and ends the one before; nothing that held is changed.
import { z } from 'zod'
import { CATEGORIES } from '../../budget/index.ts'
import type { Day } from '../../kernel/index.ts'
import { ROLES, type Role } from '../../people/index.ts'
import { command, DayField, FenInput, Id, Int64, type Sql, Text } from '../../platform/index.ts'
import { earlierFirst } from '../../platform/workbooks/index.ts'
import { noSuchRule, rulePeriod } from '../refusals.ts'
import { DOCUMENTS, KINDS, STANDARD_KINDS, UNITS } from '../vocabulary.ts'

const keys = <T extends object>(of: T) => Object.keys(of) as [keyof T & string, ...(keyof T & string)[]]
const NotNegative = FenInput.refine(fen => fen >= 0n, '金额不能为负')
const access = ['finance', 'admin'] as const

const dayBefore = (day: Day) => new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10)

type Table = 'standards' | 'requirements' | 'routes'
type Key = Record<string, string | bigint | null>

/** Ends the rule that holds beyond the day before the new one starts; refuses a start before that rule's own. */
async function endEarlier(tx: Sql, table: Table, key: Key, from: Day): Promise<void> {
  const same = Object.entries(key).map(
    ([column, value]) => tx`and ${tx(column)} is not distinct from ${value as string | null}`,
  )
  const [open] = await tx<{ id: bigint; effective_from: Day }[]>`
    select id, effective_from from spending.${tx(table)}
    where (effective_to is null or effective_to >= ${from}) ${same.reduce((all, one) => tx`${all} ${one}`, tx``)}
    order by effective_from desc limit 1 for update`
  if (!open) return
  if (open.effective_from >= from) throw rulePeriod({ from: open.effective_from })
  await tx`update spending.${tx(table)} set effective_to = ${dayBefore(from)} where id = ${open.id}`
}

const rule = { effective_from: DayField, source: Text(120), confirmed: z.boolean().default(false) }
const output = z.object({ rule_id: Int64 })

async function write(tx: Sql, table: Table, row: Record<string, unknown>): Promise<{ rule_id: bigint }> {
  const [written] = await tx<{ id: bigint }[]>`
    insert into spending.${tx(table)} ${tx(row as never)} returning id`
  return { rule_id: written!.id }
}

export const StandardInput = z.strictObject({
  kind: z.enum(keys(STANDARD_KINDS)),
  item: Text(40),
  class: z.string().max(40).default(''),
  rank: z.string().max(40).default(''),
  unit: z.enum(keys(UNITS)),
  limit_fen: NotNegative,
  ...rule,
})

async function writeStandard(tx: Sql, row: z.output<typeof StandardInput>): Promise<{ rule_id: bigint }> {
  const { kind, item, rank } = row
  await endEarlier(tx, 'standards', { kind, item, class: row.class, rank }, row.effective_from)
  return write(tx, 'standards', row)
}

export const setStandard = command({
  name: 'spending.set-standard',
  title: '设定开支标准',
  access,
  input: StandardInput,
  output,
  run: (tx, _call, row) => writeStandard(tx, row),
})

/** Take a list of standards in, the earlier first. Of one that is there its source and 已核 may change, never its limit. */
export const importStandards = command({
  name: 'spending.import-standards',
  title: '导入开支标准',
  access,
  input: z.strictObject({ rows: z.array(StandardInput).min(1).max(2000) }),
  output: z.object({ standard_count: z.number() }),
  async run(tx, _call, { rows }) {
    for (const row of earlierFirst(rows)) {
      const [known] = await tx`
        update spending.standards set source = ${row.source}, confirmed = ${row.confirmed}
        where kind = ${row.kind} and item = ${row.item} and class = ${row.class} and rank = ${row.rank}
          and effective_from = ${row.effective_from} and limit_fen = ${row.limit_fen} and unit = ${row.unit} returning 1`
      if (!known) await writeStandard(tx, row)
    }
    return { standard_count: rows.length }
  },
})

export const setRequirement = command({
  name: 'spending.set-requirement',
  title: '设定必备附件',
  access,
  input: z.strictObject({
    kind: z.enum(keys(KINDS)).nullable(),
    category: z.enum(keys(CATEGORIES)).nullable(),
    from_fen: NotNegative,
    document: z.enum(keys(DOCUMENTS)),
    due: z.enum(['submit', 'pay']),
    ...rule,
  }),
  output,
  async run(tx, _call, row) {
    const { kind, category, document, due } = row
    await endEarlier(tx, 'requirements', { kind, category, document, due }, row.effective_from)
    return write(tx, 'requirements', row)
  },
})

export const setRoute = command({
  name: 'spending.set-route',
  title: '设定审批流程',
  access,
  input: z.strictObject({
    kind: z.enum(keys(KINDS)).nullable(),
    from_fen: NotNegative,
    steps: z
      .array(z.strictObject({ title: Text(20), role: z.enum(keys(ROLES) as [Role]) }))
      .min(1, '至少一步')
      .max(8),
    ...rule,
  }),
  output,
  async run(tx, _call, { steps, ...row }) {
    const { kind, from_fen } = row
    await endEarlier(tx, 'routes', { kind, from_fen: String(from_fen) }, row.effective_from)
    return write(tx, 'routes', { ...row, steps: tx.json(steps) })
  },
})

/** End a rule of a table after a day, without a new one. */
export const endRule = command({
  name: 'spending.end-rule',
  title: '停用报销规定',
  access,
  input: z.strictObject({
    table: z.enum(['standards', 'requirements', 'routes']),
    rule_id: Id,
    effective_to: DayField,
  }),
  output: z.object({}),
  async run(tx, _call, { table, rule_id, effective_to }) {
    const ended = await tx`update spending.${tx(table)} set effective_to = ${effective_to}
      where id = ${rule_id} and effective_from <= ${effective_to} returning 1`
    if (ended.length === 0) throw noSuchRule()
    return {}
  },
})
