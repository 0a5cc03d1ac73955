// Bank file layouts and the years papers are kept, read back from the lists that were exported. Nothing is kept here.
import { z } from 'zod'
import { fileReading, type Sql } from '../../platform/index.ts'
import { checkedRow, keyOfWord, parseDayCell, type RowCells, readListRows } from '../../platform/workbooks/index.ts'
import { Retention } from '../archive/set-retention.ts'
import { BANK_VALUES, PAPERS } from '../vocabulary.ts'
import { inForce, Layout, sayTheSame } from './bank-layouts.ts'
import { BETWEEN, HOLDS, LAYOUT_COLUMNS, partsOfLayout, RETENTION_COLUMNS } from './list-columns.ts'

type Cells<Columns extends readonly string[]> = RowCells<Columns[number]>
type Told<T> = { row: number; value: T; what: '新增' | '改动' | null; name: string }

const Output = z.object({
  rows: z.array(z.unknown()),
  changes: z.array(z.object({ what: z.string(), name: z.string() })),
  unchanged_count: z.number(),
  errors: z.array(z.object({ row: z.number(), message: z.string() })),
})

const isConfirmed = (text: string) => ['已核', '是', '1'].includes(text)
const optional = ['失效日期', '核对']

/** The same thing twice in a list: the later row is at fault. */
function twice<T>(rows: readonly { row: number; value: T }[], keyOf: (value: T) => string) {
  const first = new Map<string, number>()
  return rows.flatMap(({ row, value }) => {
    const before = first.get(keyOf(value))
    if (before !== undefined) return [{ row, message: `与第 ${before} 行重复` }]
    first.set(keyOf(value), row)
    return []
  })
}

function answerOf<T>(told: readonly Told<T>[], errors: readonly { row: number; message: string }[]) {
  const fresh = told.filter(one => one.what !== null)
  return {
    rows: fresh.map(one => one.value),
    changes: fresh.map(({ what, name }) => ({ what: what!, name })),
    unchanged_count: told.length - fresh.length,
    errors: errors.toSorted((a, b) => a.row - b.row),
  }
}

function columnOf(text: string, n: number): { title: string; value: keyof typeof BANK_VALUES } {
  const at = text.lastIndexOf(HOLDS)
  if (at < 1)
    throw new Error(
      `各列：第 ${n + 1} 列“${text}”无法识别，写成“列标题${HOLDS}内容”，各列之间用“${BETWEEN}”，标题里有“${BETWEEN}”的写两个`,
    )
  const value = keyOfWord(BANK_VALUES, text.slice(at + HOLDS.length).trim())
  if (!value) throw new Error(`各列：第 ${n + 1} 列“${text}”没有写内容`)
  return { title: text.slice(0, at).trim(), value }
}

function layoutOf({ row, text }: Cells<typeof LAYOUT_COLUMNS>) {
  const value = {
    name: text('名称'),
    format: keyOfWord({ xlsx: 'XLSX', csv: 'CSV' }, text('文件').toUpperCase())!,
    encoding: keyOfWord({ 'utf-8': 'UTF-8', gb18030: 'GB18030' }, text('编码').toUpperCase()) ?? 'utf-8',
    columns: partsOfLayout(text('各列')).map(columnOf),
    source: text('依据'),
    confirmed: isConfirmed(text('核对')),
  }
  const titles = { name: '名称', format: '文件', encoding: '编码', columns: '各列', source: '依据' }
  // rows of layouts that are not used any more are history and pass
  return { row, value: checkedRow(Layout, value, titles), past: text('失效日期') !== '' }
}

async function toldLayout(tx: Sql, { row, value }: { row: number; value: z.output<typeof Layout> }) {
  const kept = await inForce(tx, value.name)
  const what = !kept ? ('新增' as const) : sayTheSame(kept, value) ? null : ('改动' as const)
  return { row, value, what, name: `${value.name}　${value.columns.length} 列` }
}

export const readBankLayouts = fileReading({
  name: 'spending.read-bank-layouts',
  title: '读取银行文件格式表',
  access: ['finance', 'admin'],
  output: Output,
  async read(tx, file) {
    const required = LAYOUT_COLUMNS.filter(title => !optional.includes(title) && title !== '起用日期')
    const { rows, errors } = await readListRows(file, required, layoutOf)
    const now = rows.filter(one => !one.past)
    const told = []
    for (const one of now) told.push(await toldLayout(tx, one))
    return answerOf(told, [...errors, ...twice(now, layout => layout.name)])
  },
})

function yearsOf(text: string): number | null {
  if (text === '永久') return null
  const years = /^(\d{1,3})\s*年?$/.exec(text)
  if (!years) throw new Error(`保管年限“${text}”无法识别，填年数（如 30 年）或“永久”`)
  return Number(years[1])
}

function retentionOf({ row, cell, text }: Cells<typeof RETENTION_COLUMNS>) {
  const kind = keyOfWord(PAPERS, text('档案'))
  if (!kind) throw new Error('档案没有填')
  const value = {
    kind,
    title: PAPERS[kind],
    years: yearsOf(text('保管年限')),
    effective_from: parseDayCell(cell('起用日期')),
    source: text('依据'),
    confirmed: isConfirmed(text('核对')),
  }
  return { row, value: checkedRow(Retention, value, { years: '保管年限', effective_from: '起用日期', source: '依据' }) }
}

async function toldRetention(tx: Sql, { row, value }: { row: number; value: z.output<typeof Retention> }) {
  const [kept] = await tx<{ years: number | null; source: string; confirmed: boolean }[]>`
    select years, source, confirmed from spending.retention where kind = ${value.kind} and effective_from = ${value.effective_from}`
  const same = kept?.years === value.years && kept.source === value.source && kept.confirmed === value.confirmed
  const what = !kept ? ('新增' as const) : same ? null : ('改动' as const)
  const years = value.years === null ? '永久' : `${value.years} 年`
  return { row, value, what, name: `${value.title}　${years}　${value.effective_from} 起` }
}

export const readRetention = fileReading({
  name: 'spending.read-retention',
  title: '读取档案保管年限表',
  access: ['finance', 'admin'],
  output: Output,
  async read(tx, file) {
    const required = RETENTION_COLUMNS.filter(title => !optional.includes(title))
    const { rows, errors } = await readListRows(file, required, retentionOf)
    const told = []
    for (const one of rows) told.push(await toldRetention(tx, one))
    return answerOf(told, [...errors, ...twice(rows, one => `${one.kind} ${one.effective_from}`)])
  },
})
