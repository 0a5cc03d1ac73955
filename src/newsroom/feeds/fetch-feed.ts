// Fetches a feed from the public network and from nowhere else: the address is looked at when the connection is made, and again
// behind every redirect. Limits on size, time and hops. Every failure is an answer in words.
import { type LookupAddress, lookup as systemLookup } from 'node:dns'
import http from 'node:http'
import https from 'node:https'
import { isIP } from 'node:net'
import { isPublicAddress } from '../../platform/index.ts'

const SIZE_MAX = 5 * 1024 * 1024
const TIMEOUT_MS = 20_000
const HOPS_MAX = 3

export type Fetched =
  | { kind: 'fetched'; bytes: Uint8Array; etag: string; last_modified: string }
  | { kind: 'unchanged' }
  | { kind: 'failed'; why: string }

type Lookup = (host: string, done: (error: Error | null, found: LookupAddress[]) => void) => void
export type FetchParts = {
  lookup?: Lookup
  /** which addresses may be connected to; tests let their own server in by its port */
  mayConnect?: (address: string, port: number) => boolean
}

const INNER = '地址指向内部网络，没有访问'
const REDIRECTED_INNER = '地址被转向内部网络，没有访问'
const failed = (why: string): Fetched => ({ kind: 'failed', why })

class InnerAddress extends Error {}

/** Whether a name can only mean this machine or this house. */
export function isInnerName(host: string): boolean {
  const name = host
    .toLowerCase()
    .replace(/^\[|\]$/g, '')
    .replace(/\.$/, '')
  if (isIP(name)) return !isPublicAddress(name)
  return !name.includes('.') || /\.(local|localhost|internal|lan|home|corp|intranet)$/.test(name)
}

type Answer = { status: number; headers: http.IncomingHttpHeaders; bytes: Uint8Array }

function get(url: URL, headers: Record<string, string>, parts: Required<FetchParts>): Promise<Answer> {
  const port = Number(url.port || (url.protocol === 'https:' ? 443 : 80))
  const allowed = (address: string) => parts.mayConnect(address, port)
  const lookup = (host: string, options: { all?: boolean }, done: (...answer: unknown[]) => void) =>
    parts.lookup(host, (error, found) => {
      const [first] = found ?? []
      if (error || !first) return done(error ?? new Error('no address'))
      if (!found.every(one => allowed(one.address))) return done(new InnerAddress())
      return options.all ? done(null, found) : done(null, first.address, first.family)
    })
  return new Promise((resolve, reject) => {
    // an address in figures is connected to without any lookup
    const literal = url.hostname.replace(/^\[|\]$/g, '')
    if (isIP(literal) && !allowed(literal)) return reject(new InnerAddress())
    const { request } = url.protocol === 'https:' ? https : http
    const asked = request(url, { lookup: lookup as never, headers, timeout: TIMEOUT_MS, agent: false }, answer => {
      const chunks: Buffer[] = []
      let size = 0
      answer.on('data', (part: Buffer) => {
        size += part.length
        if (size > SIZE_MAX) asked.destroy(new Error('too large'))
        else chunks.push(part)
      })
      answer.on('end', () =>
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, bytes: Buffer.concat(chunks) }),
      )
      answer.on('error', reject)
    })
    const timer = setTimeout(() => asked.destroy(new Error('timeout')), TIMEOUT_MS * 2)
    asked.on('timeout', () => asked.destroy(new Error('timeout')))
    asked.on('error', reject)
    asked.on('close', () => clearTimeout(timer))
    asked.end()
  })
}

function why(error: Error, hops: number): string {
  if (error instanceof InnerAddress) return hops === 0 ? INNER : REDIRECTED_INNER
  if (error.message === 'too large') return '内容超过 5 MB，没有读'
  return error.message === 'timeout' ? '对方太久没有回答' : '连接不上对方网站'
}

/** A fetcher of feeds; `etag` and `last_modified` are those of the last reading. */
export function feedFetcher(given: FetchParts = {}) {
  const parts: Required<FetchParts> = {
    lookup: given.lookup ?? ((host, done) => systemLookup(host, { all: true }, done)),
    mayConnect: given.mayConnect ?? (address => isPublicAddress(address)),
  }
  return async (address: string, known: { etag: string; last_modified: string }): Promise<Fetched> => {
    const headers = {
      'user-agent': 'Beita/0.1 (feed reader)',
      accept: 'application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9',
      ...(known.etag ? { 'if-none-match': known.etag } : {}),
      ...(known.last_modified ? { 'if-modified-since': known.last_modified } : {}),
    }
    let url = new URL(address)
    for (let hops = 0; hops <= HOPS_MAX; hops += 1) {
      if (!/^https?:$/.test(url.protocol) || url.username) return failed('地址应以 http 或 https 开头')
      try {
        const { status, headers: said, bytes } = await get(url, headers, parts)
        if (status === 304) return { kind: 'unchanged' }
        if (status >= 300 && status < 400 && said.location && URL.canParse(said.location, url.href)) {
          url = new URL(said.location, url)
          continue
        }
        if (status !== 200) return failed(`对方网站回答 ${status}`)
        return { kind: 'fetched', bytes, etag: said.etag ?? '', last_modified: said['last-modified'] ?? '' }
      } catch (error) {
        return failed(why(error as Error, hops))
      }
    }
    return failed('对方网站转向次数太多')
  }
}
