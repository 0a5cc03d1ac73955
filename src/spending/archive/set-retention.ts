// Set how long a kind of accounting papers is kept, from a day on; what held before stays written.
import { z } from 'zod'
import { command, DayField, Text } from '../../platform/index.ts'

export const setRetention = command({
  name: 'spending.set-retention',
  title: '设定档案保管年限',
  access: ['finance', 'admin'],
  input: z.strictObject({
    kind: z.enum(['voucher', 'ledger', 'statement', 'bank']),
    title: Text(40),
    years: z.number().int().min(1).max(100).nullable(),
    effective_from: DayField,
    source: Text(120),
    confirmed: z.boolean().default(false),
  }),
  output: z.object({}),
  async run(tx, _call, row) {
    await tx`insert into spending.retention ${tx(row)} on conflict (kind, effective_from) do update
      set title = excluded.title, years = excluded.years, source = excluded.source, confirmed = excluded.confirmed`
    return {}
  },
})
