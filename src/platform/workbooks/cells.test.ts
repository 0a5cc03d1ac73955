import { describe, expect, test } from 'vitest'
import { type CellValue, cellAddress, cellText, parseDayCell, parseMoneyCell } from './cells.ts'

describe('an amount in a cell', () => {
  test.each<[CellValue, bigint]>([
    [1234.5, 123450n],
    ['1234.5', 123450n],
    ['1,234.50', 123450n],
    ['1，234.50', 123450n],
    ['１，２３４．５０', 123450n],
    ['　1 234.50 ', 123450n],
    ['¥1,234.50', 123450n],
    ['￥1,234.50元', 123450n],
    ['12,345,678.90', 1234567890n],
    ['-8.00', -800n],
    ['－8', -800n],
    [0, 0n],
    [-0.1, -10n],
    // binary fractions as spreadsheets compute them
    [0.30000000000000004, 30n],
    [1.1 + 2.2, 330n],
    [1.005 * 1000, 100500n],
    [123456789012.34, 12345678901234n],
  ])('%j is %s 分', (cell, fen) => {
    expect(parseMoneyCell(cell)).toBe(fen)
  })

  test.each<[CellValue]>([
    [1.234],
    ['1.234'],
    ['0.001'],
    [0.005],
    [500000.004],
    [12345678.901],
    [1.0001],
    ['二十'],
    ['1,23'],
    ['12,34.50'],
    ['1.2.3'],
    ['20万元'],
    ['99.00%'],
    ['--8'],
    [''],
    [null],
    [true],
    [Number.NaN],
    [Number.POSITIVE_INFINITY],
    [1e300],
    ['=1+1'],
    [new Date('2022-03-05')],
  ])('%j is refused with the value it holds', cell => {
    let thrown: unknown
    try {
      parseMoneyCell(cell)
    } catch (error) {
      thrown = error
    }
    expect(thrown).toMatchObject({ code: 'workbooks.bad-money', facts: { value: cellText(cell) } })
    expect((thrown as Error).message).toContain(`金额“${cellText(cell)}”无法识别`)
  })
})

describe('a day in a cell', () => {
  test.each<[CellValue]>([
    ['2022-03-05'],
    ['2022/3/5'],
    ['2022.3.5'],
    ['2022年3月5日'],
    ['２０２２年３月５日'],
    [' 2022-3-5 '],
    ['20220305'],
    [20220305],
    [new Date('2022-03-05T00:00:00Z')],
  ])('%j is the fifth of March', cell => {
    expect(parseDayCell(cell)).toBe('2022-03-05')
  })

  test.each<[CellValue]>([['2022-02-30'], ['2022-13-01'], ['3月5日'], ['去年'], [''], [null], [44625.5], [true]])(
    '%j is refused with the value it holds',
    cell => {
      expect(() => parseDayCell(cell)).toThrow(
        expect.objectContaining({ code: 'workbooks.bad-day', facts: { value: cellText(cell) } }),
      )
    },
  )
})

describe('the words of a cell', () => {
  test('are trimmed of blanks of every width; an empty cell is an empty text', () => {
    expect(cellText('　白塔区 \n')).toBe('白塔区')
    expect([cellText(null), cellText(undefined)]).toEqual(['', ''])
    expect(cellText(8.5)).toBe('8.5')
  })

  test('stand at an address counted in letters', () => {
    expect(
      [
        [0, 0],
        [6, 1],
        [0, 25],
        [0, 26],
        [9, 701],
        [9, 702],
      ].map(([row, column]) => cellAddress(row!, column!)),
    ).toEqual(['A1', 'B7', 'Z1', 'AA1', 'ZZ10', 'AAA10'])
  })
})
