// 客户端: installs, active users and retention, by hand or from the stores' files until the client tells them by itself.
import { z } from 'zod'
import { command, DayField, query } from '../../platform/index.ts'
import { futureReading } from '../refusals.ts'
import { CLIENT_METRICS, type ClientMetric, READING_SOURCES, type ReadingSource } from '../vocabulary.ts'

const metrics = Object.keys(CLIENT_METRICS) as [ClientMetric, ...ClientMetric[]]

/** Record numbers of the client. A later row for the same day and number counts; the earlier one stays to be seen. */
export const recordClient = command({
  name: 'audience.record-client',
  title: '登记客户端数据',
  access: ['editor', 'operations', 'director'],
  input: z.strictObject({
    rows: z
      .array(
        z.strictObject({
          on_day: DayField,
          metric: z.enum(metrics),
          value: z.number().int('应为整数').min(0, '不能为负').max(10_000_000_000, '数字太大'),
        }),
      )
      .min(1)
      .max(2000),
    source: z.enum(Object.keys(READING_SOURCES) as [ReadingSource, ...ReadingSource[]]).default('hand'),
    note: z.string().trim().max(300).default(''),
  }),
  output: z.object({}),
  async run(tx, call, { rows, source, note }) {
    for (const { on_day, metric, value } of rows) {
      if (on_day > call.today) throw futureReading({ day: on_day })
      await tx`insert into audience.client_readings (on_day, metric, value, source, note, captured_at, entered_by)
        values (${on_day}, ${metric}, ${value}, ${source}, ${note}, ${call.at}, ${call.actor.name})`
    }
    return {}
  },
})

const Counted = z.object({ on_day: z.string(), values: z.record(z.string(), z.number()) })

export const client = query({
  name: 'audience.client',
  title: '客户端数据',
  access: 'signed-in',
  input: z.strictObject({ from_day: DayField, to_day: DayField }),
  output: z.object({
    days: z.array(Counted),
    population: z.object({ count: z.number(), source: z.string(), confirmed: z.boolean() }).nullable(),
  }),
  async read(tx, { from_day, to_day }) {
    const days = await tx<z.input<typeof Counted>[]>`
      select on_day, jsonb_object_agg(metric, value) as values from audience.client_counters
      where on_day between ${from_day} and ${to_day} group by on_day order by on_day`
    const [population] = await tx<{ count: number; source: string; confirmed: boolean }[]>`
      select count::float8 count, source, confirmed from audience.populations
      where effective_from <= ${to_day} order by effective_from desc limit 1`
    return { days, population: population ?? null }
  },
})
