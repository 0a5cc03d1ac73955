// Which entries a receipt and an expenditure post in the two ledgers (财务会计 accrual, 预算会计 cash). Pure.
import type { Entry } from '../accounts/index.ts'
import {
  BUDGETARY_CASH,
  type Category,
  cashAccount,
  EXPENSE_ACCOUNTS,
  INCOME_ACCOUNTS,
  PURPOSES,
  type Purpose,
  type Source,
} from './vocabulary.ts'

/** What a posting is about besides its account. */
type Details = { line_no?: string; economic_code?: string | null }

function aux(fund: Source, details: Details, category?: Category): Record<string, string> {
  return {
    fund,
    ...(category ? { category } : {}),
    ...(details.line_no ? { line_no: details.line_no } : {}),
    ...(details.economic_code ? { economic_code: details.economic_code } : {}),
  }
}

/** 借 费用（或资产） 贷 零余额账户/银行存款；预算会计 借 支出 贷 资金结存. */
export function expenditureEntries(
  fact: { category: Category; source: Source; purpose: Purpose; amount_fen: bigint; paid_from?: string },
  details: Details = {},
): Entry[] {
  const accounts = EXPENSE_ACCOUNTS[fact.category]
  const about = aux(fact.source, details, fact.category)
  return [
    { account: PURPOSES[fact.purpose] ?? accounts.financial, amount_fen: fact.amount_fen, aux: about },
    { account: fact.paid_from ?? cashAccount(fact.source), amount_fen: -fact.amount_fen },
    { account: accounts.budgetary, amount_fen: fact.amount_fen, aux: about },
    { account: BUDGETARY_CASH, amount_fen: -fact.amount_fen },
  ]
}

/** 借 零余额账户/银行存款 贷 收入；预算会计 借 资金结存 贷 预算收入. */
export function incomeEntries(fact: { source: Source; amount_fen: bigint }, details: Details = {}): Entry[] {
  const accounts = INCOME_ACCOUNTS[fact.source]
  const about = aux(fact.source, details)
  return [
    { account: cashAccount(fact.source), amount_fen: fact.amount_fen },
    { account: accounts.financial, amount_fen: -fact.amount_fen, aux: about },
    { account: BUDGETARY_CASH, amount_fen: fact.amount_fen },
    { account: accounts.budgetary, amount_fen: -fact.amount_fen, aux: about },
  ]
}

/** What is owed before it is paid (计提): 借 费用 贷 应付职工薪酬 (salaries) or 应付账款. The budgetary ledger waits for the payment. */
export function accrualEntries(
  fact: { category: Category; source: Source; owed: 'salary' | 'payable'; amount_fen: bigint },
  details: Details = {},
): Entry[] {
  return [
    {
      account: EXPENSE_ACCOUNTS[fact.category].financial,
      amount_fen: fact.amount_fen,
      aux: aux(fact.source, details, fact.category),
    },
    { account: PURPOSES[fact.owed], amount_fen: -fact.amount_fen },
  ]
}

/** An advance that was spent (冲销借款): 借 费用（或资产） 贷 其他应收款; the budgetary ledger had it when it was paid. */
/** What is settled by its use: an advance, a prepayment, stock that was issued. */
export type Settled = 'advance' | 'prepayment' | 'stock'

export function settlementEntries(
  fact: { category: Category; source: Source; purpose: Purpose; from: Settled; amount_fen: bigint },
  details: Details = {},
): Entry[] {
  return [
    {
      account: PURPOSES[fact.purpose] ?? EXPENSE_ACCOUNTS[fact.category].financial,
      amount_fen: fact.amount_fen,
      aux: aux(fact.source, details, fact.category),
    },
    { account: PURPOSES[fact.from], amount_fen: -fact.amount_fen },
  ]
}
