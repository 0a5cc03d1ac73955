// The inbox of an account: a signed Follow and its Undo are taken, everything else is answered and forgotten. Replies would be
// comments that nobody reviewed.
import { randomUUID } from 'node:crypto'
import type { Context } from 'hono'
import { z } from 'zod'
import type { Account } from '../../channels/index.ts'
import { type Pool, perform } from '../../platform/index.ts'
import { actorId } from './addresses.ts'
import { type Reach, signerOf } from './reach.ts'
import { dropFollower, takeFollow } from './take-follow.ts'
import { asMeant, isDoubt, verifySender } from './verify.ts'

export type Parts = { pool: Pool; now(): Date; reach: Reach }

const SYSTEM = { id: 'system', name: '系统', roles: [] }
const BODY_MAX = 128 * 1024
/** signatures that are looked at at once: each asks another server, which may be slow on purpose */
const AT_ONCE = 8
const Address = z.url().max(500)
const named = (one: unknown) => (typeof one === 'string' ? one : (one as { id?: unknown } | null)?.id)
const Named = z.preprocess(named, Address)
const Follow = z.object({
  id: Address.optional().catch(undefined),
  type: z.literal('Follow'),
  actor: Named,
  object: Named,
})
const Undo = z.object({
  type: z.literal('Undo'),
  actor: Named,
  object: z.object({ type: z.literal('Follow'), actor: Named, object: Named }),
})

const answer = (c: Context, status: number, message = '', headers: Record<string, string> = {}) =>
  c.body(message, status as 200, {
    'content-type': 'text/plain; charset=utf-8',
    'cache-control': 'no-store',
    ...headers,
  })

type Wanted = { kind: 'follow' | 'undo'; actor: string; object: string; follow_id: string }

/** What is asked of us; undefined for everything we do not take. */
function wantedOf(said: unknown): Wanted | 'malformed' | undefined {
  const type = (said as { type?: unknown } | null)?.type
  if (type === 'Follow') {
    const { data } = Follow.safeParse(said)
    return data ? { kind: 'follow', actor: data.actor, object: data.object, follow_id: data.id ?? '' } : 'malformed'
  }
  const inner = (said as { object?: { type?: unknown } } | null)?.object
  if (type !== 'Undo' || inner?.type !== 'Follow') return undefined
  const { data } = Undo.safeParse(said)
  if (!data || data.object.actor !== data.actor) return 'malformed'
  return { kind: 'undo', actor: data.actor, object: data.object.object, follow_id: '' }
}

function parsed(body: ArrayBuffer): unknown {
  try {
    return JSON.parse(Buffer.from(body).toString('utf8'))
  } catch {
    return undefined
  }
}

async function take(parts: Parts, c: Context, account: Account, body: ArrayBuffer, wanted: Wanted): Promise<Response> {
  const now = parts.now()
  const signer = await parts.pool.begin(tx => signerOf(tx, account))
  const request = asMeant(account, c.req.path, c.req.raw.headers, body)
  const sender = await verifySender(request, wanted.actor, { reach: parts.reach, signer, now })
  if (isDoubt(sender)) return answer(c, 401, sender.doubt)
  const who = { id: randomUUID(), actor: SYSTEM, at: now }
  const account_id = String(account.id)
  if (wanted.kind === 'undo') await perform(parts.pool, dropFollower as never, who, { account_id, actor: sender.actor })
  else await perform(parts.pool, takeFollow as never, who, { account_id, follow_id: wanted.follow_id, ...sender })
  return answer(c, 202)
}

/** Answers what is put into the inbox of an account. */
export function inboxOfFediverse(parts: Parts) {
  let busy = 0
  return async (c: Context, account: Account): Promise<Response> => {
    if (Number(c.req.header('content-length') ?? 0) > BODY_MAX) return answer(c, 413, '内容太长')
    if (!c.req.header('signature')) return answer(c, 401, '没有签名')
    const body = await c.req.arrayBuffer()
    if (body.byteLength > BODY_MAX) return answer(c, 413, '内容太长')
    const said = parsed(body)
    if (typeof said !== 'object' || said === null) return answer(c, 400, '不是一份活动')
    const wanted = wantedOf(said)
    if (wanted === undefined) return answer(c, 202)
    if (wanted === 'malformed') return answer(c, 400, '这份关注写得不对')
    if (wanted.object !== actorId(account)) return answer(c, 400, '关注的不是这个账号')
    if (busy >= AT_ONCE) return answer(c, 503, '正忙，请稍后再送', { 'retry-after': '60' })
    busy += 1
    try {
      return await take(parts, c, account, body, wanted)
    } finally {
      busy -= 1
    }
  }
}
