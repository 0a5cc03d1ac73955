// Which groups of the side bar stand open: the one of the page I am on, and those I opened myself, remembered in this browser.
import { useState } from 'react'

const KEY = 'beita.side-bar'

function remembered(): Record<string, boolean> {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? '{}')
    return typeof kept === 'object' && kept !== null ? (kept as Record<string, boolean>) : {}
  } catch {
    return {}
  }
}

/** `isOpen(title, current)`: what I chose for a group, else whether it holds the current page. */
export function useOpenGroups() {
  const [chosen, setChosen] = useState(remembered)
  const isOpen = (title: string, current: boolean): boolean => title === '' || (chosen[title] ?? current)
  const toggle = (title: string, current: boolean) => {
    const next = { ...chosen, [title]: !isOpen(title, current) }
    setChosen(next)
    try {
      localStorage.setItem(KEY, JSON.stringify(next))
    } catch {
      // a browser that keeps nothing still opens and closes
    }
  }
  return { isOpen, toggle }
}
