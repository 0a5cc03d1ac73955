// Fetches a picture from one named public host and from nowhere else: no redirects, no inner addresses, limits on size and time.
import { type LookupAddress, lookup as systemLookup } from 'node:dns'
import http from 'node:http'
import https from 'node:https'
import { isIP } from 'node:net'
import { isPublicAddress } from '../../platform/index.ts'

const SIZE_MAX = 30 * 1024 * 1024
const TIMEOUT_MS = 20_000

type Lookup = (host: string, done: (error: Error | null, found: LookupAddress[]) => void) => void
const allAddresses: Lookup = (host, done) => systemLookup(host, { all: true }, done)

/** Looked at when the connection is made, so that a name cannot answer one thing to us and another to the socket. */
function guardedLookup(lookup: Lookup) {
  return (host: string, options: { all?: boolean }, done: (...answer: unknown[]) => void): void =>
    lookup(host, (error, found) => {
      const [first] = found ?? []
      if (error || !first) return done(error ?? new Error('no address'))
      if (!found.every(one => isPublicAddress(one.address))) return done(new Error('inner address'))
      if (options.all) return done(null, found)
      done(null, first.address, first.family)
    })
}

/** A fetcher for pictures of one host; it answers undefined for everything else and for every failure. */
export function pictureFetcher(host: string, lookup: Lookup = allAddresses) {
  const wanted = host.toLowerCase()
  return (src: string): Promise<{ bytes: Uint8Array; name: string } | undefined> =>
    new Promise(resolve => {
      const url = URL.canParse(src) ? new URL(src) : undefined
      const allowed =
        url &&
        /^https?:$/.test(url.protocol) &&
        url.host === wanted &&
        !isIP(url.hostname) &&
        !url.hostname.startsWith('[') &&
        !url.username
      if (!allowed) return resolve(undefined)
      const { get } = url.protocol === 'https:' ? https : http
      const request = get(url, { lookup: guardedLookup(lookup) as never, timeout: TIMEOUT_MS }, response => {
        const parts: Buffer[] = []
        let size = 0
        response.on('error', () => resolve(undefined))
        const stop = () => request.destroy(new Error('refused'))
        if (response.statusCode !== 200 || !/^image\//.test(response.headers['content-type'] ?? '')) return stop()
        response.on('data', (part: Buffer) => {
          size += part.length
          if (size > SIZE_MAX) stop()
          else parts.push(part)
        })
        response.on('end', () =>
          resolve({ bytes: new Uint8Array(Buffer.concat(parts)), name: url.pathname.split('/').at(-1) ?? '' }),
        )
      })
      const timer = setTimeout(() => request.destroy(new Error('too slow')), TIMEOUT_MS * 3)
      request.on('timeout', () => request.destroy(new Error('too slow')))
      request.on('error', () => resolve(undefined))
      request.on('close', () => {
        clearTimeout(timer)
        resolve(undefined)
      })
    })
}
