// Days and years as the books know them. A Day is `YYYY-MM-DD`; nothing here reads a clock.

/** A calendar day, `YYYY-MM-DD`. */
export type Day = string

/** The day of an instant in Beijing time (UTC+8, no summer time since 1992). */
export function dayOf(at: Date): Day {
  return new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 10)
}

export function yearOf(day: Day): number {
  return Number(day.slice(0, 4))
}

export function monthOf(day: Day): number {
  return Number(day.slice(5, 7))
}

/** True when the text is a day that exists. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const date = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().slice(0, 10) === text
}

export function lastDayOf(year: number): Day {
  return `${year}-12-31`
}

/** 2022-12-31 → 2022年12月31日 */
export function chineseDay(day: Day): string {
  return `${Number(day.slice(0, 4))}年${monthOf(day)}月${Number(day.slice(8, 10))}日`
}

/** The first and the last day of a year, or of one of its months. */
export function daysOf({ year, month }: { year: number; month?: number | undefined }): { from_day: Day; to_day: Day } {
  if (month === undefined) return { from_day: `${year}-01-01`, to_day: lastDayOf(year) }
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate()
  const stem = `${year}-${String(month).padStart(2, '0')}`
  return { from_day: `${stem}-01`, to_day: `${stem}-${last}` }
}
