// The table of 三公经费: 合计 = 因公出国（境）+ 公务用车小计 + 公务接待, 小计 = 购置 + 运行, for the budget and for the final accounts,
// whichever of the two the columns group by.
import { type Amount, amountValue } from './intervals.ts'
import { amountOf } from './numbers.ts'
import type { Layout, Passage, Table } from './passages.ts'
import { type Candidate, type Operand, propose, type Report } from './report.ts'

type Item = 'total' | 'abroad' | 'vehicles' | 'purchase' | 'running' | 'reception'
const ITEMS: [RegExp, Item][] = [
  [/出国/, 'abroad'],
  [/接待/, 'reception'],
  [/小计/, 'vehicles'],
  [/购置(?!及|和|与)/, 'purchase'],
  [/(?<!购置[及和与])运行/, 'running'],
  [/合计/, 'total'],
]
const NUMBER = /^\d{1,3}(?:,\d{3})*(?:\.\d+)?$|^\d+(?:\.\d+)?$/
const HEADER_ROWS = 5

export function checkThreePublicTables(report: Report, { tables }: Layout): void {
  for (const table of tables) {
    const head = table.rows.slice(0, HEADER_ROWS).flatMap(row => row.cells)
    if (table.flattened || !['出国', '接待', '小计'].every(word => head.some(cell => cell.includes(word)))) continue
    const columns = columnsOf(table)
    const values = table.rows.filter(row => isValueRow(row.cells, columns))
    if (values.length !== 1) continue
    for (const which of [0, 1]) checkRow(report, values[0]!, columns, which, unitOf(table))
  }
}

/** What each column holds, read from the lowest heading above it; an empty heading continues the one to its left. */
function columnsOf({ rows }: Table): (Item | undefined)[] {
  const first = rows.findIndex(row => row.cells.filter(cell => NUMBER.test(cell) && cell.includes('.')).length > 2)
  const heads = rows.slice(0, first < 0 ? HEADER_ROWS : first)
  const width = Math.max(...rows.map(row => row.cells.length))
  const columns: (Item | undefined)[] = []
  for (let c = 0; c < width; c++) {
    const words = heads
      .map(row => row.cells[c] ?? '')
      .filter(cell => cell !== '' && !/^(?:预算数|决算数|\d+)$/.test(cell))
    const own = words
      .map(cell => ITEMS.find(([pattern]) => pattern.test(cell))?.[1])
      .findLast(item => item !== undefined)
    columns.push(own ?? (words.length === 0 ? columns[c - 1] : undefined))
  }
  return columns
}

function isValueRow(cells: readonly string[], columns: readonly (Item | undefined)[]): boolean {
  const filled = cells.filter(cell => cell !== '')
  return filled.length > 2 && filled.every(cell => NUMBER.test(cell)) && columns.length === cells.length && filled.some(cell => cell.includes('.')) // biome-ignore format: one condition
}

const unitOf = ({ caption, rows }: Table): string =>
  /单位[:：]?\(?(元|万元)/.exec([caption, ...rows.slice(0, 3).flatMap(row => row.cells)].join('|'))?.[1] ?? '万元'

function checkRow(
  report: Report,
  { cells, line }: Table['rows'][number],
  columns: readonly (Item | undefined)[],
  which: number,
  unit: string,
): void {
  const raw = cells.join('\t')
  const origin = Int32Array.from({ length: raw.length + 1 }, (_, i) => i)
  const passage: Passage = { text: raw, raw, origin, starts: [{ at: 0, line }] }
  const shift = unit === '万元' ? 4 : 0
  const operand = (item: Item): (Operand & { place: NonNullable<Operand['place']> }) | undefined => {
    const column = columns.flatMap((one, c) => (one === item ? [c] : []))[which]
    if (column === undefined) return undefined
    const start = cells.slice(0, column).reduce((sum, cell) => sum + cell.length + 1, 0)
    const text = cells[column] || '0'
    const amount: Amount = amountOf(text.replaceAll(',', ''), unit, 'money', false)
    return {
      amount,
      label: LABELS[item],
      text,
      unit,
      place: { passage, start, end: start + (cells[column] || ' ').length },
    }
  }
  const sum = (whole: Item, ...parts: Item[]) => {
    const stated = operand(whole)
    const operands = parts.map(operand)
    if (!stated || operands.some(one => !one) || amountValue(stated.amount).num < 0n) return
    const claim: Candidate = { kind: 'sum', formula: 'sum', rule: 'sum-mismatch', strong: true, stated: { ...stated, shift }, operands: operands as Operand[] } // biome-ignore format: one record
    propose(report, [claim])
  }
  sum('total', 'abroad', 'vehicles', 'reception')
  sum('vehicles', 'purchase', 'running')
}

const LABELS: Record<Item, string> = {
  total: '三公经费合计',
  abroad: '因公出国（境）费',
  vehicles: '公务用车小计',
  purchase: '公务用车购置费',
  running: '公务用车运行费',
  reception: '公务接待费',
}
