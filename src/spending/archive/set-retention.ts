// Set how long kinds of accounting papers are kept, each from a day on; what held before stays written.
import { z } from 'zod'
import { command, DayField, Text } from '../../platform/index.ts'
import { PAPERS } from '../vocabulary.ts'

export const Retention = z.strictObject({
  kind: z.enum(Object.keys(PAPERS) as [keyof typeof PAPERS]),
  title: Text(40),
  years: z.number().int().min(1, '至少 1 年').max(100, '最多 100 年').nullable(),
  effective_from: DayField,
  source: Text(120),
  confirmed: z.boolean().default(false),
})

export const setRetention = command({
  name: 'spending.set-retention',
  title: '设定档案保管年限',
  access: ['finance', 'admin'],
  input: z.strictObject({ rows: z.array(Retention).min(1).max(100) }),
  output: z.object({}),
  async run(tx, _call, { rows }) {
    for (const row of rows)
      await tx`insert into spending.retention ${tx(row)} on conflict (kind, effective_from) do update
        set title = excluded.title, years = excluded.years, source = excluded.source, confirmed = excluded.confirmed`
    return {}
  },
})
