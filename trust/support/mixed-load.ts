// A mixed load: clients that spend, reserve, release, move, take back, receive and write stories, each command under an id
// that also stands in its text. Whatever is answered is remembered; what was cut off is sent again under the same id.
import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { random } from '../../samples/random.ts'
import { asCommand, attemptsOf, movementsOf } from './budget-attempts.ts'
import type { Answer, Client } from './client.ts'

type Sent = { name: string; input: unknown }
export type Load = {
  /** id → the first answer */
  accepted: Map<string, { answer: string; movement_ids: string[] } & Sent>
  /** ids whose answer never came: nobody knows what became of them */
  unknown: Map<string, Sent>
  refused: number
  /** runs the clients until `stop` */
  start(): void
  stop(): Promise<void>
  /** sends everything unknown again until each is answered */
  settle(): Promise<void>
}

const AGAIN_AFTER_MS = 40
const SETTLE_MS = 60_000

/** The id stands in the text, so that the judge finds every trace of a command without the journal. */
function nextCommand(
  course: ReturnType<typeof random>,
  key: string,
  load: Load,
  lines: readonly string[],
  year: number,
) {
  const day = `${year}-03-02`
  const kind = course.next()
  const paid = kind < 0.2 ? lastPayment(load) : undefined
  if (paid) return ['budget.reverse-movement', { movement_id: paid, on_date: day, reason: key }] as const
  if (kind < 0.3) {
    return ['budget.record-income', { line_no: 'S01', amount_fen: '1000', on_date: day, summary: key }] as const
  }
  if (kind < 0.4) return ['newsroom.create-story', { headline: key }] as const
  const [attempt] = attemptsOf(Math.floor(course.next() * 1e9), 1)
  const line = course.pick(lines)
  const other = course.pick(lines.filter(one => one !== line))
  const [name, input] = asCommand(attempt!, line, other, day)
  return [name, { ...(input as object), summary: key }] as const
}

const reversed = new Set<string>()

/** A payment that was accepted and not yet taken back; undefined when there is none. */
function lastPayment(load: Load): string | undefined {
  for (const [key, { name, movement_ids }] of load.accepted) {
    if (name !== 'budget.record-expenditure' || reversed.has(key)) continue
    reversed.add(key)
    return movement_ids[0]
  }
  return undefined
}

function remember(load: Load, key: string, sent: Sent, { status, body }: Answer): boolean {
  if (status === 200) load.accepted.set(key, { ...sent, answer: JSON.stringify(body), movement_ids: movementsOf(body) })
  else if (status >= 400 && status < 500) load.refused += 1
  else return false
  return true
}

/** A load of so many clients on these lines; `seed` for its course. */
export function mixedLoad(
  client: () => Client,
  options: { clients: number; seed: number; lines: readonly string[]; year: number },
): Load {
  let running = false
  let clients: Promise<void>[] = []
  const course = random(options.seed)
  const work = async () => {
    while (running) {
      const key = randomUUID()
      const [name, input] = nextCommand(course, key, load, options.lines, options.year)
      const answer = await client().command(name, input, key)
      if (remember(load, key, { name, input }, answer)) continue
      load.unknown.set(key, { name, input })
      await pause(AGAIN_AFTER_MS)
    }
  }
  const again = async (key: string, sent: Sent) => {
    const deadline = performance.now() + SETTLE_MS
    while (performance.now() < deadline) {
      const answer = await client().command(sent.name, sent.input, key)
      if (remember(load, key, sent, answer)) {
        load.unknown.delete(key)
        return
      }
      await pause(AGAIN_AFTER_MS)
    }
    throw new Error(`${sent.name} ${key} is not answered`)
  }
  const load: Load = {
    accepted: new Map(),
    unknown: new Map(),
    refused: 0,
    start() {
      running = true
      clients = Array.from({ length: options.clients }, work)
    },
    async stop() {
      running = false
      await Promise.all(clients)
    },
    async settle() {
      await Promise.all([...load.unknown].map(([key, sent]) => again(key, sent)))
    },
  }
  return load
}
