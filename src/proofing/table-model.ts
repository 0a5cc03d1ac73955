// Reads a table as numbers: which columns hold them, which words stand before each, which row is a total, which a heading.
import type { Amount } from './intervals.ts'
import { amountOf } from './numbers.ts'
import type { Layout, Passage, Table } from './passages.ts'

export type Cell = { text: string; amount: Amount; percent: boolean; start: number; end: number }

export type Row = {
  label: string
  /** Classification code, `20105`; empty where there is none. */
  code: string
  cells: (Cell | undefined)[]
  total: boolean
  passage: Passage
}

export type Model = {
  rows: Row[]
  headers: string[]
  columns: number
  unit: string
  unitShift: number
  /** The table of which this is one side; none for a flattened table. */
  grid?: Table
}

const NUMBER = /^-?\d{1,3}(?:,\d{3})+(?:\.\d+)?%?$|^-?\d+(?:\.\d+)?%?$/
const EMPTY = /^(?:-{1,3}|—{1,2}|\/|)$/
const TOTAL =
  /^(?:本年)?(?:收入|支出|收支)?(?:合计|总计|小计|共计)(?:\(.*\))?$|(?:收入|支出)(?:合计|总计)$|^(?:年度)?资金总额:?$/
const UNIT = /单位[:：]?\(?(元|万元|千元|亿元)/
const LONGEST = 2000
const MOST_ROWS = 20_000

/** The tables of a document as models; the parts of one table that pages cut up are put together. */
export function modelsOf(layout: Layout): Model[] {
  const models: Model[] = []
  let cut: { model: Model; at: number } | undefined
  layout.order.forEach((item, at) => {
    if (!('rows' in item)) {
      if (cut && (item.text.length > 60 || /[。;]/.test(item.text))) cut = undefined
      return
    }
    const loose = item.flattened || isRagged(item)
    for (const model of loose ? [flattenedModel(item)] : gridModels(mended(item))) {
      if (model.rows.length === 0) continue
      const open =
        cut &&
        item.flattened &&
        cut.model.columns === model.columns &&
        at - cut.at <= 4 &&
        !cut.model.rows.at(-1)!.total
      if (open && cut!.model.rows.length < LONGEST) {
        cut!.model.rows.push(...model.rows)
        cut!.at = at
        continue
      }
      models.push(model)
      cut = loose ? { model, at } : undefined
    }
  })
  return models
}

const widthOf = (table: Table): number => table.rows.reduce((width, row) => Math.max(width, row.cells.length), 0)

/** Rows of many lengths: whoever read the table could not tell empty cells, so columns mean nothing. */
function isRagged(table: Table): boolean {
  const width = widthOf(table)
  return (
    table.rows.length > 3 && table.rows.filter(row => row.cells.length === width).length * 5 < table.rows.length * 3
  )
}

const CODE = /^(?:[2-5]\d{2}|[2-5]\d{4}|2\d{6})$/

/** Where amounts have decimals or separators, a bare number of three, five or seven digits is a classification code. */
function numberTest(table: Table): (text: string) => boolean {
  const numbers = table.rows.flatMap(row => row.cells).filter(cell => NUMBER.test(cell) && cell.length > 2)
  const plain = numbers.filter(cell => !/[.,]/.test(cell)).length
  const codes = numbers.filter(cell => CODE.test(cell)).length
  return plain * 2 < numbers.length || codes * 2 > plain
    ? text => NUMBER.test(text) && !CODE.test(text)
    : text => NUMBER.test(text)
}

function unitOf(table: Table): { unit: string; unitShift: number } {
  const words = [table.caption, ...table.rows.slice(0, 4).flatMap(row => row.cells)].join('|')
  const unit = UNIT.exec(words)?.[1] ?? /\((元|万元|亿元)\)/.exec(words)?.[1] ?? ''
  return { unit, unitShift: unit === '万元' ? 4 : unit === '亿元' ? 8 : 0 }
}

function cellAt(text: string, start: number, unit: string): Cell | undefined {
  if (!NUMBER.test(text)) return undefined
  const percent = text.endsWith('%')
  const plain = text.replace(/[,%]/g, '')
  const amount = amountOf(
    plain.replace('-', ''),
    percent ? '%' : unit,
    percent ? 'percent' : 'money',
    plain.startsWith('-'),
  )
  // A table in whole 元 has been rounded like one in 万元; only 分 are exact.
  if (unit !== '万元' && amount.digits !== 0n && amount.exponent >= 0) amount.exact = false
  return { text: plain, amount, percent, start, end: start + text.length }
}

function passageOf(cells: readonly string[], line: number): { passage: Passage; starts: number[] } {
  const starts: number[] = []
  let raw = ''
  for (const cell of cells) {
    starts.push(raw.length)
    raw += `${cell}\t`
  }
  raw = raw.slice(0, -1)
  const origin = Int32Array.from({ length: raw.length + 1 }, (_, i) => i)
  return { passage: { text: raw, raw, origin, starts: [{ at: 0, line }] }, starts }
}

/** Rows of a flattened table: codes, words, then numbers; only rows with the usual count of numbers are understood. */
function flattenedModel(table: Table): Model {
  const unit = unitOf(table)
  const isNumber = numberTest(table)
  const parsed = table.rows.flatMap(({ cells, line }) => {
    const filled = cells.map((text, i) => ({ text, i })).filter(cell => cell.text !== '')
    const words = filled.findLastIndex(cell => !isNumber(cell.text) && !EMPTY.test(cell.text))
    const numbers = filled.slice(words + 1)
    const lead = filled.slice(0, words + 1)
    const sided = lead.some(
      (cell, i) =>
        isNumber(cell.text) && lead.slice(0, i).some(other => !isNumber(other.text) && !CODE.test(other.text)),
    )
    if (numbers.length === 0 || words < 0 || sided) return []
    return [{ cells, line, lead, numbers }]
  })
  const columns = mode(parsed.map(row => row.numbers.length))
  const usable = parsed.every(row => row.numbers.length === columns)
    ? parsed
    : parsed.filter(row => row.numbers.length === columns)
  const rows = usable.map(({ cells, line, lead, numbers }) => {
    const { passage, starts } = passageOf(cells, line)
    return rowOf(
      lead.map(cell => cell.text),
      numbers.map(cell => cellAt(cell.text, starts[cell.i]!, unit.unit)),
      passage,
    )
  })
  return { rows: usable.length * 5 < parsed.length * 4 ? [] : rows, headers: [], columns, ...unit }
}

function mode(counts: readonly number[]): number {
  const tally = new Map<number, number>()
  for (const count of counts) tally.set(count, (tally.get(count) ?? 0) + 1)
  return [...tally].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 0
}

function rowOf(words: readonly string[], cells: (Cell | undefined)[], passage: Passage): Row {
  const codes = words.filter(word => /^\d{2,7}$/.test(word))
  const label = words.filter(word => !/^\d+$/.test(word) && word !== '').join('')
  return {
    label,
    code: codes.join(''),
    cells,
    total: TOTAL.test(label.replace(/^[一二三四五六七八九十]+、/, '')),
    passage,
  }
}

const MERGED = /^(-?[\d,]+(?:\.\d+)?)([一二三四五六七八九十]{1,3}、.*)$/

/** A page whose rules are not drawn leaves a number and the words of the next cell in one: 「12.00一、教育支出」 and nothing. */
function mended(table: Table): Table {
  if (!table.rows.some(row => row.cells.some(cell => MERGED.test(cell)))) return table
  const rows = table.rows.map(({ cells, line }) => {
    const out = [...cells]
    out.forEach((cell, i) => {
      const merged = out[i + 1] === '' ? MERGED.exec(cell) : null
      if (merged) out.splice(i, 2, merged[1]!, merged[2]!)
    })
    return { cells: out, line }
  })
  return { ...table, rows }
}

/** A real table: columns by position. Where words stand between numbers (收入 | 支出), each side is a table of its own. */
function gridModels(table: Table): Model[] {
  const width = widthOf(table)
  if (width > 60) return []
  const unit = unitOf(table)
  const isNumber = numberTest(table)
  const firstNumbers = table.rows.findIndex(
    row => row.cells.filter(cell => NUMBER.test(cell)).length > 0 && !/^栏次|^行次/.test(row.cells[0] ?? ''),
  )
  if (firstNumbers < 0) return []
  const body = table.rows.slice(firstNumbers, firstNumbers + MOST_ROWS)
  const wordy = Array.from({ length: width }, (_, c) => {
    const filled = body.map(row => row.cells[c] ?? '').filter(cell => !EMPTY.test(cell))
    const words = filled.filter(cell => !isNumber(cell)).length
    const codes = filled.filter(cell => /^\d{2,3}$|^\d{5}$|^\d{7}$/.test(cell)).length
    return filled.length > 0 && (words * 2 > filled.length || (codes === filled.length && filled.length > 2))
  })
  return sidesOf(wordy).map(({ words, numbers }) => {
    const rows = body.flatMap(({ cells, line }) => {
      const { passage, starts } = passageOf(cells, line)
      const values = numbers.map(c =>
        isNumber(cells[c] ?? '') ? cellAt(cells[c] ?? '', starts[c] ?? 0, unit.unit) : undefined,
      )
      if (values.every(value => value === undefined)) return []
      return [
        rowOf(
          words.map(c => cells[c] ?? ''),
          values,
          passage,
        ),
      ]
    })
    const headers = numbers.map(c =>
      table.rows
        .slice(0, firstNumbers)
        .map(row => row.cells[c] ?? '')
        .join(''),
    )
    return { rows, headers, columns: numbers.length, ...unit, grid: table }
  })
}

function sidesOf(wordy: readonly boolean[]): { words: number[]; numbers: number[] }[] {
  const sides: { words: number[]; numbers: number[] }[] = []
  wordy.forEach((isWord, c) => {
    const side = sides.at(-1)
    if (!side || (isWord && side.numbers.length > 0))
      sides.push({ words: isWord ? [c] : [], numbers: isWord ? [] : [c] })
    else (isWord ? side.words : side.numbers).push(c)
  })
  return sides.filter(side => side.numbers.length > 0)
}
