// Expenses that come before or after their payment: what is owed (计提应付, 计提工资), advances that were spent (冲销借款) and
// prepayments that were delivered, stock that was issued (领用库存物品). They post to the financial ledger alone; the budgetary one follows the money.
import { z } from 'zod'
import { postVoucher } from '../accounts/index.ts'
import { type Day, yearOf } from '../kernel/index.ts'
import { type Call, command, DayField, Int64, PositiveFen, type Sql, Text } from '../platform/index.ts'
import { accrualEntries, type Settled, settlementEntries } from './entries.ts'
import { findLine } from './lines.ts'
import { advanceTooSmall, stockIsUsedUp } from './refusals.ts'
import { PURPOSES, type Purpose } from './vocabulary.ts'

const SETTLED: Record<Settled, string> = { advance: '借款', prepayment: '预付账款', stock: '库存物品' }

type Fact = { line_no: string; amount_fen: bigint; on_date: Day; summary: string; economic_code?: string | null }

/** 计提: 借 费用 贷 应付职工薪酬 or 应付账款. Paying it later takes the purpose `salary` or `payable`. Returns the voucher. */
export async function accrueExpense(
  tx: Sql,
  call: Call,
  { owed, ...fact }: Fact & { owed: 'salary' | 'payable' },
): Promise<bigint> {
  const line = await findLine(tx, yearOf(fact.on_date), fact.line_no, 'expenditure')
  const { amount_fen, on_date, summary, line_no, economic_code = null } = fact
  const entries = accrualEntries(
    { category: line.category!, source: line.source, owed, amount_fen },
    { line_no, economic_code },
  )
  return postVoucher(tx, call, { on_date, summary, source: 'budget.accrual', entries })
}

/**
 * 冲销: 借 费用（或资产） 贷 其他应收款 (advance), 预付账款 (prepayment) or 库存物品 (stock). Refuses budget.advance-too-small when the account
 * does not hold as much. Returns the voucher.
 */
async function settleAdvance(
  tx: Sql,
  call: Call,
  { from, purpose = 'expense', ...fact }: Fact & { from: Settled; purpose?: Purpose },
): Promise<bigint> {
  if (from === 'stock' && purpose !== 'expense') throw stockIsUsedUp()
  const line = await findLine(tx, yearOf(fact.on_date), fact.line_no, 'expenditure')
  const { amount_fen, on_date, summary, line_no, economic_code = null } = fact
  const entries = settlementEntries(
    { category: line.category!, source: line.source, purpose, from, amount_fen },
    { line_no, economic_code },
  )
  const voucher = await postVoucher(tx, call, { on_date, summary, source: 'budget.settlement', entries })
  const [open] = await tx<{ fen: bigint }[]>`
    select coalesce(sum(amount_fen), 0)::bigint fen from accounts.postings where account = ${PURPOSES[from]}`
  if (open!.fen < 0n) throw advanceTooSmall({ what: SETTLED[from], left_fen: open!.fen + amount_fen })
  return voucher
}

const fields = {
  line_no: Text(20),
  amount_fen: PositiveFen,
  on_date: DayField,
  summary: Text(200),
  economic_code: z
    .string()
    .regex(/^\d{5}$/, '部门经济分类填到款，5 位数字')
    .nullable()
    .default(null),
}

/** Book what is owed before it is paid: salaries of a month, bills that are in. */
export const accrue = command({
  name: 'budget.accrue',
  title: '计提应付',
  access: ['finance'],
  input: z.strictObject({ ...fields, owed: z.enum(['salary', 'payable']) }),
  output: z.object({ voucher_id: Int64 }),
  async run(tx, call, fact) {
    return { voucher_id: await accrueExpense(tx, call, fact) }
  },
})

/** Book what an advance or a prepayment was spent on, or stock that was issued. */
export const settle = command({
  name: 'budget.settle-advance',
  title: '冲销借款、预付和库存物品',
  access: ['finance'],
  input: z.strictObject({
    ...fields,
    from: z.enum(['advance', 'prepayment', 'stock']),
    purpose: z.enum(['expense', 'fixed_asset', 'intangible', 'stock']).default('expense'),
  }),
  output: z.object({ voucher_id: Int64 }),
  async run(tx, call, fact) {
    return { voucher_id: await settleAdvance(tx, call, fact) }
  },
})
