// Accounts connected to emulated platforms, for tests: what each needs to be sent to.
import { mkdtempSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { connectAccount } from '../../src/channels/accounts/connect-account.ts'
import { addSubscribers } from '../../src/channels/accounts/subscribers.ts'
import type { Fault } from '../../src/channels/emulators/desk.ts'
import { PROVINCE_KEY } from '../../src/channels/emulators/provincial.ts'
import type { Served } from '../../src/channels/emulators/serve.ts'
import { SMS_SECRET } from '../../src/channels/emulators/sms.ts'
import { CALLBACK_TOKEN } from '../../src/channels/emulators/wechat.ts'
import { type Pool, takeKeysOf, type Work } from '../../src/platform/index.ts'
import { run, staff } from './database.ts'
import { account } from './publishing.ts'

const folder = mkdtempSync(path.join(os.tmpdir(), 'beita-channels-'))
takeKeysOf(folder)

/** What an account of an adapter is set up with at its emulator. */
export const SETUP: Record<
  string,
  { kind: string; secret: Record<string, string>; settings?: Record<string, string> }
> = {
  wechat: { kind: 'wechat', secret: { appid: 'wx1', secret: 'good', callback_token: CALLBACK_TOKEN } },
  weibo: { kind: 'weibo', secret: { access_token: 'wb-token', client_ip: '203.0.113.7' } },
  kuaishou: {
    kind: 'kuaishou',
    secret: {
      app_id: 'ks',
      app_secret: 's',
      open_id: 'ks-open',
      access_token: 'ks-token',
      refresh_token: 'ks-refresh',
    },
  },
  douyin: {
    kind: 'douyin',
    secret: {
      client_key: 'dy',
      client_secret: 's',
      open_id: 'dy-open',
      access_token: 'dy-token',
      refresh_token: 'dy-refresh',
    },
  },
  'aliyun-sms': {
    kind: 'sms',
    secret: { access_key_id: 'id', access_key_secret: SMS_SECRET },
    settings: { sign: '青石发布', template: 'SMS_1' },
  },
  'tencent-sms': {
    kind: 'sms',
    secret: { secret_id: 'id', secret_key: SMS_SECRET },
    settings: { sign: '青石发布', template: '1', app_id: '1400' },
  },
  provincial: { kind: 'provincial', secret: { key_id: 'k1', key: PROVINCE_KEY } },
}

export function phones(count: number): string[] {
  return Array.from({ length: count }, (_one, n) => `138${String(10_000_000 + n)}`)
}

/** An account connected to an emulator; 手机报 get two batches of subscribers. */
export async function connected(pool: Pool, adapter: string, url: string, more: Record<string, unknown> = {}) {
  const { kind, secret, settings } = SETUP[adapter]!
  const account_id = await account(pool, 'manual', kind)
  const wanted = { look_grace_ms: 0, poll_ms: 1000, ...settings, ...more }
  const input = { account_id, adapter, secret, base_url: url, settings: wanted }
  await run(pool, connectAccount, input, { actor: staff('admin') })
  if (kind === 'sms') {
    const list = { account_id, phones: phones(150), consent: '现场登记', consented_on: '2026-01-05' }
    await run(pool, addSubscribers, list, { at: new Date('2026-01-05T02:00:00Z') })
  }
  return account_id
}

export async function setFaults(served: Served, faults: Fault[], more: Record<string, unknown> = {}): Promise<void> {
  const body = JSON.stringify({ faults, seed: 7, ...more })
  const headers = { 'content-type': 'application/json' }
  await fetch(`${served.url}/__control`, { method: 'POST', headers, body })
}

/** A film of a few bytes in the library, and where deliveries look for the bytes of a digest. */
export async function keptFilm(pool: Pool, more: Record<string, unknown> = {}): Promise<string> {
  const digest = 'f'.repeat(64)
  await pool`insert into platform.blobs (digest, size_bytes, type, kept_at) values (${digest}, 4, 'video/mp4', now())
    on conflict do nothing`
  const film = {
    kind: 'video',
    digest,
    type: 'video/mp4',
    state: 'ready',
    progress: 100,
    name: '通车.mp4',
    rights: 'own',
  }
  const about = { caption: '通车现场', credit: '张三 摄', added_at: new Date(0), added_by_id: '1', added_by: '张三' }
  const [row] = await pool<{ id: bigint }[]>`
    insert into newsroom.media ${pool({ ...film, ...about, ...more } as never)} returning id`
  return String(row!.id)
}
export function pathOf(digest: string): string {
  const file = path.join(folder, digest)
  writeFileSync(file, 'film')
  return file
}

/** What a sweep or job is given, at a time of one's choosing. */
export const workAt = (pool: Pool, at: Date) =>
  ({
    read: (look: never) => pool.begin(look),
    perform: (declared: never, input: never) => run(pool, declared, input, { actor: SYSTEM, at }),
    now: () => at,
    attempt_no: 1,
    signal: new AbortController().signal,
  }) as unknown as Work
const SYSTEM = { id: 'system', name: '系统', roles: [] }
