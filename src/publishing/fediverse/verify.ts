// Who put something into our inbox: the signature is checked by the library with the key the sender's server shows, and the
// key must be the sender's own. Every doubt is a no.
import type { Account } from '../../channels/index.ts'
import type { Json } from './documents.ts'
import { DRAFT, type Reach, readDocument, type Signer } from './reach.ts'

/** Mastodon's own limit is twelve hours; servers with a clock that far off are not trusted here. */
const CLOCK_MS = 3_600_000
/** documents one verification may ask for: the actor, its key, and vocabularies of its own */
const READ_MAX = 5

export type Sender = { actor: string; inbox: string; shared_inbox: string | null }
export type Doubt = { doubt: string }
export const isDoubt = (found: Sender | Doubt): found is Doubt => 'doubt' in found

const doubt = (why: string): Doubt => ({ doubt: why })
const text = (value: unknown): string => (typeof value === 'string' ? value : '')
const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).host : '')
const coversHost = (signature: string) =>
  /headers="([^"]*)"/.exec(signature)?.[1]?.split(/\s+/).includes('host') ?? false

type Parts = { reach: Reach; signer: Signer; now: Date }

/** Reads each address once; contexts of the standards come with the library and are never asked for. */
function loaders({ reach, signer, now }: Parts) {
  const read = new Map<string, Promise<Json>>()
  const load = async (url: string) => {
    const [bare = ''] = url.split('#')
    if (!read.has(bare) && read.size >= READ_MAX) throw new Error('对方的文件引出太多别的文件')
    if (!read.has(bare)) read.set(bare, readDocument(reach, signer, bare, now))
    return { contextUrl: null, documentUrl: url, document: await read.get(bare)! }
  }
  const contexts = async (url: string) => {
    const { preloadedContexts } = await import('@fedify/vocab-runtime')
    const document = (preloadedContexts as Record<string, unknown>)[url]
    if (document !== undefined) return { contextUrl: null, documentUrl: url, document }
    return load(url)
  }
  return { load, contexts }
}

/** What the sender's own document says of it; a key that it does not name is not its key. */
function senderOf(actor: string, keyId: string, document: Json): Sender | Doubt {
  if (text(document.id) !== actor) return doubt('账号文件不是它自己的')
  const keys = [document.publicKey].flat() as (Json | undefined)[]
  if (!keys.some(key => text(key?.id) === keyId && text(key?.owner) === actor)) return doubt('签名的密钥不是这个账号的')
  const inbox = text(document.inbox)
  const shared = text((document.endpoints as Json | undefined)?.sharedInbox)
  if (hostOf(inbox) === '' || hostOf(inbox) !== hostOf(actor)) return doubt('收件箱不在账号自己的服务器上')
  return { actor, inbox, shared_inbox: hostOf(shared) === hostOf(actor) ? shared : null }
}

/** The request as it was meant for us: under our own address, whatever a proxy made of the host. */
export function asMeant(account: Account, path: string, headers: Headers, body: ArrayBuffer): Request {
  const own = new Headers(headers)
  own.set('host', new URL(account.address).host)
  return new Request(new URL(path, account.address), { method: 'POST', headers: own, body })
}

/** Who signed the request, when it is the actor it speaks of. */
export async function verifySender(request: Request, actor: string, parts: Parts): Promise<Sender | Doubt> {
  const { verifyRequest } = await import('@fedify/fedify/sig')
  const sent = new Date(request.headers.get('date') ?? '').getTime()
  if (!(Math.abs(parts.now.getTime() - sent) <= CLOCK_MS)) return doubt('日期不对，可能是重放')
  if (!coversHost(request.headers.get('signature') ?? '')) return doubt('签名没有包含收件的服务器')
  const keyId = /keyId="([^"]*)"/.exec(request.headers.get('signature') ?? '')?.[1] ?? ''
  // nothing is fetched for a key that cannot be the actor's
  if (hostOf(keyId) === '' || hostOf(keyId) !== hostOf(actor)) return doubt('签名的密钥不是这个账号的')
  const { load, contexts } = loaders(parts)
  try {
    const options = { documentLoader: load, contextLoader: contexts, spec: DRAFT, timeWindow: false } as const
    const key = await verifyRequest(request, options)
    if (!key?.ownerId || key.ownerId.href !== actor) return doubt('签名不对')
    return senderOf(actor, keyId, (await load(actor)).document)
  } catch (error) {
    return doubt(`签名查不了：${(error as Error).message}`)
  }
}
