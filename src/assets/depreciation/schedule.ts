// The straight line (年限平均法, 不考虑预计净残值) as pure arithmetic: the month of booking counts, the month of disposal does not.
import { type Day, divideDown } from '../../kernel/index.ts'

export type Depreciable = {
  original_fen: bigint
  life_months: number
  acquired_on: Day
  booked_on: Day
  depreciated_fen: bigint
}

/** 2026-02 → 2026-02-28 */
export function monthEnd(month: string): Day {
  const [year = 0, number = 0] = month.split('-').map(Number)
  return new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10)
}

const monthIndex = (day: Day) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1

/** What should be written off by the end of a month: equal parts, all of it once the life is over. */
export function writtenOffBy(
  { original_fen, life_months, acquired_on }: Omit<Depreciable, 'depreciated_fen' | 'booked_on'>,
  day: Day,
): bigint {
  const months = monthIndex(day) - monthIndex(acquired_on) + 1
  if (months <= 0 || life_months <= 0) return 0n
  if (months >= life_months) return original_fen
  return divideDown(original_fen, BigInt(life_months)) * BigInt(months)
}

/**
 * What a card owes at the end of a month beyond what was written off, parted into what belongs to this year and to earlier
 * years. A card booked this year owes nothing of years in which it was not in the books.
 */
export function dueIn(card: Depreciable, day: Day): { this_year: bigint; before: bigint } {
  const owed = writtenOffBy(card, day) - card.depreciated_fen
  if (owed <= 0n) return { this_year: 0n, before: 0n }
  const year = Number(day.slice(0, 4))
  const untilLastYear = writtenOffBy(card, `${year - 1}-12-31`) - card.depreciated_fen
  const old = Number(card.booked_on.slice(0, 4)) < year && untilLastYear > 0n ? untilLastYear : 0n
  return { this_year: owed - old, before: old }
}
