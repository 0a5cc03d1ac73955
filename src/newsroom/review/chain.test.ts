import fc from 'fast-check'
import { expect, test } from 'vitest'
import { findChain, missingSteps, type Named } from './chain.ts'

const named = (...list: [Named['step'], string, Named['place']?][]): Named[] =>
  list.map(([step, person_id, place = 'A']) => ({ step, person_id, person: person_id, place }))
const nobody = new Set<string>()

test('three places held by two people are no chain', () => {
  const two = named(['review1', '甲'], ['review2', '乙'], ['review3', '甲'])
  expect(findChain(two, nobody, undefined)).toBeUndefined()
  expect(missingSteps(two, nobody, undefined)).toEqual([])
})

test('a relief makes the chain when the first is away or wrote the story', () => {
  const crew = named(['review1', '甲'], ['review1', '丁', 'B'], ['review2', '乙'], ['review3', '丙'])
  expect(findChain(crew, nobody, undefined)?.review1.person_id).toBe('甲')
  expect(findChain(crew, new Set(['甲']), undefined)?.review1.person_id).toBe('丁')
  expect(findChain(crew, nobody, '甲')?.review1.person_id).toBe('丁')
  expect(findChain(crew, new Set(['乙']), '甲')).toBeUndefined()
  expect(missingSteps(crew, new Set(['乙']), '甲')).toEqual(['review2'])
})

test('a chain that is found has three persons who are there and did not write; none is missed', () => {
  const step = fc.constantFrom('review1' as const, 'review2' as const, 'review3' as const)
  const place = fc.constantFrom('A' as const, 'B' as const)
  const person = fc.constantFrom<string[]>('甲', '乙', '丙', '丁')
  const crews = fc.array(fc.tuple(step, person, place), { maxLength: 9 })
  fc.assert(
    fc.property(crews, fc.uniqueArray(person), fc.option(person, { nil: undefined }), (crew, gone, writer) => {
      const list = named(...crew)
      const away = new Set(gone)
      const chain = findChain(list, away, writer)
      const can = (who: string, what: string) =>
        !away.has(who) && who !== writer && list.some(one => one.step === what && one.person_id === who)
      const people = ['甲', '乙', '丙', '丁']
      const possible = people.some(a =>
        people.some(b =>
          people.some(
            c => a !== b && b !== c && a !== c && can(a, 'review1') && can(b, 'review2') && can(c, 'review3'),
          ),
        ),
      )
      expect(chain !== undefined).toBe(possible)
      if (!chain) return
      const taken = Object.entries(chain)
      expect(new Set(taken.map(([, one]) => one.person_id)).size).toBe(3)
      for (const [what, one] of taken) expect(can(one.person_id, what)).toBe(true)
    }),
  )
})
