// Public pages as buffers with an ETag, made anew only when something was published, withdrawn or set.
import { createHash } from 'node:crypto'
import type { Context } from 'hono'
import type { Pool } from '../platform/index.ts'

type Entry = { body: Uint8Array<ArrayBuffer>; etag: string; type: string; disposition?: string }

const ENTRIES_MAX = 500
const VERSION_TTL_MS = 400

export type PageCache = {
  /** Answers from the cache, or makes the page. `make` returns undefined for a page that does not exist. */
  answer(c: Context, key: string, make: () => Promise<Made | undefined>): Promise<Response | undefined>
}
export type Made = { body: string | Uint8Array; type?: string; filename?: string }

/** What the pages depend on, as one short text: it changes whenever they may change. */
async function publicVersion(pool: Pool): Promise<string> {
  const [row] = await pool<{ version: string }[]>`
    select concat_ws('.', (select count(*) || '-' || count(withdrawn_at) || '-' || coalesce(max(id), 0) from disclosure.publications),
      (select md5(coalesce(string_agg(u::text, ''), '')) from people.unit u)) version`
  return row?.version ?? ''
}

export function pageCache(pool: Pool, now: () => Date): PageCache {
  let version = ''
  let checked = 0
  let entries = new Map<string, Entry>()
  const refresh = async () => {
    if (now().getTime() - checked < VERSION_TTL_MS) return
    const found = await publicVersion(pool)
    if (found !== version) entries = new Map()
    version = found
    checked = now().getTime()
  }
  return {
    async answer(c, key, make) {
      await refresh()
      let entry = entries.get(key)
      if (!entry) {
        const made = await make()
        if (!made) return undefined
        const body = new Uint8Array(typeof made.body === 'string' ? new TextEncoder().encode(made.body) : made.body)
        entry = {
          body,
          etag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`,
          type: made.type ?? 'text/html; charset=utf-8',
        }
        if (made.filename) entry.disposition = `attachment; filename*=UTF-8''${encodeURIComponent(made.filename)}`
        if (entries.size >= ENTRIES_MAX) entries.delete(entries.keys().next().value!)
        entries.set(key, entry)
      }
      const headers: Record<string, string> = {
        etag: entry.etag,
        'cache-control': 'public, max-age=0, must-revalidate, stale-if-error=86400',
        vary: 'cookie',
      }
      if (c.req.header('if-none-match') === entry.etag) return c.body(null, 304, headers)
      if (entry.disposition) headers['content-disposition'] = entry.disposition
      return c.body(entry.body, 200, { ...headers, 'content-type': entry.type })
    },
  }
}
