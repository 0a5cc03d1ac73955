// Figures of procurement: what was planned on procurement lines, what was contracted in the year, and the rate.
import { facetFigure, SPENT_KINDS } from '../budget/index.ts'
import type { Figure, PageRequest, Period, TraceRow } from '../kernel/index.ts'
import { type Sql, toTracePage } from '../platform/index.ts'

/** A contract of a purchase that was cancelled binds nobody any more. */
export const inForce = (tx: Sql) => tx`not exists (
  select from procurement.requisitions r where r.id = c.requisition_id and r.state = 'cancelled')`

async function contracted(tx: Sql, { year }: Period): Promise<bigint | null> {
  const [row] = await tx<{ total: bigint | null; planned: boolean }[]>`
    select sum(c.amount_fen)::bigint total, exists (select from budget.years where year = ${year}) planned
    from procurement.contracts c where extract(year from c.signed_on) = ${year} and ${inForce(tx)}`
  return row?.total ?? (row?.planned ? 0n : null)
}

async function contractRows(tx: Sql, year: number, page: PageRequest) {
  const rows = await tx<(TraceRow & { total_count: number; total_amount: bigint })[]>`
    select c.contract_no id, c.signed_on on_date, c.title || case when c.is_example then '（示例）' else '' end summary,
      c.method || '，供应商：' || c.supplier detail, c.amount_fen amount, 'contract/' || c.id source,
      count(*) over ()::int total_count, sum(c.amount_fen) over ()::bigint total_amount
    from procurement.contracts c where extract(year from c.signed_on) = ${year} and ${inForce(tx)}
    order by c.signed_on, c.contract_no offset ${page.offset} limit ${page.limit}`
  return toTracePage(rows)
}

export const procurementFigures: Figure<Sql>[] = [
  facetFigure('procurement.opening', '政府采购年初预算', '年初预算', {
    kinds: ['opening'],
    side: 'expenditure',
    procurement: true,
  }),
  {
    kind: 'source',
    name: 'procurement.contracted',
    title: '实际政府采购金额（合同签订）',
    unit: '万元',
    basis: '本年签订合同',
    value: ({ load }) => load(contracted),
    rows: ({ tx, period }, page) => contractRows(tx, period.year, page),
  },
  {
    kind: 'derived',
    name: 'procurement.execution-rate',
    title: '政府采购执行率（按合同）',
    unit: '%',
    basis: '年初预算',
    formula: { op: 'ratio', of: ['procurement.contracted', 'procurement.opening'] },
  },
  facetFigure('procurement.paid', '政府采购实际支付', '本年支付', {
    kinds: SPENT_KINDS,
    side: 'expenditure',
    procurement: true,
  }),
  {
    kind: 'derived',
    name: 'procurement.payment-rate',
    title: '政府采购执行率（按支付）',
    unit: '%',
    basis: '年初预算',
    formula: { op: 'ratio', of: ['procurement.paid', 'procurement.opening'] },
  },
]
