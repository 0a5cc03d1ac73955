import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { staff, testDatabase } from '../../test/support/database.ts'
import { ask, programDir } from '../platform/index.ts'
import { readWorkbook, writeWorkbook } from '../platform/workbooks/index.ts'
import { blank } from './blank.ts'
import { readBooks } from './read-books.ts'

type Sheets = { name: string; header: string[]; rows: string[][] }[]

test('the blank workbook has every sheet and column that the import reads, and says how to fill them', async () => {
  const pool = await testDatabase()
  const sheets = (await ask(pool, blank, { actor: staff('finance'), at: new Date() }, {})) as Sheets
  const columns = sheets
    .slice(0, -1)
    .flatMap(sheet => (sheet.name === '基本情况' ? sheet.rows.map(row => row[0]) : sheet.header))
  expect(sheets.at(-1)!.rows.map(row => row[1])).toEqual(columns)
  expect(sheets.at(-1)!.rows.find(row => row[0] === '预算' && row[1] === '收支')![2]).toBe(
    '必填，填其中一项：收入、支出',
  )

  const filled = sheets.map(({ name, header, rows }) => ({ name, columns: header.map(title => ({ title })), rows }))
  const read = readBooks(await readWorkbook(await writeWorkbook(filled), '空白账套.xlsx'))
  // nothing but what is not filled in yet: no sheet and no column is missing or unknown
  expect(read.errors.length).toBeGreaterThan(0)
  expect(read.errors.filter(error => error.sheet !== '基本情况')).toEqual([])
})

test('the description of the sample tells every sheet and column as the blank workbook does', async () => {
  const pool = await testDatabase()
  const sheets = (await ask(pool, blank, { actor: staff('finance'), at: new Date() }, {})) as Sheets
  const described = readFileSync(path.join(programDir, 'samples', 'README.md'), 'utf8')
  const parts = new Map(described.split('\n### ').map(part => [part.split('\n')[0], part]))
  const missing = sheets
    .at(-1)!
    .rows.filter(([sheet, column, way]) => !parts.get(sheet)?.includes(`| ${column} | ${way} |`))
  expect(missing).toEqual([])
  expect([...parts.keys()].slice(1)).toEqual(sheets.slice(0, -1).map(sheet => sheet.name))
})
