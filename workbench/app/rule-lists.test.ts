// The lists of rules come in as they left their pages: twice changes nothing, what differs is told, what cannot be is told by row.
import { beforeAll, expect, test } from 'vitest'
import {
  importStandards as importAssetStandards,
  importLifeRules,
  readLifeRules,
  readStandards,
} from '../../src/assets/rules/rule-lists.ts'
import { lifeRules, standards } from '../../src/assets/rules/rule-queries.ts'
import { readQuotas } from '../../src/budget/preparation/quota-list.ts'
import { importQuotas, quotas, setQuota } from '../../src/budget/preparation/quotas.ts'
import type { Pool } from '../../src/platform/index.ts'
import { rules } from '../../src/spending/rules/rule-queries.ts'
import { importStandards } from '../../src/spending/rules/set-rules.ts'
import { readStandardList } from '../../src/spending/rules/standard-list.ts'
import { refusalOf, run, testDatabase } from '../../test/support/database.ts'
import { asked, readList } from '../../test/support/lists.ts'
import { STANDARD_SHEET as ASSET_SHEET, LIFE_SHEET } from '../assets/rule-sheets.ts'
import { QUOTA_SHEET } from '../budget/preparation/quota-sheet.ts'
import { STANDARD_SHEET } from '../spending/rule-sheets.ts'

let pool: Pool
beforeAll(async () => {
  pool = await testDatabase()
  await run(pool, setQuota, {
    kind: 'operating',
    title: '日常公用',
    unit: '人·年',
    amount_fen: '966000',
    effective_from: '2026-01-01',
    source: '示例文件',
  })
})

type Row = (string | number | null | undefined | { fen: string })[]
type List = {
  name: string
  header: string[]
  rows: () => Promise<Row[]>
  reading: unknown
  take: (rows: unknown[]) => Promise<unknown>
  /** where the columns stand */
  from: number
  source: number
  fixed?: [number, string]
}

const lists: List[] = [
  {
    name: '开支标准',
    header: STANDARD_SHEET.header,
    rows: async () => (await asked(pool, rules)).standards.map(STANDARD_SHEET.row),
    reading: readStandardList,
    take: rows => run(pool, importStandards, { rows }),
    from: 6,
    source: 8,
    fixed: [4, '9'],
  },
  {
    name: '定额标准',
    header: QUOTA_SHEET.header,
    rows: async () => (await asked(pool, quotas)).map(QUOTA_SHEET.row),
    reading: readQuotas,
    take: rows => run(pool, importQuotas, { rows }),
    from: 6,
    source: 8,
  },
  {
    name: '折旧年限',
    header: LIFE_SHEET.header,
    rows: async () => (await asked(pool, lifeRules)).map(LIFE_SHEET.row),
    reading: readLifeRules,
    take: rows => run(pool, importLifeRules, { rows }),
    from: 4,
    source: 6,
  },
  {
    name: '配置标准',
    header: ASSET_SHEET.header,
    rows: async () => (await asked(pool, standards)).map(ASSET_SHEET.row),
    reading: readStandards,
    take: rows => run(pool, importAssetStandards, { rows }),
    from: 6,
    source: 8,
  },
]

test.each(lists)('$name: as it left, checked with its document, followed by a later rule', async list => {
  const before = await list.rows()
  expect(before.length).toBeGreaterThan(0)
  expect(await readList(pool, list.reading, list.header, before)).toEqual({
    rows: [],
    changes: [],
    unchanged_count: before.length,
    errors: [],
  })
  const checked = before[0]!.with(list.source, '现行文件').with(list.source + 1, '已核')
  const later = checked.with(list.from, '2031-01-01')
  const read = await readList(pool, list.reading, list.header, [checked, later, ...before.slice(1)])
  expect(read.errors).toEqual([])
  expect(read.changes.map(one => one.what)).toEqual(['改动', '新增'])
  await list.take(read.rows)
  const after = await list.rows()
  expect(after).toHaveLength(before.length + 1)
  expect(after.map(row => row[list.from + 1])).toContain('2030-12-31')
  expect(await readList(pool, list.reading, list.header, after)).toMatchObject({ rows: [], errors: [] })
})

test.each(lists)('$name: twice, before one that is there, and without its day are told by row', async list => {
  const [row] = await list.rows()
  const early = row!.with(list.from, '1999-01-01')
  const { errors, rows } = await readList(pool, list.reading, list.header, [
    row!,
    row!,
    early,
    row!.with(list.from, '明天'),
  ])
  expect(rows).toEqual([])
  expect(errors.map(error => error.row)).toEqual([3, 4, 5])
  expect(errors[0]!.message).toBe('与第 2 行是同一条')
  expect(errors[1]!.message).toContain('已有从 ')
  if (!list.fixed) return
  const [at, value] = list.fixed
  const other = await readList(pool, list.reading, list.header, [row!.with(at, value)])
  expect(other.errors[0]!.message).toContain('标准要改，请写新的起用日期')
})

test('what is granted from a day on is not changed by a list either', async () => {
  const { rows } = await readList(pool, readQuotas, QUOTA_SHEET.header, [
    (QUOTA_SHEET.row((await asked(pool, quotas))[0]) as Row).with(6, '2032-01-01'),
  ])
  const [row] = rows as { effective_from: string; amount_fen: string }[]
  const past = { ...row!, effective_from: '2025-01-01', amount_fen: '1' }
  expect(await refusalOf(run(pool, importQuotas, { rows: [past] }))).toBe('budget.quota-overlaps')
})
