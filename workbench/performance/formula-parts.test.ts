import { expect, test } from 'vitest'
import { formulaText } from '../../src/kernel/figure.ts'
import { formulaParts } from './formula-parts.ts'

const input = (title: string) => ({ name: title, title, display: '1' })
const shown = (parts: ReturnType<typeof formulaParts>) =>
  parts.map(part => (typeof part === 'string' ? part : `[${part.title}]`)).join('')

test('every number of a formula can be opened, also where one title holds another and where the base stands twice', () => {
  const short = input('年初预算')
  const long = input('人员经费年初预算')
  const sum = formulaText({ op: 'sum', of: ['a', 'b'] }, [long.title, short.title])
  expect(shown(formulaParts(sum, [long, short]))).toBe('[人员经费年初预算] + [年初预算]')
  const ratio = formulaText({ op: 'ratio', of: ['a', 'b'] }, [short.title, long.title])
  expect(shown(formulaParts(ratio, [short, long]))).toBe('[年初预算] ÷ [人员经费年初预算] × 100%')
  const [now, before] = [input('本年支出'), input('上年支出')]
  const growth = formulaText({ op: 'growth', of: ['a', 'b'] }, [now.title, before.title])
  expect(shown(formulaParts(growth, [now, before]))).toBe('（[本年支出] − [上年支出]）÷ [上年支出] × 100%')
})
