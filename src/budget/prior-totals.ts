// What the year before spent: from its own entries where they are kept, else from the rows of its final accounts.
import type { PageRequest, Period, TracePage, TraceRow } from '../kernel/index.ts'
import { type Sql, toTracePage } from '../platform/index.ts'
import { facetRows, matches, priorFacets } from './facets.ts'
import { SPENT_KINDS } from './vocabulary.ts'

const SPENT = { kinds: SPENT_KINDS }

/** Expenditure of the year before; null when nothing is known of it. */
export async function priorSpent(tx: Sql, period: Period): Promise<bigint | null> {
  const own = (await priorFacets(tx, period)).filter(facet => matches(facet, SPENT, period.as))
  if (own.length > 0) return own.reduce((total, facet) => total + facet.amount_fen, 0n)
  const [row] = await tx<{ total: bigint | null }[]>`
    select sum(amount_fen)::bigint total from budget.prior_totals where year = ${period.year - 1} and side = 'expenditure'`
  return row?.total ?? null
}

export async function priorSpentRows(tx: Sql, period: Period, page: PageRequest): Promise<TracePage> {
  const own = (await priorFacets(tx, period)).filter(facet => matches(facet, SPENT, period.as))
  if (own.length > 0) return facetRows(tx, period.year - 1, own, page)
  const rows = await tx<(TraceRow & { total_count: number; total_amount: bigint })[]>`
    select 'prior-' || id id, (year || '-12-31')::date on_date, code || ' ' || title summary,
      source || case when is_example then '（示例）' else '' end detail, amount_fen amount, null source,
      count(*) over ()::int total_count, sum(amount_fen) over ()::bigint total_amount
    from budget.prior_totals where year = ${period.year - 1} and side = 'expenditure'
    order by code offset ${page.offset} limit ${page.limit}`
  return toTracePage(rows)
}

export type PriorTotal = {
  year: number
  side: 'income' | 'expenditure'
  code: string
  title: string
  amount_fen: bigint
  source: string
  is_example: boolean
}

export async function writePriorTotals(tx: Sql, totals: readonly PriorTotal[]): Promise<void> {
  for (const total of totals) await tx`insert into budget.prior_totals ${tx(total)}`
}
