// The values of all tables of a document by the row they stand in: its code, else its words.
import type { Amount } from './intervals.ts'
import { oneDigitOff, plainText } from './intervals.ts'
import { type Operand, type Report, raise } from './report.ts'
import type { Cell, Model, Row } from './table-model.ts'

export type Entry = { row: Row; cell: Cell; model: Model }

export type TableValues = {
  named(words: string): readonly Entry[] | undefined
  count(amount: Amount): number
  operandOf(entry: Entry): Operand
  rows: ReadonlyMap<string, Entry[]>
}

const FEWEST_DIGITS = 4
/** A value that stands so often that one more time under the same name is no chance. */
const COMMON = 5
/** A number of so many digits that stands once, beside one that stands so often and differs in one digit, is a slip of it. */
const LONG = 6
const FREQUENT = 6
const MOST_ENTRIES = 200

/** How many digits a number shows, zeros at either end left out. */
export const significant = ({ digits }: Amount): number => String(digits).replace('-', '').replace(/0+$/, '').length

export function keyOfAmount({ digits, exponent }: Amount): string {
  if (digits === 0n) return '0'
  let [rest, places] = [digits, exponent]
  while (rest % 10n === 0n) {
    rest /= 10n
    places++
  }
  return `${rest}e${places}`
}

const plainName = (words: string): string =>
  words.replace(/^(?:[一二三四五六七八九十]+、|\d+[.、]|\([^()]{1,3}\))/, '').replace(/\([^()]*\)|[\s"':]/g, '')

export function tableValuesOf(models: readonly Model[]): TableValues {
  const rows = new Map<string, Entry[]>()
  const byName = new Map<string, Entry[]>()
  const counts = new Map<string, number>()
  const enter = (map: Map<string, Entry[]>, key: string, entry: Entry) => {
    const list = map.get(key)
    if (!list) map.set(key, [entry])
    else if (list.length < MOST_ENTRIES) list.push(entry)
  }
  for (const model of models) {
    for (const row of model.rows) {
      const name = plainName(row.label)
      for (const cell of row.cells) {
        if (!cell || cell.percent || cell.amount.digits === 0n) continue
        const entry = { row, cell, model }
        const key = keyOfAmount(cell.amount)
        counts.set(key, (counts.get(key) ?? 0) + 1)
        if (name.length >= 2) enter(byName, name, entry)
        enter(rows, row.code.length >= 3 ? row.code : name, entry)
      }
    }
  }
  return {
    named: words => (plainName(words).length < 3 ? undefined : byName.get(plainName(words))),
    count: amount => counts.get(keyOfAmount(amount)) ?? 0,
    operandOf: ({ row, cell, model }) => ({
      amount: cell.amount,
      label: row.label,
      text: cell.text,
      unit: model.unit,
      place: { passage: row.passage, start: cell.start, end: cell.end },
    }),
    rows,
  }
}

/** Two amounts that rounding in the last place cannot have made of one. */
export function isFarApart(a: Amount, b: Amount): boolean {
  const exponent = Math.min(a.exponent, b.exponent)
  const scaled = (amount: Amount) => amount.digits * 10n ** BigInt(amount.exponent - exponent)
  const off = scaled(a) - scaled(b)
  return a.exponent <= -2 || off > 1n || off < -1n
}

/**
 * A value that stands once in all tables and differs in one digit from one that its row shows at least twice, here or in
 * another table: a slip, unless it adds up where it stands.
 */
export function checkTableEchoes(report: Report, tables: TableValues): void {
  for (const entries of tables.rows.values()) {
    for (const entry of entries) judgeFrequent(report, tables, entry)
    if (entries.length < 3) continue
    const byValue = new Map<string, Entry[]>()
    for (const entry of entries) {
      const key = keyOfAmount(entry.cell.amount)
      byValue.set(key, [...(byValue.get(key) ?? []), entry])
    }
    if (byValue.size < 2 || byValue.size > 40) continue
    for (const [single, ...more] of byValue.values())
      if (single && more.length === 0) judgeEcho(report, tables, single, byValue)
  }
}

function judgeFrequent(report: Report, tables: TableValues, { cell, row, model }: Entry): void {
  const { amount } = cell
  if (cell.text.replace(/\D/g, '').length < LONG || tables.count(amount) > 1) return
  const place = { passage: row.passage, start: cell.start, end: cell.end }
  if (report.sound.get(row.passage)?.has(cell.start)) return
  for (const other of oneDigitOff(amount)) {
    if (tables.count(other) < FREQUENT || !isFarApart(other, amount)) continue
    const shown = plainText(other.digits, other.exponent - model.unitShift)
    const message = `“${row.label || row.code}”这里是${cell.text}，表中另有${tables.count(other)}处是${shown}，只差一个数字，请核对。`
    raise(report, 'value-conflict', 'warning', message, place)
    return
  }
}

function judgeEcho(report: Report, tables: TableValues, entry: Entry, byValue: ReadonlyMap<string, Entry[]>): void {
  const { cell, row } = entry
  if (significant(cell.amount) < FEWEST_DIGITS || tables.count(cell.amount) > 1) return
  const place = { passage: row.passage, start: cell.start, end: cell.end }
  if (report.sound.has(place.passage) && report.sound.get(place.passage)!.has(place.start)) return
  for (const other of oneDigitOff(cell.amount)) {
    const twins = byValue.get(keyOfAmount(other))
    if (!twins || (twins.length < 2 && tables.count(other) < COMMON) || !isFarApart(other, cell.amount)) continue
    const message = `“${row.label || row.code}”这里是${cell.text}，别处同一行是${twins[0]!.cell.text}，只差一个数字，必有一处有误。`
    raise(report, 'value-conflict', 'error', message, place)
    return
  }
}
