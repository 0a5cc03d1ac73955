// Counts page views in memory without a beacon, a cookie or anybody's address kept; what is counted is written in batches.
import { createHash, randomBytes } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { Context, MiddlewareHandler } from 'hono'
import { type Day, dayOf } from '../../kernel/index.ts'
import { ROBOT_WORDS } from './robots-words.ts'

export type VisitCount = { on_day: Day; path: string; host: string; views: number; visitors: number }
export type VisitCounter = {
  middleware: MiddlewareHandler
  /** counts a page that was answered without the middleware */
  note(request: IncomingMessage): void
  /** takes what was counted since the last time */
  take(): VisitCount[]
  /** puts back what could not be written */
  putBack(counts: readonly VisitCount[]): void
}

const PATHS_MAX = 5_000
const VISITORS_MAX = 200_000
const PATH_LENGTH_MAX = 300
const NOT_PUBLIC = /^\/(?:api|workbench|review|media|assets|fonts|files)(?:\/|$)|\.(?!htm$)[a-z0-9]{2,5}$/

/** Whether a request looks like a person's: a browser's name, not fetched ahead, not signed in as staff. */
export function isPerson(headers: { agent: string; purpose: string; cookies: string }): boolean {
  const agent = headers.agent.toLowerCase()
  if (agent === '' || ROBOT_WORDS.some(word => agent.includes(word))) return false
  return !/prefetch|prerender/.test(headers.purpose) && !/(?:^|;\s*)(?:__Host-)?beita=/.test(headers.cookies)
}

const HOST_LENGTH_MAX = 200

/** Articles of a site with its own domain are told apart by it; for every other page it says nothing. */
const hostOf = (path: string, host: string | undefined) =>
  path.startsWith('/articles/') && host !== undefined && host.length <= HOST_LENGTH_MAX ? host.toLowerCase() : ''

const countable = (path: string) => !NOT_PUBLIC.test(path) && path.length <= PATH_LENGTH_MAX

/** What the counter asks of a request's context, from a request of node:http. */
function contextOf({ headers, socket }: IncomingMessage): Context {
  const header = (name: string) => [headers[name.toLowerCase()]].flat().join(', ') || undefined
  return { req: { header }, env: { incoming: { socket } } } as unknown as Context
}

function readRequest({ url = '', headers }: IncomingMessage): { path: string; agent: string; person: boolean } {
  const purpose = `${headers['sec-purpose'] ?? ''} ${headers.purpose ?? ''}`
  const agent = headers['user-agent'] ?? ''
  return { path: url.split('?')[0]!, agent, person: isPerson({ agent, purpose, cookies: headers.cookie ?? '' }) }
}

/** A counter. Visitors are told apart within a day by a hash under a salt that lives only in memory and only that day. */
export function visitCounter(options: { now(): Date; addressOf(c: Context): string }): VisitCounter {
  let day: Day = dayOf(options.now())
  let salt = randomBytes(32)
  let seen = new Set<string>()
  let counts = new Map<string, VisitCount>()

  const add = ({ on_day, path, host, views, visitors }: VisitCount) => {
    const key = `${on_day} ${path} ${host}`
    const count = counts.get(key)
    if (count) {
      count.views += views
      count.visitors += visitors
    } else if (counts.size < PATHS_MAX) counts.set(key, { on_day, path, host, views, visitors })
  }
  const isNew = (who: string, path: string): number => {
    const mark = createHash('sha256').update(salt).update(who).update('\0').update(path).digest('base64').slice(0, 16)
    if (seen.has(mark) || seen.size >= VISITORS_MAX) return 0
    seen.add(mark)
    return 1
  }
  const count = (address: string, agent: string, path: string, host: string) => {
    const today = dayOf(options.now())
    if (today !== day) {
      day = today
      salt = randomBytes(32)
      seen = new Set()
    }
    const who = `${address}\0${agent}`
    add({ on_day: day, path: '', host: '', views: 1, visitors: isNew(who, '') })
    add({ on_day: day, path, host, views: 1, visitors: isNew(who, `${host} ${path}`) })
  }
  const middleware: MiddlewareHandler = async (c, next) => {
    await next()
    const { path, method } = c.req
    if (method !== 'GET' || !countable(path)) return
    const shown =
      c.res.status === 304 || (c.res.status === 200 && /^text\/html/.test(c.res.headers.get('content-type') ?? ''))
    const purpose = `${c.req.header('sec-purpose') ?? ''} ${c.req.header('purpose') ?? ''}`
    const headers = { agent: c.req.header('user-agent') ?? '', purpose, cookies: c.req.header('cookie') ?? '' }
    if (shown && isPerson(headers)) count(options.addressOf(c), headers.agent, path, hostOf(path, c.req.header('host')))
  }
  const note = (request: IncomingMessage) => {
    const { path, agent, person } = readRequest(request)
    if (person && countable(path))
      count(options.addressOf(contextOf(request)), agent, path, hostOf(path, request.headers.host))
  }
  return {
    middleware,
    note,
    take() {
      const taken = [...counts.values()]
      counts = new Map()
      return taken
    },
    putBack(given) {
      for (const one of given) add(one)
    },
  }
}
