import { expect, test } from 'vitest'
import type { Sql } from '../platform/index.ts'
import { toCsv, writeWorkbook } from '../platform/workbooks/index.ts'
import { LineInput } from './adopt-budget.ts'
import { BUDGET_COLUMNS, BUDGET_EXAMPLE, BUDGET_NOTES } from './budget-sheet.ts'
import { readBudget } from './read-budget.ts'

const columns = BUDGET_COLUMNS.map(title => ({ title }))
type Row = Partial<Record<(typeof BUDGET_COLUMNS)[number], string>>
const cells = (row: Row) => BUDGET_COLUMNS.map(title => row[title] ?? '')
const good: Row = { 行号: 'G01', 收支: '支出', 名称: '办公费', '年初预算（元）': '1,000.50', 类别: '公用经费' }

// the reading asks nothing of the database
const read = (bytes: Uint8Array, name: string) =>
  readBudget.read(undefined as unknown as Sql, { bytes, name }, { actor: undefined, at: new Date(0) })
const readRows = (...rows: Row[]) => read(new TextEncoder().encode(toCsv(columns, rows.map(cells))), '预算.csv')

test('the template with its example rows is read without a fault, from XLSX and CSV', async () => {
  const rows = BUDGET_EXAMPLE.map(cells)
  const fromWorkbook = await read(await writeWorkbook([{ name: '预算', columns, rows }]), '预算.xlsx')
  expect(fromWorkbook.errors).toEqual([])
  expect(fromWorkbook.lines).toHaveLength(BUDGET_EXAMPLE.length)
  for (const line of fromWorkbook.lines) expect(LineInput.safeParse(line).success).toBe(true)
  expect((await readRows(...BUDGET_EXAMPLE)).lines).toEqual(fromWorkbook.lines)
})

test('every column of the template is explained', () => {
  expect(BUDGET_NOTES.map(([title]) => title)).toEqual([...BUDGET_COLUMNS])
})

test('words become keys and amounts become 分', async () => {
  const { lines } = await readRows({ ...good, 三公: '公务接待费', 政府采购: '是', 资金来源: '其他收入' })
  expect(lines).toEqual([
    expect.objectContaining({
      line_no: 'G01',
      side: 'expenditure',
      category: 'operating',
      source: 'other',
      three_public: 'reception',
      procurement: true,
      opening_fen: '100050',
    }),
  ])
})

test('each faulty row is told with its number in the sheet, and the good ones are still read', async () => {
  const { lines, errors } = await readRows(
    good,
    { ...good, 行号: 'G02', '年初预算（元）': '约一千' },
    { ...good, 行号: 'G03', 类别: '杂项' },
    { ...good, 行号: 'G04', 类别: '特定目标类' },
    { ...good, 行号: 'G05', 经济分类: '办公' },
    { ...good, 行号: '', 收支: '支出' },
    good,
  )
  expect(lines).toHaveLength(1)
  expect(errors.map(error => error.row)).toEqual([3, 4, 5, 6, 7, 8])
  expect(errors[1]?.message).toContain('杂项')
  expect(errors[2]?.message).toContain('项目')
  expect(errors[3]?.message).toContain('经济分类')
  expect(errors[4]?.message).toContain('行号')
  expect(errors[5]?.message).toBe('行号“G01”与第 2 行重复')
  for (const { message } of errors) expect(message).not.toMatch(/[a-z]{4,}/i)
})

test('empty rows are passed over; a sheet without rows or columns is told', async () => {
  expect((await readRows({}, good, {})).lines).toHaveLength(1)
  expect((await readRows()).errors).toEqual([{ row: 2, message: '表里没有预算行' }])
  const headless = await read(new TextEncoder().encode(toCsv([{ title: '名称' }], [['办公费']])), 'a.csv')
  expect(headless.errors).toEqual([{ row: 1, message: '缺少这些列：行号、收支、年初预算（元）' }])
})
