// The saving of the story that is open: made once, goes on after the page is left, sends what waits when it is hidden.
import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo } from 'react'
import { browserStore, heartbeat, keyOf, type StorySaving, storySaving, windowName } from './saving.ts'

const all = new Map<string, StorySaving>()

function savingOf(client: QueryClient, key: string, storyId: string, version: number): StorySaving {
  const known = all.get(key)
  if (known) return known
  const made = storySaving(client, key, storyId, version)
  all.set(key, made)
  return made
}

export function useStorySaving(person: string, storyId: string, version: number): { saving: StorySaving; key: string } {
  const client = useQueryClient()
  const key = keyOf(person, storyId, useMemo(windowName, []))
  const saving = savingOf(client, key, storyId, version)
  useEffect(() => saving.adopt(version), [saving, version])
  useEffect(() => {
    const beat = heartbeat(browserStore(), key, Date.now)
    const flush = () => void saving.flush()
    const hidden = () => document.visibilityState === 'hidden' && flush()
    window.addEventListener('online', flush)
    document.addEventListener('visibilitychange', hidden)
    flush()
    return () => {
      window.removeEventListener('online', flush)
      document.removeEventListener('visibilitychange', hidden)
      flush()
      beat.stop()
    }
  }, [saving, key])
  return { saving, key }
}
