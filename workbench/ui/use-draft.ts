// What is typed stays in this browser until it was submitted: an error, a crash or a lost connection loses nothing.
import { useState } from 'react'

const PREFIX = 'draft:'

function read<T>(place: string): T | undefined {
  try {
    return JSON.parse(localStorage.getItem(place) ?? 'null') ?? undefined
  } catch {
    return undefined
  }
}

/** `found` is what an earlier visit left behind; `key` names the form and the person. */
export function useDraft<T>(key: string) {
  const place = PREFIX + key
  const [found] = useState(() => read<T>(place))
  return {
    found,
    keep: (value: T) => localStorage.setItem(place, JSON.stringify(value)),
    clear: () => localStorage.removeItem(place),
  }
}
