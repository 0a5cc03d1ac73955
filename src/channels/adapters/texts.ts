// Cutting text to what a channel takes.

/** At most `max` characters as people count them, with an ellipsis where something was cut. */
export function cut(text: string, max: number): string {
  const all = [...text.trim()]
  return all.length <= max ? all.join('') : `${all.slice(0, max - 1).join('')}…`
}

export const lengthOf = (text: string): number => [...text].length

/** A filename and a part of a form. */
export function partOf(bytes: Uint8Array, type: string): Blob {
  return new Blob([bytes as Uint8Array<ArrayBuffer>], { type })
}
