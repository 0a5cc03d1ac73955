// Counts page views in memory without a beacon, a cookie or anybody's address kept; what is counted is written in batches.
import { createHash, randomBytes } from 'node:crypto'
import type { Context, MiddlewareHandler } from 'hono'
import { type Day, dayOf } from '../../kernel/index.ts'
import { ROBOT_WORDS } from './robots-words.ts'

export type VisitCount = { on_day: Day; path: string; views: number; visitors: number }
export type VisitCounter = {
  middleware: MiddlewareHandler
  /** takes what was counted since the last time */
  take(): VisitCount[]
  /** puts back what could not be written */
  putBack(counts: readonly VisitCount[]): void
}

const PATHS_MAX = 5_000
const VISITORS_MAX = 200_000
const PATH_LENGTH_MAX = 300
const NOT_PUBLIC = /^\/(?:api|workbench|review|media|assets|fonts|files)(?:\/|$)|\.[a-z0-9]{2,5}$/

/** Whether a request looks like a person's: a browser's name, not fetched ahead, not signed in as staff. */
export function isPerson(headers: { agent: string; purpose: string; cookies: string }): boolean {
  const agent = headers.agent.toLowerCase()
  if (agent === '' || ROBOT_WORDS.some(word => agent.includes(word))) return false
  return !/prefetch|prerender/.test(headers.purpose) && !/(?:^|;\s*)(?:__Host-)?beita=/.test(headers.cookies)
}

/** A counter. Visitors are told apart within a day by a hash under a salt that lives only in memory and only that day. */
export function visitCounter(options: { now(): Date; addressOf(c: Context): string }): VisitCounter {
  let day: Day = dayOf(options.now())
  let salt = randomBytes(32)
  let seen = new Set<string>()
  let counts = new Map<string, VisitCount>()

  const add = (on_day: Day, path: string, views: number, visitors: number) => {
    const key = `${on_day} ${path}`
    const count = counts.get(key)
    if (count) {
      count.views += views
      count.visitors += visitors
    } else if (counts.size < PATHS_MAX) counts.set(key, { on_day, path, views, visitors })
  }
  const isNew = (who: string, path: string): number => {
    const mark = createHash('sha256').update(salt).update(who).update('\0').update(path).digest('base64').slice(0, 16)
    if (seen.has(mark) || seen.size >= VISITORS_MAX) return 0
    seen.add(mark)
    return 1
  }
  const count = (c: Context) => {
    const today = dayOf(options.now())
    if (today !== day) {
      day = today
      salt = randomBytes(32)
      seen = new Set()
    }
    const who = `${options.addressOf(c)}\0${c.req.header('user-agent') ?? ''}`
    const path = c.req.path
    add(day, '', 1, isNew(who, ''))
    add(day, path, 1, isNew(who, path))
  }

  const middleware: MiddlewareHandler = async (c, next) => {
    await next()
    const { path, method } = c.req
    if (method !== 'GET' || NOT_PUBLIC.test(path) || path.length > PATH_LENGTH_MAX) return
    const shown =
      c.res.status === 304 || (c.res.status === 200 && /^text\/html/.test(c.res.headers.get('content-type') ?? ''))
    const purpose = `${c.req.header('sec-purpose') ?? ''} ${c.req.header('purpose') ?? ''}`
    const headers = { agent: c.req.header('user-agent') ?? '', purpose, cookies: c.req.header('cookie') ?? '' }
    if (shown && isPerson(headers)) count(c)
  }
  return {
    middleware,
    take() {
      const taken = [...counts.values()]
      counts = new Map()
      return taken
    },
    putBack(given) {
      for (const one of given) add(one.on_day, one.path, one.views, one.visitors)
    },
  }
}
