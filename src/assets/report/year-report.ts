// The year-end report on assets (资产年报): by class, what came and went, how it is used, and whether register and ledger agree.
import { z } from 'zod'
import { trialBalance } from '../../accounts/index.ts'
import { lastDayOf } from '../../kernel/index.ts'
import { Int64, query, type Sql, YearField } from '../../platform/index.ts'

const ByClass = z.object({
  financial_class: z.string(),
  opening_count: z.number(),
  opening_fen: Int64,
  added_fen: Int64,
  gone_fen: Int64,
  closing_count: z.number(),
  closing_fen: Int64,
  depreciated_year_fen: Int64,
  depreciated_fen: Int64,
  net_fen: Int64,
})
const Count = z.object({ key: z.string(), count: z.number(), original_fen: Int64 })

function byClass(tx: Sql, year: number) {
  const [before, until] = [lastDayOf(year - 1), lastDayOf(year)]
  return tx<z.input<typeof ByClass>[]>`
    with cards as (
      select c.*, c.booked_on <= ${before} and (c.disposed_on is null or c.disposed_on > ${before}) opening,
        c.booked_on <= ${until} and (c.disposed_on is null or c.disposed_on > ${until}) closing,
        c.booked_on > ${before} and c.booked_on <= ${until} added, c.disposed_on > ${before} and c.disposed_on <= ${until} gone,
        coalesce((select sum(amount_fen) from assets.depreciation d where d.card_id = c.id and d.on_date <= ${until}), 0) written,
        coalesce((select sum(amount_fen) from assets.depreciation d where d.card_id = c.id and d.on_date > ${before} and d.on_date <= ${until}), 0) written_year
      from assets.cards c
    )
    select financial_class, coalesce(sum(quantity) filter (where opening), 0)::int opening_count,
      coalesce(sum(original_fen) filter (where opening), 0)::bigint opening_fen,
      coalesce(sum(original_fen) filter (where added), 0)::bigint added_fen,
      coalesce(sum(original_fen) filter (where gone), 0)::bigint gone_fen,
      coalesce(sum(quantity) filter (where closing), 0)::int closing_count,
      coalesce(sum(original_fen) filter (where closing), 0)::bigint closing_fen,
      coalesce(sum(written_year) filter (where closing or gone), 0)::bigint depreciated_year_fen,
      coalesce(sum(written) filter (where closing), 0)::bigint depreciated_fen,
      coalesce(sum(original_fen - written) filter (where closing), 0)::bigint net_fen
    from cards where opening or closing or added or gone group by financial_class order by financial_class`
}

/** The register and the ledger at the end of the year: cost and what was written off, tangible and intangible. */
export async function cardsAndLedger(tx: Sql, year: number) {
  const until = lastDayOf(year)
  const balances = await trialBalance(tx, year)
  const closing = (account: string) =>
    balances.filter(row => row.account.startsWith(account)).reduce((sum, row) => sum + row.closing_fen, 0n)
  const rows = await tx<{ intangible: boolean; original_fen: bigint; written_fen: bigint }[]>`
    select c.financial_class = 'intangible' intangible, sum(c.original_fen)::bigint original_fen,
      coalesce(sum((select sum(amount_fen) from assets.depreciation d where d.card_id = c.id and d.on_date <= ${until})), 0)::bigint written_fen
    from assets.cards c where c.booked_on <= ${until} and (c.disposed_on is null or c.disposed_on > ${until}) group by 1`
  const of = (intangible: boolean) => rows.find(row => row.intangible === intangible)
  return [
    { account: '1601', title: '固定资产', cards_fen: of(false)?.original_fen ?? 0n, ledger_fen: closing('1601') },
    {
      account: '1602',
      title: '固定资产累计折旧',
      cards_fen: of(false)?.written_fen ?? 0n,
      ledger_fen: -closing('1602'),
    },
    { account: '1701', title: '无形资产', cards_fen: of(true)?.original_fen ?? 0n, ledger_fen: closing('1701') },
    {
      account: '1702',
      title: '无形资产累计摊销',
      cards_fen: of(true)?.written_fen ?? 0n,
      ledger_fen: -closing('1702'),
    },
  ]
}

const counted = (tx: Sql, key: 'acquired_by' | 'use_state', year: number) => {
  const [before, until] = [lastDayOf(year - 1), lastDayOf(year)]
  const range =
    key === 'acquired_by'
      ? tx`booked_on > ${before} and booked_on <= ${until}`
      : tx`booked_on <= ${until} and (disposed_on is null or disposed_on > ${until})`
  return tx<z.input<typeof Count>[]>`
    select ${tx(key)} "key", count(*)::int count, sum(original_fen)::bigint original_fen from assets.cards
    where ${range} group by 1 order by 1`
}

export const yearReport = query({
  name: 'assets.year-report',
  title: '资产年报',
  access: 'signed-in',
  input: z.strictObject({ year: YearField }),
  output: z.object({
    by_class: z.array(ByClass),
    added: z.array(Count),
    states: z.array(Count),
    disposals: z.array(Count.extend({ proceeds_fen: Int64, remitted_fen: Int64 })),
    stocktakes: z.array(
      z.object({
        stocktake_no: z.string(),
        day: z.string(),
        item_count: z.number(),
        found_count: z.number(),
        missing: z.number(),
        surplus: z.number(),
      }),
    ),
    agreement: z.array(z.object({ account: z.string(), title: z.string(), cards_fen: Int64, ledger_fen: Int64 })),
  }),
  async read(tx, { year }) {
    const disposals = await tx<(z.input<typeof Count> & { proceeds_fen: bigint; remitted_fen: bigint })[]>`
      select kind "key", count(*)::int count, sum(original_fen)::bigint original_fen, sum(proceeds_fen)::bigint proceeds_fen,
        sum(remitted_fen)::bigint remitted_fen
      from assets.disposals where state = 'completed' and extract(year from completed_on) = ${year} group by kind order by kind`
    const stocktakes = await tx<
      { stocktake_no: string; day: string; item_count: number; found_count: number; missing: number; surplus: number }[]
    >`
      select t.stocktake_no, t.day, (select count(*)::int from assets.stocktake_items i where i.stocktake_id = t.id) item_count,
        (select count(found_at)::int from assets.stocktake_items i where i.stocktake_id = t.id) found_count,
        (select count(*)::int from assets.stocktake_findings f where f.stocktake_id = t.id and f.verdict = 'lost') missing,
        (select count(*)::int from assets.stocktake_findings f where f.stocktake_id = t.id and f.verdict = 'register') surplus
      from assets.stocktakes t where extract(year from t.day) = ${year} order by t.id`
    return {
      by_class: [...(await byClass(tx, year))],
      added: [...(await counted(tx, 'acquired_by', year))],
      states: [...(await counted(tx, 'use_state', year))],
      disposals: [...disposals],
      stocktakes: [...stocktakes],
      agreement: await cardsAndLedger(tx, year),
    }
  },
})
