// Balances come from postings: the trial balance (科目余额表), and the current assets of the report.
import type { PageRequest, Period, TracePage, TraceRow } from '../kernel/index.ts'
import { type Sql, toTracePage } from '../platform/index.ts'

export type AccountBalance = {
  account: string
  title: string
  ledger: 'financial' | 'budgetary'
  /** debit positive, credit negative, at the start of the year */
  opening_fen: bigint
  debit_fen: bigint
  credit_fen: bigint
  closing_fen: bigint
}

/**
 * The year whose opening voucher (期初余额) starts the books that lead to `year`; without one, the first year there is.
 * Balances are summed from there, so that books which skip years do not add two openings.
 */
const baseYear = (tx: Sql, year: number) => tx`coalesce(
  (select max(year) from accounts.vouchers where source = 'books.opening' and year <= ${year}),
  (select min(year) from accounts.vouchers), ${year})`

/** The trial balance of a year: what each account opened with, took and gave, and closes with, from postings alone. */
export async function trialBalance(tx: Sql, year: number): Promise<AccountBalance[]> {
  return tx<AccountBalance[]>`
    with sums as (
      select p.account, p.ledger,
        coalesce(sum(p.amount_fen) filter (where p.year < ${year} or v.source = 'books.opening'), 0)::bigint opening_fen,
        coalesce(sum(p.amount_fen) filter (where p.year = ${year} and v.source <> 'books.opening' and p.amount_fen > 0), 0)::bigint debit_fen,
        coalesce(-sum(p.amount_fen) filter (where p.year = ${year} and v.source <> 'books.opening' and p.amount_fen < 0), 0)::bigint credit_fen,
        sum(p.amount_fen)::bigint closing_fen
      from accounts.postings p join accounts.vouchers v on v.id = p.voucher_id
      where p.year between ${baseYear(tx, year)} and ${year}
      group by p.account, p.ledger
    )
    select s.*, coalesce(c.title, '（未定义科目）') title from sums s
    left join lateral (select title from accounts.codes c where c.kind = 'account' and c.code = left(s.account, 4)
      order by valid_from desc limit 1) c on true
    where s.opening_fen <> 0 or s.debit_fen <> 0 or s.credit_fen <> 0
    order by s.account`
}

/** Accounts of the class 流动资产: cash, deposits, receivables, prepayments, stock, deferred charges. */
const CURRENT_ASSETS = '^1[0-4]'

/** Balance of current assets at the end of the year, from postings; null while there are none. */
export async function currentAssets(tx: Sql, { year }: Period): Promise<bigint | null> {
  const [row] = await tx<{ total: bigint | null }[]>`
    select sum(total)::bigint total from (
      select account, sum(amount_fen) total from accounts.postings
      where year between ${baseYear(tx, year)} and ${year} group by account
    ) sums where account ~ ${CURRENT_ASSETS}`
  return row?.total ?? null
}

/** The postings behind the current assets, newest first. */
export async function currentAssetRows(tx: Sql, year: number, page: PageRequest): Promise<TracePage> {
  const rows = await tx<(TraceRow & { total_count: number; total_amount: bigint })[]>`
    select p.id::text, p.on_date, v.summary, p.account || ' ' || coalesce(c.title, '') detail, p.amount_fen amount,
      'voucher/' || v.id source, count(*) over ()::int total_count, sum(p.amount_fen) over ()::bigint total_amount
    from accounts.postings p join accounts.vouchers v on v.id = p.voucher_id
    left join lateral (select title from accounts.codes c where c.kind = 'account' and c.code = left(p.account, 4)
      order by valid_from desc limit 1) c on true
    where p.account ~ ${CURRENT_ASSETS} and p.year between ${baseYear(tx, year)} and ${year}
    order by p.on_date desc, p.id desc offset ${page.offset} limit ${page.limit}`
  return toTracePage(rows)
}
