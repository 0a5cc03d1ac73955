import { expect, test } from 'vitest'
import { parseCsv, parseMoneyCell, readWorkbook } from '../../src/platform/workbooks/index.ts'
import { csvOf, workbookOf } from './sheets.ts'

const sheet = {
  name: '人员/名单',
  header: ['编号', '金额', '说明'],
  rows: [
    ['430502199001011234', { fen: '-129700005' }, '=1+1'],
    ['007', { fen: '5' }, '含"引号"，和\n换行'],
    ['', null, undefined],
  ],
}

test('a CSV opens in Chinese spreadsheets and comes in again', () => {
  const text = csvOf(sheet)
  expect(text.startsWith('\ufeff')).toBe(true)
  expect(text).toContain('\r\n')
  const [, first, second] = parseCsv(text)
  expect(first).toEqual(['430502199001011234', '-1297000.05', ' =1+1'])
  expect(second).toEqual(['007', '0.05', '含"引号"，和\n换行'])
})

test('a workbook keeps long numbers as text, runs no formula, and its amounts come in again exactly', async () => {
  const bytes = new Uint8Array(await (await workbookOf([sheet])).arrayBuffer())
  const [read] = await readWorkbook(bytes, 'a.xlsx')
  expect(read?.name).toBe('人员 名单')
  expect(read?.formulas).toEqual([])
  const [header, first, second] = read?.rows ?? []
  expect(header).toEqual(['编号', '金额', '说明'])
  expect(first?.[0]).toBe('430502199001011234')
  expect(parseMoneyCell(first?.[1])).toBe(-129_700_005n)
  expect(first?.[2]).toBe('=1+1')
  expect(second?.[0]).toBe('007')
})
