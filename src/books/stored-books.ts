// A year's books read back from the database, in the shape of the import: what leaves can come in again.
import { noSuchYear } from '../budget/index.ts'
import type { Sql } from '../platform/index.ts'
import { type BooksJson, EXAMPLE } from './schema.ts'
import { LOWERING } from './sheet-words.ts'
import { storedRegisters } from './stored-registers.ts'
import { storedPostings } from './stored-vouchers.ts'

/** Books as JSON, from what is stored. Refuses an unknown year. Reversals appear as entries of their own, negative. */
export async function storedBooks(tx: Sql, year: number): Promise<BooksJson> {
  const [head] = await tx<Omit<BooksJson, 'lines'>[]>`
    select coalesce((select name from people.unit), '（未设置单位）') unit_name, y.year, coalesce(s.authorised_count, 0) authorised_count,
      coalesce(s.in_post_count, 0) in_post_count, y.doc_no, y.adopted_on, y.income_fen::text, y.expenditure_fen::text,
      y.closed_at is not null closed
    from budget.years y left join people.staffing s on s.year = y.year where y.year = ${year}`
  if (!head) throw noSuchYear({ year })
  const lines = await tx`
    select l.line_no, l.side, l.title, l.source, l.category, l.function_code, l.economic_code, s.name section, l.project, l.three_public, l.procurement,
      l.opening_fen::text, l.reported_as, case when l.is_example then ${EXAMPLE} else '' end note
    from budget.lines l left join people.sections s on s.id = l.section_id where l.year = ${year} order by l.side desc, l.line_no`
  const [adjustments, entries] = [await storedAdjustments(tx, year), await storedEntries(tx, year)]
  const rest = { postings: await storedPostings(tx, year), ...(await storedRegisters(tx, year)) }
  return { ...(head as BooksJson), lines, adjustments, entries, ...rest } as unknown as BooksJson
}

/**
 * What a reservation is called outside of this house: the number of its claim or requisition, or its own where it has none; the
 * second one of the same number is told apart.
 */
const mattersOf = (tx: Sql, year: number) => tx`
  select id, title, no || case when n > 1 then '-' || n else '' end no from (
    select r.id, named.no, row_number() over (partition by named.no order by r.id) n,
      r.title || case when r.subject like 'books.matter/%' or c.claim_no is null and q.req_no is null then ''
        else '（' || coalesce(c.claim_no, q.req_no) || '）' end title
    from budget.reservations r
    left join spending.claims c on r.subject = 'spending.claim/' || c.id
    left join procurement.requisitions q on r.subject = 'procurement.requisition/' || q.id
    cross join lateral (select coalesce(substring(r.subject from '^books\\.matter/(.*)$'), c.claim_no, q.req_no, 'Z' || r.id) no) named
    where r.year = ${year}
  ) numbered`

function storedAdjustments(tx: Sql, year: number) {
  return tx`
    with matters as (${mattersOf(tx, year)})
    select coalesce(substring(m.import_key from '\\|adjustments\\|(.*)$'), m.id::text) ref, m.on_date, l.line_no, m.kind, s.name section,
      (case when m.kind = any(${[...LOWERING]}) then -m.amount_fen else m.amount_fen end)::text amount_fen, m.doc_no, m.summary,
      m.counterparty, x.no matter, x.title matter_title, case when m.is_example then ${EXAMPLE} else '' end note
    from budget.movements m join budget.lines l on l.id = m.line_id left join budget.allotments a on a.id = m.allotment_id
    left join people.sections s on s.id = a.section_id left join matters x on x.id = m.reservation_id
    where m.year = ${year} and m.kind not in ('opening', 'spend', 'return', 'income') order by m.id`
}

function storedEntries(tx: Sql, year: number) {
  return tx`
    with matters as (${mattersOf(tx, year)}), entries as (
      select m.*, coalesce(substring(m.import_key from '\\|entries\\|(.*)$'), v.ref, 'm' || m.id) ref
      from budget.movements m left join books.vouchers_named v on v.id = m.voucher_id
      where m.year = ${year} and m.kind in ('spend', 'return', 'income')
    )
    select m.ref, m.on_date, l.line_no, s.name section, m.summary, m.amount_fen::text, m.economic_code,
      coalesce(p.purpose, 'expense') purpose, m.counterparty, m.reported_as, m.doc_no, r.ref reverses, b.ref returns, x.no matter,
      case when m.is_example then ${EXAMPLE} else '' end note
    from entries m join budget.lines l on l.id = m.line_id left join budget.allotments a on a.id = m.allotment_id
    left join people.sections s on s.id = a.section_id left join matters x on x.id = m.reservation_id
    left join entries r on r.id = m.reverses_id left join entries b on b.id = m.returns_id
    left join lateral (
      select case left(account, 4) when '1601' then 'fixed_asset' when '1701' then 'intangible' when '1302' then 'stock'
        when '1218' then 'advance' when '1214' then 'prepayment' when '2302' then 'payable' when '2201' then 'salary' end purpose
      from accounts.postings where voucher_id = m.voucher_id and m.kind <> 'income' and account ~ '^(1601|1701|1302|1218|1214|2302|2201)'
        and sign(amount_fen) = sign(m.amount_fen) order by id limit 1
    ) p on true
    order by m.id`
}
