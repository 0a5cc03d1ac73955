// Which terms of a dictionary stand in a text, and where: on the text as it is written, as it is read, and without the noise
// that hides a word. A term decides for itself what counts as a hit.
import { Matcher } from './aho-corasick.ts'
import { fold, squeeze } from './normalise.ts'
import { type WordBounds, wordBounds } from './word-bounds.ts'

export type Level = 'block' | 'review' | 'hint'
export type Term = {
  id: string
  term: string
  class: string
  level: Level
  whole_word: 'auto' | 'yes' | 'no'
  max_gap: number
  need_context: string[]
  except_context: string[]
  exceptions: string[]
  suggestion: string
}

/** `at` and `length` count in the raw text. */
export type TermHit = { term: Term; at: number; length: number }

const CONTEXT = 40
const LATIN = /[\p{L}\p{N}_]/u
const HAN = /\p{Script=Han}/u
/** words of letters and digits alone hit only as whole words: no id, no longer number holds them */
const isLatin = (term: string) => !HAN.test(term) && /[a-z0-9]/.test(term)

type Place = { start: number; end: number }

export class Dictionary {
  readonly version: string
  readonly #terms: readonly Term[]
  readonly #folded: string[]
  readonly #matcher: Matcher
  readonly #squeezed: Matcher

  constructor(terms: readonly Term[], version: string) {
    this.version = version
    this.#terms = terms
    this.#folded = terms.map(one => fold(one.term).text)
    this.#matcher = new Matcher(this.#folded)
    this.#squeezed = new Matcher(
      terms.map((one, n) => (one.max_gap > 0 && !isLatin(this.#folded[n]!) ? squeeze(this.#folded[n]!).text : '')),
    )
  }

  find(raw: string): TermHit[] {
    const folded = fold(raw)
    const bounds = wordBounds(folded.text)
    const hits = new Map<string, TermHit>()
    const add = (pattern: number, { start, end }: Place) => {
      const term = this.#terms[pattern]!
      if (!this.#counts(term, pattern, folded.text, { start, end }, bounds)) return
      const at = folded.at[start]!
      const last = folded.at[end - 1]!
      const length = last + (raw.codePointAt(last)! > 0xffff ? 2 : 1) - at
      hits.set(`${pattern}|${at}`, { term, at, length })
    }
    for (const { pattern, start, end } of this.#matcher.find(folded.text)) add(pattern, { start, end })
    const squeezed = squeeze(folded.text)
    for (const { pattern, start, end } of this.#squeezed.find(squeezed.text)) {
      const place = { start: squeezed.at[start]!, end: squeezed.at[end - 1]! + 1 }
      if (widestGap(squeezed.at, start, end) <= this.#terms[pattern]!.max_gap) add(pattern, place)
    }
    return [...hits.values()].sort((a, b) => a.at - b.at || b.length - a.length)
  }

  #counts(term: Term, pattern: number, text: string, place: Place, bounds: WordBounds): boolean {
    const latin = isLatin(this.#folded[pattern]!)
    const whole = term.whole_word === 'yes' || (term.whole_word === 'auto' && latin)
    if (whole && latin && !standsAlone(text, place)) return false
    if (whole && !latin && !(bounds.has(place.start) && bounds.has(place.end))) return false
    if (term.exceptions.some(longer => isWithin(text, place, fold(longer).text))) return false
    const near = text.slice(Math.max(0, place.start - CONTEXT), place.end + CONTEXT)
    if (term.except_context.some(word => near.includes(fold(word).text))) return false
    return term.need_context.length === 0 || term.need_context.some(word => near.includes(fold(word).text))
  }
}

/** No letter or digit of the Latin kind on either side. */
function standsAlone(text: string, { start, end }: Place): boolean {
  const joins = (letter: string | undefined) => letter !== undefined && LATIN.test(letter) && !HAN.test(letter)
  return !joins(text[start - 1]) && !joins(text[end])
}

/** Whether the place lies inside an occurrence of a longer word. */
function isWithin(text: string, { start, end }: Place, longer: string): boolean {
  for (let from = Math.max(0, end - longer.length); from <= start; from += 1)
    if (text.startsWith(longer, from) && from + longer.length >= end) return true
  return false
}

/** How many letters of noise stand between two neighbours at most. */
function widestGap(at: readonly number[], start: number, end: number): number {
  let widest = 0
  for (let n = start + 1; n < end; n += 1) widest = Math.max(widest, at[n]! - at[n - 1]! - 1)
  return widest
}
