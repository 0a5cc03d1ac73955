// Saving a story while it is written. What the server does not have yet is kept in this browser, each window for itself, so
// that a crash, a second window or an offline spell loses nothing that was typed.
import type { QueryClient } from '@tanstack/react-query'
import type { saveVersion } from '../../src/newsroom/stories/save-version.ts'
import { ApiRefusal, perform } from '../app/api.ts'
import { Autosave, type Store } from '../ui/autosave.ts'
import { outcomeUnknown } from '../ui/submission.ts'

export type Text = { headline: string; lead: string; body: unknown }
export type StorySaving = Autosave<Text, { kind: 'unnamed' }>

const SAVE_AFTER_MS = 3000
/** a copy whose window has not touched it for so long belongs to a window that is gone */
const LIVE_MS = 15_000
const BEAT_MS = 5000
const PREFIX = 'story:'

type Listed = Store & { keys(): string[] }

/** The browser's storage with its keys; undefined where the browser gives none. */
export function browserStore(): Listed | undefined {
  try {
    const store = window.localStorage
    return {
      getItem: key => store.getItem(key),
      setItem: (key, value) => store.setItem(key, value),
      removeItem: key => store.removeItem(key),
      keys: () => Object.keys(store),
    }
  } catch {
    return undefined
  }
}

/** Marks a copy as belonging to a living window: written beside it, again and again. */
export function heartbeat(store: Listed | undefined, key: string, now: () => number): { stop(): void } {
  const beat = () => {
    if (store?.getItem(key) !== null) store?.setItem(`${key}:seen`, String(now()))
  }
  beat()
  const timer = setInterval(beat, BEAT_MS)
  return {
    stop: () => {
      clearInterval(timer)
      store?.removeItem(`${key}:seen`)
    },
  }
}

export type LeftBehind = { key: string; text: Text; version: number }

/** Copies of a story that windows which are gone left behind. */
export function leftBehind(
  store: Listed | undefined,
  person: string,
  storyId: string,
  own: string,
  now: number,
): LeftBehind[] {
  const prefix = `${PREFIX}${person}:${storyId}:`
  return (store?.keys() ?? []).flatMap(key => {
    if (!key.startsWith(prefix) || key.endsWith(':seen') || key === own) return []
    const seen = Number(store?.getItem(`${key}:seen`) ?? 0)
    if (now - seen < LIVE_MS) return []
    try {
      const kept = JSON.parse(store?.getItem(key) ?? 'null') as { content?: Text; version?: number } | null
      return kept?.content ? [{ key, text: kept.content, version: Number(kept.version) }] : []
    } catch {
      return []
    }
  })
}

export function forget(store: Listed | undefined, key: string): void {
  store?.removeItem(key)
  store?.removeItem(`${key}:seen`)
}

/** One name for this window, the same after a reload or a restored session. */
export function windowName(): string {
  const made = crypto.randomUUID().slice(0, 8)
  try {
    const known = sessionStorage.getItem('window')
    if (known) return known
    sessionStorage.setItem('window', made)
  } catch {
    // no storage: a fresh name does
  }
  return made
}

export const keyOf = (person: string, storyId: string, window: string) => `${PREFIX}${person}:${storyId}:${window}`

/** The saving of one story in this window. */
export function storySaving(client: QueryClient, key: string, storyId: string, version: number): StorySaving {
  return new Autosave<Text, { kind: 'unnamed' }>({
    key,
    store: browserStore(),
    version,
    saveAfterMs: SAVE_AFTER_MS,
    held: text => (text.headline.trim() === '' ? { kind: 'unnamed' } : undefined),
    send: async ({ id, content, version: version_no }) => {
      const input = { story_id: storyId, version_no, ...content }
      const answer = await perform<typeof saveVersion>('newsroom.save-version', input, id)
      return { version: answer.version_no }
    },
    outcomeUnknown,
    isConflict: error => error instanceof ApiRefusal && error.code === 'newsroom.edited-meanwhile',
    saved: () => {
      // what is submitted is the version that was saved last
      void client.invalidateQueries({ queryKey: ['newsroom.story', storyId] })
      void client.invalidateQueries({ queryKey: ['newsroom.versions', storyId] })
    },
  })
}
