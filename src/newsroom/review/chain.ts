// Whether a legal chain exists: three reviews by three persons who are there, none of them the writer.
import type { Step } from '../vocabulary.ts'

export type ReviewStep = Exclude<Step, 'superior'>
export type Named = { step: ReviewStep; person_id: string; person: string; place: 'A' | 'B' }
export type Chain = Record<ReviewStep, { person_id: string; person: string }>

const ORDER = ['review1', 'review2', 'review3'] as const

/** The chain with the fewest reliefs, or undefined when there is none. */
export function findChain(
  named: readonly Named[],
  away: ReadonlySet<string>,
  writerId: string | undefined,
): Chain | undefined {
  const there = named.filter(one => !away.has(one.person_id) && one.person_id !== writerId)
  const of = (step: ReviewStep) => there.filter(one => one.step === step)
  let best: { chain: Chain; reliefs: number } | undefined
  for (const first of of('review1'))
    for (const second of of('review2'))
      for (const third of of('review3')) {
        const taken = [first, second, third]
        if (new Set(taken.map(one => one.person_id)).size < 3) continue
        const reliefs = taken.filter(one => one.place === 'B').length
        if (!best || reliefs < best.reliefs)
          best = { reliefs, chain: { review1: first, review2: second, review3: third } }
      }
  return best?.chain
}

/** The steps nobody is there for, when a chain is missing; empty when everybody is there but one would have to act twice. */
export function missingSteps(
  named: readonly Named[],
  away: ReadonlySet<string>,
  writerId: string | undefined,
): ReviewStep[] {
  return ORDER.filter(
    step => !named.some(one => one.step === step && !away.has(one.person_id) && one.person_id !== writerId),
  )
}
