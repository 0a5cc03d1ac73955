// Indexes as they were computed, each with inputs and steps, and the versions of their formulas.
import { z } from 'zod'
import { Int64, query } from '../../platform/index.ts'

const Value = z.object({
  id: Int64,
  account_id: Int64,
  account: z.string(),
  platform: z.string(),
  code: z.string(),
  title: z.string(),
  version: z.string(),
  confirmed: z.boolean(),
  from_day: z.string(),
  to_day: z.string(),
  basis: z.string(),
  inputs: z.array(z.object({ name: z.string(), title: z.string(), value: z.number().nullable() })),
  steps: z.array(
    z.object({ name: z.string(), title: z.string(), value: z.number().nullable(), expression: z.string() }),
  ),
  value: z.string().nullable(),
  computed_at: z.date(),
  computed_by: z.string(),
})
type Row = Omit<z.input<typeof Value>, 'inputs' | 'steps'> & {
  inputs: Record<string, number | null>
  steps: { name: string; title: string; value: number | null }[]
  formula_inputs: { name: string; title: string }[]
  formula_steps: { name: string; expression: string }[]
}

export const indexes = query({
  name: 'audience.indexes',
  title: '传播指数',
  access: 'signed-in',
  input: z.strictObject({}),
  output: z.array(Value),
  async read(tx) {
    const rows = await tx<Row[]>`
      select v.*, v.value::text, a.name account, a.platform, f.title, f.confirmed, f.inputs formula_inputs, f.steps formula_steps
      from audience.index_values v join channels.accounts a on a.id = v.account_id
      join audience.formulas f on f.code = v.code and f.version = v.version
      order by v.id desc limit 500`
    return rows.map(({ formula_inputs, formula_steps, ...row }) => ({
      ...row,
      inputs: formula_inputs.map(({ name, title }) => ({ name, title, value: row.inputs[name] ?? null })),
      steps: row.steps.map(step => ({
        ...step,
        expression: formula_steps.find(one => one.name === step.name)?.expression ?? '',
      })),
    }))
  },
})

const Formula = z.object({
  code: z.string(),
  version: z.string(),
  title: z.string(),
  platforms: z.array(z.string()),
  steps: z.array(z.object({ name: z.string(), title: z.string(), expression: z.string() })),
  vectors: z.array(z.object({ inputs: z.record(z.string(), z.number()), result: z.number().nullable() })),
  effective_from: z.string(),
  effective_to: z.string().nullable(),
  source: z.string(),
  confirmed: z.boolean(),
})

export const formulas = query({
  name: 'audience.formulas',
  title: '指数算式',
  access: 'signed-in',
  input: z.strictObject({}),
  output: z.array(Formula),
  read: tx => tx<z.input<typeof Formula>[]>`select * from audience.formulas order by code, effective_from desc`,
})
