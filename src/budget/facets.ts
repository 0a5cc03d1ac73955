// One pass over the year's movements, grouped: every budget figure is a sum of some of these facets.
import type { PageRequest, Period, TracePage, TraceRow } from '../kernel/index.ts'
import { type Sql, toTracePage } from '../platform/index.ts'
import { type Category, type Heading, headingOf, type MovementKind, type Source } from './vocabulary.ts'

/** The movements of one line, one kind and one reported heading, summed. */
export type Facet = {
  line_id: bigint
  kind: MovementKind
  /** heading the imported entries themselves carry, if any */
  entry_heading: Heading | null
  side: 'income' | 'expenditure'
  source: Source
  category: Category | null
  line_headings: Heading[] | null
  function_code: string | null
  economic_code: string | null
  three_public: string | null
  procurement: boolean
  project: string | null
  amount_fen: bigint
}

/** Loads the facets of a year: one GROUP BY over the entries, no stored totals. */
export async function budgetFacets(tx: Sql, { year }: { year: number }): Promise<Facet[]> {
  return tx<Facet[]>`
    select m.line_id, m.kind, m.reported_as entry_heading, m.amount_fen, l.side, l.source, l.category,
      l.reported_as line_headings, l.function_code, l.economic_code, l.three_public, l.procurement, l.project
    from (
      select line_id, kind, reported_as, sum(amount_fen)::bigint amount_fen from budget.movements
      where year = ${year} and kind in ('opening', 'increase', 'cut', 'virement', 'carry_in', 'spend', 'return', 'income')
      group by line_id, kind, reported_as
    ) m join budget.lines l on l.id = m.line_id`
}

/** Loads the facets of the year before. */
export async function priorFacets(tx: Sql, { year }: Period): Promise<Facet[]> {
  return budgetFacets(tx, { year: year - 1 })
}

/** The headings a facet counts under: those it was reported under, or the one its category gives. */
function headingsOf(facet: Facet, as: Period['as']): readonly Heading[] {
  if (facet.category === null) return []
  if (as === 'reported') {
    if (facet.entry_heading !== null) return [facet.entry_heading]
    if (facet.line_headings !== null && facet.kind !== 'spend' && facet.kind !== 'return') return facet.line_headings
  }
  return [headingOf(facet.category)]
}

/** Which facets a figure sums. */
export type FacetFilter = {
  kinds: readonly MovementKind[]
  side?: 'income' | 'expenditure'
  headings?: readonly Heading[]
  source?: Source
  three_public?: boolean
  procurement?: boolean
}

export function matches(facet: Facet, filter: FacetFilter, as: Period['as']): boolean {
  if (!filter.kinds.includes(facet.kind)) return false
  if (filter.side !== undefined && facet.side !== filter.side) return false
  if (filter.source !== undefined && facet.source !== filter.source) return false
  if (filter.three_public !== undefined && (facet.three_public !== null) !== filter.three_public) return false
  if (filter.procurement !== undefined && facet.procurement !== filter.procurement) return false
  const { headings } = filter
  return headings === undefined || headingsOf(facet, as).some(heading => headings.includes(heading))
}

/** The movements behind the facets that match, oldest first. */
export async function facetRows(
  tx: Sql,
  year: number,
  facets: readonly Facet[],
  page: PageRequest,
): Promise<TracePage> {
  const keys = facets.map(facet => [facet.line_id, facet.kind, facet.entry_heading ?? ''].join('|'))
  const rows = await tx<(TraceRow & { total_count: number; total_amount: bigint })[]>`
    select m.id::text, m.on_date, m.summary,
      l.line_no || ' ' || l.title || case when m.is_example then '（示例）' else '' end detail, m.amount_fen amount,
      case when m.voucher_id is null then 'movement/' || m.id else 'voucher/' || m.voucher_id end source,
      count(*) over ()::int total_count, sum(m.amount_fen) over ()::bigint total_amount
    from budget.movements m join budget.lines l on l.id = m.line_id
    where m.year = ${year} and concat_ws('|', m.line_id, m.kind, coalesce(m.reported_as, '')) = any(${keys})
    order by m.on_date, m.id offset ${page.offset} limit ${page.limit}`
  return toTracePage(rows)
}
