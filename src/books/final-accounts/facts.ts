// What a year's final accounts are made of: movements grouped as the tables ask for them, plan, balances of the budgetary ledger.

import { codesOf, trialBalance } from '../../accounts/index.ts'
import { type Category, type Heading, headingOf, type Source } from '../../budget/index.ts'
import type { Period } from '../../kernel/index.ts'
import type { Sql } from '../../platform/index.ts'
import { inForce } from '../../procurement/index.ts'

export type Fact = {
  side: 'income' | 'expenditure'
  source: Source
  category: Category | null
  reported_as: Heading | null
  function_code: string | null
  economic_code: string | null
  three_public: string | null
  project: string | null
  procurement: boolean
  amount_fen: bigint
}
export type Planned = Omit<Fact, 'reported_as' | 'amount_fen'> & { opening_fen: bigint; full_year_fen: bigint }

export type Facts = {
  year: number
  as: Period['as']
  done: Fact[]
  prior: Fact[]
  planned: Planned[]
  functions: Map<string, string>
  economics: Map<string, string>
  /** 资金结存 at the start of the year, what was put right of earlier years, at its end */
  carried: { opening: bigint; corrected: bigint; closing: bigint; fiscal_opening: bigint; fiscal_corrected: bigint }
  /** turnover of the budgetary ledger without the closing entries */
  ledger: { income: bigint; spent: bigint; fiscal_closing: bigint | null }
  contracts: { category: string | null; amount_fen: bigint }[]
}

/** What a spending counts under: as it was reported, or as its category says today. */
export function headingOfFact(fact: Fact, as: Period['as']): Heading {
  return as === 'reported' && fact.reported_as !== null ? fact.reported_as : headingOf(fact.category!)
}

function doneIn(tx: Sql, year: number): Promise<Fact[]> {
  return tx<Fact[]>`
    select l.side, l.source, l.category, m.reported_as, l.function_code, coalesce(m.economic_code, l.economic_code) economic_code,
      l.three_public, l.project, l.procurement, sum(m.amount_fen)::bigint amount_fen
    from budget.movements m join budget.lines l on l.id = m.line_id
    where m.year = ${year} and m.kind in ('income', 'spend', 'return')
    group by l.side, l.source, l.category, m.reported_as, l.function_code, coalesce(m.economic_code, l.economic_code),
      l.three_public, l.project, l.procurement`
}

const isFiscalCarryOver = /^810[12]/

async function ledgerOf(tx: Sql, year: number): Promise<Pick<Facts, 'carried' | 'ledger'>> {
  const balances = await trialBalance(tx, year)
  const sum = (pattern: RegExp, field: 'opening_fen' | 'closing_fen') =>
    balances.reduce((total, row) => (pattern.test(row.account) ? total + row[field] : total), 0n)
  const turnover = await tx<{ income: bigint; spent: bigint; corrected: bigint }[]>`
    select coalesce(-sum(p.amount_fen) filter (where p.account ~ '^6' and v.source <> 'accounts.closing'), 0)::bigint income,
      coalesce(sum(p.amount_fen) filter (where p.account ~ '^7' and v.source <> 'accounts.closing'), 0)::bigint spent,
      coalesce(sum(p.amount_fen) filter (where p.account = '8001' and v.source = 'budget.prior-year-return'), 0)::bigint corrected
    from accounts.postings p join accounts.vouchers v on v.id = p.voucher_id where p.year = ${year}`
  const [closed] = await tx`select 1 from accounts.closed_periods where year = ${year}`
  const { income, spent, corrected } = turnover[0]!
  return {
    carried: {
      opening: sum(/^8001/, 'opening_fen'),
      corrected,
      closing: sum(/^8001/, 'closing_fen'),
      fiscal_opening: -sum(isFiscalCarryOver, 'opening_fen'),
      fiscal_corrected: corrected,
    },
    ledger: { income, spent, fiscal_closing: closed ? -sum(isFiscalCarryOver, 'closing_fen') : null },
  }
}

/** Loads everything a year's tables are made of. */
export async function loadFacts(tx: Sql, { year, as }: Period): Promise<Facts> {
  const planned = await tx<Planned[]>`
    select l.side, l.source, l.category, l.function_code, l.economic_code, l.three_public, l.project, l.procurement, l.opening_fen,
      coalesce(sum(m.amount_fen), 0)::bigint full_year_fen
    from budget.lines l left join budget.movements m on m.line_id = l.id
      and m.kind in ('opening', 'increase', 'cut', 'virement', 'carry_in')
    where l.year = ${year} group by l.id`
  const contracts = await tx<Facts['contracts']>`
    select c.category, sum(c.amount_fen)::bigint amount_fen from procurement.contracts c
    where extract(year from c.signed_on) = ${year} and ${inForce(tx)} group by c.category`
  return {
    year,
    as,
    done: await doneIn(tx, year),
    prior: await doneIn(tx, year - 1),
    planned,
    functions: await codesOf(tx, 'function', year),
    economics: await codesOf(tx, 'economic', year),
    ...(await ledgerOf(tx, year)),
    contracts,
  }
}

export const sumOf = <T extends { amount_fen: bigint }>(rows: readonly T[], match: (row: T) => boolean): bigint =>
  rows.reduce((sum, row) => (match(row) ? sum + row.amount_fen : sum), 0n)
