// Budget lines for sequences, each used once: adopted year by year.
import { adoptLines } from './centre.ts'
import type { Client } from './client.ts'

const LINES_A_YEAR = 1900

export type Place = { year: number; line: string; day: string }
export type Stock = { take(): Place; next_year: number }

/** Lines of years from `firstYear` on; `allotted` in 分 beside a plan of 100 more. */
export async function layIn(client: Client, count: number, allotted: bigint, firstYear: number): Promise<Stock> {
  const places: Place[] = []
  let year = firstYear
  for (; places.length < count; year += 1) {
    const numbers = Array.from({ length: Math.min(LINES_A_YEAR, count - places.length) }, (_, n) => `M${n}`)
    const lines = numbers.map(line_no => ({ line_no, opening_fen: allotted + 100n, allotted_fen: allotted }))
    await adoptLines(client, year, lines)
    const day = `${year}-06-01`
    const at = year
    places.push(...numbers.map(line => ({ year: at, line, day })))
  }
  return {
    next_year: year,
    take: () => {
      const place = places.pop()
      if (!place) throw new Error('no line is left for another sequence')
      return place
    },
  }
}
