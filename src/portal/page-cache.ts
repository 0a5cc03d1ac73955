// Public pages and feeds as buffers with an ETag, made anew only when something was published, withdrawn or set.
import { createHash } from 'node:crypto'
import type { Context } from 'hono'
import { type Pool, SECURITY_HEADERS } from '../platform/index.ts'

export type Entry = {
  body: Uint8Array<ArrayBuffer>
  status: number
  headers: Record<string, string>
  etag: string
  /** headers of the plain answer, those of every answer among them, as node:http writes them fastest */
  flat: readonly string[]
}

const ENTRIES_MAX = 2000
/** How long another process may show what was just withdrawn here; within this process nothing waits. */
const VERSION_TTL_MS = 200

export type PageCache = {
  /** Answers from the cache, or makes the page. `make` returns undefined for a page that does not exist. */
  answer(c: Context, key: string, make: () => Promise<Made | undefined>): Promise<Response | undefined>
  /** what is kept under a key, while it is certain to be new */
  kept(key: string): Entry | undefined
  /** Something was just done: look at once whether it changed what the public sees. */
  look(): void
}
export type Made = {
  body: string | Uint8Array
  type?: string
  filename?: string
  /** 410 for what was withdrawn; 200 without */
  status?: number
  headers?: Record<string, string>
}

/** What the pages depend on, as one short text: it changes whenever they may change. Every part is read from an index. */
async function publicVersion(pool: Pool): Promise<string> {
  const [row] = await pool<{ version: string }[]>`
    select concat_ws('.',
      (select count(*) || '-' || count(withdrawn_at) || '-' || coalesce(max(id), 0) from disclosure.publications),
      (select count(*) || '-' || count(withdrawn_at) || '-' || coalesce(max(id), 0) from disclosure.final_accounts),
      (select md5(coalesce(string_agg(u::text, ''), '')) from people.unit u),
      (select max(id) from publishing.events), (select max(id) from publishing.switch_turns),
      (select max(updated_at) from publishing.articles),
      (select md5(coalesce(string_agg(concat_ws('|', name, handle, address, state, settings ->> 'hub'), ','), '')) from channels.accounts where adapter = 'site'),
      (select concat_ws('-', count(published_at), max(published_at)) from newspaper.issues),
      (select concat_ws('-', count(*), max(changed_at)) from publishing.programmes),
      (select max(id) from newspaper.corrections)) version`
  return row?.version ?? ''
}

function entryOf(made: Made): Entry {
  const body = new Uint8Array(typeof made.body === 'string' ? new TextEncoder().encode(made.body) : made.body)
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`
  const headers: Record<string, string> = {
    etag,
    'cache-control': 'public, max-age=0, must-revalidate, stale-if-error=86400',
    vary: 'cookie',
    'content-type': made.type ?? 'text/html; charset=utf-8',
    ...made.headers,
  }
  if (made.filename)
    headers['content-disposition'] = `attachment; filename*=UTF-8''${encodeURIComponent(made.filename)}`
  const flat = Object.entries({ ...SECURITY_HEADERS, ...headers, 'content-length': String(body.length) }).flat()
  return { body, etag, headers, flat, status: made.status ?? 200 }
}

export function pageCache(pool: Pool, now: () => Date): PageCache {
  let version = ''
  let checked = Number.NEGATIVE_INFINITY
  let looking: Promise<void> | undefined
  let entries = new Map<string, Entry>()
  const refresh = async () => {
    const started = now().getTime()
    const found = await publicVersion(pool)
    if (found !== version) entries = new Map()
    version = found
    checked = started
  }
  const fresh = () => now().getTime() - checked < VERSION_TTL_MS
  return {
    kept: key => (fresh() ? entries.get(key) : undefined),
    look() {
      checked = Number.NEGATIVE_INFINITY
      looking = undefined
    },
    async answer(c, key, make) {
      if (!fresh()) {
        looking ??= refresh().finally(() => {
          looking = undefined
        })
        await looking
      }
      let entry = entries.get(key)
      if (!entry) {
        const into = entries
        const made = await make()
        if (!made) return undefined
        entry = entryOf(made)
        if (into.size >= ENTRIES_MAX) into.delete(into.keys().next().value!)
        into.set(key, entry)
      }
      if (entry.status === 200 && c.req.header('if-none-match') === entry.etag) {
        const { 'content-type': _type, ...headers } = entry.headers
        return c.body(null, 304, headers)
      }
      return c.body(entry.body, entry.status as 200, entry.headers)
    },
  }
}
