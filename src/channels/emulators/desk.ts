// What all emulated platforms share: faults by chance from a seed, a record of everything that was taken, and lost answers.
import type { Context } from 'hono'
import { Hono } from 'hono'

export type Fault = {
  /** the operation as the emulator names it; `*` for every one */
  op: string
  kind: 'busy' | 'expired' | 'quota' | 'lost' | 'lost_before' | 'reject' | 'double_callback' | 'late_callback'
  /** 0 to 1 */
  rate: number
  /** how often at most */
  left?: number
}
export type Post = { id: string; key: string; at: string; facts: Record<string, unknown> }

export type Desk = {
  /** whether a fault happens now */
  strikes(op: string, kind: Fault['kind']): boolean
  /** something was taken for good: what doubles are counted by */
  commit(post: Omit<Post, 'at'>): void
  posts: Post[]
  /** the connection ends without an answer */
  drop(c: Context): Response
  callback_url: string | undefined
  /** milliseconds an asynchronous step takes */
  slow_ms: number
}

/** Milliseconds since 1970: a platform has its own clock, not the centre's. */
export const clock = () => performance.timeOrigin + performance.now()

/** Counters of the nth thing of a platform, the same in every run; they only grow with how often they were asked for. */
export const grown = (n: number, asked: number) => ({
  reads: 1000 + 10 * n + 7 * asked,
  likes: 40 + n + asked,
  shares: 12 + n,
  comments: 3 + n,
  wows: 5 + n,
})

/** Mulberry32: the same seed gives the same faults. */
function chance(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

export type Emulator = { name: string; app: Hono; desk: Desk }

type Control = { faults?: Fault[]; seed?: number; callback_url?: string; slow_ms?: number }

/** A desk and an app with its control: `POST /__control`, `GET /__posts`. The platform adds its own routes. */
export function emulator(name: string, mount: (app: Hono, desk: Desk) => void): Emulator {
  let faults: Fault[] = []
  let roll = chance(1)
  const desk: Desk = {
    strikes: (op, kind) => {
      const fault = faults.find(one => (one.op === op || one.op === '*') && one.kind === kind && one.left !== 0)
      if (!fault || roll() >= fault.rate) return false
      if (fault.left !== undefined) fault.left -= 1
      return true
    },
    commit: post => void desk.posts.push({ ...post, at: new Date(clock()).toISOString() }),
    posts: [],
    drop: c => {
      const { incoming } = c.env as { incoming?: { socket: { destroy(): void } } }
      incoming?.socket.destroy()
      return c.body(null, 500)
    },
    callback_url: undefined,
    slow_ms: 50,
  }
  const app = new Hono()
  app.post('/__control', async c => {
    const given = (await c.req.json()) as Control
    if (given.faults) faults = given.faults
    if (given.seed !== undefined) roll = chance(given.seed)
    if (given.callback_url !== undefined) desk.callback_url = given.callback_url
    if (given.slow_ms !== undefined) desk.slow_ms = given.slow_ms
    return c.json({ ok: true })
  })
  app.get('/__posts', c => c.json({ name, posts: desk.posts }))
  mount(app, desk)
  return { name, app, desk }
}
