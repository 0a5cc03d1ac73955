// Whether the page is read on a telephone: tables then become cards.
import { useSyncExternalStore } from 'react'

const NARROW = '(max-width: 640px)'

function subscribe(changed: () => void): () => void {
  const media = window.matchMedia(NARROW)
  media.addEventListener('change', changed)
  return () => media.removeEventListener('change', changed)
}

export function useNarrow(): boolean {
  return useSyncExternalStore(subscribe, () => window.matchMedia(NARROW).matches)
}
