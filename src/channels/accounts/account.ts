// A channel account as the rest of the house sees it: never its credentials.
import type { Sql } from '../../platform/index.ts'
import { noSuchAccount } from '../refusals.ts'
import type { AccountKind, Adapter } from '../vocabulary.ts'

export type Account = {
  id: bigint
  kind: AccountKind
  adapter: Adapter
  platform: string
  name: string
  handle: string
  address: string
  state: 'active' | 'paused' | 'closed'
  base_url: string | null
  settings: Record<string, unknown>
  health: 'unknown' | 'good' | 'failing' | 'reconnect'
  is_example: boolean
}

const columns = (tx: Sql) =>
  tx`id, kind, adapter, platform, name, handle, address, state, base_url, settings, health, is_example`

/** The account; refuses one that is not there. */
export async function findAccount(tx: Sql, id: bigint): Promise<Account> {
  const [account] = await tx<Account[]>`select ${columns(tx)} from channels.accounts where id = ${id}`
  if (!account) throw noSuchAccount()
  return account
}

export async function lockAccount(tx: Sql, id: bigint): Promise<Account> {
  const [account] = await tx<Account[]>`select ${columns(tx)} from channels.accounts where id = ${id} for update`
  if (!account) throw noSuchAccount()
  return account
}

export type Facts = {
  title_max?: number
  text_max?: number
  deletable?: boolean
  editable?: boolean
  base_url?: string
  hosts?: string[]
  fields?: string[]
  optional_fields?: string[]
  [name: string]: unknown
}

/** What a kind of channel can do on a day, as the rows say. */
export async function capabilityOf(tx: Sql, adapter: string, day: string): Promise<Facts> {
  const [row] = await tx<{ facts: Facts }[]>`
    select facts from channels.capabilities where adapter = ${adapter} and effective_from <= ${day}
      and coalesce(effective_to, 'infinity') >= ${day} order by effective_from desc limit 1`
  return row?.facts ?? {}
}
