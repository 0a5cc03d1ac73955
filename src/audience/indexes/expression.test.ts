import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { evaluate, FormulaFault, namesIn, parseExpression } from './expression.ts'
import { faultsOf, runFormula } from './formula.ts'

const value = (source: string, names: Record<string, number> = {}) =>
  evaluate(parseExpression(source), new Map(Object.entries(names)))

/** A random formula as text with its value by JavaScript's own arithmetic. */
const formula: fc.Arbitrary<{ text: string; js: number }> = fc.letrec<{ node: { text: string; js: number } }>(tie => ({
  node: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.integer({ min: 0, max: 1000 }).map(n => ({ text: String(n), js: n })),
    fc.tuple(tie('node'), fc.constantFrom('+', '-', '*'), tie('node')).map(([a, op, b]) => ({
      text: `(${a.text} ${op} ${b.text})`,
      js: op === '+' ? a.js + b.js : op === '-' ? a.js - b.js : a.js * b.js,
    })),
    tie('node').map(a => ({ text: `-(${a.text})`, js: -a.js })),
    tie('node').map(a => ({ text: `max(${a.text}, 3)`, js: Math.max(a.js, 3) })),
  ),
})).node

describe('a formula', () => {
  test('means what arithmetic says, whatever it is made of', () => {
    fc.assert(
      fc.property(formula, ({ text, js }) => {
        expect(value(text)).toBe(Number.isFinite(js) ? js : null)
      }),
    )
  })

  test('keeps the order of operations', () => {
    expect(value('1 + 2 * 3')).toBe(7)
    expect(value('2 ^ 3 ^ 2')).toBe(512)
    expect(value('-2 ^ 2')).toBe(-4)
    expect(value('10 - 2 - 3')).toBe(5)
    expect(value('8 / 4 / 2')).toBe(1)
    expect(value('2 * -3')).toBe(-6)
    expect(value('ln(x + 1)', { x: 0 })).toBe(0)
    expect(value('sqrt(x)', { x: 9 })).toBe(3)
  })

  test('over nothing, of nothing, or too large has no value instead of a wrong one', () => {
    for (const source of ['1 / 0', 'ln(0)', 'ln(0 - 1)', 'sqrt(0 - 1)', '9 ^ 9 ^ 9', 'missing + 1', '0 * (1 / 0)'])
      expect(value(source)).toBeNull()
  })

  test('that reaches for anything but numbers is not read', () => {
    for (const source of [
      'process.exit(1)',
      'constructor("x")',
      'toString()',
      '__proto__.x',
      'x = 1',
      'eval(1)',
      'a[0]',
      '1; 2',
      '`x`',
      '',
      '(1',
      'ln()',
      'ln(1, 2)',
      '1 +',
      '1 2',
      '1e5x(',
    ])
      expect(() => parseExpression(source), source).toThrow(FormulaFault)
    expect(value('constructor')).toBeNull()
  })

  test('of any text at all ends in a formula or in a fault, never in anything else', () => {
    const sign = fc.constantFrom(...'0123456789.+-*/^(),abln_ 汉$\u0000')
    fc.assert(
      fc.property(fc.string({ unit: sign, maxLength: 200 }), source => {
        try {
          const read = parseExpression(source)
          expect(namesIn(read)).toBeInstanceOf(Set)
          expect(['number', 'object']).toContain(typeof evaluate(read, new Map()))
        } catch (error) {
          expect(error).toBeInstanceOf(FormulaFault)
        }
      }),
    )
    expect(() => parseExpression('('.repeat(5000))).toThrow(FormulaFault)
    expect(() => parseExpression(`${'('.repeat(60)}1${')'.repeat(60)}`)).toThrow('太深')
    expect(() => parseExpression('-'.repeat(1500))).toThrow('太深')
  })
})

describe('a version of an index', () => {
  const inputs = [{ name: 'a', title: '甲' }]
  const step = (name: string, expression: string) => ({ name, title: name, expression })

  test('takes its steps in order, the last one is the result', () => {
    const made = runFormula({ steps: [step('x', 'a * 2'), step('y', 'x + 1')] }, { a: 4 })
    expect(made.steps.map(one => one.value)).toEqual([8, 9])
    expect(made.result).toBe(9)
  })

  test('is told what is wrong with it', () => {
    const faults = (
      steps: ReturnType<typeof step>[],
      vectors: { inputs: Record<string, number>; result: number | null }[] = [],
    ) => faultsOf({ inputs, steps, vectors })
    expect(faults([step('x', 'a +')])[0]).toContain('没有写完')
    expect(faults([step('x', 'b')])[0]).toContain('没有的量：b')
    expect(faults([step('x', 'y'), step('y', 'a')])[0]).toContain('没有的量：y')
    expect(faults([step('a', 'a')])[0]).toContain('用了两次')
    expect(faults([step('x', 'a')], [{ inputs: { a: 1 }, result: 2 }])[0]).toContain('应得 2')
    expect(faults([step('x', '1 / a')], [{ inputs: { a: 0 }, result: null }])).toEqual([])
  })
})
