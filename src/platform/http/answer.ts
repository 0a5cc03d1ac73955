// How answers leave: JSON with bigint as decimal strings, refusals as {code, message, facts}, bugs as a request number.
import { randomUUID } from 'node:crypto'
import type { Context } from 'hono'
import { Refusal } from '../../kernel/index.ts'

const plain = (_key: string, value: unknown) => (typeof value === 'bigint' ? value.toString() : value)

/** JSON text of a value; bigint becomes a decimal string. */
export function toJson(value: unknown): string {
  return JSON.stringify(value, plain)
}

/** An answer in JSON that no cache may keep. */
export function json(c: Context, value: unknown, status = 200): Response {
  return c.body(toJson(value), status as 200, {
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
  })
}

/** The answer to an error: a refusal as it is; anything else as a bug, its detail only in the log. */
export function errorAnswer(c: Context, error: unknown, log: (line: string) => void): Response {
  if (error instanceof Refusal) {
    return json(c, { code: error.code, message: error.message, facts: error.facts }, error.status)
  }
  const no = randomUUID().slice(0, 8)
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error)
  log(`[${no}] ${c.req.method} ${c.req.path}: ${detail}`)
  const message = `系统出错了，您的操作没有生效。请重试；仍不行时把编号 ${no} 告诉管理员。`
  return json(c, { code: 'platform.bug', message, facts: { request_no: no } }, 500)
}
