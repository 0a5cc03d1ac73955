// The vouchers of a year as they leave: each posting a row. Balances that come from earlier years leave as one opening voucher.
import { trialBalance } from '../accounts/index.ts'
import type { Sql } from '../platform/index.ts'
import { EXAMPLE } from './schema.ts'
import { VOUCHER_SOURCES } from './sheet-words.ts'

/** The number of the voucher that carries what earlier years left; it stands last, so that the others keep their numbers. */
const OPENING = '期初'

/** Every voucher of the year but those that the sheet 收支 gives by itself, in the order of their numbers. */
export async function storedPostings(tx: Sql, year: number): Promise<Record<string, unknown>[]> {
  const rows = await tx`
    select n.ref, v.on_date, v.summary, p.account, greatest(p.amount_fen, 0)::text debit_fen, greatest(-p.amount_fen, 0)::text credit_fen,
      case when v.is_example then ${EXAMPLE} else '' end note,
      case when row_number() over same > 1 then (row_number() over same)::int end entry_no,
      case when v.source = any(${Object.keys(VOUCHER_SOURCES)}) then v.source else 'books.voucher' end source,
      r.ref reverses, nullif(p.summary, '') entry_summary, p.aux->>'fund' fund, p.aux->>'category' category,
      p.aux->>'line_no' line_no, p.aux->>'economic_code' economic_code
    from accounts.postings p join accounts.vouchers v on v.id = p.voucher_id join books.vouchers_named n on n.id = v.id
    left join books.vouchers_named r on r.id = v.reverses_id
    where v.year = ${year} and not n.generated
    window same as (partition by p.voucher_id, p.account order by p.id)
    order by v.voucher_no, p.id`
  return [...rows, ...(await opening(tx, year))]
}

async function opening(tx: Sql, year: number): Promise<Record<string, unknown>[]> {
  const [own] = await tx`select 1 from accounts.vouchers where year = ${year} and source = 'books.opening'`
  if (own) return []
  const carried = (await trialBalance(tx, year)).filter(row => row.opening_fen !== 0n)
  return carried.map(({ account, opening_fen }) => ({
    ref: OPENING,
    on_date: `${year}-01-01`,
    summary: `${year}年期初余额`,
    account,
    debit_fen: opening_fen > 0n ? String(opening_fen) : '0',
    credit_fen: opening_fen < 0n ? String(-opening_fen) : '0',
    note: '',
    entry_no: null,
    source: 'books.opening',
    reverses: null,
    entry_summary: null,
    fund: null,
    category: null,
    line_no: null,
    economic_code: null,
  }))
}
