// The class table of GB/T 14885-2022 as it is installed: its shape, what it says of itself, and how a clerk finds a code.
import { expect, test } from 'vitest'
import { staff, testDatabase } from '../../../test/support/database.ts'
import { ask } from '../../platform/index.ts'
import { findClasses } from './rule-queries.ts'

const pool = await testDatabase()
type Row = { code: string; title: string; financial_class: string | null; confirmed: boolean; source: string }
const rows = await pool<Row[]>`
  select code, title, financial_class, confirmed, source from assets.classes where version = '2022' and length(code) = 9 order by code`

/** The class above: the last pair of digits that says something becomes 00. */
const parentOf = (code: string) => {
  const pairs = code.slice(1).match(/../g)!
  const last = pairs.findLastIndex(pair => pair !== '00')
  return last === 0 ? undefined : `A${pairs.map((pair, n) => (n === last ? '00' : pair)).join('')}`
}

test('every code is a letter and four pairs of digits, every class has its parent, no name is empty', () => {
  expect(rows).toHaveLength(3481)
  const codes = new Set(rows.map(row => row.code))
  expect(rows.filter(row => !/^A0[1-8]\d{6}$/.test(row.code))).toEqual([])
  expect(rows.map(row => parentOf(row.code)).filter(parent => parent !== undefined && !codes.has(parent))).toEqual([])
  expect(rows.filter(row => row.title.trim() !== row.title || row.title.length < 1 || row.title.length > 30)).toEqual(
    [],
  )
})

test('names are those of the catalogue; classes of accounting follow the first level, 物资 have none', () => {
  const named = Object.fromEntries(rows.map(row => [row.code, row.title]))
  expect(named).toMatchObject({
    A01010100: '办公用房',
    A02010105: '台式计算机',
    A02091102: '通用摄像机',
    A05010200: '台、桌类',
  })
  const of = (letter: string) =>
    new Set(rows.filter(row => row.code.startsWith(letter)).map(row => row.financial_class))
  expect([of('A01'), of('A02'), of('A05'), of('A07'), of('A08')].map(set => [...set])).toEqual([
    ['building'],
    ['equipment'],
    ['furniture'],
    [null],
    ['intangible'],
  ])
})

test('the table names its source and is to be compared: it is not the text of the standard', () => {
  expect(new Set(rows.map(row => row.confirmed))).toEqual(new Set([false]))
  expect(rows[0]!.source).toContain('政府采购品目分类目录')
})

test('a clerk finds a code by its start and by words of its name, the exact name first', async () => {
  const find = (search: string) =>
    ask(pool, findClasses, { actor: staff('editor'), at: new Date() }, { search }) as Promise<
      { code: string; title: string; parent: string | null }[]
    >
  expect((await find('台式计算机'))[0]).toMatchObject({ code: 'A02010105', parent: '计算机' })
  expect((await find('a0201010')).map(row => row.code)).toContain('A02010108')
  expect((await find('A02010000'))[0]).toMatchObject({ title: '信息化设备', parent: '设备' })
  expect(await find('没有这种东西')).toEqual([])
})
