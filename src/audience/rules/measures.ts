// What is counted against: the population coverage is measured by, and when a post stands out so far that somebody looks.
import { z } from 'zod'
import { command, DayField, Text } from '../../platform/index.ts'
import { populationStands, spikeRuleTooEarly } from '../refusals.ts'

const KEEPERS = ['operations', 'director']

/** Set the population from a day on; a number that was not compared with its source yet may be set anew. */
export const setPopulation = command({
  name: 'audience.set-population',
  title: '登记常住人口',
  access: KEEPERS,
  input: z.strictObject({
    effective_from: DayField,
    count: z.int('应为整数').min(1).max(100_000_000),
    source: Text(200),
    confirmed: z.boolean().default(false),
  }),
  output: z.object({}),
  async run(tx, _call, { effective_from, count, source, confirmed }) {
    const kept = await tx`insert into audience.populations as p (effective_from, count, source, confirmed)
      values (${effective_from}, ${count}, ${source}, ${confirmed})
      on conflict (effective_from) do update set count = excluded.count, source = excluded.source, confirmed = excluded.confirmed
      where not p.confirmed returning 1`
    if (kept.length === 0) throw populationStands({ day: effective_from })
    return {}
  },
})

/** Set from when on a post counts as standing out. What was flagged before stays flagged by its rule. */
export const setSpikeRule = command({
  name: 'audience.set-spike-rule',
  title: '修改异常阅读规则',
  access: KEEPERS,
  input: z.strictObject({
    effective_from: DayField,
    times: z.int('应为整数').min(2).max(1000),
    reads_min: z.int('应为整数').min(0).max(100_000_000),
    posts_min: z.int('应为整数').min(1).max(1000),
    silent_reads: z.int('应为整数').min(1).max(100_000_000),
    source: Text(200),
  }),
  output: z.object({}),
  async run(tx, call, rule) {
    const [newest] = await tx<{ effective_from: string }[]>`
      select effective_from from audience.spike_rules order by effective_from desc limit 1 for update`
    const pending = newest !== undefined && newest.effective_from > call.today
    const first = newest && newest.effective_from >= call.today ? newest.effective_from : call.today
    if (rule.effective_from < first || (!pending && rule.effective_from === newest?.effective_from))
      throw spikeRuleTooEarly({ day: first })
    await tx`delete from audience.spike_rules where effective_from = ${rule.effective_from}`
    await tx`insert into audience.spike_rules ${tx(rule)}`
    return {}
  },
})
