// Figures of assets: current assets from postings, net fixed assets from the cards, and their total.
import { currentAssetRows, currentAssets } from '../accounts/index.ts'
import {
  type Figure,
  lastDayOf,
  type PageRequest,
  type Period,
  type TracePage,
  type TraceRow,
} from '../kernel/index.ts'
import { type Sql, toTracePage } from '../platform/index.ts'

/** Net value of the cards at the end of the year: original value less depreciation up to that day; null without cards. */
export async function fixedNet(tx: Sql, { year }: Period): Promise<bigint | null> {
  const day = lastDayOf(year)
  const [row] = await tx<{ net: bigint | null }[]>`
    select (sum(c.original_fen) - coalesce((select sum(d.amount_fen) from assets.depreciation d join assets.cards k on k.id = d.card_id
        where d.on_date <= ${day} and k.booked_on <= ${day} and (k.disposed_on is null or k.disposed_on > ${day})
          and k.financial_class <> 'intangible'), 0))::bigint net
    from assets.cards c where c.booked_on <= ${day} and (c.disposed_on is null or c.disposed_on > ${day}) and c.financial_class <> 'intangible'`
  return row?.net ?? null
}

async function fixedNetRows(tx: Sql, year: number, page: PageRequest): Promise<TracePage> {
  const day = lastDayOf(year)
  const rows = await tx<(TraceRow & { total_count: number; total_amount: bigint })[]>`
    select c.card_no id, c.acquired_on on_date, c.name || case when c.is_example then '（示例）' else '' end summary,
      '原值 ' || to_char(c.original_fen / 100.0, 'FM999,999,990.00') || ' 元，累计折旧 '
        || to_char(coalesce(d.total, 0) / 100.0, 'FM999,999,990.00') || ' 元' detail,
      (c.original_fen - coalesce(d.total, 0))::bigint amount, 'card/' || c.id source,
      count(*) over ()::int total_count, sum(c.original_fen - coalesce(d.total, 0)) over ()::bigint total_amount
    from assets.cards c
    left join lateral (select sum(amount_fen)::bigint total from assets.depreciation d where d.card_id = c.id and d.on_date <= ${day}) d on true
    where c.booked_on <= ${day} and (c.disposed_on is null or c.disposed_on > ${day}) and c.financial_class <> 'intangible'
    order by c.card_no offset ${page.offset} limit ${page.limit}`
  return toTracePage(rows)
}

export const assetFigures: Figure<Sql>[] = [
  {
    kind: 'source',
    name: 'assets.current',
    title: '流动资产',
    unit: '万元',
    basis: '年末余额',
    value: ({ load }) => load(currentAssets),
    rows: ({ tx, period }, page) => currentAssetRows(tx, period.year, page),
  },
  {
    kind: 'source',
    name: 'assets.fixed-net',
    title: '固定资产净值',
    unit: '万元',
    basis: '年末余额',
    value: ({ load }) => load(fixedNet),
    rows: ({ tx, period }, page) => fixedNetRows(tx, period.year, page),
  },
  {
    kind: 'derived',
    name: 'assets.total',
    title: '资产总额',
    unit: '万元',
    basis: '年末余额',
    formula: { op: 'sum', of: ['assets.current', 'assets.fixed-net'] },
  },
]
