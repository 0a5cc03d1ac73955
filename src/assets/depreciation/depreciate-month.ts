// Depreciate a month (计提折旧): straight line by the life of each card, the last month takes the rest; once a month is done,
// doing it again changes nothing but what was booked since.
import { z } from 'zod'
import { type Entry, postVoucher } from '../../accounts/index.ts'
import { type Day, sumFen } from '../../kernel/index.ts'
import { type Call, command, Int64, type Sql } from '../../platform/index.ts'
import { monthIsAhead } from '../refusals.ts'
import { assetAccounts, type FinancialClass } from '../vocabulary.ts'
import { dueIn, monthEnd } from './schedule.ts'

type Due = {
  id: bigint
  financial_class: FinancialClass
  expense_account: string
  this_year: bigint
  before: bigint
}

/**
 * What each card owes for the month, and for earlier years that were never depreciated. What left the books owes nothing, not
 * for an earlier month either: its net value went with it.
 */
async function dueCards(tx: Sql, on_date: Day): Promise<Due[]> {
  const rows = await tx<
    {
      id: bigint
      financial_class: FinancialClass
      expense_account: string
      original_fen: bigint
      life_months: number
      acquired_on: Day
      booked_on: Day
      depreciated_fen: bigint
    }[]
  >`
    select c.id, c.financial_class, c.expense_account, c.original_fen, c.life_months, c.acquired_on, c.booked_on,
      coalesce(d.total, 0)::bigint depreciated_fen
    from assets.cards c
    left join lateral (select sum(amount_fen) total, max(on_date) latest from assets.depreciation x where x.card_id = c.id) d on true
    where c.method = 'straight_line' and c.booked_on <= ${on_date} and c.disposed_on is null
      and (d.latest is null or d.latest < ${on_date}) order by c.id`
  return rows.map(row => ({ ...row, ...dueIn(row, on_date) })).filter(row => row.this_year + row.before > 0n)
}

function entriesOf(due: readonly Due[]): Entry[] {
  const sums = new Map<string, bigint>()
  const add = (account: string, amount: bigint) => sums.set(account, (sums.get(account) ?? 0n) + amount)
  for (const card of due) {
    add(card.expense_account, card.this_year)
    // of years that are over: 以前年度盈余调整
    add('3501', card.before)
    add(assetAccounts(card.financial_class).written_off, -card.this_year - card.before)
  }
  return [...sums].map(([account, amount_fen]) => ({ account, amount_fen })).filter(entry => entry.amount_fen !== 0n)
}

async function depreciate(
  tx: Sql,
  call: Call,
  month: string,
): Promise<{ card_count: number; total_fen: bigint; voucher_id: bigint | null }> {
  const on_date = monthEnd(month)
  if (`${month}-01` > call.today) throw monthIsAhead()
  // one at a time: two clicks at once must not write a month twice
  await tx`insert into assets.depreciation_months (month, first_run_at, last_run_at, last_run_by)
    values (${`${month}-01`}, ${call.at}, ${call.at}, ${call.actor.name})
    on conflict (month) do update set last_run_at = excluded.last_run_at, last_run_by = excluded.last_run_by`
  const due = await dueCards(tx, on_date)
  if (due.length === 0) return { card_count: 0, total_fen: 0n, voucher_id: null }
  const voucher_id = await postVoucher(tx, call, {
    on_date,
    summary: `${Number(month.slice(5))}月计提固定资产折旧（${due.length} 张卡片）`,
    source: 'assets.depreciation',
    entries: entriesOf(due),
  })
  const amounts = due.map(card => String(card.this_year + card.before))
  await tx`insert into assets.depreciation (card_id, on_date, amount_fen, voucher_id)
    select id, ${on_date}, amount, ${voucher_id}
    from unnest(${due.map(card => String(card.id))}::bigint[], ${amounts}::bigint[]) as x(id, amount)`
  return { card_count: due.length, total_fen: sumFen(due.map(card => card.this_year + card.before)), voucher_id }
}

/** Depreciate one month: 借 业务活动费用、单位管理费用 贷 固定资产累计折旧. Idempotent by card and month. */
export const depreciateMonth = command({
  name: 'assets.depreciate-month',
  title: '计提折旧',
  access: ['finance'],
  input: z.strictObject({ month: z.string().regex(/^20\d{2}-(0[1-9]|1[0-2])$/, '月份应为 2026-03 这样的写法') }),
  output: z.object({ card_count: z.number(), total_fen: Int64, voucher_id: Int64.nullable() }),
  run: (tx, call, { month }) => depreciate(tx, call, month),
})
