// Channels for tests: accounts of a kind, and the releases of an edition as they stand.
import { randomUUID } from 'node:crypto'
import { addAccount } from '../../src/channels/accounts/add-account.ts'
import type { Pool } from '../../src/platform/index.ts'
import { workOff } from '../../src/platform/index.ts'
import { publishingJobs } from '../../src/publishing/index.ts'
import { run } from './database.ts'

export async function account(pool: Pool, adapter: string, kind: string, more: Record<string, unknown> = {}) {
  const name = `账号${randomUUID().slice(0, 8)}`
  const input = { platform: adapter, name, owner_kind: 'own', owner_unit: '本单位', kind, adapter, ...more }
  const { account_id } = await run(pool, addAccount, input)
  return String(account_id)
}

export type Row = { id: bigint; state: string; cause: string | null; external_id: string | null; url: string | null }

export async function releaseOf(pool: Pool, editionId: string, accountId: string): Promise<Row> {
  const [row] = await pool<Row[]>`select id, state, cause, external_id, url from publishing.releases
    where edition_id = ${editionId} and account_id = ${accountId}`
  return row!
}

/** Does the due jobs of publishing as if it were `at`. */
export function deliverDue(
  pool: Pool,
  at: Date,
  pathOf: (digest: string) => string = digest => `/nowhere/${digest}`,
): Promise<number> {
  const log = (line: string) => {
    throw new Error(line)
  }
  return workOff({ pool, jobs: publishingJobs(pathOf) as never, sweeps: [], now: () => at, log })
}
