// The shortest way for pages that are in the cache: straight from node:http, past everything else.
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { PageCache } from './page-cache.ts'

const ELDER_COOKIE = /(?:^|;\s*)view=elder(?:;|$)/

/** Makes the answerer; it answers GET for what is kept and certain to be new, and nothing else. */
export function quickAnswers(cache: PageCache, publicUrl: string | undefined) {
  return (request: IncomingMessage, response: ServerResponse): boolean => {
    const { method, url = '', headers } = request
    // an address with encoded signs has more than one writing: the long way reads it
    if (method !== 'GET' || url.includes('%') || url.startsWith('/api/')) return false
    const place = `${publicUrl ?? `http://${headers.host}`}${url}`
    const elder = headers.cookie !== undefined && ELDER_COOKIE.test(headers.cookie)
    const entry = cache.kept(`${elder ? 'e' : 'n'}${place}`) ?? cache.kept(`f${place}`)
    if (!entry) return false
    if (entry.status === 200 && headers['if-none-match'] === entry.etag)
      response.writeHead(304, notModified(entry.flat))
    else {
      response.writeHead(entry.status, entry.flat as string[])
      response.write(entry.body)
    }
    response.end()
    return true
  }
}

/** The headers of an answer without a body. */
function notModified(flat: readonly string[]): string[] {
  return flat.flatMap((part, at) => (at % 2 === 0 && !part.startsWith('content-') ? [part, flat[at + 1]!] : []))
}
