// Vetoes: what forbids a person to leave or move, or a year to close. Modules declare them, handover/ asks all of them.
import type { Sql } from './database/database.ts'

export type VetoSubject = { kind: 'person-leaves'; person_id: bigint } | { kind: 'year-closes'; year: number }

/** One thing that stands in the way: what it is, in Chinese, and the page of the workbench where it is mended. */
export type Veto = { reason: string; path: string }

export type VetoSource = {
  /** module.noun */
  name: string
  title: string
  /** everything that stands in the way of the subject; nothing for subjects that do not concern the module */
  list(tx: Sql, subject: VetoSubject): Promise<readonly Veto[]>
}

/** Declares a source of vetoes. */
export function vetoSource(declaration: VetoSource): VetoSource {
  return declaration
}

/** Everything that stands in the way of a subject, from all sources in their order. */
export async function vetoesOf(
  sources: readonly VetoSource[],
  tx: Sql,
  subject: VetoSubject,
): Promise<(Veto & { source: string })[]> {
  const found: (Veto & { source: string })[] = []
  for (const { title, list } of sources) {
    for (const { reason, path } of await list(tx, subject)) found.push({ source: title, reason, path })
  }
  return found
}
