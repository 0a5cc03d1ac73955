// The API: one route for every command and query, made from their declarations.
import { randomUUID } from 'node:crypto'
import type { Context, Hono } from 'hono'
import { refusal } from '../../kernel/index.ts'
import { type Actor, type Command, perform } from '../command.ts'
import type { Pool } from '../database/database.ts'
import { ask, type Query } from '../query.ts'
import { json } from './answer.ts'
import { addressOf } from './security.ts'

const notJson = refusal('platform.not-json', 415, () => '请求内容应为 JSON。')
const noSuchRoute = refusal<{ path: string }>('platform.no-such-route', 404, f => `没有 ${f.path} 这个接口。`)

export type ApiParts = {
  pool: Pool
  commands: readonly Command[]
  queries: readonly Query[]
  actorOf(c: Context): Promise<Actor | undefined>
  now(): Date
  trust_proxy: boolean
}

/** `budget.record-income` → `/api/budget/record-income`. */
export function routeOf(name: string): string {
  return `/api/${name.replace('.', '/')}`
}

/** The JSON body of a request; refuses another content type or broken JSON. */
export async function readJson(c: Context): Promise<unknown> {
  if (!c.req.header('content-type')?.startsWith('application/json')) throw notJson()
  try {
    return await c.req.json()
  } catch {
    throw notJson()
  }
}

/** Mounts the routes. A command's id comes in the header `Idempotency-Key`; without one the server makes it. */
export function mountApi(app: Hono, parts: ApiParts): void {
  for (const command of parts.commands) {
    app.post(routeOf(command.name), async c => {
      const id = c.req.header('idempotency-key') ?? randomUUID()
      const who = { id, actor: await parts.actorOf(c), at: parts.now(), address: addressOf(c, parts.trust_proxy) }
      const answer = await perform(parts.pool, command, who, await readJson(c))
      c.header('idempotent-replayed', String(answer.replayed))
      return json(c, answer.output)
    })
  }
  for (const query of parts.queries) {
    app.get(routeOf(query.name), async c =>
      json(c, await ask(parts.pool, query, { actor: await parts.actorOf(c), at: parts.now() }, c.req.query())),
    )
  }
}

/** Refuses what no route answered below /api. Mount after every other API route. */
export function mountApiEnd(app: Hono): void {
  app.all('/api/*', c => {
    throw noSuchRoute({ path: c.req.path })
  })
}
