// Writes what the counter counted, a batch at a time; what could not be written waits for the next one.
import { randomUUID } from 'node:crypto'
import { type Command, type Pool, perform } from '../../platform/index.ts'
import { recordVisits } from './record-visits.ts'
import type { VisitCounter } from './visit-counter.ts'

const EVERY_MS = 30_000
const SYSTEM = { id: 'system', name: '系统', roles: [] }

/** Writes one batch; nothing to write writes nothing. */
export async function writeVisits(pool: Pool, counter: VisitCounter, at: Date): Promise<void> {
  const visits = counter.take()
  if (visits.length === 0) return
  try {
    const command = recordVisits as unknown as Command
    await perform(pool, command, { id: randomUUID(), actor: SYSTEM, at }, { visits })
  } catch (error) {
    counter.putBack(visits)
    throw error
  }
}

/** Writes every half minute until stopped; stopping writes the last batch. */
export function runVisitWriter(
  pool: Pool,
  counter: VisitCounter,
  options: { now(): Date; log(line: string): void },
): { stop(): Promise<void> } {
  const write = () =>
    writeVisits(pool, counter, options.now()).catch(error =>
      options.log(`网站访问暂时没有写入：${(error as Error).message}`),
    )
  let running = Promise.resolve()
  const timer = setInterval(() => {
    running = running.then(write)
  }, EVERY_MS)
  return {
    async stop() {
      clearInterval(timer)
      await running
      await write()
    },
  }
}
