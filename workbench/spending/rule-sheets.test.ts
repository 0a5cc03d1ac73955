// What was exported comes in again: bank file layouts and the years papers are kept.
import { beforeAll, describe, expect, test } from 'vitest'
import type { Pool } from '../../src/platform/index.ts'
import { retention } from '../../src/spending/archive/archive.ts'
import { setRetention } from '../../src/spending/archive/set-retention.ts'
import { setBankLayout, setBankLayouts } from '../../src/spending/rules/bank-layouts.ts'
import { readBankLayouts, readRetention } from '../../src/spending/rules/read-lists.ts'
import { rules } from '../../src/spending/rules/rule-queries.ts'
import { refusalOf, run, testDatabase } from '../../test/support/database.ts'
import * as lists from '../../test/support/lists.ts'
import type { Cell } from '../ui/index.ts'
import { LAYOUT_SHEET, RETENTION_SHEET } from './rule-sheets.ts'

let pool: Pool

beforeAll(async () => {
  pool = await testDatabase()
})

const asked = (query: unknown) => lists.asked(pool, query)
const read = (reading: unknown, header: readonly string[], body: readonly (readonly Cell[])[]) =>
  lists.readList(pool, reading, header, body as never)

describe('layouts of bank files', () => {
  const { header } = LAYOUT_SHEET
  const exported = async (): Promise<Cell[][]> => {
    const { layouts, old_layouts } = await asked(rules)
    return [...layouts, ...old_layouts].map(LAYOUT_SHEET.row)
  }

  test('come in as they left, old ones beside them; what was changed or added is told, then taken in', async () => {
    const before = await exported()
    expect(await read(readBankLayouts, header, before)).toMatchObject({ rows: [], unchanged_count: 2, errors: [] })
    const changed = before.map((row, n) => (n === 0 ? row.with(7, '已核') : row))
    const added = ['某行网银', 'csv', 'gb18030', '收款人账号＝收款账号；金额＝金额（元）', '', '', '某行模板', '']
    const answer = await read(readBankLayouts, header, [...changed, added])
    expect(answer.changes).toEqual([
      { what: '改动', name: '通用代发表　7 列' },
      { what: '新增', name: '某行网银　2 列' },
    ])
    await run(pool, setBankLayouts, { rows: answer.rows })
    const after = await exported()
    expect(after).toHaveLength(4)
    expect(await read(readBankLayouts, header, after)).toMatchObject({ rows: [], unchanged_count: 3, errors: [] })
  })

  test('with a mark of columns in a title come back as they were; a title that would blur the columns is refused', async () => {
    const titles = ['户名；全称', '金额＝元', '账；；号', '备注；']
    const values = ['name', 'amount', 'account_no', 'summary']
    const columns = titles.map((title, n) => ({ title, value: values[n] }))
    const layout = { name: '分号行', format: 'csv', columns, source: '某行模板' }
    await run(pool, setBankLayout, layout)
    const [row] = (await exported()).filter(one => one[0] === '分号行')
    expect(await read(readBankLayouts, header, [row!])).toMatchObject({ rows: [], unchanged_count: 1, errors: [] })
    const other = await read(readBankLayouts, header, [row!.with(0, '分号行二')])
    expect(other.rows).toMatchObject([{ columns }])
    for (const title of ['；户名', '户名＝收款户名；号'])
      expect(await refusalOf(run(pool, setBankLayout, { ...layout, columns: [{ title, value: 'name' }] }))).toBe(
        'platform.malformed',
      )
  })

  test('with faults are told by row', async () => {
    const good = ['甲行', 'XLSX', '', '账号＝收款账号', '', '', '甲行模板', '']
    const { errors } = await read(readBankLayouts, header, [
      good,
      good.with(0, '乙行').with(1, 'DOC'),
      good.with(0, '丙行').with(3, '账号'),
      good.with(0, '丁行').with(3, '账号＝电话'),
      good.with(0, '戊行').with(6, ''),
      good.with(6, '另一份模板'),
    ])
    expect(errors.map(one => one.row)).toEqual([3, 4, 5, 6, 7])
    expect(errors[1]!.message).toContain('写成“列标题＝内容”')
    expect(errors[4]!.message).toBe('与第 2 行重复')
  })
})

describe('the years papers are kept', () => {
  const { header } = RETENTION_SHEET
  const exported = async (): Promise<Cell[][]> => (await asked(retention)).map(RETENTION_SHEET.row)

  test('come in as they left; a new period and a corrected one are told, then taken in', async () => {
    const before = await exported()
    expect(await read(readRetention, header, before)).toMatchObject({ rows: [], unchanged_count: 4, errors: [] })
    const changed = before.map(row => (row[0] === '银行对账单' ? row.with(5, '已核') : row))
    const added = ['原始凭证、记账凭证', '永久', '2027年1月1日', '', '新办法', '待核']
    const answer = await read(readRetention, header, [...changed, added])
    expect(answer.changes.map(one => one.what).sort()).toEqual(['改动', '新增'].sort())
    expect(answer.changes.map(one => one.name)).toContain('原始凭证、记账凭证　永久　2027-01-01 起')
    await run(pool, setRetention, { rows: answer.rows })
    expect(await read(readRetention, header, await exported())).toMatchObject({
      rows: [],
      unchanged_count: 5,
      errors: [],
    })
  })

  test('with faults are told by row', async () => {
    const good = ['银行对账单', '10 年', '2030-01-01', '', '试验', '']
    const { errors } = await read(readRetention, header, [
      good,
      good.with(0, '照片'),
      good.with(1, '很久').with(2, '2031-01-01'),
      good.with(1, '200').with(2, '2032-01-01'),
      good.with(2, '某日'),
      good,
    ])
    expect(errors.map(one => one.row)).toEqual([3, 4, 5, 6, 7])
  })
})
