// Constraints that people can hit, mapped by name to what they are told.
import type { Refusal } from '../../kernel/index.ts'

const known = new Map<string, () => Refusal>()

/** Declares what a person is told when a named constraint refuses a row. */
export function onConstraint(name: string, refused: () => Refusal): void {
  known.set(name, refused)
}

/** The refusal behind a database error, or the error itself. */
export function mapConstraint(error: unknown): unknown {
  const name = (error as { constraint_name?: unknown } | null)?.constraint_name
  return typeof name === 'string' ? (known.get(name)?.() ?? error) : error
}
