// A year's books read back from the database, in the shape of the import: what leaves can come in again.
import { noSuchYear } from '../budget/index.ts'
import type { Sql } from '../platform/index.ts'
import { type BooksJson, EXAMPLE } from './schema.ts'

const note = (tx: Sql, column = 'is_example') => tx`case when ${tx(column)} then ${EXAMPLE} else '' end note`

/** Books as JSON, from what is stored. Refuses an unknown year. Reversals appear as entries of their own, negative. */
export async function storedBooks(tx: Sql, year: number): Promise<BooksJson> {
  const [head] = await tx<Omit<BooksJson, 'lines'>[]>`
    select coalesce((select name from people.unit), '（未设置单位）') unit_name, y.year, coalesce(s.authorised_count, 0) authorised_count,
      coalesce(s.in_post_count, 0) in_post_count, y.doc_no, y.adopted_on, y.income_fen::text, y.expenditure_fen::text
    from budget.years y left join people.staffing s on s.year = y.year where y.year = ${year}`
  if (!head) throw noSuchYear({ year })
  const lines = await tx`
    select l.line_no, l.side, l.title, l.source, l.category, l.function_code, l.economic_code, s.name section, l.project, l.three_public, l.procurement,
      l.opening_fen::text, l.reported_as, case when l.is_example then ${EXAMPLE} else '' end note
    from budget.lines l left join people.sections s on s.id = l.section_id where l.year = ${year} order by l.side desc, l.line_no`
  const adjustments = await tx`
    select coalesce(substring(m.import_key from '\\|adjustments\\|(.*)$'), m.id::text) ref, m.on_date, l.line_no, m.kind, s.name section,
      (case when m.kind = 'cut' then -m.amount_fen else m.amount_fen end)::text amount_fen, m.doc_no, m.summary,
      case when m.is_example then ${EXAMPLE} else '' end note
    from budget.movements m join budget.lines l on l.id = m.line_id left join budget.allotments a on a.id = m.allotment_id
    left join people.sections s on s.id = a.section_id
    where m.year = ${year} and m.kind in ('increase', 'cut', 'virement', 'allot') order by m.id`
  const entries = await tx`
    select coalesce(substring(m.import_key from '\\|entries\\|(.*)$'), 'm' || m.id) ref, m.on_date, l.line_no, s.name section, m.summary,
      m.amount_fen::text, m.economic_code, coalesce(p.purpose, 'expense') purpose, m.counterparty, m.reported_as,
      case when m.is_example then ${EXAMPLE} else '' end note
    from budget.movements m join budget.lines l on l.id = m.line_id left join budget.allotments a on a.id = m.allotment_id
    left join people.sections s on s.id = a.section_id
    left join lateral (
      select case left(account, 4) when '1601' then 'fixed_asset' when '1302' then 'stock' when '1218' then 'advance' when '1214' then 'prepayment' end purpose
      from accounts.postings where voucher_id = m.voucher_id and m.kind = 'spend' and account ~ '^(1601|1302|1218|1214)' limit 1
    ) p on true
    where m.year = ${year} and m.kind in ('spend', 'income') order by m.on_date, m.id`
  return { ...(head as BooksJson), lines, adjustments, entries, ...(await registers(tx, year)) } as unknown as BooksJson
}

async function registers(tx: Sql, year: number) {
  const postings = await tx`
    select 'v' || v.voucher_no ref, v.on_date, v.summary, p.account, greatest(sum(p.amount_fen), 0)::text debit_fen,
      greatest(-sum(p.amount_fen), 0)::text credit_fen, ${note(tx, 'v.is_example')}
    from accounts.postings p join accounts.vouchers v on v.id = p.voucher_id
    where v.year = ${year} and v.source in ('books.opening', 'books.voucher') group by v.id, p.account having sum(p.amount_fen) <> 0
    order by v.voucher_no, p.account`
  const prior_totals = await tx`
    select side, code, title, amount_fen::text, source, ${note(tx)} from budget.prior_totals where year = ${year - 1} order by side, code`
  const cards = await tx`
    select c.card_no, c.name, c.class_code, c.original_fen::text, c.acquired_on, c.life_months, s.name section, c.holder, c.place, ${note(tx, 'c.is_example')}
    from assets.cards c left join people.sections s on s.id = c.section_id where c.acquired_on <= ${`${year}-12-31`} order by c.card_no`
  const depreciation = await tx`
    select c.card_no, d.on_date, d.amount_fen::text, 'v' || v.voucher_no ref from assets.depreciation d join assets.cards c on c.id = d.card_id
    left join accounts.vouchers v on v.id = d.voucher_id where d.on_date <= ${`${year}-12-31`} order by c.card_no, d.on_date`
  const contracts = await tx`
    select c.contract_no, c.title, l.line_no, c.supplier, c.method, c.amount_fen::text, c.signed_on, ${note(tx, 'c.is_example')}
    from procurement.contracts c join budget.lines l on l.id = c.line_id where l.year = ${year} order by c.contract_no`
  return { postings, prior_totals, cards, depreciation, contracts }
}
