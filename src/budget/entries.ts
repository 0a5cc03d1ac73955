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

/** 借 费用（或资产） 贷 零余额账户/银行存款；预算会计 借 支出 贷 资金结存. */
export function expenditureEntries(fact: {
  category: Category
  source: Source
  purpose: Purpose
  amount_fen: bigint
  paid_from?: string
}): Entry[] {
  const accounts = EXPENSE_ACCOUNTS[fact.category]
  return [
    { account: PURPOSES[fact.purpose] ?? accounts.financial, amount_fen: fact.amount_fen },
    { account: fact.paid_from ?? cashAccount(fact.source), amount_fen: -fact.amount_fen },
    { account: accounts.budgetary, amount_fen: fact.amount_fen },
    { account: BUDGETARY_CASH, amount_fen: -fact.amount_fen },
  ]
}

/** 借 零余额账户/银行存款 贷 收入；预算会计 借 资金结存 贷 预算收入. */
export function incomeEntries(fact: { source: Source; amount_fen: bigint }): Entry[] {
  const accounts = INCOME_ACCOUNTS[fact.source]
  return [
    { account: cashAccount(fact.source), amount_fen: fact.amount_fen },
    { account: accounts.financial, amount_fen: -fact.amount_fen },
    { account: BUDGETARY_CASH, amount_fen: fact.amount_fen },
    { account: accounts.budgetary, amount_fen: -fact.amount_fen },
  ]
}
