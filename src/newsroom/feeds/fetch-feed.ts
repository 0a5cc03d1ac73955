// Fetches a feed from the public network and from nowhere else, by the guarded way out. Every failure is an answer in words.
import { Blocked, type Guard, guardedFetch, TooLarge, TooSlow } from '../../platform/index.ts'

const SIZE_MAX = 5 * 1024 * 1024
const TIMEOUT_MS = 20_000
const HOPS_MAX = 3

export type Fetched =
  | { kind: 'fetched'; bytes: Uint8Array; etag: string; last_modified: string }
  | { kind: 'unchanged' }
  | { kind: 'failed'; why: string }

const failed = (why: string): Fetched => ({ kind: 'failed', why })

const WRONG_SCHEME = '地址应以 http 或 https 开头'
const TOO_MANY = '对方网站转向次数太多'

function why(error: Error): string {
  if (error instanceof Blocked) {
    if (error.message === WRONG_SCHEME || error.message === TOO_MANY) return error.message
    return error.hops === 0 ? '地址指向内部网络，没有访问' : '地址被转向内部网络，没有访问'
  }
  if (error instanceof TooLarge) return '内容超过 5 MB，没有读'
  return error instanceof TooSlow ? '对方太久没有回答' : '连接不上对方网站'
}

/** A fetcher of feeds; `etag` and `last_modified` are those of the last reading. */
export function feedFetcher(given: Pick<Guard, 'lookup' | 'mayConnect'> = {}) {
  const guard: Guard = {
    allow(url, hops) {
      if (!/^https?:$/.test(url.protocol) || url.username) throw new Blocked(WRONG_SCHEME, hops)
      return 'public'
    },
    hops_max: HOPS_MAX,
    size_max: SIZE_MAX,
    timeout_ms: TIMEOUT_MS,
    ...given,
  }
  return async (address: string, known: { etag: string; last_modified: string }): Promise<Fetched> => {
    const headers = {
      'user-agent': 'Beita/0.1 (feed reader)',
      accept: 'application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9',
      ...(known.etag ? { 'if-none-match': known.etag } : {}),
      ...(known.last_modified ? { 'if-modified-since': known.last_modified } : {}),
    }
    try {
      const { status, headers: said, body } = await guardedFetch(address, { headers }, guard)
      if (status === 304) return { kind: 'unchanged' }
      if (status !== 200) return failed(`对方网站回答 ${status}`)
      return { kind: 'fetched', bytes: body, etag: said.etag ?? '', last_modified: said['last-modified'] ?? '' }
    } catch (error) {
      return failed(why(error as Error))
    }
  }
}
