// The final accounts of a year: every table with its number, and whether they agree with each other and with the ledger.
import type { Period } from '../../kernel/index.ts'
import type { Sql } from '../../platform/index.ts'
import { baseTable } from './base-table.ts'
import { loadFacts } from './facts.ts'
import { emptyTable, fiscalSummary, generalBasic, generalExpenditure, threePublic } from './fiscal-tables.ts'
import { expenditureTable, incomeTable, summaryTable } from './income-and-expenditure.ts'
import { FINAL_TABLES, type FinalTable } from './model.ts'
import { type TieOut, tieOuts } from './tie-outs.ts'

export type FinalAccounts = { year: number; as: Period['as']; tables: FinalTable[]; ties: TieOut[] }

async function numbersOf(tx: Sql, year: number): Promise<(key: FinalTable['key']) => string> {
  const rows = await tx<{ table_key: string; number: string }[]>`
    select distinct on (table_key) table_key, number from books.final_table_numbers where effective_from <= ${year}
    order by table_key, effective_from desc`
  const known = new Map(rows.map(row => [row.table_key, row.number]))
  return key => known.get(key) ?? ''
}

/** Builds the tables of a year from its rows, in the order of their numbers, the base data table last. */
export async function finalAccounts(tx: Sql, period: Period): Promise<FinalAccounts> {
  const facts = await loadFacts(tx, period)
  const numbered = await numbersOf(tx, period.year)
  const tables = [
    summaryTable(facts, numbered),
    incomeTable(facts, numbered),
    expenditureTable(facts, numbered),
    fiscalSummary(facts, numbered),
    generalExpenditure(facts, numbered),
    generalBasic(facts, numbered),
    threePublic(facts, numbered),
    emptyTable('fund', FINAL_TABLES.fund, numbered),
    emptyTable('state-capital', FINAL_TABLES['state-capital'], numbered),
  ].toSorted((a, b) => (a.number < b.number ? -1 : a.number > b.number ? 1 : 0))
  return { ...period, tables: [...tables, baseTable(facts)], ties: tieOuts(tables, facts) }
}
