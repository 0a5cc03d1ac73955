// Working days as announced each year (节假日安排): days worked on a weekend, days free in the week; deadlines count by them.
import { z } from 'zod'
import { command, DayField, query, Text, writeCalendarDays } from '../platform/index.ts'

/** Note which days are worked and which are free, with the notice they stand in. */
export const noteWorkingDays = command({
  name: 'people.note-working-days',
  title: '登记节假日安排',
  access: ['admin', 'operations'],
  input: z.strictObject({
    days: z
      .array(z.strictObject({ day: DayField, working: z.boolean() }))
      .min(1)
      .max(400),
    source: Text(200),
  }),
  output: z.object({ day_count: z.number() }),
  async run(tx, call, { days, source }) {
    await writeCalendarDays(tx, call, days, source)
    return { day_count: days.length }
  },
})

const Day = z.object({ day: z.string(), working: z.boolean(), source: z.string() })

export const workingDays = query({
  name: 'people.working-days',
  title: '节假日安排',
  access: 'signed-in',
  input: z.strictObject({}),
  output: z.array(Day),
  read: tx => tx<z.input<typeof Day>[]>`select day, working, source from platform.calendar_days order by day desc`,
})
