// Numbers of procurement documents, taken from a counter row of the year.
import type { Day } from '../kernel/index.ts'
import type { Sql } from '../platform/index.ts'

const PREFIX = { plan: 'JH', requisition: 'SG', acceptance: 'YS' } as const

/** The next number of a kind: SG2026-0001. */
export async function nextNumber(tx: Sql, kind: keyof typeof PREFIX, day: Day): Promise<string> {
  const year = day.slice(0, 4)
  const [row] = await tx<{ last_no: number }[]>`
    insert into procurement.counters (year, kind, last_no) values (${Number(year)}, ${kind}, 1)
    on conflict (year, kind) do update set last_no = procurement.counters.last_no + 1 returning last_no`
  return `${PREFIX[kind]}${year}-${String(row!.last_no).padStart(4, '0')}`
}
