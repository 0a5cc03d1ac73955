// What the writing of a report shares: its texts and figures, which part is open, and the saving of each part.
import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react'
import type { writeText } from '../../src/performance/write-text.ts'
import { ApiRefusal, perform } from '../app/api.ts'
import { useMe } from '../app/me.tsx'
import { outcomeUnknown } from '../ui/submission.ts'
import { Autosave } from './autosave.ts'
import type { Draft, DraftFigure, SlotText } from './data.ts'

type Writing = {
  year: number
  as: string
  texts: ReadonlyMap<string, SlotText>
  figures: ReadonlyMap<string, DraftFigure>
  list: readonly DraftFigure[]
  mayWrite: boolean
  opened: string | undefined
  open: (slot: string) => void
  close: () => void
  saving: (slot: string) => Autosave
}

const Shared = createContext<Writing | undefined>(undefined)

export function useWriting(): Writing {
  const shared = useContext(Shared)
  if (!shared) throw new Error('outside of the report page')
  return shared
}

export const useSaving = (slot: string): Autosave => useWriting().saving(slot)

/** One per person, year and part for as long as the page lives: it goes on saving after the report page is left. */
const all = new Map<string, Autosave>()

function browserStore(): Storage | undefined {
  try {
    return window.localStorage
  } catch {
    return undefined
  }
}

function savingOf(client: QueryClient, person: string, year: number, text: SlotText): Autosave {
  const key = `report:${person}:${year}:${text.slot}`
  const known = all.get(key)
  if (known) return known
  const refresh = () => void client.invalidateQueries({ queryKey: ['performance.draft', year] })
  const made = new Autosave({
    key,
    store: browserStore(),
    version: text.version,
    send: ({ id, content, version }) =>
      perform<ReturnType<typeof writeText>>('performance.write-text', { year, slot: text.slot, content, version }, id),
    outcomeUnknown,
    isConflict: error => {
      const meanwhile = error instanceof ApiRefusal && error.code === 'performance.edited-meanwhile'
      if (meanwhile) refresh()
      return meanwhile
    },
    saved: refresh,
  })
  all.set(key, made)
  return made
}

const flushAll = () => {
  for (const one of all.values()) void one.flush()
}

/** What was written is sent when the page is hidden or left, and when the network is back. */
function useFlushing(): void {
  useEffect(() => {
    const hidden = () => document.visibilityState === 'hidden' && flushAll()
    window.addEventListener('online', flushAll)
    document.addEventListener('visibilitychange', hidden)
    flushAll()
    return () => {
      window.removeEventListener('online', flushAll)
      document.removeEventListener('visibilitychange', hidden)
      flushAll()
    }
  }, [])
}

export function WritingProvider({ draft, children }: { draft: Draft; children: ReactNode }) {
  const { data: me } = useMe()
  const client = useQueryClient()
  const [opened, setOpened] = useState<string>()
  const person = me?.id ?? ''
  const mayWrite = ['finance', 'operations', 'director'].some(role => me?.roles.includes(role))
  const shared = useMemo((): Writing => {
    const texts = new Map(draft.slots.map(text => [text.slot, text]))
    const saving = (slot: string) => savingOf(client, person, draft.year, texts.get(slot)!)
    for (const text of draft.slots) saving(text.slot).adopt(text.version)
    return {
      year: draft.year,
      as: draft.as,
      texts,
      figures: new Map(draft.figures.map(figure => [figure.name, figure])),
      list: draft.figures,
      mayWrite,
      opened,
      open: slot => {
        setOpened(slot)
        flushAll()
      },
      close: () => {
        flushAll()
        setOpened(undefined)
        // back to where the writing began, for those who work by keyboard
        setTimeout(() => document.getElementById(`write-${opened}`)?.focus(), 0)
      },
      saving,
    }
  }, [draft, client, person, mayWrite, opened])
  useFlushing()
  return <Shared value={shared}>{children}</Shared>
}
