// The emulated platforms as servers on this machine: for tests, trials, and a demo that shows every channel at work.
import { serve } from '@hono/node-server'
import type { Emulator } from './desk.ts'
import { douyinEmulator } from './douyin.ts'
import { kuaishouEmulator } from './kuaishou.ts'
import { provincialEmulator } from './provincial.ts'
import { aliyunEmulator, tencentEmulator } from './sms.ts'
import { wechatEmulator } from './wechat.ts'
import { weiboEmulator } from './weibo.ts'

export type Served = { name: string; url: string; emulator: Emulator; stop(): Promise<void> }

async function serveOne(made: Emulator, port: number): Promise<Served> {
  const server = serve({ fetch: made.app.fetch, hostname: '127.0.0.1', port })
  await new Promise<void>((resolve, reject) => {
    server.once('listening', resolve)
    server.once('error', reject)
  })
  const address = server.address()
  const taken = typeof address === 'object' && address !== null ? address.port : port
  const stop = () =>
    new Promise<void>(resolve => {
      server.close(() => resolve())
      if ('closeAllConnections' in server) server.closeAllConnections()
    })
  return { name: made.name, url: `http://127.0.0.1:${taken}`, emulator: made, stop }
}

/** Serves all of them on ports from `base` on, or on free ones when it is 0. */
export async function serveEmulators(base: number): Promise<Served[]> {
  const makers = [
    wechatEmulator,
    weiboEmulator,
    kuaishouEmulator,
    aliyunEmulator,
    tencentEmulator,
    provincialEmulator,
    douyinEmulator,
  ]
  const served: Served[] = []
  for (const [n, make] of makers.entries()) served.push(await serveOne(make(), base === 0 ? 0 : base + n))
  return served
}
