// The final accounts of the founding year come out of its rows; every tie-out of the tables is checked and told.
import { beforeAll, describe, expect, test } from 'vitest'
import { refusalOf, run, testDatabase } from '../../../test/support/database.ts'
import { beitaBooks, figuresOf, importBooks } from '../../../test/support/sample.ts'
import { publishedAccounts } from '../../disclosure/index.ts'
import { publishFinalAccounts, withdrawFinalAccounts } from '../../disclosure/publish-final-accounts.ts'
import { closeYear } from '../../handover/close-year.ts'
import type { Classification } from '../../kernel/index.ts'
import { wanTable } from '../../kernel/index.ts'
import type { Pool } from '../../platform/index.ts'
import { readWorkbook } from '../../platform/workbooks/index.ts'
import { finalFromJson } from './document.ts'
import { type FinalAccounts, finalAccounts } from './final-accounts.ts'
import { finalFile, numberFinalTable } from './final-queries.ts'
import { amountAt, byLevels, type FinalTable } from './model.ts'

let pool: Pool
const YEAR = 2022
const of = (as: Classification, year = YEAR) =>
  pool.begin(tx => finalAccounts(tx, { year, as })) as Promise<FinalAccounts>
const named = ({ tables }: FinalAccounts, key: FinalTable['key']) => tables.find(table => table.key === key)!
const wan = (accounts: FinalAccounts, key: FinalTable['key'], row: string, column: number) =>
  wanTable(amountAt(named(accounts, key), row, column))

beforeAll(async () => {
  pool = await testDatabase()
  await importBooks(pool, beitaBooks())
})

describe('the final accounts of 北塔 2022', () => {
  test('say what the founding report says, as it was reported', async () => {
    const accounts = await of('reported')
    expect(wan(accounts, 'summary', 'year', 1)).toBe('129.70')
    expect(wan(accounts, 'income', 'total', 3)).toBe('129.70')
    expect([2, 3, 4].map(column => wan(accounts, 'expenditure', 'total', column))).toEqual(['129.70', '129.70', '0.00'])
    expect(wan(accounts, 'expenditure', '20708', 2)).toBe('129.70')
    expect(wan(accounts, 'general-basic', 'people', 2)).toBe('65.25')
    expect(wan(accounts, 'general-basic', 'running', 2)).toBe('64.45')
    expect(wan(accounts, 'three-public', 'spent', 1)).toBe('0.00')
    expect(wan(accounts, 'base', 'procurement', 3)).toBe('52.01')
    expect(named(accounts, 'general-basic').note).toContain('机关运行经费：不适用')
    expect(named(accounts, 'fund').note).toContain('本表为空')
  })

  test('agree with the figures of the report, under both classifications', async () => {
    for (const way of ['reported', 'classified'] as const) {
      const accounts = await of(way)
      const figures = await figuresOf(pool, { year: YEAR, as: way })
      const value = (name: string) => figures.get(name)!.table
      expect(wan(accounts, 'expenditure', 'total', 3)).toBe(value('budget.basic-spent'))
      expect(wan(accounts, 'expenditure', 'total', 4)).toBe(value('budget.project-spent'))
      expect(wan(accounts, 'summary', 'year', 3)).toBe(value('budget.spent'))
    }
  })

  test('hold every tie-out, between tables and with the ledger', async () => {
    const { ties } = await of('reported')
    expect(ties.filter(tie => !tie.holds)).toEqual([])
    expect(new Set(ties.map(tie => tie.rule)).size).toBeGreaterThan(9)
  })
})

test('the tables are numbered by year, as data', async () => {
  const numbers = async (year: number) =>
    Object.fromEntries((await of('classified', year)).tables.map(table => [table.key, table.number]))
  expect(await numbers(2022)).toMatchObject({
    'three-public': '公开07表',
    fund: '公开08表',
    'state-capital': '公开09表',
  })
  expect(await numbers(2024)).toMatchObject({
    'three-public': '公开09表',
    fund: '公开07表',
    'state-capital': '公开08表',
  })
  const numbered = { table_key: 'fund', number: '公开10表', effective_from: 2026, region: '示例', source: '示例' }
  await run(pool, numberFinalTable, numbered)
  expect(await numbers(2026)).toMatchObject({ fund: '公开10表' })
  expect(await numbers(2025)).toMatchObject({ fund: '公开07表' })
})

test('codes are summed from 项 to 款 to 类, and what has no code stays visible', () => {
  const rows = byLevels(
    [
      { code: '2070801', amounts: [1n] },
      { code: '2070899', amounts: [2n] },
      { code: '2080505', amounts: [4n] },
      { code: null, amounts: [8n] },
    ],
    new Map([['207', '文化旅游体育与传媒支出']]),
    1,
  )
  expect(rows.map(row => [row.key, row.cells[2]])).toEqual([
    ['none', 8n],
    ['207', 3n],
    ['20708', 3n],
    ['2070801', 1n],
    ['2070899', 2n],
    ['208', 4n],
    ['20805', 4n],
    ['2080505', 4n],
  ])
})

describe('publishing', () => {
  test('waits until the year is closed, and refuses tables that do not agree unless the reason is told', async () => {
    expect(await refusalOf(run(pool, publishFinalAccounts, { year: YEAR }))).toBe('disclosure.year-is-open')
    // a payment that the ledger does not know
    await pool`insert into budget.movements (year, line_id, kind, amount_fen, on_date, summary, recorded_at, recorded_by)
      select year, id, 'spend', 12300, '2022-12-30', '账外', now(), '某人' from budget.lines where year = 2022 and line_no = 'G01'`
    await run(pool, closeYear([]), { year: YEAR })
    const refused = run(pool, publishFinalAccounts, { year: YEAR })
    await expect(refused).rejects.toThrow('总账 预算支出发生额 1,297,000.00 元')
    expect(await refusalOf(run(pool, publishFinalAccounts, { year: YEAR }))).toBe(
      'disclosure.final-accounts-do-not-tie',
    )
    await run(pool, publishFinalAccounts, { year: YEAR, accept_reason: '试验' })
    const kept = await pool.begin(tx => publishedAccounts(tx, YEAR))
    expect(kept).toMatchObject({ accept_reason: '试验', title: '本单位2022年度部门决算公开表' })
    expect(finalFromJson(kept!.content)).toEqual(await of('reported'))
  })

  test('is taken back with a reason', async () => {
    await run(pool, withdrawFinalAccounts, { year: YEAR, reason: '试验' })
    expect(await pool.begin(tx => publishedAccounts(tx, YEAR))).toBeUndefined()
    expect(await refusalOf(run(pool, withdrawFinalAccounts, { year: YEAR, reason: '再撤' }))).toBe(
      'disclosure.nothing-published',
    )
  })
})

test('the files carry every table: the workbook with amounts as numbers, the PDF with a page each', async () => {
  const accounts = await of('reported')
  const xlsx = await finalFile(accounts, '某中心', 'xlsx')
  const sheets = await readWorkbook(xlsx.body, xlsx.filename)
  expect(sheets).toHaveLength(accounts.tables.length + 1)
  expect(sheets[0]!.name).toBe('公开01表 收入支出决算总表')
  const total = sheets[2]!.rows.find(row => row[1] === '合计')
  expect(total?.[2]).toBe(Number(amountAt(named(accounts, 'expenditure'), 'total', 2)) / 100)
  const pdf = await finalFile(accounts, '某中心', 'pdf')
  expect(new TextDecoder().decode(pdf.body.slice(0, 5))).toBe('%PDF-')
})
