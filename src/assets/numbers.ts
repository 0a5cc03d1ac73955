// Numbers of cards and documents, taken from a counter row of the year.
import type { Day } from '../kernel/index.ts'
import type { Sql } from '../platform/index.ts'

const PREFIX = {
  card: 'ZC',
  disposal: 'CZ',
  stocktake: 'PD',
  conclusion: 'PJ',
  supply_in: 'RK',
  supply_out: 'LY',
} as const

/** The next `count` numbers of a kind: ZC2026-0001 and so on. */
export async function nextNumbers(tx: Sql, kind: keyof typeof PREFIX, day: Day, count = 1): Promise<string[]> {
  const year = day.slice(0, 4)
  const [row] = await tx<{ last_no: number }[]>`
    insert into assets.counters (year, kind, last_no) values (${Number(year)}, ${kind}, ${count})
    on conflict (year, kind) do update set last_no = assets.counters.last_no + ${count} returning last_no`
  const first = row!.last_no - count + 1
  return Array.from({ length: count }, (_, at) => `${PREFIX[kind]}${year}-${String(first + at).padStart(4, '0')}`)
}
