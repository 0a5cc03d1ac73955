// Fetches a picture from one named public host and from nowhere else: no redirects, no inner addresses, limits on size and time.
import { isIP } from 'node:net'
import { Blocked, type Guard, guardedFetch } from '../../platform/index.ts'

const SIZE_MAX = 30 * 1024 * 1024
const TIMEOUT_MS = 20_000

/** A fetcher for pictures of one host; it answers undefined for everything else and for every failure. */
export function pictureFetcher(host: string, { lookup }: Pick<Guard, 'lookup'> = {}) {
  const wanted = host.toLowerCase()
  const guard: Guard = {
    allow(url) {
      const literal = isIP(url.hostname) || url.hostname.startsWith('[')
      const allowed = /^https?:$/.test(url.protocol) && url.host === wanted && !literal && !url.username
      if (!allowed) throw new Blocked('不是这个网站的图片')
      return 'public'
    },
    hops_max: 0,
    size_max: SIZE_MAX,
    timeout_ms: TIMEOUT_MS,
    wants: (status, headers) => status === 200 && /^image\//.test(headers['content-type'] ?? ''),
    ...(lookup ? { lookup } : {}),
  }
  return async (src: string): Promise<{ bytes: Uint8Array; name: string } | undefined> => {
    if (!URL.canParse(src)) return undefined
    const { status, body, url } = await guardedFetch(src, {}, guard).catch(() => NOTHING)
    if (status !== 200 || body.length === 0) return undefined
    return { bytes: new Uint8Array(body), name: url!.pathname.split('/').at(-1) ?? '' }
  }
}
const NOTHING = { status: 0, body: Buffer.alloc(0), url: undefined }
