// An account of the fediverse is ours like a site: its name and address are how other servers know it, so they stay; it signs
// with a key of its own that never leaves the house.
import { generateKeyPair } from 'node:crypto'
import { promisify } from 'node:util'
import type { Call, Sql } from '../../platform/index.ts'
import { fediverseAddress, fediverseStays } from '../refusals.ts'
import type { Account } from './account.ts'
import { isDrill, keepSecret } from './connect-account.ts'

type Place = { handle: string; address: string }

/** What Mastodon accepts as a name. */
const NAME = /^[a-z0-9_]{1,30}$/

/** Refuses what no other server could find. */
export function mustBeReachable({ handle, address }: Place): void {
  if (!NAME.test(handle)) throw fediverseAddress({ problem: '要有短名：1 至 30 个小写字母、数字或下划线。' })
  const origin = URL.canParse(address) ? new URL(address).origin : ''
  if (origin !== address)
    throw fediverseAddress({ problem: '的网址只写到域名，后面不带斜杠，如 https://news.example.cn。' })
  if (!address.startsWith('https://') && !isDrill(address))
    throw fediverseAddress({ problem: '的网址要以 https 开头，别的服务器只信加密的地址。' })
}

/** Refuses another name or address of an account that others may follow already. */
export function mustStay(account: Account, wanted: Place): void {
  if (account.adapter !== 'activitypub') return
  if (account.handle !== wanted.handle || account.address !== wanted.address) throw fediverseStays()
}

const RSA_BITS = 2048

/** Makes the pair of keys: the private one is sealed like every credential, the public one stands in the settings. */
export async function giveKeys(tx: Sql, call: Call, id: bigint): Promise<void> {
  const { privateKey, publicKey } = await promisify(generateKeyPair)('rsa', { modulusLength: RSA_BITS })
  const private_key = privateKey.export({ type: 'pkcs8', format: 'pem' }) as string
  const public_key = publicKey.export({ type: 'spki', format: 'pem' }) as string
  await keepSecret(tx, call, id, { private_key }, { public_key })
}
