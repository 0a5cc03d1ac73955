// Saving what is being written: by itself after a pause, with a copy in this browser until the server has it, and never
// over what somebody else saved meanwhile. Knows nothing of the page, so that it can be tried without one.

const SAVE_AFTER_MS = 1500
const RETRY_AFTER_MS = 6000

export type SaveState<Held extends { kind: string } = never> =
  | { kind: 'clean' | 'waiting' | 'saving' | 'saved' | 'offline' }
  /** somebody else saved this meanwhile, or the server refused for another reason; kept here */
  | { kind: 'conflict' | 'refused'; error: unknown }
  /** not fit to be sent yet, and why; kept here */
  | Held

/** One attempt at the server; the same id on every retry, so that a lost answer cannot turn into a second save. */
type Sent<Content> = { id: string; content: Content; version: number }
/** What stays in the browser until the server has it. */
type Kept<Content> = { content: Content; version: number; sent?: Sent<Content> | undefined }
export type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

export type AutosaveParts<Content, Held extends { kind: string } = never> = {
  /** where the copy is kept: one key a person, year and part */
  key: string
  store: Store | undefined
  /** the version that the server had when the page was opened */
  version: number
  send(attempt: Sent<Content>): Promise<{ version: number }>
  outcomeUnknown(error: unknown): boolean
  isConflict(error: unknown): boolean
  saved?(): void
  newId?(): string
  /** how long a pause in typing is */
  saveAfterMs?: number
  /** why a content cannot be sent yet */
  held?(content: Content): Held | undefined
}

function readKept<Content>(store: Store | undefined, key: string): Kept<Content> | undefined {
  try {
    const kept = JSON.parse(store?.getItem(key) ?? 'null') as Kept<Content> | null
    return kept && typeof kept.content === 'object' && typeof kept.version === 'number' ? kept : undefined
  } catch {
    return undefined
  }
}

export class Autosave<Content, Held extends { kind: string } = never> {
  readonly #parts: AutosaveParts<Content, Held>
  #version: number
  #unsaved: Content | undefined
  #sent: Sent<Content> | undefined
  #underWay = false
  #timer: ReturnType<typeof setTimeout> | undefined
  #state: SaveState<Held>
  readonly #listeners = new Set<() => void>()

  constructor(parts: AutosaveParts<Content, Held>) {
    this.#parts = parts
    const found = readKept<Content>(parts.store, parts.key)
    this.#version = found?.version ?? parts.version
    this.#unsaved = found?.content
    this.#sent = found?.sent
    this.#state = { kind: found ? 'waiting' : 'clean' }
  }

  readonly state = (): SaveState<Held> => this.#state

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  /** What the server does not have yet. */
  readonly unsaved = (): Content | undefined => this.#unsaved

  change(content: Content): void {
    this.#unsaved = content
    this.#keep()
    if (this.#state.kind === 'conflict') return
    this.#tell(this.#underWay ? { kind: 'saving' } : this.#stateOf(content))
    if (this.#state.kind === 'waiting') this.#later(this.#parts.saveAfterMs ?? SAVE_AFTER_MS)
  }

  /** Saves now what waits. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer)
    if (this.#underWay || this.#state.kind === 'conflict' || !this.#unsaved) return
    // an attempt without answer is settled first: only then is it known which version the next one stands on
    const held = this.#sent ? undefined : this.#parts.held?.(this.#unsaved)
    if (held) return this.#tell(held)
    const { newId = () => crypto.randomUUID() } = this.#parts
    const attempt = this.#sent ?? { id: newId(), content: this.#unsaved, version: this.#version }
    this.#sent = attempt
    this.#keep()
    this.#underWay = true
    this.#tell({ kind: 'saving' })
    try {
      const answer = await this.#parts.send(attempt)
      this.#underWay = false
      this.#settled(answer.version, attempt)
    } catch (error) {
      this.#underWay = false
      this.#failed(error)
    }
  }

  /** The server has a newer text and nothing is unsaved here: later saves stand on it. */
  adopt(newest: number): void {
    if (!this.#unsaved && !this.#underWay) this.#version = Math.max(this.#version, newest)
  }

  /** Somebody decided about a conflict: this content is to stand on that version. */
  resolve(content: Content, newest: number): void {
    this.#stand(newest, content)
    this.#tell(this.#stateOf(content))
    void this.flush()
  }

  /** Lets go of what is unsaved here. */
  discard(newest: number): void {
    clearTimeout(this.#timer)
    this.#stand(newest, undefined)
    this.#tell({ kind: 'clean' })
  }

  stop(): void {
    clearTimeout(this.#timer)
  }

  #stateOf(content: Content): SaveState<Held> {
    return this.#parts.held?.(content) ?? { kind: 'waiting' }
  }

  #stand(version: number, unsaved: Content | undefined): void {
    this.#version = version
    this.#unsaved = unsaved
    this.#sent = undefined
    this.#keep()
  }

  #settled(version: number, attempt: Sent<Content>): void {
    const more = JSON.stringify(this.#unsaved) !== JSON.stringify(attempt.content)
    this.#stand(version, more ? this.#unsaved : undefined)
    this.#parts.saved?.()
    this.#tell(this.#unsaved ? this.#stateOf(this.#unsaved) : { kind: 'saved' })
    if (this.#state.kind === 'waiting') this.#later(this.#parts.saveAfterMs ?? SAVE_AFTER_MS)
  }

  #failed(error: unknown): void {
    if (this.#parts.outcomeUnknown(error)) {
      this.#tell({ kind: 'offline' })
      this.#later(RETRY_AFTER_MS)
      return
    }
    this.#sent = undefined
    this.#keep()
    this.#tell({ kind: this.#parts.isConflict(error) ? 'conflict' : 'refused', error })
  }

  #tell(next: SaveState<Held>): void {
    this.#state = next
    for (const listener of this.#listeners) listener()
  }

  #keep(): void {
    const { store, key } = this.#parts
    const kept = this.#unsaved && { content: this.#unsaved, version: this.#version, sent: this.#sent }
    try {
      if (kept) store?.setItem(key, JSON.stringify(kept satisfies Kept<Content>))
      else store?.removeItem(key)
    } catch {
      // the browser gives no room: the page still holds the text
    }
  }

  #later(after: number): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.flush(), after)
  }
}
