// The history of cards: what happened, on which document, by whom.
import type { Day } from '../kernel/index.ts'
import type { Call, Sql } from '../platform/index.ts'

export type CardEvent = {
  card_id: bigint
  kind: string
  summary: string
  on_date?: Day
  doc_no?: string
  /** the page of the document, where there is one */
  path?: string
}

/** Appends events; the day is today unless told. */
export async function writeEvents(tx: Sql, call: Call, events: readonly CardEvent[]): Promise<void> {
  if (events.length === 0) return
  const rows = events.map(({ on_date = call.today, doc_no = '', path = '', ...event }) => ({
    ...event,
    on_date,
    doc_no,
    path,
    at: call.at,
    by: call.actor.name,
  }))
  await tx`insert into assets.card_events ${tx(rows)}`
}
