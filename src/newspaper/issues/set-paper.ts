// Register a newspaper, or change what its masthead says.
import { z } from 'zod'
import { command, Text } from '../../platform/index.ts'

export const setPaper = command({
  name: 'newspaper.set-paper',
  title: '登记报纸',
  access: ['director', 'operations'],
  input: z.strictObject({
    code: z.string().regex(/^[a-z][a-z0-9]{1,9}$/, '用 2 到 10 个小写字母或数字，字母开头，例如 btb'),
    name: Text(20),
    licence: z.string().trim().max(60).default(''),
    sponsor: z.string().trim().max(60).default(''),
    frequency: z.string().trim().max(20).default(''),
  }),
  output: z.object({ code: z.string() }),
  async run(tx, call, { code, name, licence, sponsor, frequency }) {
    await tx`insert into newspaper.papers (code, name, licence, sponsor, frequency, set_at, set_by)
      values (${code}, ${name}, ${licence}, ${sponsor}, ${frequency}, ${call.at}, ${call.actor.name})
      on conflict (code) do update set name = excluded.name, licence = excluded.licence, sponsor = excluded.sponsor,
        frequency = excluded.frequency, set_at = excluded.set_at, set_by = excluded.set_by`
    return { code }
  },
})
