// Close a year: closing entries are posted, and neither ledger nor books take more of it.
import { z } from 'zod'
import { closeBooks } from '../accounts/index.ts'
import { type Call, command, Int64, type Sql, YearField } from '../platform/index.ts'
import { noSuchYear } from './refusals.ts'

/** Closes a year. Refuses a year without a budget (budget.no-such-year) or closed before (accounts.year-is-closed). */
async function closeBudgetYear(tx: Sql, call: Call, year: number): Promise<bigint | null> {
  const [row] = await tx<{ origin: string }[]>`select origin from budget.years where year = ${year} for update`
  if (!row) throw noSuchYear({ year })
  const voucher = await closeBooks(tx, call, year, row.origin === 'imported')
  await tx`update budget.years set closed_at = ${call.at}, closed_by = ${call.actor.name} where year = ${year}`
  return voucher
}

/** Close the year's books. */
export const closeYear = command({
  name: 'budget.close-year',
  title: '年度关账',
  access: ['finance'],
  input: z.strictObject({ year: YearField }),
  output: z.object({ voucher_id: Int64.nullable() }),
  async run(tx, call, { year }) {
    return { voucher_id: await closeBudgetYear(tx, call, year) }
  },
})
