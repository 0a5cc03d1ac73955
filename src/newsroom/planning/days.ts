// 宣传日历: memorial days, festivals and publicity days of the year; a centre adds its own.
import { z } from 'zod'
import type { Day } from '../../kernel/index.ts'
import { command, Id, Int64, type Sql, Text } from '../../platform/index.ts'
import { impossibleDay, noSuchDay } from '../refusals.ts'
import { DAY_KINDS, type DayKind } from './planning-vocabulary.ts'

/** a leap year: what exists there exists some year */
const LEAP_YEAR = 2024

/** Add a day to the calendar: every year, or once. */
export const addDay = command({
  name: 'newsroom.add-day',
  title: '日历加一天',
  access: ['director', 'operations', 'editor'],
  input: z.strictObject({
    title: Text(60),
    kind: z.enum(Object.keys(DAY_KINDS) as [DayKind]),
    month_no: z.int().min(1).max(12),
    day_no: z.int().min(1).max(31),
    year: z.int().min(2000).max(2100).nullable().default(null),
    is_solemn: z.boolean().default(false),
    source: z.string().trim().max(100).default(''),
  }),
  output: z.object({ day_id: Int64 }),
  async run(tx, _call, day) {
    const date = new Date(Date.UTC(day.year ?? LEAP_YEAR, day.month_no - 1, day.day_no))
    if (date.getUTCDate() !== day.day_no) throw impossibleDay({ month: day.month_no, day: day.day_no })
    const [row] = await tx<{ id: bigint }[]>`insert into newsroom.days ${tx(day)} returning id`
    return { day_id: row!.id }
  },
})

/** Take a day out of the calendar. */
export const endDay = command({
  name: 'newsroom.end-day',
  title: '日历去掉一天',
  access: ['director', 'operations', 'editor'],
  input: z.strictObject({ day_id: Id }),
  output: z.object({}),
  async run(tx, call, { day_id }) {
    const ended = await tx`update newsroom.days set ended_at = ${call.at}, ended_by = ${call.actor.name}
      where id = ${day_id} and ended_at is null returning 1`
    if (ended.length === 0) throw noSuchDay()
    return {}
  },
})

export const SpecialDay = z.object({
  id: Int64,
  on_date: z.string(),
  title: z.string(),
  kind: z.string(),
  is_solemn: z.boolean(),
  source: z.string(),
})

/** The special days of a period, in their order. A 29th of February comes only in leap years. */
export function specialDays(tx: Sql, from: Day, to: Day): Promise<z.input<typeof SpecialDay>[]> {
  return tx<z.input<typeof SpecialDay>[]>`
    select d.id, c.day::date on_date, d.title, d.kind, d.is_solemn, d.source
    from generate_series(${from}::date, ${to}::date, interval '1 day') c(day)
    join newsroom.days d on d.month_no = extract(month from c.day) and d.day_no = extract(day from c.day)
      and coalesce(d.year, extract(year from c.day)) = extract(year from c.day)
    where d.ended_at is null order by c.day, d.id`
}
