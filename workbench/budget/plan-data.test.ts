import { expect, test } from 'vitest'
import { LineInput } from '../../src/budget/adopt-budget.ts'
import { differenceOf, EMPTY_HEAD, emptyLine, inputOf, type Line, linesFrom, problemOf, totalOf } from './plan-data.ts'

const head = { year: '2026', doc_no: '财预〔2026〕1号', adopted_on: '2026-01-20', income: '1000', expenditure: '1,000' }
const line = (key: number, part: Partial<Line>): Line => ({ ...emptyLine(key), title: '某项', ...part })
const lines = [
  line(1, { ...emptyLine(1, 'income'), line_no: 'S1', title: '拨款', amount: '1000' }),
  line(2, { line_no: 'Z1', amount: '600.50' }),
  line(3, { line_no: 'Z2', amount: '399.5' }),
]
const but = (n: number, part: Partial<Line>) => lines.map((one, at) => (at === n ? { ...one, ...part } : one))

test('a budget whose rows sum to the approval has nothing against it, and the command takes its rows', () => {
  expect(problemOf(head, lines)).toBeUndefined()
  for (const input of inputOf(lines)) expect(LineInput.safeParse(input).error).toBeUndefined()
})

test('the difference to the approval is said while typing', () => {
  expect(totalOf(lines, 'expenditure')).toBe('100000')
  expect(differenceOf({ ...head, expenditure: '1200' }, lines, 'expenditure')).toBe('20000')
  expect(problemOf({ ...head, expenditure: '1200' }, lines)).toBe('支出各行之和比批复合计少 200.00 元')
  expect(problemOf({ ...head, income: '1' }, lines)).toBe('收入各行之和比批复合计多 999.00 元')
})

test('each missing part is named', () => {
  expect(problemOf(EMPTY_HEAD, [])).toContain('年度')
  expect(problemOf({ ...head, adopted_on: '去年' }, lines)).toContain('日期')
  expect(problemOf(head, [])).toContain('预算行')
  expect(problemOf(head, but(1, { line_no: ' ' }))).toBe('第 2 行没有行号')
  expect(problemOf(head, but(2, { line_no: 'Z1' }))).toBe('行号 Z1 重复')
  expect(problemOf(head, but(1, { amount: '六百' }))).toContain('金额')
  expect(problemOf(head, but(1, { category: 'specific' }))).toContain('项目')
  expect(problemOf(head, but(1, { economic_code: '30' }))).toContain('经济分类')
})

test('a project is sent only with the categories that have one', () => {
  expect(inputOf(but(1, { category: 'specific', project: '设备' }))[1]?.project).toBe('设备')
  expect(inputOf(but(1, { category: 'operating', project: '设备' }))[1]?.project).toBeNull()
})

test('rows of a workbook keep what has no column on the page', () => {
  const [row] = linesFrom([{ ...inputOf(lines)[1], three_public: 'reception', function_code: '2070199' }])
  expect(row?.amount).toBe('600.50')
  expect(inputOf([row!])[0]).toMatchObject({
    three_public: 'reception',
    function_code: '2070199',
    opening_fen: '60050',
  })
})
