// Working days with 调休: the days announced here first, then the calendar's data, which is wrong without saying so beyond
// the years it knows; there only weekends are counted and the answer says that it is not confirmed.
import calendar from 'chinese-days'
import type { Day } from '../kernel/index.ts'
import type { Call } from './command.ts'
import type { Sql } from './database/database.ts'

/** The last year whose holidays and working weekends are in the calendar's data. */
const KNOWN_UNTIL = 2026
const DAY_MS = 86_400_000

const dayAfter = (day: Day, days: number): Day =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10)

export type DueDay = { day: Day; confirmed: boolean }

/** The day `days` calendar days after `from`. */
export function addDays(from: Day, days: number): Day {
  return dayAfter(from, days)
}

/**
 * The `count`th working day after `from`. `confirmed` is false when a year was touched whose working days are neither in
 * the data nor announced here: then Saturdays and Sundays alone were left out.
 */
export async function workingDayAfter(tx: Sql, from: Day, count: number): Promise<DueDay> {
  const announced = await tx<{ day: Day; working: boolean }[]>`
    select day, working from platform.calendar_days where day > ${from} and day <= ${dayAfter(from, count * 3 + 30)}`
  const known = new Map(announced.map(row => [row.day, row.working]))
  let day = from
  let confirmed = true
  for (let left = count; left > 0; ) {
    day = dayAfter(day, 1)
    const told = known.get(day)
    const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
    const beyond = Number(day.slice(0, 4)) > KNOWN_UNTIL
    if (beyond && told === undefined) confirmed = false
    const working = told ?? (beyond ? weekday !== 0 && weekday !== 6 : calendar.isWorkday(day))
    if (working) left -= 1
  }
  return { day, confirmed }
}

/** Writes days announced as working or free; a day told before is told anew. */
export async function writeCalendarDays(
  tx: Sql,
  call: Call,
  days: readonly { day: Day; working: boolean }[],
  source: string,
): Promise<void> {
  const rows = days.map(one => ({ ...one, source, recorded_at: call.at, recorded_by: call.actor.name }))
  await tx`insert into platform.calendar_days ${tx(rows)}
    on conflict (day) do update set working = excluded.working, source = excluded.source,
      recorded_at = excluded.recorded_at, recorded_by = excluded.recorded_by`
}
