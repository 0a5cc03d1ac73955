// Performs commands as the program itself, one after the other, each with an id made from its place in the sample: loading
// again after a crash goes on where it stopped.
import { createHash } from 'node:crypto'
import { type Command, type Pool, perform } from '../src/platform/index.ts'

const SYSTEM = { id: 'system', name: '示例装入', roles: [] }

export type Runner = (command: Command, input: unknown, key: string, at?: Date) => Promise<Record<string, unknown>>

/** A version-8-like UUID from a text. */
function idFrom(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

export function sampleRunner(pool: Pool, now: Date): Runner {
  return async (command, input, key, at = now) => {
    const id = idFrom(`sample|${command.name}|${key}`)
    const answer = await perform(pool, command, { id, actor: SYSTEM, at }, input)
    return answer.output as Record<string, unknown>
  }
}
