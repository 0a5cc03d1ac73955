// The one contract of all channels: what a piece looks like there (format), and how it gets there (send), in outcomes
// that are stored, never thrown: what the outside answers is no exception of ours.
import type { Facts } from './accounts/account.ts'
import type { Outgoing } from './outgoing.ts'

export type Picture = { src: string; bytes: Uint8Array; type: string; name: string }

/** Who left after the list was frozen keeps the place in it, so that batches stay what they are, and gets nothing. */
export type Recipient = { phone: string; left: boolean }

/** One approved rendition on its way to one account. */
export type Parcel = {
  /** names this delivery for ever: channels that can, get it as their key against doubles */
  key: string
  release_id: string
  story_id: string
  edition_no: number
  /** 1, then one more with each correction */
  version: number
  title: string
  lead: string
  body_html: string
  body_text: string
  section: string
  author: string
  editor: string
  published_on: string
  /** our own page of it, when a site of ours shows it */
  link: string
  cover: Picture | null
  pictures: readonly Picture[]
  video: Picture | null
  /** telephones of a digest by message, opened only for the sending: the list as it stood when the sending began */
  recipients: readonly Recipient[]
  extra: Record<string, unknown>
}

/**
 * sent: it is there (and people can see it, when `visible`); pending: taken, look again; retry: not taken, come again;
 * reconnect: not taken, a person must authorise anew; rejected: not taken, and it will not be; unknown: nobody can say.
 */
export type Outcome =
  | {
      class: 'sent'
      external_id: string
      url?: string
      visible: boolean
      progress?: Record<string, unknown>
    }
  | { class: 'pending'; external_id: string; check_in_ms: number; progress?: Record<string, unknown> }
  | { class: 'retry'; code: string; message: string; after_ms?: number }
  | { class: 'reconnect'; code: string; message: string }
  | { class: 'rejected'; code: string; message: string }
  | { class: 'unknown'; code: string; message: string }

/**
 * What looking for an unknown delivery found. absent is said only when it can no longer arrive; turned-down: it arrived, and
 * the platform does not show it. `rejected` here is a look that was refused: it says nothing of the delivery.
 */
export type Found =
  | Outcome
  | { class: 'absent'; progress?: Record<string, unknown> }
  | { class: 'turned-down'; code: string; message: string }

/** What a channel is given to work with. */
export type Line = {
  out: Outgoing
  base_url: string
  facts: Facts
  settings: Record<string, unknown>
  secrets: Readonly<Record<string, string>>
  /** what the platform lent us, and how to keep it */
  token: { value: string; expires_at: Date } | undefined
  /** `refresh`: the one to ask with next time, where the platform gave a new one */
  keepToken(value: string, expires_at: Date, refresh?: string): Promise<void>
  now(): Date
  pause(ms: number): Promise<void>
}

/** What is known of a delivery when it is looked for, checked or taken back. */
export type Known = {
  external_id: string | null
  url: string | null
  progress: Record<string, unknown>
  begun_at: Date
  /** when the first attempt began: an earlier one than the last may have arrived */
  first_begun_at: Date
  /** external ids other deliveries of the account hold: those are not this one */
  taken: readonly string[]
}

/** What earlier attempts left, and how to keep more: it is kept before the step that cannot be taken back. */
export type Kept = {
  progress: Record<string, unknown>
  note(progress: Record<string, unknown>): Promise<void>
}

/** A piece that is out, as counters and comments are asked for. */
export type Posted = { id: string; external_id: string; progress: Record<string, unknown>; published_on: string }

type Metric = 'reads' | 'read_users' | 'likes' | 'wows' | 'shares' | 'comments' | 'favourites' | 'plays'
/** Counters as the platform tells them; what it does not tell is left out. */
export type Counted = {
  class: 'counted'
  posts: { id: string; values: Partial<Record<Metric, number>> }[]
  /** pieces the platform cannot be asked about: their counters are entered by hand */
  unnamed?: string[]
  account: { on_day: string; values: { followers?: number; new_followers?: number } } | null
}

export type Comment = {
  external_id: string
  text: string
  written_at: Date
  /** shown to everybody by the account */
  is_elected: boolean
  reply: string
}

export type Channel<Formatted = unknown> = {
  adapter: string
  title: string
  /** what a sending counts as, where it is limited */
  operation(settings: Record<string, unknown>): string
  /** pure: what the piece looks like there, or why it cannot go */
  format(parcel: Parcel, facts: Facts): Formatted | { problem: string }
  send(line: Line, formatted: Formatted, parcel: Parcel, kept: Kept): Promise<Outcome>
  /** read-only: how a taken delivery stands */
  check(line: Line, known: Known): Promise<Outcome>
  /** read-only: whether an unknown delivery arrived */
  look(line: Line, formatted: Formatted, parcel: Parcel, known: Known): Promise<Found>
  /** takes it back; `sent` says it is gone */
  withdraw?(line: Line, known: Known, why: { reason: string; key: string; version: number }): Promise<Outcome>
  /** read-only: the counters of pieces that are out, and of the account; `today` in Beijing */
  fetchCounters?(line: Line, posts: readonly Posted[], today: string): Promise<Counted | Outcome>
  /** what readers wrote, read and shut off by the interface */
  comments?: {
    list(line: Line, post: Posted): Promise<{ class: 'listed'; comments: Comment[] } | Outcome>
    /** opens or closes them; `sent` says it is done */
    set(line: Line, post: Posted, open: boolean): Promise<Outcome>
  }
  /** a harmless call that shows whether the credentials hold */
  probe(line: Line): Promise<Outcome>
}

export function isProblem(made: unknown): made is { problem: string } {
  return typeof made === 'object' && made !== null && 'problem' in made
}
