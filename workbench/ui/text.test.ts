import { expect, test } from 'vitest'
import { byFen, fenOf, moment, sumFen, wan, yuan } from './text.ts'

test('amounts are understood as people type them', () => {
  expect(fenOf('1,297,000')).toBe('129700000')
  expect(fenOf('１２．５')).toBe('1250')
  expect(fenOf('12。05')).toBe('1205')
  expect(fenOf(' ¥ 0.1元 ')).toBe('10')
})

test('what is no amount is not guessed at', () => {
  for (const typed of ['', '1.234', '-5', '1e3', '一百', '1.2.3']) expect(fenOf(typed)).toBeUndefined()
})

test('amounts are shown in 元 with separators and in 万元 with two decimals', () => {
  expect(yuan('129700000')).toBe('1,297,000.00')
  expect(wan('129700000')).toBe('129.70')
})

test('amounts beyond the exact range of a double are summed and ordered exactly', () => {
  expect(sumFen(['9007199254740993', '1'])).toBe('9007199254740994')
  expect(byFen('9007199254740993', '9007199254740992')).toBe(1)
  expect(byFen('-1', '1')).toBe(-1)
})

test('an instant is shown in Beijing time', () => {
  expect(moment('2026-11-24T16:30:00.000Z')).toBe('2026-11-25 00:30')
})
