// Year-end closing: income and expense accounts are carried to the surplus accounts, and the year takes no more vouchers.
import { lastDayOf } from '../kernel/index.ts'
import type { Call, Sql } from '../platform/index.ts'
import { postVoucher } from './post-voucher.ts'
import { yearIsClosed } from './refusals.ts'

/** Where what is left over goes: 累计盈余 in the financial ledger, 财政拨款结转 in the budgetary one. */
const CARRIED_TO = { financial: '3001', budgetary: '8101' } as const

/** Posts the closing voucher of a year, if there is anything to carry, and locks the year. Refuses a closed year. */
export async function closeBooks(tx: Sql, call: Call, year: number, imported = false): Promise<bigint | null> {
  // posting takes the same row for its number: a voucher on its way is waited for and carried too
  await tx`insert into accounts.counters (year, kind) values (${year}, 'voucher')
    on conflict (year, kind) do update set last_no = accounts.counters.last_no`
  const closed = await tx`select 1 from accounts.closed_periods where year = ${year}`
  if (closed.length > 0) throw yearIsClosed()
  const balances = await tx<{ account: string; ledger: 'financial' | 'budgetary'; left: bigint }[]>`
    select account, ledger, sum(amount_fen)::bigint "left" from accounts.postings
    where year = ${year} and account ~ '^[4567]' group by account, ledger having sum(amount_fen) <> 0 order by account`
  const entries = balances.flatMap(({ account, ledger, left }) => [
    { account, amount_fen: -left, summary: '年末结转' },
    { account: CARRIED_TO[ledger], amount_fen: left, summary: '年末结转' },
  ])
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
