// Cutting texts and bytes to what a channel takes.

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

/** Bytes cut into parts of at most `size`. */
export function partsOf(bytes: Uint8Array, size: number): Uint8Array[] {
  const count = Math.max(1, Math.ceil(bytes.length / size))
  return Array.from({ length: count }, (_one, n) => bytes.subarray(n * size, (n + 1) * size))
}

/** Line breaks change on their way through a form. */
export const alike = (a: string, b: string): boolean => a.replace(/\s+/g, ' ') === b.replace(/\s+/g, ' ')
