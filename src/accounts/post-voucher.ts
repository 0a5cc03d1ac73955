// Posting: every business fact becomes one voucher whose debits equal its credits, in both ledgers.
import { type Day, yearOf } from '../kernel/index.ts'
import type { Call, Sql } from '../platform/index.ts'
import { emptyVoucher, noSuchVoucher } from './refusals.ts'

/** One posting: debit positive, credit negative, in 分. Accounts 6, 7 and 8 belong to the budgetary ledger. */
export type Entry = {
  account: string
  amount_fen: bigint
  summary?: string
  /** 辅助核算: fund, category, line_no, economic_code … */
  aux?: Readonly<Record<string, string>>
}

export type NewVoucher = {
  on_date: Day
  summary: string
  /** which fact posted it: `budget.spend`, `assets.depreciation`, `books.opening` … */
  source: string
  entries: Entry[]
  imported?: boolean
  is_example?: boolean
  reverses_id?: bigint
}

/** 6xxx–8xxx are accounts of the budgetary ledger, all others of the financial one. */
export function ledgerOf(account: string): 'financial' | 'budgetary' {
  return /^[678]/.test(account) ? 'budgetary' : 'financial'
}

/**
 * Posts a voucher in one statement and returns its id. Its number comes from the year's counter row. A closed year and
 * a voucher that does not balance are refused by the database (accounts.year-is-closed, accounts.voucher-off).
 */
export async function postVoucher(tx: Sql, call: Call, voucher: NewVoucher): Promise<bigint> {
  if (voucher.entries.length < 2) throw emptyVoucher()
  const year = yearOf(voucher.on_date)
  const { entries } = voucher
  const [row] = await tx<{ id: bigint }[]>`
    with number as (
      insert into accounts.counters (year, kind, last_no) values (${year}, 'voucher', 1)
      on conflict (year, kind) do update set last_no = accounts.counters.last_no + 1 returning last_no
    ), posted as (
      insert into accounts.vouchers (year, voucher_no, on_date, summary, source, imported, is_example, reverses_id, posted_at, posted_by)
      select ${year}, last_no, ${voucher.on_date}, ${voucher.summary}, ${voucher.source}, ${voucher.imported ?? false},
        ${voucher.is_example ?? false}, ${voucher.reverses_id ?? null}, ${call.at}, ${call.actor.name} from number returning id
    ), lines as (
      insert into accounts.postings (voucher_id, year, on_date, ledger, account, amount_fen, summary, aux)
      select posted.id, ${year}, ${voucher.on_date}, e.ledger, e.account, e.amount_fen, e.summary, e.aux::jsonb
      from posted, unnest(${entries.map(e => ledgerOf(e.account))}::text[], ${entries.map(e => e.account)}::text[],
        ${entries.map(e => String(e.amount_fen))}::bigint[], ${entries.map(e => e.summary ?? '')}::text[], ${entries.map(e => JSON.stringify(e.aux ?? {}))}::text[])
        as e(ledger, account, amount_fen, summary, aux)
    )
    select id from posted`
  return row!.id
}

/** Posts the mirror image of a voucher (红冲), naming what it reverses. A voucher can be reversed once. */
export async function reverseVoucher(
  tx: Sql,
  call: Call,
  reversal: { voucher_id: bigint; on_date: Day; summary: string },
): Promise<bigint> {
  const entries = await tx<Required<Entry>[]>`
    select account, -amount_fen amount_fen, summary, aux from accounts.postings where voucher_id = ${reversal.voucher_id} order by id`
  const [original] = await tx<
    { source: string }[]
  >`select source from accounts.vouchers where id = ${reversal.voucher_id}`
  if (!original) throw noSuchVoucher({ voucher_id: String(reversal.voucher_id) })
  return postVoucher(tx, call, {
    on_date: reversal.on_date,
    summary: reversal.summary,
    source: original.source,
    entries,
    reverses_id: reversal.voucher_id,
  })
}
