import { describe, expect, test } from 'vitest'
import { gbk } from '../../../test/support/files.ts'
import { parseCsv, toCsv } from './csv.ts'
import { readWorkbook } from './workbook.ts'

const columns = [{ title: '项目' }, { title: '说明' }]

describe('CSV', () => {
  test('is written with a byte order mark and Windows line ends, as Chinese spreadsheets want it', () => {
    expect(toCsv(columns, [['经费', '一,二']])).toBe('\ufeff项目,说明\r\n经费,"一,二"\r\n')
  })

  test('comes back as it was written: commas, quotes, line breaks, empty fields', () => {
    const rows = [
      ['一,二', '他说"好"'],
      ['两\n行', '两\r\n行'],
      ['', '末'],
      ['末', ''],
      ['"', ',,'],
    ]
    expect(parseCsv(toCsv(columns, rows)).slice(1)).toEqual(rows)
  })

  test.each(['=1+1', '+cmd|calc', '-2+3', '@SUM(A1)', '\t=1', '\r=1'])('%j cannot run as a formula', text => {
    const [, [field = ''] = []] = parseCsv(toCsv(columns, [[text, '']]))
    expect(field).toBe(` ${text}`)
    expect(field).not.toMatch(/^[=+\-@\t\r]/)
  })

  test.each(['-8.00', '+5', '-1,234.50', '-3.2%'])('the number %j stays as it is', text => {
    expect(parseCsv(toCsv(columns, [[text, '']]))[1]![0]).toBe(text)
  })

  test('is read with any line ends, with or without a last one', () => {
    for (const end of ['\n', '\r\n', '\r']) {
      expect(parseCsv(`甲,乙${end}1,2${end}`)).toEqual([
        ['甲', '乙'],
        ['1', '2'],
      ])
      expect(parseCsv(`甲,乙${end}1,2`)).toHaveLength(2)
    }
    expect(parseCsv('')).toEqual([])
    expect(parseCsv('甲,乙,')).toEqual([['甲', '乙', '']])
  })

  test('with a quote that never closes loses nothing', () => {
    expect(parseCsv('甲,乙\n"丙,丁\n戊,己')).toEqual([['甲', '乙'], ['丙,丁\n戊,己']])
  })

  test('with a quote in the middle of a field keeps it', () => {
    expect(parseCsv('5"屏,2')).toEqual([['5"屏', '2']])
    expect(parseCsv('"5"屏",2\n3,4')).toEqual([
      ['5屏"', '2'],
      ['3', '4'],
    ])
  })

  test.each([
    ['UTF-8', new TextEncoder().encode('项目,金额\n经费,20.00\n')],
    ['UTF-8 with a byte order mark', new TextEncoder().encode('\ufeff项目,金额\n经费,20.00\n')],
    ['GBK', gbk('项目,金额\n经费,20.00\n')],
  ])('in %s is a workbook of one sheet', async (_encoding, bytes) => {
    expect(await readWorkbook(bytes, 'C:\\资料\\支出.csv')).toEqual([
      {
        name: '支出',
        rows: [
          ['项目', '金额'],
          ['经费', '20.00'],
        ],
        merges: [],
        formulas: [],
        errors: [],
      },
    ])
  })
})
