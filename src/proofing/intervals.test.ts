// Interval arithmetic on displayed digits, against exact fractions and against random figures.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Amount, isOneDigitSlip, judge, oneDigitOff, plainText, rational, roundHalfUp } from './intervals.ts'

const cents = (digits: number | bigint): Amount => ({ digits: BigInt(digits), exponent: -2, exact: false })
const count = (digits: number): Amount => ({ digits: BigInt(digits), exponent: 0, exact: true })
const amount = fc.bigInt({ min: 1n, max: 10n ** 9n })

test('a ratio that was rounded correctly from the displayed digits is ok', () => {
  fc.assert(
    fc.property(amount, amount, fc.integer({ min: 0, max: 3 }), (part, whole, decimals) => {
      const digits = roundHalfUp(rational(part * 100n * 10n ** BigInt(decimals), whole))
      const verdict = judge('percent_of', [cents(part), cents(whole)], { digits, exponent: -decimals, exact: false }, 0)
      expect(verdict.status).toBe('ok')
    }),
  )
})

test('a ratio that was rounded correctly from longer figures behind the displayed ones never fails', () => {
  fc.assert(
    fc.property(amount, amount, (part, whole) => {
      const shown = (digits: bigint) => roundHalfUp(rational(digits, 100n))
      if (shown(whole) < 10n) return
      const stated = { digits: roundHalfUp(rational(part * 10000n, whole)), exponent: -2, exact: false }
      const { status } = judge('percent_of', [cents(shown(part)), cents(shown(whole))], stated, 0)
      expect(['ok', 'rounded', ...(shown(part) === 0n ? ['fail', 'last_digit', 'truncated'] : [])]).toContain(status)
    }),
  )
})

test('a sum of parts that were rounded one by one never fails', () => {
  fc.assert(
    fc.property(fc.array(fc.bigInt({ min: 5000n, max: 10n ** 9n }), { minLength: 2, maxLength: 9 }), parts => {
      const shown = (digits: bigint) => cents(roundHalfUp(rational(digits, 10000n)))
      const total = parts.reduce((sum, part) => sum + part, 0n)
      expect(['ok', 'rounded']).toContain(judge('sum', parts.map(shown), shown(total), 0).status)
    }),
  )
})

test('a digit changed beyond the intervals is never ok and never rounded', () => {
  fc.assert(
    fc.property(
      fc.array(fc.bigInt({ min: 1000n, max: 10n ** 8n }), { minLength: 2, maxLength: 6 }),
      fc.nat(),
      (parts, pick) => {
        const total = parts.reduce((sum, part) => sum + part, 0n)
        const changed = [...oneDigitOff(cents(total))]
        const wrong = changed[pick % changed.length]!
        const off = wrong.digits > total ? wrong.digits - total : total - wrong.digits
        const { status } = judge('sum', parts.map(cents), wrong, 0)
        const inside = 2n * off <= BigInt(parts.length + 1)
        expect(['ok', 'rounded'].includes(status)).toBe(inside)
        expect(isOneDigitSlip('sum', parts.map(cents), wrong)).toBe(true)
      },
    ),
  )
})

test('exact operands leave no room: every wrong count fails or is off in the last digit', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 900 }),
      fc.integer({ min: 1, max: 900 }),
      fc.integer({ min: 1, max: 50 }),
      (a, b, off) => {
        const { status } = judge('sum', [count(a), count(b)], count(a + b + off), 0)
        expect(status).toBe(off === 1 ? 'last_digit' : 'fail')
      },
    ),
  )
})

describe('each status has its case', () => {
  const percent = (digits: number): Amount => ({ digits: BigInt(digits), exponent: -2, exact: false })
  test('cut instead of rounded', () => {
    expect(judge('percent_of', [count(2), count(3)], percent(6666), 0)).toEqual({
      status: 'truncated',
      computed: '66.67',
    })
  })
  test('one unit in the last place', () => {
    expect(judge('percent_of', [count(2), count(3)], percent(6668), 0)).toEqual({
      status: 'last_digit',
      computed: '66.67',
    })
  })
  test('a zero base', () => {
    expect(judge('percent_of', [cents(5), count(0)], percent(10000), 0).status).toBe('undefined')
    expect(judge('growth_from_delta', [cents(30), cents(30)], percent(10000), 0).status).toBe('undefined')
  })
  test('growth from the level now and the signed change', () => {
    expect(judge('growth_from_delta', [cents(12970), cents(-4506)], percent(2578), 0).status).toBe('ok')
  })
  test('growth between two levels', () => {
    expect(judge('growth_from_prior', [cents(15000), cents(12000)], percent(2500), 0).status).toBe('ok')
  })
  test('plain text keeps the point where the exponent says', () => {
    expect([plainText(12970n, -2), plainText(-5n, -3), plainText(12n, 2)]).toEqual(['129.70', '-0.005', '1200'])
  })
})
