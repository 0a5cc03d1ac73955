import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  decimalText,
  divideHalfUp,
  parseYuan,
  sumFen,
  wanExact,
  wanProse,
  wanTable,
  yuanExact,
  yuanGrouped,
} from './money.ts'

const amount = fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n })

describe('rounding', () => {
  test('goes half away from zero, on both sides of it', () => {
    expect([5n, 4n, -5n, -4n, 15n, -15n].map(n => divideHalfUp(n, 10n))).toEqual([1n, 0n, -1n, 0n, 2n, -2n])
    expect(divideHalfUp(5n, -10n)).toBe(-1n)
  })

  test('is never further off than half a unit, and mirrors for the opposite sign', () => {
    fc.assert(
      fc.property(amount, fc.bigInt({ min: 1n, max: 10n ** 9n }), (num, den) => {
        const rounded = divideHalfUp(num, den)
        const off = num - rounded * den
        expect(2n * (off < 0n ? -off : off) <= den).toBe(true)
        expect(divideHalfUp(-num, den)).toBe(-rounded)
        expect(divideHalfUp(-num, -den)).toBe(rounded)
      }),
    )
  })
})

describe('money as text', () => {
  test('shows 万元 as prose and as tables write it', () => {
    expect([129_700_000n, 110_000_000n, 0n, -1n, 4999n, 5000n].map(wanProse)).toEqual([
      '129.7',
      '110',
      '0',
      '0',
      '0',
      '0.01',
    ])
    expect([129_700_000n, 110_000_000n, 0n, -5000n].map(wanTable)).toEqual(['129.70', '110.00', '0.00', '-0.01'])
    expect(wanExact(129_700_001n)).toBe('129.700001')
    expect(wanExact(-100n)).toBe('-0.0001')
  })

  test('shows 元 exactly, with and without separators', () => {
    expect([0n, 5n, -5n, 129_700_000n].map(yuanExact)).toEqual(['0.00', '0.05', '-0.05', '1297000.00'])
    expect([99_999n, 100_000n, 129_700_000n, -12_345_678_901n].map(yuanGrouped)).toEqual([
      '999.99',
      '1,000.00',
      '1,297,000.00',
      '-123,456,789.01',
    ])
  })

  test('reads back what it wrote, to the last 分', () => {
    fc.assert(fc.property(amount, fen => parseYuan(yuanExact(fen)) === fen))
    fc.assert(fc.property(amount, fen => parseYuan(yuanGrouped(fen).replaceAll(',', '')) === fen))
  })

  test('refuses what is no amount in 元', () => {
    expect(['', '1.234', '1,000', '1e3', '.5', '5.', '+1', '１２', 'NaN'].map(parseYuan)).toEqual(
      Array(9).fill(undefined),
    )
    expect([' 12.5 ', '-0.01', '007'].map(parseYuan)).toEqual([1250n, -1n, 700n])
  })

  test('keeps every decimal it is asked for', () => {
    expect(decimalText(7964n, 2)).toBe('79.64')
    expect(decimalText(-7n, 0)).toBe('-7')
    expect(decimalText(-7n, 3)).toBe('-0.007')
  })
})

test('a sum does not depend on the order of its amounts', () => {
  fc.assert(
    fc.property(fc.array(amount), amounts => {
      expect(sumFen([...amounts].reverse())).toBe(sumFen(amounts))
      expect(sumFen([...amounts, ...amounts.map(fen => -fen)])).toBe(0n)
    }),
  )
})
