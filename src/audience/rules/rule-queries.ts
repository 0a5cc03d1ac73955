// The rules of audience/ as they stand: population, posts that stand out, versions of the inspection.
import { z } from 'zod'
import { dayOf } from '../../kernel/index.ts'
import { query } from '../../platform/index.ts'

const Population = z.object({
  effective_from: z.string(),
  count: z.number(),
  source: z.string(),
  confirmed: z.boolean(),
})
const SpikeRule = z.object({
  effective_from: z.string(),
  times: z.number(),
  reads_min: z.number(),
  posts_min: z.number(),
  silent_reads: z.number(),
  source: z.string(),
})
const Rule = z.object({
  code: z.string(),
  version: z.string(),
  sort: z.number(),
  kind: z.enum(['veto', 'deduct', 'bonus']),
  title: z.string(),
  question: z.string(),
  computed: z.string().nullable(),
  applies: z.array(z.enum(['account', 'site', 'client'])),
  threshold: z.number().nullable(),
  points_cent: z.number(),
  points_max_cent: z.number(),
  rectify_days: z.number(),
  source: z.string(),
  confirmed: z.boolean(),
})
const Scheme = z.object({
  version: z.string(),
  full_cent: z.number(),
  bonus_max_cent: z.number(),
  pass_cent: z.number(),
  effective_from: z.string(),
  effective_to: z.string().nullable(),
  source: z.string(),
  confirmed: z.boolean(),
  used: z.boolean(),
})

export const audienceRules = query({
  name: 'audience.rules',
  title: '传播规则与自查指标',
  access: 'signed-in',
  input: z.strictObject({}),
  output: z.object({
    today: z.string(),
    populations: z.array(Population),
    spike_rules: z.array(SpikeRule),
    schemes: z.array(Scheme),
    rules: z.array(Rule),
  }),
  async read(tx, _input, { at }) {
    return {
      today: dayOf(at),
      populations: await tx<z.input<typeof Population>[]>`
        select effective_from, count::float8 count, source, confirmed from audience.populations order by effective_from desc`,
      spike_rules: await tx<z.input<typeof SpikeRule>[]>`
        select effective_from, times, reads_min::float8 reads_min, posts_min, silent_reads::float8 silent_reads, source
        from audience.spike_rules order by effective_from desc`,
      schemes: await tx<z.input<typeof Scheme>[]>`
        select s.*, exists (select from audience.inspections i where i.version = s.version) used
        from audience.inspection_schemes s order by effective_from desc`,
      rules: await tx<z.input<typeof Rule>[]>`select * from audience.inspection_rules order by version, sort`,
    }
  },
})
