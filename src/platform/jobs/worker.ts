// A worker: takes due jobs, runs them side by side, and is known to live by one session lock on a connection of its own.
import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { type Command, perform } from '../command.ts'
import type { Pool } from '../database/database.ts'
import type { Job, Sweep, Work } from './job.ts'
import { finish, putBack, rescue, type Taken, take, WORKER_LOCKS } from './queue.ts'

export const SYSTEM = { id: 'system', name: '系统', roles: [] }
const POLL_MS = 250
const RESCUE_MS = 1_000
const SWEEP_REST_MS = 20_000
const STOP_MS = 10_000
const BACKOFF_MS = [1_000, 5_000, 30_000, 120_000, 600_000]

export type WorkerParts = {
  pool: Pool
  jobs: readonly Job[]
  sweeps: readonly Sweep[]
  now(): Date
  log(line: string): void
  /** jobs run at one time */
  room?: number
}

function workOf({ pool, now }: WorkerParts, signal: AbortSignal, attempt_no: number): Work {
  return {
    read: look => pool.begin(look as never) as never,
    perform: async (declared, input) => {
      const who = { id: randomUUID(), actor: SYSTEM, at: now() }
      const answer = await perform(pool, declared as unknown as Command, who, input)
      return answer.output as never
    },
    now,
    attempt_no,
    signal,
  }
}

async function runOne(parts: WorkerParts, worker: number, taken: Taken, signal: AbortSignal): Promise<void> {
  const { pool, now, log } = parts
  const declared = parts.jobs.find(one => one.name === taken.name)!
  try {
    const payload = declared.payload.parse(taken.payload)
    const answer = await declared.run(workOf(parts, signal, taken.attempt_no), payload)
    if (!answer) return await finish(pool, worker, taken.id)
    await putBack(pool, worker, taken.id, { due_at: answer.again_at, error: null, gave_up_at: null, fresh: true })
  } catch (error) {
    const reason = (error as Error).message ?? String(error)
    log(`${declared.title}（任务 ${taken.id}，第 ${taken.attempt_no} 次）没有做成：${reason}`)
    const delay = BACKOFF_MS[Math.min(taken.attempt_no, BACKOFF_MS.length) - 1] ?? POLL_MS
    const gave_up_at = taken.attempt_no >= declared.attempts_max ? now() : null
    const due_at = new Date(now().getTime() + delay)
    await putBack(pool, worker, taken.id, { due_at, error: reason.slice(0, 500), gave_up_at, fresh: false })
  }
}

/** Takes a number and its lock on a connection of its own, which the worker keeps as long as it lives. */
async function signOn(pool: Pool) {
  const connection = await pool.reserve()
  const [row] = await connection<{ no: number }[]>`select nextval('platform.worker_no')::int no`
  await connection`select pg_advisory_lock(${WORKER_LOCKS}::int, ${row!.no}::int)`
  return { no: row!.no, connection }
}

type Seat = Awaited<ReturnType<typeof signOn>>

async function stillHeld({ no, connection }: Seat): Promise<boolean> {
  const held = await connection`select 1 from pg_locks where locktype = 'advisory' and pid = pg_backend_pid()
    and classid = ${WORKER_LOCKS} and objid = ${no} and granted`
  return held.length > 0
}

/** Works until stopped or until the connection with its lock is lost; then it throws. */
async function session(parts: WorkerParts, stop: AbortSignal): Promise<void> {
  const seat = await signOn(parts.pool)
  const own = new AbortController()
  const running = new Set<Promise<void>>()
  const names = parts.jobs.map(one => one.name)
  const room = parts.room ?? 8
  let rescueAt = 0
  let looks = 0
  try {
    while (!stop.aborted) {
      if (performance.now() >= rescueAt) {
        if (!(await stillHeld(seat))) throw new Error('任务进程的数据库连接断过')
        await rescue(parts.pool)
        rescueAt = performance.now() + RESCUE_MS
      }
      const free = room - running.size
      const taken = free > 0 ? await take(parts.pool, seat.no, names, parts.now(), free) : []
      if (looks === 1) parts.log('后台任务就绪。')
      looks += 1
      for (const one of taken) {
        const work = runOne(parts, seat.no, one, own.signal).catch(error => parts.log(String(error)))
        running.add(work)
        void work.finally(() => running.delete(work))
      }
      if (taken.length === free && free > 0) continue
      const idle = pause(POLL_MS, undefined, { signal: stop }).catch(() => undefined)
      await (running.size > 0 ? Promise.race([idle, ...running]) : idle)
    }
    await Promise.race([Promise.all(running), pause(STOP_MS, undefined, { ref: false })])
  } finally {
    own.abort()
    await seat.connection`select pg_advisory_unlock(${WORKER_LOCKS}::int, ${seat.no}::int)`.catch(() => undefined)
    seat.connection.release()
  }
}

async function sweeping(parts: WorkerParts, one: Sweep, stop: AbortSignal): Promise<void> {
  // after a start, what is due comes first
  await pause(Math.min(one.every_ms, SWEEP_REST_MS), undefined, { signal: stop }).catch(() => undefined)
  while (!stop.aborted) {
    await one.run(workOf(parts, stop, 1)).catch(error => {
      if (!stop.aborted) parts.log(`${one.name}：${(error as Error).message}`)
    })
    await pause(one.every_ms, undefined, { signal: stop }).catch(() => undefined)
  }
}

/** Starts a worker; `stop()` takes nothing more and waits for what runs. */
export function startWorker(parts: WorkerParts): { stop(): Promise<void> } {
  const stop = new AbortController()
  const loop = (async () => {
    while (!stop.signal.aborted) {
      try {
        await session(parts, stop.signal)
      } catch (error) {
        if (!stop.signal.aborted) parts.log(`后台任务暂时中断：${(error as Error).message}`)
        await pause(RESCUE_MS, undefined, { signal: stop.signal }).catch(() => undefined)
      }
    }
  })()
  const sweeps = parts.sweeps.map(one => sweeping(parts, one, stop.signal))
  return {
    stop: async () => {
      stop.abort()
      await Promise.all([loop, ...sweeps])
    },
  }
}

const NO_WORKER = 0

/** Does everything that is due now, one after the other, until nothing is left: for tests and tools. Returns how many. */
export async function workOff(parts: WorkerParts): Promise<number> {
  const names = parts.jobs.map(one => one.name)
  for (let count = 0; ; count += 1) {
    const [taken] = await take(parts.pool, NO_WORKER, names, parts.now(), 1)
    if (!taken) return count
    await runOne(parts, NO_WORKER, taken, new AbortController().signal)
  }
}
