// Close a year: closing entries are posted, and neither ledger nor books take more of it. The command is handover's, which
// asks first what stands in the way.
import { closeBooks } from '../accounts/index.ts'
import type { Call, Sql } from '../platform/index.ts'
import { noSuchYear } from './refusals.ts'

/** Closes a year. Refuses a year without a budget (budget.no-such-year) or closed before (accounts.year-is-closed). */
export async function closeYear(tx: Sql, call: Call, year: number): Promise<bigint | null> {
  const [row] = await tx<{ origin: string }[]>`select origin from budget.years where year = ${year} for update`
  if (!row) throw noSuchYear({ year })
  const voucher = await closeBooks(tx, call, year, row.origin === 'imported')
  await tx`update budget.years set closed_at = ${call.at}, closed_by = ${call.actor.name} where year = ${year}`
  return voucher
}
