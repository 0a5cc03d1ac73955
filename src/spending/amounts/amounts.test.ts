import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { capitalYuan, isDay } from '../../kernel/index.ts'
import { eligibleFor, firstStuck } from '../approval/approvers.ts'
import { type Route, routeFor } from '../approval/routes.ts'
import { type Requirement, requiredDocuments } from '../claims/documents.ts'
import { isIdentityNo } from '../claims/fields.ts'
import { moveAfter } from '../payment/settle.ts'
import { claimMachine, MOVES, STATES } from '../vocabulary.ts'
import { labourTax, type TaxBand } from './labour-tax.ts'
import { priceClaim } from './price.ts'
import { type Standard, standardOf } from './standards.ts'
import { priceTravel, type Travel } from './travel.ts'

const standard = (item: string, limit_fen: bigint, more: Partial<Standard> = {}): Standard => ({
  id: 1n,
  kind: 'travel',
  item,
  class: '',
  rank: '',
  unit: 'day',
  limit_fen,
  effective_from: '2019-01-01',
  effective_to: null,
  source: '试验',
  confirmed: false,
  ...more,
})
const standards = [
  standard('lodging', 30_000n, { class: 'capital' }),
  standard('lodging', 45_000n, { class: 'capital', rank: 'leader' }),
  standard('meals', 10_000n),
  standard('local_transport', 8_000n),
]
const travel: Travel = {
  place: '省城',
  place_class: 'capital',
  from_day: '2026-03-02',
  to_day: '2026-03-04',
  travellers: [{ name: '记者', rank: '' }],
  fares_fen: 20_000n,
  lodging_fen: 60_000n,
  self_borne_fen: 0n,
}

describe('travel is days times standard', () => {
  test('three days and two nights of one person', () => {
    const price = priceTravel(standards, travel)
    expect(price).toMatchObject({ days: 3, nights: 2, meals_fen: 30_000n, local_transport_fen: 24_000n, over_fen: 0n })
    expect(price.amount_fen).toBe(20_000n + 60_000n + 30_000n + 24_000n)
  })

  test('lodging above the standard is refused, unless the traveller bears it', () => {
    const dear = { ...travel, lodging_fen: 70_000n }
    const problems = (one: Travel) =>
      priceClaim(standards, {
        details: { kind: 'travel', ...one } as never,
        items: [],
        on_date: '2026-03-05',
        payees_fen: 0n,
      }).problems.map(problem => problem.code)
    expect(problems(dear)).toEqual(['spending.over-standard'])
    expect(problems({ ...dear, self_borne_fen: 10_000n })).toEqual([])
    expect(problems({ ...travel, travellers: [{ name: '主任', rank: 'leader' }], lodging_fen: 90_000n })).toEqual([])
    expect(problems({ ...travel, place_class: 'large' })).toEqual(['spending.no-standard'])
    // an allowance whose standard ended is told, not counted as nothing
    const ended = standards.map(one => (one.item === 'meals' ? { ...one, effective_to: '2025-12-31' } : one))
    expect(priceTravel(ended, travel).unknown).toEqual(['meals'])
  })

  test('a longer journey and more people never come to less', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 1, max: 9 }), (days, heads) => {
        const end = (n: number) => new Date(Date.parse('2026-03-02') + n * 86_400_000).toISOString().slice(0, 10)
        const people = Array.from({ length: heads }, () => ({ name: '人', rank: '' }))
        const amount = (n: number, travellers = people) =>
          priceTravel(standards, { ...travel, to_day: end(n), travellers }).amount_fen
        expect(amount(days + 1) - amount(days)).toBe(18_000n * BigInt(heads))
        expect(amount(days, [...people, people[0]!]) - amount(days)).toBe(18_000n * BigInt(days + 1))
      }),
    )
  })

  test('a standard holds in its period, the nearest class and rank first', () => {
    const of = (on: string, rank = '') =>
      standardOf([...standards, standard('meals', 12_000n, { effective_from: '2026-04-01' })], {
        kind: 'travel',
        item: 'meals',
        class: 'capital',
        rank,
        on,
      })?.limit_fen
    expect([of('2018-12-31'), of('2026-03-31'), of('2026-04-01', 'leader')]).toEqual([undefined, 10_000n, 12_000n])
  })
})

test('meetings and receptions are held per head, hosts by the number of guests', () => {
  const codes = (details: object, amount_fen: bigint) =>
    priceClaim(
      [
        standard('all', 35_000n, { kind: 'meeting', class: 'fourth' }),
        standard('meal', 10_000n, { kind: 'reception' }),
        standard('company_few', 3n, { kind: 'reception', unit: 'count' }),
      ],
      { details: details as never, items: [{ amount_fen }], on_date: '2026-03-02', payees_fen: 0n },
    ).problems.map(problem => problem.code)
  const meeting = {
    kind: 'meeting',
    class: 'fourth',
    place: '',
    from_day: '2026-03-02',
    to_day: '2026-03-03',
    head_count: 10,
  }
  expect(codes(meeting, 700_000n)).toEqual([])
  expect(codes(meeting, 700_001n)).toEqual(['spending.over-standard'])
  const meal = (guest_count: number, company_count: number) => ({
    kind: 'reception',
    guest_unit: '某局',
    letter_no: '1',
    guest_count,
    company_count,
  })
  expect(codes(meal(10, 3), 1n)).toEqual([])
  expect(codes(meal(10, 4), 1n)).toEqual(['spending.too-many-hosts'])
  expect(codes(meal(15, 5), 200_000n)).toEqual([])
  expect(codes(meal(15, 6), 210_001n)).toEqual(['spending.over-standard', 'spending.too-many-hosts'])
})

test('tax is withheld on labour fees by the bands in force', () => {
  const band = (over_fen: bigint, rate_bp: number, quick_fen: bigint): TaxBand => ({
    over_fen,
    rate_bp,
    quick_fen,
    effective_from: '2019-01-01',
    effective_to: null,
  })
  const bands = [band(0n, 2000, 0n), band(2_000_000n, 3000, 200_000n), band(5_000_000n, 4000, 700_000n)]
  const tax = (gross: bigint) => labourTax(bands, gross, '2026-03-02')
  // 800 元 and below nothing; 2,000 → (2,000 − 800) × 20%; 30,000 → 24,000 × 30% − 2,000
  expect([tax(80_000n), tax(200_000n), tax(3_000_000n), tax(10_000_000n)]).toEqual([0n, 24_000n, 520_000n, 2_500_000n])
})

test('a route is found by kind, amount and day', () => {
  const route = (id: bigint, kind: Route['kind'], from_fen: bigint, effective_from = '2019-01-01'): Route => ({
    id,
    kind,
    from_fen,
    steps: [],
    effective_from,
    effective_to: null,
    source: '',
    confirmed: false,
  })
  const routes = [
    route(1n, null, 0n),
    route(2n, null, 1000n),
    route(3n, 'travel', 0n),
    route(4n, null, 0n, '2027-01-01'),
  ]
  const of = (kind: 'office' | 'travel', amount_fen: bigint, on = '2026-03-02') =>
    routeFor(routes, { kind, amount_fen, on })?.id
  expect([of('office', 999n), of('office', 1000n), of('travel', 5000n)]).toEqual([1n, 2n, 3n])
  expect(of('office', 1n, '2027-02-01')).toBe(4n)
  expect(of('office', 1n, '2018-01-01')).toBeUndefined()
})

test('papers are asked for by kind, category and amount, some only before payment', () => {
  const requirement = (more: Partial<Requirement>): Requirement => ({
    id: 1n,
    kind: null,
    category: null,
    from_fen: 0n,
    document: 'invoice',
    due: 'submit',
    effective_from: '2019-01-01',
    effective_to: null,
    source: '',
    confirmed: false,
    ...more,
  })
  const rows = [
    requirement({ kind: 'office' }),
    requirement({ document: 'minutes', from_fen: 5000n }),
    requirement({ category: 'specific', document: 'acceptance', due: 'pay' }),
  ]
  const of = (amount_fen: bigint, by: 'submit' | 'pay', category = 'specific') =>
    requiredDocuments(rows, { kind: 'office', category, amount_fen, on: '2026-03-02' }, by)
  expect(of(1n, 'submit')).toEqual(['invoice'])
  expect(of(5000n, 'pay')).toEqual(['invoice', 'acceptance', 'minutes'])
  expect(of(5000n, 'pay', 'operating')).toEqual(['invoice', 'minutes'])
  expect(
    requiredDocuments(rows, { kind: 'loan', category: 'specific', amount_fen: 1n, on: '2026-03-02' }, 'pay'),
  ).toEqual([])
})

test('a chain of approval needs a person of his own for every step', () => {
  expect(firstStuck([[1n], [2n], [3n]])).toBeUndefined()
  expect(firstStuck([[1n, 2n], [1n], [3n]])).toBeUndefined()
  expect(firstStuck([[1n], [1n]])).toBe(1)
  expect(firstStuck([[], [1n]])).toBe(0)
  const holders = [1n, 2n, 3n, 4n].map(person_id => ({
    ...{ person_id, person: '', for_person: null },
    named_by_id: person_id === 4n ? '1' : null,
  }))
  const taken = { applicant_id: 1n, decided: [3n] }
  expect(eligibleFor(holders, taken).map(one => one.person_id)).toEqual([2n])
  expect(eligibleFor(holders, { ...taken, applicant_id: 2n }).map(one => one.person_id)).toEqual([1n, 4n])
})

test('the machine of a claim knows only its moves, and every state but an end leads somewhere', () => {
  const ends = ['refunded', 'cancelled', 'rejected']
  for (const state of Object.keys(STATES) as (keyof typeof STATES)[]) {
    const moves = Object.keys(claimMachine[state])
    expect(moves.every(move => move in MOVES)).toBe(true)
    expect(moves.length === 0).toBe(ends.includes(state))
  }
  expect([moveAfter({ sent_count: 1, unpaid_count: 0 }), moveAfter({ sent_count: 0, unpaid_count: 0 })]).toEqual([
    undefined,
    'pay',
  ])
  expect(moveAfter({ sent_count: 0, unpaid_count: 2 })).toBe('fail')
})

test('an identity number is 18 characters of text with its check', () => {
  expect(isIdentityNo('11010519491231002X')).toBe(true)
  expect(isIdentityNo('110105194912310021')).toBe(false)
  expect(isIdentityNo('1.10105E+17')).toBe(false)
})

describe('大写金额', () => {
  test('as the bank’s rules write it', () => {
    const cases: [bigint, string][] = [
      [0n, '零元整'],
      [1n, '壹分'],
      [10n, '壹角整'],
      [140_950n, '壹仟肆佰零玖元伍角整'],
      [600_714n, '陆仟零柒元壹角肆分'],
      [32_504n, '叁佰贰拾伍元零肆分'],
      [10_700_053n, '壹拾万柒仟元伍角叁分'],
      [10_000_500_00n, '壹仟万零伍佰元整'],
      [100_000_000_00n, '壹亿元整'],
      [100_005_000_00n, '壹亿零伍仟元整'],
      [-12_050n, '负壹佰贰拾元伍角整'],
    ]
    for (const [fen, words] of cases) expect(capitalYuan(fen)).toBe(words)
  })

  test('reads back as the amount it was made of', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 17n }), fen => {
        expect(readCapital(capitalYuan(fen))).toBe(fen)
      }),
    )
    expect(isDay('2026-02-30')).toBe(false)
  })
})

/** Reads 大写金额 by the values of its letters. */
function readCapital(words: string): bigint {
  const value = (letter: string) => BigInt('零壹贰叁肆伍陆柒捌玖'.indexOf(letter))
  let [total, group, digit] = [0n, 0n, 0n]
  for (const letter of words) {
    if ('零壹贰叁肆伍陆柒捌玖'.includes(letter)) digit = value(letter)
    const place = { 拾: 10n, 佰: 100n, 仟: 1000n }[letter]
    if (place) {
      group += digit * place
      digit = 0n
    }
    if (letter === '万' || letter === '亿') {
      const unit = letter === '万' ? 10_000n : 100_000_000n
      // 万亿: the 万 before an 亿 belongs to what the 亿 multiplies
      total = letter === '亿' ? (total + group + digit) * unit : total + (group + digit) * unit
      group = 0n
      digit = 0n
    }
    if (letter === '元') {
      total = (total + group + digit) * 100n
      group = 0n
      digit = 0n
    }
    if (letter === '角') total += digit * 10n
    if (letter === '分') total += digit
    if (letter === '角' || letter === '分') digit = 0n
  }
  return total
}
