// Indexes: computed by the version in force on the period's last day; a new version is added, an old one never changed.
import { z } from 'zod'
import type { Day } from '../../kernel/index.ts'
import { type Call, command, DayField, Id, Int64, type Sql, Text } from '../../platform/index.ts'
import {
  badFormula,
  formulaExists,
  formulaTooEarly,
  noSuchAccount,
  noSuchFormula,
  wrongDays,
  wrongPlatform,
} from '../refusals.ts'
import { type FormulaSteps, faultsOf, runFormula } from './formula.ts'
import { INPUTS, type InputName, indexInputs } from './index-inputs.ts'

const DAYS_MAX = 366
const ANALYSTS = ['editor', 'operations', 'director']

type Formula = FormulaSteps & {
  code: string
  version: string
  title: string
  platforms: string[]
  effective_from: string
}

async function formulaOn(tx: Sql, code: string, day: Day): Promise<Formula> {
  const [formula] = await tx<Formula[]>`select * from audience.formulas
    where code = ${code} and effective_from <= ${day} and coalesce(effective_to, 'infinity') >= ${day}
    order by effective_from desc limit 1`
  if (!formula) throw noSuchFormula({ code, day })
  return formula
}

/** Throws unless the days are in order, over, and no more than a year. */
function mustBePeriod(call: Pick<Call, 'today'>, from_day: Day, to_day: Day): void {
  const days = (Date.parse(to_day) - Date.parse(from_day)) / 86_400_000 + 1
  if (days < 1 || days > DAYS_MAX || to_day > call.today) throw wrongDays()
}

/** Compute an index of an account for a period. Each computation is kept as a row with its inputs and steps. */
export const computeIndex = command({
  name: 'audience.compute-index',
  title: '计算传播指数',
  access: ANALYSTS,
  input: z.strictObject({ account_id: Id, code: z.string().max(20), from_day: DayField, to_day: DayField }),
  output: z.object({ index_id: Int64, version: z.string(), basis: z.string(), value: z.string().nullable() }),
  async run(tx, call, { account_id, code, from_day, to_day }) {
    mustBePeriod(call, from_day, to_day)
    const [account] = await tx<{ kind: string }[]>`select kind from channels.accounts where id = ${account_id}`
    if (!account) throw noSuchAccount()
    const formula = await formulaOn(tx, code, to_day)
    if (!formula.platforms.includes(account.kind)) throw wrongPlatform({ title: formula.title })
    const { inputs, basis } = await indexInputs(tx, { account_id, from_day, to_day })
    const used = Object.fromEntries(formula.inputs.map(({ name }) => [name, inputs[name as InputName]]))
    const { steps, result } = runFormula(formula, used)
    const value = result === null ? null : result.toFixed(7)
    const [row] = await tx<{ id: bigint }[]>`
      insert into audience.index_values (account_id, code, version, from_day, to_day, basis, inputs, steps, value, computed_at,
        computed_by)
      values (${account_id}, ${code}, ${formula.version}, ${from_day}, ${to_day}, ${basis}, ${tx.json(used)},
        ${tx.json(steps as never)}, ${value}, ${call.at}, ${call.actor.name}) returning id`
    return { index_id: row!.id, version: formula.version, basis, value }
  },
})

const Named = { name: z.string().regex(/^[A-Za-z_][A-Za-z0-9_]{0,40}$/, '名字只用字母、数字和下划线'), title: Text(60) }

/** Add a version of an index. It holds from its day on; what older versions gave stays. */
export const setFormula = command({
  name: 'audience.set-formula',
  title: '登记指数算式新版本',
  access: ['operations', 'director', 'admin'],
  input: z.strictObject({
    code: z.string().regex(/^[a-z]{2,12}$/, '代号用小写字母'),
    version: Text(20),
    title: Text(60),
    platforms: z.array(Text(20)).min(1).max(12),
    steps: z
      .array(z.strictObject({ ...Named, expression: Text(2000) }))
      .min(1)
      .max(40),
    vectors: z
      .array(z.strictObject({ inputs: z.record(z.string(), z.number()), result: z.number().nullable() }))
      .max(20)
      .default([]),
    effective_from: DayField,
    source: Text(200),
    confirmed: z.boolean().default(false),
  }),
  output: z.object({}),
  async run(tx, call, input) {
    const { code, version, steps, vectors, effective_from } = input
    const known = await tx<{ version: string; effective_from: string; effective_to: string | null }[]>`
      select version, effective_from, effective_to from audience.formulas where code = ${code} order by effective_from for update`
    if (known.some(one => one.version === version)) throw formulaExists({ version })
    const last = known.at(-1)
    if (last && effective_from <= last.effective_from) throw formulaTooEarly({ day: last.effective_from })
    const all = Object.entries(INPUTS).map(([name, title]) => ({ name, title }))
    const faults = faultsOf({ inputs: all, steps, vectors })
    if (faults.length > 0) throw badFormula({ faults })
    const text = steps.map(step => step.expression).join(' ')
    const inputs = all.filter(({ name }) => new RegExp(`\\b${name}\\b`).test(text))
    if (last?.effective_to === null)
      await tx`update audience.formulas set effective_to = ${effective_from}::date - 1
        where code = ${code} and version = ${last.version}`
    await tx`insert into audience.formulas (code, version, title, platforms, inputs, steps, vectors, effective_from, source,
        confirmed, added_at, added_by)
      values (${code}, ${version}, ${input.title}, ${input.platforms}, ${tx.json(inputs)}, ${tx.json(steps)},
        ${tx.json(vectors)}, ${effective_from}, ${input.source}, ${input.confirmed}, ${call.at}, ${call.actor.name})`
    return {}
  },
})
