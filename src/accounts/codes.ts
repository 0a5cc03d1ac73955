// Codes of accounts and of the functional and economic classification: versioned data, asked by year.
import type { Sql } from '../platform/index.ts'

export type CodeKind = 'account' | 'function' | 'economic'

/** The codes that hold in a year: code → title. */
export async function codesOf(tx: Sql, kind: CodeKind, year: number): Promise<Map<string, string>> {
  const rows = await tx<{ code: string; title: string }[]>`
    select distinct on (code) code, title from accounts.codes
    where kind = ${kind} and valid_from <= ${year} and (valid_to is null or valid_to >= ${year})
    order by code, valid_from desc`
  return new Map(rows.map(row => [row.code, row.title]))
}
