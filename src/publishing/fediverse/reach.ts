// The way to other servers: signed as Mastodon asks, by the guarded way out, with limits on size, time and redirects.
import { createPrivateKey, type webcrypto } from 'node:crypto'
import type { importJwk } from '@fedify/fedify/sig'
import { type Account, openCredentials } from '../../channels/index.ts'
import { Blocked, type Guard, guardedFetch, isInnerName, type Sql } from '../../platform/index.ts'
import { keyIdOf } from './addresses.ts'
import type { Json } from './documents.ts'

/** What tests change: which addresses may be called. */
export type Reach = Partial<Pick<Guard, 'allow' | 'lookup' | 'mayConnect' | 'timeout_ms'>>

/** What an account signs with. */
export type Signer = { key: Awaited<ReturnType<typeof importJwk>>; key_id: string }

export const ACTIVITY_TYPE = 'application/activity+json'
const DOCUMENT_MAX = 256 * 1024
const TIMEOUT_MS = 8_000
const HOPS_MAX = 2
/** the signature Mastodon asks for, of what we send and of what we take */
export const DRAFT = 'draft-cavage-http-signatures-12'

function onlyPublic(url: URL, hops: number): 'public' {
  if (url.protocol !== 'https:' || url.username !== '') throw new Blocked('对方地址不是 https', hops)
  if (isInnerName(url.hostname)) throw new Blocked('不能访问本机或内部网络的地址', hops)
  return 'public'
}

const guardOf = (reach: Reach, hops_max: number): Guard => ({
  allow: onlyPublic,
  hops_max,
  size_max: DOCUMENT_MAX,
  timeout_ms: TIMEOUT_MS,
  ...reach,
})

/** The account's key, opened for the sending. */
export async function signerOf(tx: Sql, account: Account): Promise<Signer> {
  const { secrets } = await openCredentials(tx, account.id)
  const { importJwk: imported } = await import('@fedify/fedify/sig')
  const jwk = createPrivateKey(secrets.private_key ?? '').export({ format: 'jwk' })
  const usable = { ...jwk, alg: 'RS256', key_ops: ['sign'], ext: true } as webcrypto.JsonWebKey
  return { key: await imported(usable, 'private'), key_id: keyIdOf(account) }
}

async function signed({ key, key_id }: Signer, request: Request, at: Date): Promise<Record<string, string>> {
  const { signRequest } = await import('@fedify/fedify/sig')
  request.headers.set('date', at.toUTCString())
  const made = await signRequest(request, key, new URL(key_id), { spec: DRAFT })
  return Object.fromEntries(made.headers)
}

/** Reads a document of another server. Throws where the address, the size, the time or the answer is not right. */
export async function readDocument(reach: Reach, signer: Signer, url: string, at: Date): Promise<Json> {
  const headers = { accept: `${ACTIVITY_TYPE}, application/ld+json;q=0.9`, 'user-agent': 'Beita/0.1' }
  const asked = { headers: await signed(signer, new Request(url, { headers }), at) }
  const { status, headers: said, body } = await guardedFetch(url, asked, guardOf(reach, HOPS_MAX))
  if (status !== 200) throw new Error(`对方回答 ${status}`)
  if (!/json/.test(said['content-type'] ?? '')) throw new Error('对方给的不是 JSON')
  return JSON.parse(body.toString('utf8')) as Json
}

/** Puts an activity into an inbox; the answer is its status. Redirects are not followed. */
export async function postActivity(
  reach: Reach,
  signer: Signer,
  about: { inbox: string; body: string; at: Date; signal: AbortSignal },
): Promise<number> {
  const { inbox, body, at, signal } = about
  const headers = { 'content-type': ACTIVITY_TYPE, 'user-agent': 'Beita/0.1' }
  const request = new Request(inbox, { method: 'POST', body, headers })
  const asked = { method: 'POST', body, headers: await signed(signer, request, at) }
  return (await guardedFetch(inbox, asked, guardOf(reach, 0), signal)).status
}
