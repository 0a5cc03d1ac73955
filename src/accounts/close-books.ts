// Year-end closing: income and expense go through 本期盈余 and 本年盈余分配 to 累计盈余, budgetary income and expenditure to the
// carry-over of their source of funds; then the year takes no more vouchers.
import { lastDayOf } from '../kernel/index.ts'
import type { Call, Sql } from '../platform/index.ts'
import { type Entry, postVoucher } from './post-voucher.ts'
import { yearIsClosed } from './refusals.ts'

/** 本期盈余 → 本年盈余分配 → 累计盈余. */
const SURPLUS = ['3301', '3302', '3001'] as const

type Balance = { account: string; ledger: 'financial' | 'budgetary'; fund: string; left: bigint }

/** Where what is left of a budgetary account goes: 财政拨款结转, 经营结余, 其他结余, 非财政拨款结转. */
function budgetaryCarry({ account, fund }: Balance): string {
  if (account === '6401' || account === '7301' || fund === 'commercial') return '8401'
  if (fund === 'other' || account === '6609') return '8501'
  return fund === '' || fund === 'fiscal' ? '8101' : '8201'
}

/** The entries that bring every account of income and expense to nothing. Pure. */
function closingEntries(balances: readonly Balance[]): Entry[] {
  const summary = '年末结转'
  const through = (account: string, to: string, left: bigint): Entry[] => [
    { account, amount_fen: -left, summary },
    { account: to, amount_fen: left, summary },
  ]
  const financial = balances.filter(one => one.ledger === 'financial')
  const result = financial.reduce((sum, one) => sum + one.left, 0n)
  const [current, distribution, accumulated] = SURPLUS
  return [
    ...financial.flatMap(one => through(one.account, current, one.left)),
    ...(result === 0n
      ? []
      : [...through(current, distribution, result), ...through(distribution, accumulated, result)]),
    ...balances
      .filter(one => one.ledger === 'budgetary')
      .flatMap(one => through(one.account, budgetaryCarry(one), one.left)),
  ]
}

/** Posts the closing voucher of a year, if there is anything to carry, and locks the year. Refuses a closed year. */
export async function closeBooks(tx: Sql, call: Call, year: number, imported = false): Promise<bigint | null> {
  // posting takes the same row for its number: a voucher on its way is waited for and carried too
  await tx`insert into accounts.counters (year, kind) values (${year}, 'voucher')
    on conflict (year, kind) do update set last_no = accounts.counters.last_no`
  const closed = await tx`select 1 from accounts.closed_periods where year = ${year}`
  if (closed.length > 0) throw yearIsClosed()
  // the closing voucher of imported books came with them
  const [carried] = await tx`select 1 from accounts.vouchers where year = ${year} and source = 'accounts.closing'`
  const balances = carried
    ? []
    : await tx<Balance[]>`
    select account, ledger, coalesce(aux->>'fund', '') fund, sum(amount_fen)::bigint "left" from accounts.postings
    where year = ${year} and account ~ '^[4567]' group by 1, 2, 3 having sum(amount_fen) <> 0 order by 1, 3`
  const entries = closingEntries(balances)
  const voucher =
    entries.length === 0
      ? null
      : await postVoucher(tx, call, {
          on_date: lastDayOf(year),
          summary: `${year}年年末结转收入、费用与预算收支`,
          source: 'accounts.closing',
          entries,
          imported,
        })
  await tx`insert into accounts.closed_periods (year, closed_at, closed_by) values (${year}, ${call.at}, ${call.actor.name})`
  return voucher
}
