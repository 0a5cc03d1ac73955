// How an outcome leaves the middle of a sending: thrown as Trouble, caught at the channel's edge, stored like any other.

import { Blocked, NotSent } from '../../platform/index.ts'
import type { Outcome } from '../contract.ts'
import type { Answer } from '../outgoing.ts'

export class Trouble extends Error {
  readonly outcome: Outcome
  constructor(outcome: Outcome) {
    super(outcome.class)
    this.outcome = outcome
  }
}

export const rejected = (code: string | number, message: string) =>
  new Trouble({ class: 'rejected', code: String(code), message })
export const reconnect = (code: string | number, message: string) =>
  new Trouble({ class: 'reconnect', code: String(code), message })
export const retry = (code: string | number, message: string, after_ms?: number) =>
  new Trouble({ class: 'retry', code: String(code), message, ...(after_ms === undefined ? {} : { after_ms }) })
export const unknown = (code: string | number, message: string) =>
  new Trouble({ class: 'unknown', code: String(code), message })

/**
 * One call. `decisive` is the step after which the piece may be out: when its answer is lost nobody knows. Any other step
 * can be done again without harm.
 */
export async function ask(kind: 'harmless' | 'decisive', call: () => Promise<Answer>): Promise<Answer> {
  let answer: Answer
  try {
    answer = await call()
  } catch (error) {
    if (error instanceof Trouble) throw error
    if (error instanceof Blocked) throw rejected('blocked', error.message)
    const message = (error as Error).message
    if (error instanceof NotSent) throw retry('not-connected', `没有连上：${message}`)
    throw kind === 'decisive'
      ? unknown('no-answer', `发出后没有收到答复：${message}`)
      : retry('network', `网络中断：${message}`)
  }
  if (answer.status === 429) throw retry(429, '对方要求慢一点', 60_000)
  if (answer.status >= 500)
    throw kind === 'decisive'
      ? unknown(answer.status, '对方服务器出错，不知道收没收到')
      : retry(answer.status, '对方服务器出错')
  return answer
}

/** An answer's JSON; a decisive step answered by something else leaves open whether it was taken. */
export function jsonOf<T = Record<string, unknown>>(kind: 'harmless' | 'decisive', answer: Answer): T {
  try {
    return answer.json() as T
  } catch {
    const message = '答复不是约定的格式'
    throw kind === 'decisive' ? unknown('bad-answer', message) : retry('bad-answer', message)
  }
}

/** Runs a channel's work to an outcome; what is neither Trouble nor of the network is a defect and thrown on. */
export async function outcomeOf<T>(work: () => Promise<T>): Promise<T | Outcome> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof Trouble) return error.outcome
    throw error
  }
}

/** Grows with the age of a delivery: often at first, seldom later. An account may say a fixed time. */
export function pollMs(settings: Record<string, unknown>, begun_at: Date, now: Date): number {
  if (typeof settings.poll_ms === 'number') return settings.poll_ms
  const age = Math.max(0, now.getTime() - begun_at.getTime())
  return Math.min(600_000, Math.max(3_000, age / 2))
}

/** How long to wait where a platform limits how often it is asked. An account may say a fixed time. */
export function limitMs(settings: Record<string, unknown>, usual_ms: number): number {
  return typeof settings.limit_ms === 'number' ? settings.limit_ms : usual_ms
}

/** Whether what is not there yet can no longer arrive. */
export function graceOver(settings: Record<string, unknown>, begun_at: Date, now: Date): boolean {
  const grace = typeof settings.look_grace_ms === 'number' ? settings.look_grace_ms : 90_000
  return now.getTime() - begun_at.getTime() >= grace
}

export const stillUnknown = (message: string): Outcome => ({ class: 'unknown', code: 'not-found-yet', message })
