// A passage of a text round the words that were asked for, cut from the text as it was written. Pure.

export type Part = { text: string; hit: boolean }

const AROUND = 36

/** Splits a text at the words: what is asked for and what stands between. */
export function markWords(text: string, words: readonly string[]): Part[] {
  const wanted = [...new Set(words.filter(word => word !== ''))].toSorted((a, b) => b.length - a.length)
  if (wanted.length === 0) return [{ text, hit: false }]
  const pattern = new RegExp(`(${wanted.map(word => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|')})`, 'gi')
  return text
    .split(pattern)
    .map((part, at) => ({ text: part, hit: at % 2 === 1 }))
    .filter(part => part.text !== '')
}

/** The passage with most of the words, in about so many characters. */
export function snippet(text: string, words: readonly string[], length = 110): Part[] {
  const plain = text.replace(/\s+/g, ' ').trim()
  const lower = plain.toLowerCase()
  const places = words.map(word => lower.indexOf(word.toLowerCase())).filter(at => at >= 0)
  const count = (from: number) =>
    words.filter(word => lower.slice(from, from + length).includes(word.toLowerCase())).length
  const best = places.map(at => Math.max(0, at - AROUND)).toSorted((a, b) => count(b) - count(a) || a - b)[0]
  const from = best ?? 0
  const cut = plain.slice(from, from + length)
  const shown = `${from > 0 ? '…' : ''}${cut}${from + length < plain.length ? '…' : ''}`
  return markWords(shown, words)
}
