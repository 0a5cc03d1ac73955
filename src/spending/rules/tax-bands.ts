// The table of income tax withheld on labour fees (劳务报酬预扣率): set as a whole from a day on, and as a list in and out.
import { z } from 'zod'
import { type Day, divideHalfUp } from '../../kernel/index.ts'
import { addDays, command, DayField, FenInput, fileReading, type Sql, Text } from '../../platform/index.ts'
import { parseDayCell, parseMoneyCell, type RowCells, readListRows } from '../../platform/workbooks/index.ts'
import { bandsDoNotJoin, rulePeriod } from '../refusals.ts'
import { TAX_BAND_COLUMNS, type TaxBandColumn } from './tax-band-columns.ts'

const NotNegative = FenInput.refine(fen => fen >= 0n, '金额不能为负')
const Band = z.strictObject({
  over_fen: NotNegative,
  rate_bp: z.number().int().min(0).max(10_000),
  quick_fen: NotNegative,
})
type Band = z.output<typeof Band>
const Table = z.strictObject({
  effective_from: DayField,
  source: Text(120),
  confirmed: z.boolean().default(false),
  bands: z.array(Band).min(1, '至少一档').max(20),
})
type Table = z.output<typeof Table>

/**
 * What is wrong with a table, in words: it starts at zero, rises, and each quick deduction joins the band to the one below
 * (速算扣除数＝上一档速算扣除数＋本档起点×（本档税率−上一档税率）), so that tax never falls as income rises.
 */
function bandFault(bands: readonly Band[]): string | null {
  if (bands[0]?.over_fen !== 0n) return '第一档要从 0 元起'
  for (const [n, band] of bands.entries()) {
    const below = bands[n - 1]
    if (!below) {
      if (band.quick_fen !== 0n) return '第一档的速算扣除数应为 0'
      continue
    }
    if (band.over_fen <= below.over_fen || band.rate_bp <= below.rate_bp)
      return `第 ${n + 1} 档的起点和税率要高于上一档`
    const joined = below.quick_fen + divideHalfUp(band.over_fen * BigInt(band.rate_bp - below.rate_bp), 10_000n)
    if (band.quick_fen !== joined) return `第 ${n + 1} 档的速算扣除数与上一档接不上`
  }
  return null
}

async function known(tx: Sql): Promise<Map<Day, Table>> {
  const rows = await tx<(Band & Omit<Table, 'bands'>)[]>`
    select over_fen, rate_bp, quick_fen, effective_from, source, confirmed from spending.tax_bands order by effective_from, over_fen`
  return byDay(rows)
}

function byDay(rows: readonly (Band & Omit<Table, 'bands'>)[]): Map<Day, Table> {
  const tables = new Map<Day, Table>()
  for (const { effective_from, source, confirmed, ...band } of rows) {
    const table = tables.get(effective_from) ?? { effective_from, source, confirmed, bands: [] }
    table.bands.push(band)
    tables.set(effective_from, table)
  }
  return tables
}

const wordsOf = (value: unknown) => JSON.stringify(value, (_key, one) => (typeof one === 'bigint' ? String(one) : one))

/** Set tables from their days on; each ends the one before it. What held is not changed. */
export const setTaxBands = command({
  name: 'spending.set-tax-bands',
  title: '设定劳务报酬预扣率',
  access: ['finance', 'admin'],
  input: z.strictObject({ rows: z.array(Table).min(1).max(20) }),
  output: z.object({ table_count: z.number() }),
  async run(tx, _call, { rows }) {
    for (const { bands, ...table } of rows.toSorted((a, b) => (a.effective_from < b.effective_from ? -1 : 1))) {
      const sorted = bands.toSorted((a, b) => (a.over_fen < b.over_fen ? -1 : 1))
      const fault = bandFault(sorted)
      if (fault) throw bandsDoNotJoin({ fault })
      const [later] = await tx<{ effective_from: Day }[]>`
        select effective_from from spending.tax_bands where effective_from >= ${table.effective_from} limit 1`
      if (later) throw rulePeriod({ from: later.effective_from })
      await tx`update spending.tax_bands set effective_to = ${addDays(table.effective_from, -1)}
        where effective_to is null or effective_to >= ${table.effective_from}`
      await tx`insert into spending.tax_bands ${tx(sorted.map(band => ({ ...table, ...band })))}`
    }
    return { table_count: rows.length }
  },
})

function readRow({ cell, text }: RowCells<TaxBandColumn>) {
  const rate = /^(\d{1,3})(?:\.(\d{1,2}))?%?$/.exec(text('税率（%）'))
  if (!rate) throw new Error(`税率“${text('税率（%）')}”无法识别，填百分数，如 20`)
  return {
    over_fen: parseMoneyCell(cell('超过（元）')),
    rate_bp: Number(rate[1]) * 100 + Number((rate[2] ?? '').padEnd(2, '0')),
    quick_fen: parseMoneyCell(cell('速算扣除数（元）')),
    effective_from: parseDayCell(cell('起用日期')),
    source: text('依据'),
    confirmed: ['已核', '是', '1'].includes(text('核对')),
  }
}

/** Read a list of bands: tables that are not there yet, those that are, and every fault. Nothing is kept. */
export const readTaxBands = fileReading({
  name: 'spending.read-tax-bands',
  title: '读取劳务报酬预扣率表',
  access: ['finance', 'admin'],
  output: z.object({
    rows: z.array(z.unknown()),
    changes: z.array(z.object({ what: z.string(), name: z.string() })),
    unchanged_count: z.number(),
    errors: z.array(z.object({ row: z.number(), message: z.string() })),
  }),
  async read(tx, file) {
    const required = TAX_BAND_COLUMNS.filter(title => title !== '核对' && title !== '失效日期')
    const { rows, errors } = await readListRows(file, required, readRow)
    const before = await known(tx)
    const tables = [...byDay(rows).values()]
    const fresh = tables.filter(table => wordsOf(before.get(table.effective_from)) !== wordsOf(table))
    for (const table of fresh) {
      const fault = before.has(table.effective_from)
        ? '这一天起的预扣率已经登记，不能改，请用新的起用日期'
        : bandFault(table.bands)
      if (fault)
        errors.push({ row: 2 + rows.findIndex(row => row.effective_from === table.effective_from), message: fault })
    }
    return {
      rows: fresh.map(table => JSON.parse(wordsOf(table))),
      changes: fresh.map(table => ({ what: '新增', name: `${table.effective_from} 起　${table.bands.length} 档` })),
      unchanged_count: tables.length - fresh.length,
      errors,
    }
  },
})
