// The words that stand in the sheets of a year's books where the modules have none of their own.
import { USE_STATES } from '../assets/index.ts'
import { MOVEMENT_KINDS } from '../budget/index.ts'

export const SIDES = { income: '收入', expenditure: '支出' }
const { carry_in, carry_out, recall, reserve, release, commit, uncommit, dispatch, arrive } = MOVEMENT_KINDS
export const ADJUSTMENTS = {
  ...{ increase: '追加', cut: '追减', virement: '调剂', allot: '下达' },
  ...{ carry_in, carry_out, recall, reserve, release, commit, uncommit, dispatch, arrive },
}
export type AdjustmentKind = keyof typeof ADJUSTMENTS
/** Kinds of which the sheet gives the amount that goes away: in the books it is negative. */
export const LOWERING = ['cut', 'carry_out', 'recall', 'release', 'uncommit', 'arrive'] as const
/** The amount of a row of 指标变动, signed as it acts on its total. */
export const actingFen = ({ kind, amount_fen }: { kind: string; amount_fen: bigint }): bigint =>
  (LOWERING as readonly string[]).includes(kind) ? -amount_fen : amount_fen
/** Kinds that act on what a section holds. */
export const HOLDING = ['reserve', 'release', 'commit', 'uncommit', 'dispatch', 'arrive'] as const

export const PURPOSE_WORDS = {
  expense: '费用',
  fixed_asset: '固定资产',
  intangible: '无形资产',
  stock: '库存物品',
  advance: '借款',
  prepayment: '预付',
  payable: '付应付款',
  salary: '发应付工资',
}

/** Which fact posted a voucher. A fact that has no word here leaves as 记账. */
export const VOUCHER_SOURCES: Record<string, string> = {
  'books.opening': '期初余额',
  'books.voucher': '记账',
  'budget.income': '收入',
  'budget.spend': '支出',
  'budget.return': '支出退回',
  'budget.prior-year-return': '以前年度支出退回',
  'budget.accrual': '计提应付',
  'budget.settlement': '冲销借款和预付',
  'spending.accrual': '年末应付',
  'spending.loan': '借款',
  'procurement.acceptance': '验收入库',
  'assets.register': '资产入账',
  'assets.depreciation': '计提折旧',
  'assets.disposal': '资产处置',
  'assets.remittance': '上缴处置收入',
  'accounts.closing': '年末结转',
}

export const PURCHASE_CATEGORIES = { goods: '货物', services: '服务', works: '工程' }
/** How an asset stands at the end of the year; what is gone stands in the sheet 处置. */
const { disposed: _gone, ...states } = USE_STATES
export const STATES = states
