// A console's export as rows to be recorded: columns found by their titles, accounts by name, faults named by row.
import { z } from 'zod'
import { dayOf, isDay } from '../../kernel/index.ts'
import { fileReading, type Sql } from '../../platform/index.ts'
import { type CellValue, cellText, parseDayCell, readWorkbook, type SheetRows } from '../../platform/workbooks/index.ts'
import { COLUMN_WORDS, type Metric, metricNames } from '../vocabulary.ts'

const HEADER_ROWS_MAX = 6
const ROWS_MAX = 2000

type Found = { at: Map<string, number>; row: number; score: number }
type Account = { id: bigint; name: string; platform: string }

const plain = (cell: CellValue | undefined) =>
  cellText(cell)
    .toLowerCase()
    .replace(/[\s（()）:：]/g, '')

/** The row whose cells are titles we know, among the first few. */
function findHeader(rows: readonly CellValue[][]): Found | undefined {
  const candidates = rows.slice(0, HEADER_ROWS_MAX).map((cells, row): Found => {
    const at = new Map<string, number>()
    cells.forEach((cell, column) => {
      const key = Object.keys(COLUMN_WORDS).find(one => COLUMN_WORDS[one]!.includes(plain(cell)))
      if (key && !at.has(key)) at.set(key, column)
    })
    return { at, row, score: at.size }
  })
  return candidates.filter(one => one.score >= 2).sort((a, b) => b.score - a.score)[0]
}

/** `1,234`, `1.2万`, `10万+` (which counts as 100001), or nothing; undefined when it is no count. */
export function readCount(cell: CellValue | undefined): number | null | undefined {
  if (typeof cell === 'number') return Number.isInteger(cell) && cell >= 0 ? cell : undefined
  const text = plain(cell).replaceAll(',', '').replaceAll('，', '')
  if (text === '' || text === '-' || text === '—' || text === '/') return null
  const match = /^(\d{1,12}(?:\.\d{1,4})?)(万|w|亿)?(\+)?(?:次|人|条|个)?$/.exec(text)
  if (!match) return undefined
  const unit = match[2] === '亿' ? 100_000_000 : match[2] ? 10_000 : 1
  const value = Math.round(Number(match[1]) * unit)
  return Number.isSafeInteger(value) && (unit > 1 || !match[1]!.includes('.')) ? value + (match[3] ? 1 : 0) : undefined
}

const isYes = (text: string) => /^(?:是|头条|第?1条?|1|原创|true|y|yes)$/i.test(text)

const Metrics = z.partialRecord(z.enum(metricNames as [Metric, ...Metric[]]), z.number())
const PreviewRow = z.object({
  row_no: z.number(),
  account_id: z.string().nullable(),
  account: z.string(),
  post: z
    .object({
      item_key: z.string(),
      title: z.string(),
      published_on: z.string(),
      is_headline: z.boolean(),
      is_original: z.boolean(),
      address: z.string(),
    })
    .nullable(),
  on_day: z.string(),
  values: Metrics,
})
type PreviewRow = z.output<typeof PreviewRow>
type Fault = { row_no: number; message: string }

class SheetReader {
  readonly rows: PreviewRow[] = []
  readonly faults: Fault[] = []
  readonly #header: Found
  readonly #accounts: readonly Account[]
  readonly #today: string

  constructor(header: Found, accounts: readonly Account[], today: string) {
    this.#header = header
    this.#accounts = accounts
    this.#today = today
  }

  #cell(cells: readonly CellValue[], key: string): CellValue | undefined {
    const at = this.#header.at.get(key)
    return at === undefined ? undefined : cells[at]
  }

  #day(cells: readonly CellValue[]): string {
    const cell = this.#cell(cells, 'published_on')
    // consoles write the hour behind the day
    const text = cell instanceof Date ? cell : cellText(cell).replace(/[ T].*$/, '')
    try {
      return parseDayCell(text)
    } catch {
      return ''
    }
  }

  #account(cells: readonly CellValue[]): { account_id: string | null; account: string } {
    const account = cellText(this.#cell(cells, 'account'))
    const named = this.#accounts.filter(one => one.name === account || `${one.platform}·${one.name}` === account)
    return { account, account_id: named.length === 1 ? String(named[0]!.id) : null }
  }

  #values(cells: readonly CellValue[], row_no: number): Partial<Record<Metric, number>> {
    const values: Partial<Record<Metric, number>> = {}
    for (const metric of metricNames) {
      const cell = this.#cell(cells, metric)
      const count = cell === undefined ? null : readCount(cell)
      if (count === undefined) this.faults.push({ row_no, message: `“${cellText(cell)}”不是数量` })
      else if (count !== null) values[metric] = count
    }
    return values
  }

  read(cells: readonly CellValue[], row_no: number): void {
    if (cells.every(cell => cellText(cell) === '')) return
    const title = cellText(this.#cell(cells, 'title')).slice(0, 200)
    const day = this.#day(cells)
    const values = this.#values(cells, row_no)
    if (!isDay(day)) return void this.faults.push({ row_no, message: '没有发布日期，或者日期写法不认识' })
    if (day > this.#today) return void this.faults.push({ row_no, message: `日期 ${day} 还没有到` })
    if (Object.keys(values).length === 0) return void this.faults.push({ row_no, message: '这一行没有数据' })
    const address = cellText(this.#cell(cells, 'address')).slice(0, 300)
    const item_key = cellText(this.#cell(cells, 'item_key')).slice(0, 300) || address || `${day} ${title}`.trim()
    const post = title && {
      item_key,
      title,
      published_on: day,
      is_headline: isYes(cellText(this.#cell(cells, 'is_headline'))),
      is_original: !this.#header.at.has('is_original') || isYes(cellText(this.#cell(cells, 'is_original'))),
      address,
    }
    this.rows.push({ row_no, ...this.#account(cells), post: post || null, on_day: post ? this.#today : day, values })
  }
}

function readSheet(sheet: SheetRows, accounts: readonly Account[], today: string) {
  const header = findHeader(sheet.rows)
  if (!header) return undefined
  const reader = new SheetReader(header, accounts, today)
  for (const [n, cells] of sheet.rows.entries()) {
    if (n <= header.row || reader.rows.length >= ROWS_MAX) continue
    reader.read(cells, n + 1)
  }
  return reader
}

const noColumns = { row_no: 0, message: '没有找到认识的列名。第一行应有“标题”“发布日期”和“阅读数”这样的列名。' }

/** What an export holds, row by row, with what is wrong; nothing is kept. */
export const previewReadings = fileReading({
  name: 'audience.preview-readings',
  title: '预览传播数据表格',
  access: ['editor', 'operations', 'director'],
  output: z.object({
    rows: z.array(PreviewRow),
    faults: z.array(z.object({ row_no: z.number(), message: z.string() })),
  }),
  async read(tx: Sql, { bytes, name }, { at }) {
    const accounts = await tx<Account[]>`select id, name, platform from channels.accounts where state <> 'closed'`
    const sheets = (await readWorkbook(bytes, name)).flatMap(sheet => readSheet(sheet, accounts, dayOf(at)) ?? [])
    if (sheets.length === 0) return { rows: [], faults: [noColumns] }
    return { rows: sheets.flatMap(sheet => sheet.rows), faults: sheets.flatMap(sheet => sheet.faults) }
  },
})
