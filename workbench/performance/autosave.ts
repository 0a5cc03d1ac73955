// Saving what is being written: by itself after a pause, with a copy in this browser until the server has it, and never
// over what somebody else saved meanwhile. Knows nothing of the page, so that it can be tried without one.
import { type Content, typedNumbers } from '../../src/performance/content.ts'

const SAVE_AFTER_MS = 1500
const RETRY_AFTER_MS = 6000

export type SaveState =
  | { kind: 'clean' | 'waiting' | 'saving' | 'saved' | 'offline' }
  /** numbers were typed where figures belong: kept here, not sent */
  | { kind: 'digits'; digits: string[] }
  /** somebody else saved this part meanwhile, or the server refused for another reason; kept here */
  | { kind: 'conflict' | 'refused'; error: unknown }

/** One attempt at the server; the same id on every retry, so that a lost answer cannot turn into a second save. */
type Sent = { id: string; content: Content; version: number }
/** What stays in the browser until the server has it. */
type Kept = { content: Content; version: number; sent?: Sent | undefined }
type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

export type AutosaveParts = {
  /** where the copy is kept: one key a person, year and part */
  key: string
  store: Store | undefined
  /** the version that the server had when the page was opened */
  version: number
  send(attempt: Sent): Promise<{ version: number }>
  outcomeUnknown(error: unknown): boolean
  isConflict(error: unknown): boolean
  saved?(): void
  newId?(): string
}

export type Autosave = ReturnType<typeof autosave>

function readKept(store: Store | undefined, key: string): Kept | undefined {
  try {
    const kept = JSON.parse(store?.getItem(key) ?? 'null') as Kept | null
    return kept && Array.isArray(kept.content) && typeof kept.version === 'number' ? kept : undefined
  } catch {
    return undefined
  }
}

export function autosave(parts: AutosaveParts) {
  const { key, store, send, newId = () => crypto.randomUUID() } = parts
  const found = readKept(store, key)
  let version = found?.version ?? parts.version
  let unsaved: Content | undefined = found?.content
  let sent: Sent | undefined = found?.sent
  let underWay = false
  let timer: ReturnType<typeof setTimeout> | undefined
  let state: SaveState = { kind: found ? 'waiting' : 'clean' }
  const listeners = new Set<() => void>()

  const tell = (next: SaveState) => {
    state = next
    for (const listener of listeners) listener()
  }
  const keep = () => {
    try {
      if (unsaved) store?.setItem(key, JSON.stringify({ content: unsaved, version, sent } satisfies Kept))
      else store?.removeItem(key)
    } catch {
      // the browser gives no room: the page still holds the text
    }
  }
  const later = (after: number) => {
    clearTimeout(timer)
    timer = setTimeout(() => void save(), after)
  }

  function settled(answer: { version: number }, attempt: Sent): void {
    version = answer.version
    sent = undefined
    const more = unsaved !== attempt.content && JSON.stringify(unsaved) !== JSON.stringify(attempt.content)
    if (!more) unsaved = undefined
    keep()
    parts.saved?.()
    if (!more) return tell({ kind: 'saved' })
    tell(stateOf(unsaved))
    if (state.kind === 'waiting') later(SAVE_AFTER_MS)
  }

  function failed(error: unknown): void {
    if (parts.outcomeUnknown(error)) {
      tell({ kind: 'offline' })
      return later(RETRY_AFTER_MS)
    }
    sent = undefined
    keep()
    tell({ kind: parts.isConflict(error) ? 'conflict' : 'refused', error })
  }

  async function save(): Promise<void> {
    clearTimeout(timer)
    if (underWay || state.kind === 'conflict' || !unsaved) return
    // an attempt without answer is settled first: only then is it known which version the next one stands on
    if (!sent && typedNumbers(unsaved).length > 0) return
    const attempt = sent ?? { id: newId(), content: unsaved, version }
    sent = attempt
    keep()
    underWay = true
    tell({ kind: 'saving' })
    try {
      const answer = await send(attempt)
      underWay = false
      settled(answer, attempt)
    } catch (error) {
      underWay = false
      failed(error)
    }
  }

  return {
    state: () => state,
    subscribe(listener: () => void) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    /** What the server does not have yet. */
    unsaved: () => unsaved,
    change(content: Content): void {
      unsaved = content
      keep()
      if (state.kind === 'conflict') return tell(state)
      tell(underWay ? { kind: 'saving' } : stateOf(content))
      if (state.kind === 'waiting') later(SAVE_AFTER_MS)
    },
    /** Saves now what waits. */
    flush: () => save(),
    /** The server has a newer text and nothing is unsaved here: later saves stand on it. */
    adopt(newest: number): void {
      if (!unsaved && !underWay) version = Math.max(version, newest)
    },
    /** Somebody decided about a conflict: this content is to stand on that version. */
    resolve(content: Content, newest: number): void {
      version = newest
      unsaved = content
      sent = undefined
      keep()
      tell(stateOf(content))
      void save()
    },
    /** Lets go of what is unsaved here. */
    discard(newest: number): void {
      clearTimeout(timer)
      version = newest
      unsaved = undefined
      sent = undefined
      keep()
      tell({ kind: 'clean' })
    },
    stop: () => clearTimeout(timer),
  }
}

function stateOf(content: Content | undefined): SaveState {
  const digits = content ? typedNumbers(content) : []
  return digits.length > 0 ? { kind: 'digits', digits } : { kind: 'waiting' }
}
