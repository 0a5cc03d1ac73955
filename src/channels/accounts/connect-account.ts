// Credentials of an account: kept sealed, shown to nobody again. Setting them is the administrator's.
import { z } from 'zod'
import { type Call, command, Id, SEAL_ALG, type Sql, seal, unseal } from '../../platform/index.ts'
import { accountClosed, noInterface, secretIncomplete, unsafeAddress } from '../refusals.ts'
import { type AccountKind, ADAPTERS, type Adapter, isOurs, KIND_OF } from '../vocabulary.ts'
import { capabilityOf, lockAccount } from './account.ts'

const place = (id: bigint, what: 'secret' | 'token') => `channels.accounts ${id} ${what}`
const LOOPBACK = /^http:\/\/(127\.\d+\.\d+\.\d+|localhost|\[::1\])(:\d+)?\/?/

/** A secret as its columns: sealed, with the names of its parts and who set it when. */
const sealed = (call: Call, id: bigint, secret: Record<string, string>) => ({
  secret: seal(JSON.stringify(secret), place(id, 'secret')),
  secret_fields: Object.keys(secret),
  secret_alg: SEAL_ALG,
  secret_set_at: call.at,
  secret_set_by: call.actor.name,
})

/** Keep what an account of ours signs with. */
export async function keepSecret(
  tx: Sql,
  call: Call,
  id: bigint,
  secret: Record<string, string>,
  settings: Record<string, string>,
): Promise<void> {
  const columns = { ...sealed(call, id, secret), settings: tx.json(settings) }
  await tx`update channels.accounts set ${tx(columns as never)} where id = ${id}`
}

/** An address of an emulated platform on this machine. */
export const isDrill = (address: string) => LOOPBACK.test(address)

/** Which adapters an account of a kind may be given. */
const fits = (kind: AccountKind, adapter: Adapter) => KIND_OF[adapter] === kind && !isOurs(adapter)

/** Give an account its credentials: from then on it is sent to by its interface. */
export const connectAccount = command({
  name: 'channels.connect-account',
  title: '接入渠道账号',
  access: ['admin', 'director'],
  secrets: ['secret'],
  input: z.strictObject({
    account_id: Id,
    adapter: z.enum(Object.keys(ADAPTERS) as Adapter[]),
    secret: z.record(z.string().max(40), z.string().trim().max(4000)),
    base_url: z.string().trim().max(200).nullable().default(null),
    settings: z.record(z.string().max(40), z.union([z.string().max(500), z.number(), z.boolean()])).default({}),
  }),
  output: z.object({}),
  async run(tx, call, { account_id, adapter, secret, base_url, settings }) {
    const account = await lockAccount(tx, account_id)
    if (account.state === 'closed') throw accountClosed()
    if (!fits(account.kind, adapter)) throw noInterface({ adapter: ADAPTERS[adapter], platform: account.platform })
    const facts = await capabilityOf(tx, adapter, call.today)
    const missing = (facts.fields ?? []).filter(name => !secret[name] && !(facts.optional_fields ?? []).includes(name))
    if (missing.length > 0) throw secretIncomplete({ missing })
    if (base_url !== null && !base_url.startsWith('https://') && !isDrill(base_url)) throw unsafeAddress()
    if (base_url === null && facts.base_url === undefined) throw unsafeAddress()
    const columns = { ...sealed(call, account_id, secret), adapter, base_url, settings: tx.json(settings) }
    await tx`update channels.accounts set ${tx(columns as never)},
      token = null, token_alg = null, token_expires_at = null, health = 'unknown', health_note = '', health_at = null
      where id = ${account_id}`
    return {}
  },
})

/** Take the credentials away again: the account is then served by hand. */
export const disconnectAccount = command({
  name: 'channels.disconnect-account',
  title: '断开渠道账号',
  access: ['admin', 'director'],
  input: z.strictObject({ account_id: Id }),
  output: z.object({}),
  async run(tx, _call, { account_id }) {
    const account = await lockAccount(tx, account_id)
    if (isOurs(account.adapter)) throw noInterface({ adapter: ADAPTERS[account.adapter], platform: account.platform })
    await tx`update channels.accounts set adapter = 'manual', base_url = null, secret = null, secret_alg = null, secret_fields = '{}',
      secret_set_at = null, secret_set_by = null, token = null, token_alg = null, token_expires_at = null, health = 'unknown',
      health_note = '', health_at = null where id = ${account_id}`
    return {}
  },
})

/** The platform gave another token to refresh with: the one of the credentials is worth nothing any more. */
async function keepRefresh(tx: Sql, id: bigint, refresh_token: string): Promise<void> {
  const [row] = await tx<{ secret: Buffer | null }[]>`select secret from channels.accounts where id = ${id} for update`
  if (!row?.secret) return
  const secret = { ...(JSON.parse(unseal(row.secret, place(id, 'secret'))) as Record<string, string>), refresh_token }
  const sealed = seal(JSON.stringify(secret), place(id, 'secret'))
  await tx`update channels.accounts set secret = ${sealed}, secret_alg = ${SEAL_ALG} where id = ${id}`
}

/** Keep what became known of an account's connection: a token the platform lent, whether the credentials hold. */
export const noteConnection = command({
  name: 'channels.note-connection',
  title: '记录账号连接状况',
  access: [],
  secrets: ['token', 'refresh_token'],
  input: z.strictObject({
    account_id: Id,
    token: z.string().max(4000).nullable().default(null),
    refresh_token: z.string().max(4000).nullable().default(null),
    token_expires_at: z.iso.datetime().nullable().default(null),
    health: z.enum(['good', 'failing', 'reconnect']).nullable().default(null),
    note: z.string().max(300).default(''),
  }),
  output: z.object({}),
  async run(tx, call, { account_id, token, refresh_token, token_expires_at, health, note }) {
    if (refresh_token !== null) await keepRefresh(tx, account_id, refresh_token)
    if (token !== null)
      await tx`update channels.accounts set token = ${seal(token, place(account_id, 'token'))}, token_alg = ${SEAL_ALG},
        token_expires_at = ${token_expires_at} where id = ${account_id}`
    if (health !== null)
      await tx`update channels.accounts set health = ${health}, health_note = ${note}, health_at = ${call.at}
        where id = ${account_id}`
    return {}
  },
})

export type Opened = { secrets: Record<string, string>; token: { value: string; expires_at: Date } | undefined }

/** The credentials, opened for a sending; never put into an answer. */
export async function openCredentials(tx: Sql, id: bigint): Promise<Opened> {
  const [row] = await tx<{ secret: Buffer | null; token: Buffer | null; token_expires_at: Date | null }[]>`
    select secret, token, token_expires_at from channels.accounts where id = ${id}`
  const secrets = row?.secret ? (JSON.parse(unseal(row.secret, place(id, 'secret'))) as Record<string, string>) : {}
  if (!row?.token) return { secrets, token: undefined }
  const expires_at = row.token_expires_at ?? new Date(0)
  return { secrets, token: { value: unseal(row.token, place(id, 'token')), expires_at } }
}
