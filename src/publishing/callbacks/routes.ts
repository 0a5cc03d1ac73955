// Where platforms tell us what became of a release: /callbacks/<account>. Answers what each platform expects.
import { randomUUID } from 'node:crypto'
import type { Context, Hono } from 'hono'
import { findAccount, openCredentials } from '../../channels/index.ts'
import { limitedBody, type Pool, parseInput, perform } from '../../platform/index.ts'
import { badCallback } from '../refusals.ts'
import { checkProvince, checkWechat, readProvince, readWechat } from './read-callback.ts'
import { takeReceipt } from './take-receipt.ts'

const SYSTEM = { id: 'system', name: '系统', roles: [] }

type Parts = { pool: Pool; now(): Date }

async function opened(parts: Parts, id: string) {
  const account_id = parseInput(takeReceipt.input.shape.account_id, id)
  return parts.pool.begin(async tx => {
    const account = await findAccount(tx, account_id)
    return { account, ...(await openCredentials(tx, account_id)) }
  })
}

async function take(parts: Parts, account_id: string, said: ReturnType<typeof readWechat>): Promise<void> {
  if (!said) return
  const who = { id: randomUUID(), actor: SYSTEM, at: parts.now() }
  await perform(parts.pool, takeReceipt as never, who, { account_id, ...said })
}

async function taken(c: Context, parts: Parts): Promise<Response> {
  const id = c.req.param('account') ?? ''
  const { account, secrets } = await opened(parts, id)
  const body = await c.req.text()
  if (account.adapter === 'wechat') {
    checkWechat(c.req.query(), secrets.callback_token ?? '')
    await take(parts, id, readWechat(body))
    return c.text('success')
  }
  if (account.adapter !== 'provincial') throw badCallback()
  checkProvince(body, c.req.header('x-signature') ?? '', secrets.key ?? '')
  await take(parts, id, readProvince(body))
  return c.json({ ok: true })
}

/** GET: WeChat asks whether the address is ours. POST: what happened. */
export function mountCallbacks(app: Hono, parts: Parts): void {
  app.get('/callbacks/:account', async c => {
    const { account, secrets } = await opened(parts, c.req.param('account'))
    if (account.adapter !== 'wechat') throw badCallback()
    checkWechat(c.req.query(), secrets.callback_token ?? '')
    return c.text(c.req.query('echostr') ?? '')
  })
  app.post('/callbacks/:account', limitedBody, c => taken(c, parts))
}
