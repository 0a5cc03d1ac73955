// The registers of a year as they leave: what the year before spent, cards as they stood on the last day, contracts, disposals.

import { DETAIL_KEYS } from '../assets/index.ts'
import { lastDayOf } from '../kernel/index.ts'
import type { Sql } from '../platform/index.ts'
import { inForce } from '../procurement/index.ts'
import { EXAMPLE } from './schema.ts'

type Rows = readonly Record<string, unknown>[]

const note = (tx: Sql, column = 'is_example') => tx`case when ${tx(column)} then ${EXAMPLE} else '' end note`

export async function storedRegisters(tx: Sql, year: number): Promise<Record<string, Rows>> {
  const contracts = await tx`
    select c.contract_no, c.title, l.line_no, c.supplier, c.method, c.amount_fen::text, c.signed_on, ${note(tx, 'c.is_example')},
      c.category, s.contract_no supplements, c.published_on, nullif(c.published_url, '') published_url, c.filed_on, nullif(c.filed_no, '') filed_no
    from procurement.contracts c join budget.lines l on l.id = c.line_id left join procurement.contracts s on s.id = c.supplements_id
    where l.year = ${year} and extract(year from c.signed_on) = ${year} and ${inForce(tx)} order by c.contract_no`
  return {
    prior_totals: await priorTotals(tx, year),
    cards: await cards(tx, year),
    depreciation: await depreciation(tx, year),
    contracts,
    disposals: await disposals(tx, year),
  }
}

/** Of the year before: its own entries by code where it is kept here, else the rows of its final accounts. */
async function priorTotals(tx: Sql, year: number): Promise<Rows> {
  const own = await tx`
    select l.side, coalesce(m.economic_code, l.line_no) code, coalesce(min(c.title), min(l.title)) title, sum(m.amount_fen)::text amount_fen,
      ${`${year - 1}年度账簿`} source, case when bool_and(m.is_example) then ${EXAMPLE} else '' end note
    from budget.movements m join budget.lines l on l.id = m.line_id
    left join lateral (select title from accounts.codes c where c.kind = 'economic' and c.code = m.economic_code
      and c.valid_from <= ${year - 1} order by valid_from desc limit 1) c on true
    where m.year = ${year - 1} and m.kind in ('spend', 'return', 'income') group by 1, 2 order by 1, 2`
  if (own.some(row => row.side === 'expenditure')) return own
  return tx`
    select side, code, title, amount_fen::text, source, ${note(tx)} from budget.prior_totals where year = ${year - 1} order by side, code`
}

/** Which cards a year's books name: booked by its end, and not gone before it began. */
const ofYear = (tx: Sql, year: number) =>
  tx`c.booked_on <= ${lastDayOf(year)} and (c.disposed_on is null or c.disposed_on > ${lastDayOf(year - 1)})`

/** As of the last day: what went later was there; an application to dispose does not leave with the books, its card says 待处置. */
function cards(tx: Sql, year: number) {
  const details = DETAIL_KEYS.map(key => tx`, c.details->>${key} as ${tx(key)}`)
  return tx`
    select c.card_no, c.name, c.class_code, c.original_fen::text, c.acquired_on, c.life_months, s.name section, c.holder, c.place,
      ${note(tx, 'c.is_example')}, c.financial_class, c.card_kind, c.class_version, c.tag_no, nullif(c.brand_model, '') brand_model,
      nullif(c.serial_no, '') serial_no, c.quantity, c.measure, c.value_kind, c.acquired_by, c.booked_on,
      case when v.year = ${year} then v.ref end "ref", c.fund, nullif(c.purchase_form, '') purchase_form,
      nullif(c.contract_no, '') contract_no, nullif(c.requisition_no, '') requisition_no, nullif(c.supplier, '') supplier,
      nullif(c.invoice_no, '') invoice_no, c.warranty_until, c.expense_account,
      case when c.disposed_on is not null then 'in_use' else c.use_state end use_state, m.name manager,
      nullif(c.note, '') own_note ${details}
    from assets.cards c left join people.sections s on s.id = c.section_id left join people.sections m on m.id = c.manager_section_id
      left join books.vouchers_named v on v.id = c.voucher_id
    where ${ofYear(tx, year)} order by c.card_no`
}

function depreciation(tx: Sql, year: number) {
  return tx`
    select c.card_no, d.on_date, d.amount_fen::text, case when v.year = ${year} then v.ref end "ref"
    from assets.depreciation d join assets.cards c on c.id = d.card_id left join books.vouchers_named v on v.id = d.voucher_id
    where d.on_date <= ${lastDayOf(year)} and ${ofYear(tx, year)} order by c.card_no, d.on_date`
}

function disposals(tx: Sql, year: number) {
  return tx`
    select d.disposal_no, c.card_no, d.kind, d.reason, d.completed_on, d.proceeds_fen::text, d.remitted_fen::text,
      coalesce(d.appraisal_fen, 0)::text appraisal_fen, d.appraiser, d.minutes_no, d.approval_no, d.counterparty, v.ref, ${note(tx, 'd.is_example')}
    from assets.disposals d join assets.disposal_items i on i.disposal_id = d.id join assets.cards c on c.id = i.card_id
    left join books.vouchers_named v on v.id = d.voucher_id
    where d.state = 'completed' and extract(year from d.completed_on) = ${year} order by d.disposal_no, c.card_no`
}
