// Chinese is typed through an input method: the Enter that ends a word is not meant for the form, the palette or a dialog.

/** What the guard needs of a key event. */
export type Key = { key: string; isComposing: boolean; keyCode: number }

const HELD = new Set(['Enter', 'Escape', 'Tab', 'ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight'])

/**
 * Tells whether a key belongs to the input method. `isComposing` alone is not enough: some browsers end the composition
 * before they report the Enter that ended it, so the composition counts until the next tick.
 */
export function compositionState(later: (work: () => void) => void = work => setTimeout(work, 0)) {
  let composing = false
  let generation = 0
  return {
    begin(): void {
      composing = true
      generation += 1
    },
    end(): void {
      const ended = generation
      later(() => {
        if (ended === generation) composing = false
      })
    },
    holds({ key, isComposing, keyCode }: Key): boolean {
      return (isComposing || keyCode === 229 || composing) && (HELD.has(key) || keyCode === 229)
    },
  }
}

/** Keeps keys of the input method from every handler of the page; text editors, which know composition, are left alone. */
export function guardComposition(page: Window): void {
  const state = compositionState()
  page.addEventListener('compositionstart', () => state.begin(), true)
  page.addEventListener('compositionend', () => state.end(), true)
  page.addEventListener(
    'keydown',
    event => {
      if (event.target instanceof HTMLElement && event.target.isContentEditable) return
      if (!state.holds(event)) return
      event.stopImmediatePropagation()
      // some browsers submit the form by this Enter although it ended a word
      if (event.key === 'Enter') event.preventDefault()
    },
    true,
  )
}
