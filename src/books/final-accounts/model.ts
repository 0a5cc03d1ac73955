// Tables of the final accounts as data: rows of cells in 分, keyed so that tables can be held against each other. Pure.

export const FINAL_TABLES = {
  summary: '收入支出决算总表',
  income: '收入决算表',
  expenditure: '支出决算表',
  'fiscal-summary': '财政拨款收入支出决算总表',
  'general-expenditure': '一般公共预算财政拨款支出决算表',
  'general-basic': '一般公共预算财政拨款基本支出决算明细表',
  'three-public': '财政拨款“三公”经费支出决算表',
  fund: '政府性基金预算财政拨款收入支出决算表',
  'state-capital': '国有资本经营预算财政拨款支出决算表',
} as const
export type FinalTableKey = keyof typeof FINAL_TABLES

/** Words, an amount in 分, or nothing to say here. */
export type Cell = string | bigint | null
export type FinalRow = { key: string; cells: Cell[]; bold?: boolean; depth?: number; figure?: string }
export type FinalTable = {
  key: FinalTableKey | 'base'
  number: string
  title: string
  columns: { title: string; money: boolean }[]
  rows: FinalRow[]
  /** what stands below: why a table is empty, what does not apply */
  note: string
}

const words = (title: string) => ({ title, money: false })
const money = (title: string) => ({ title, money: true })
export const columnsOf = (text: readonly string[], amounts: readonly string[]) => [
  ...text.map(words),
  ...amounts.map(money),
]

/** The amount in a table's row and column; what is not there counts as nothing. */
export function amountAt(table: FinalTable, key: string, column: number): bigint {
  const cell = table.rows.find(row => row.key === key)?.cells[column]
  return typeof cell === 'bigint' ? cell : 0n
}

type Coded = { code: string | null; amounts: bigint[] }

/** Sums of the rows with codes that begin alike: 类 (3 digits), 款 (5), 项 (7), each before what it sums. */
export function byLevels(rows: readonly Coded[], titles: ReadonlyMap<string, string>, width: number): FinalRow[] {
  const sums = new Map<string, bigint[]>()
  const add = (code: string, amounts: readonly bigint[]) => {
    const before = sums.get(code) ?? Array.from({ length: width }, () => 0n)
    sums.set(
      code,
      before.map((sum, n) => sum + amounts[n]!),
    )
  }
  for (const { code, amounts } of rows) {
    if (code === null) add('', amounts)
    else for (const length of [3, 5, 7]) if (code.length >= length) add(code.slice(0, length), amounts)
  }
  return [...sums.keys()].sort().map(code => ({
    key: code === '' ? 'none' : code,
    depth: code === '' ? 0 : (code.length - 3) / 2,
    cells: [code, code === '' ? '没有填功能分类' : (titles.get(code) ?? '（未定义科目）'), ...sums.get(code)!],
  }))
}

/** 类 only. */
export const classesOf = (rows: readonly FinalRow[]) => rows.filter(row => row.key.length === 3 || row.key === 'none')

export const totalRow = (rows: readonly FinalRow[], width: number, figure?: string): FinalRow => ({
  key: 'total',
  bold: true,
  ...(figure ? { figure } : {}),
  cells: [
    '',
    '合计',
    ...Array.from({ length: width }, (_, n) =>
      classesOf(rows).reduce((sum, row) => sum + (row.cells[n + 2] as bigint), 0n),
    ),
  ],
})
