// The stretch of text that is shown with a relation or a finding: at most 120 characters, holding the stated digits.
import { excerptAt } from './passages.ts'
import type { Candidate, Place } from './report.ts'

const HALF = 58

/** One stretch where everything fits; else the other place and, after “ … ”, the judged one. */
export function excerptOf(candidate: Candidate, other?: Place): string {
  const { stated, operands } = candidate
  const { passage } = stated.place
  const places = [stated.place, ...operands.flatMap(operand => (operand.place ? [operand.place] : []))]
  const here = places.filter(place => place.passage === passage)
  const start = Math.min(...here.map(place => place.start))
  const end = Math.max(...here.map(place => place.end))
  const elsewhere = places.find(place => place.passage !== passage)
  const complete = passage.origin[end - 1]! - passage.origin[start]! < 120
  if (complete && !elsewhere) return excerptAt(passage, start, end, stated.place.start, stated.place.end)
  const from = Math.max(0, stated.place.start - 24)
  const judged = excerptAt(passage, from, stated.place.end, stated.place.start, stated.place.end, HALF)
  const shown = other ?? elsewhere ?? farthest(here, stated.place)
  return `${excerptAt(shown.passage, shown.start, shown.end, shown.start, shown.end, HALF)} … ${judged}`
}

function farthest(places: Place[], from: Place): Place {
  return places.reduce((far, place) =>
    Math.abs(place.start - from.start) > Math.abs(far.start - from.start) ? place : far,
  )
}
