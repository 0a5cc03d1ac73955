// Looking for a delivery in the account's own list, the newest first, as far back as the first sending of it began.
import type { Found, Known, Outcome } from '../contract.ts'
import { unknown } from './trouble.ts'

/** how far a platform's clock may be behind ours */
const SKEW_MS = 300_000
/** a list longer than this since the sending is read no further: then nothing is known, and never "absent" */
const PAGES_MAX = 500

/** A page of the list; `next`: what to ask the following page with, undefined on the last. */
type Page<T, Cursor> = { items: readonly T[]; next: Cursor | undefined }

type List<T, Cursor> = {
  first: Cursor
  page(cursor: Cursor): Promise<Page<T, Cursor>>
  /** when it appeared, in ms since 1970; undefined where the platform does not say */
  timeOf(item: T): number | undefined
  isOurs(item: T): boolean
}

/** Ours among the own works; undefined when all since the sending were seen and none is. */
export async function lookBack<T, Cursor>(known: Known, list: List<T, Cursor>): Promise<T | undefined> {
  const oldest = known.first_begun_at.getTime() - SKEW_MS
  const recent = (item: T) => (list.timeOf(item) ?? oldest) >= oldest
  let cursor: Cursor | undefined = list.first
  for (let n = 0; n < PAGES_MAX; n += 1) {
    const { items, next }: Page<T, Cursor> = await list.page(cursor)
    const ours = items.find(item => recent(item) && list.isOurs(item))
    if (ours) return ours
    const last = items.at(-1)
    if (next === undefined || last === undefined || !recent(last)) return undefined
    cursor = next
  }
  throw unknown('list-too-long', '平台的作品列表太长，没有查到发送的时候')
}

/** What a piece that was found says of itself: here a refusal is the platform's verdict on it, not on the question. */
export function verdictOn(outcome: Outcome): Found {
  return outcome.class === 'rejected' ? { ...outcome, class: 'turned-down' } : outcome
}
