import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { applyFormula, displayProse, displayTable, exactValue, type FigureAmount, formulaText } from './figure.ts'

const whole = (num: bigint): FigureAmount => ({ num, den: 1n })
const ratio = (top: bigint, base: bigint) => applyFormula({ op: 'ratio', of: ['a', 'b'] }, [whole(top), whole(base)])
const growth = (now: bigint, before: bigint) =>
  applyFormula({ op: 'growth', of: ['a', 'b'] }, [whole(now), whole(before)])

describe('a formula', () => {
  test('adds and subtracts in the order it names', () => {
    const inputs = [whole(10n), whole(3n), whole(2n)]
    expect(applyFormula({ op: 'sum', of: ['a', 'b', 'c'] }, inputs)).toEqual(whole(15n))
    expect(applyFormula({ op: 'difference', of: ['a', 'b', 'c'] }, inputs)).toEqual(whole(5n))
  })

  test('divided by zero is not applicable, never 0% or 100%', () => {
    expect([ratio(0n, 0n), ratio(5n, 0n), growth(5n, 0n), growth(0n, 0n)]).toEqual([null, null, null, null])
    expect(displayProse('%', ratio(5n, 0n))).toBe('不适用')
    expect(displayTable('%', ratio(5n, 0n))).toBe('不适用')
    expect(exactValue('%', ratio(5n, 0n))).toBeNull()
  })

  test('over something not applicable is not applicable', () => {
    expect(applyFormula({ op: 'sum', of: ['a', 'b'] }, [whole(1n), null])).toBeNull()
    expect(applyFormula({ op: 'ratio', of: ['a', 'b'] }, [null, whole(1n)])).toBeNull()
    expect(applyFormula({ op: 'sum', of: ['a', 'b'] }, [whole(1n), ratio(1n, 3n)])).toBeNull()
  })

  test('of growth has the sign of the change, also over a negative base', () => {
    expect(displayProse('%', growth(80n, 100n))).toBe('-20%')
    expect(displayProse('%', growth(125n, 100n))).toBe('25%')
    expect(growth(-50n, -100n)).toEqual({ num: -50n, den: 100n })
  })

  test('never leaves a denominator that is not positive', () => {
    const any = fc.bigInt({ min: -1000n, max: 1000n })
    fc.assert(fc.property(any, any, (a, b) => [ratio(a, b), growth(a, b)].every(amount => (amount?.den ?? 1n) > 0n)))
  })

  test('says itself in words', () => {
    expect(formulaText({ op: 'ratio', of: ['a', 'b'] }, ['支出', '预算'])).toBe('支出 ÷ 预算 × 100%')
    expect(formulaText({ op: 'growth', of: ['a', 'b'] }, ['今年', '上年'])).toBe('（今年 − 上年）÷ 上年 × 100%')
    expect(formulaText({ op: 'sum', of: ['a', 'b'] }, ['甲', '乙'])).toBe('甲 + 乙')
    expect(formulaText({ op: 'difference', of: ['a', 'b'] }, ['甲', '乙'])).toBe('甲 − 乙')
  })
})

describe('a display', () => {
  test('in prose drops idle zeros of money, keeps two decimals of a percentage, and writes a whole one whole', () => {
    expect([129_700_000n, 110_000_000n, 0n].map(fen => displayProse('万元', whole(fen)))).toEqual([
      '129.7万元',
      '110万元',
      '0万元',
    ])
    expect(displayProse('%', ratio(5520n, 10_000n))).toBe('55.20%')
    expect(displayProse('%', ratio(7n, 7n))).toBe('100%')
    expect(displayProse('%', ratio(99_999n, 100_000n))).toBe('100.00%')
    expect(displayProse('人', whole(7n))).toBe('7人')
  })

  test('in tables carries two decimals and no unit', () => {
    expect(displayTable('万元', whole(129_700_000n))).toBe('129.70')
    expect(displayTable('%', ratio(7n, 7n))).toBe('100.00%')
    expect(displayTable('项', whole(3n))).toBe('3')
  })

  test('exact carries what display rounds away', () => {
    expect(exactValue('%', ratio(2n, 3n))).toBe('66.6666666667')
    expect(exactValue('%', ratio(1n, 2n))).toBe('50')
    expect(exactValue('万元', whole(1n))).toBe('0.000001')
    expect(exactValue('人', whole(7n))).toBe('7')
  })
})
