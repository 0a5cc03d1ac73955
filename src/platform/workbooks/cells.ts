// What people type into cells: money in 元, days, words. Pure.
import { type Day, isDay, parseYuan } from '../../kernel/index.ts'
import { badDay, badMoney } from './refusals.ts'

export type CellValue = string | number | boolean | Date | null

/** In 分: a true third or fourth decimal is ten times as much and more, the noise of summing far less. */
const FLOAT_NOISE = 1e-3
/** What a double of that size cannot hold, with room for a few sums. */
const DOUBLE_NOISE = 16 * Number.EPSILON

/** Full-width digits, commas and points as plain ones; blanks of every width dropped. */
function halfWidth(text: string): string {
  return text
    .replace(/[０-９．，－＋％]/g, wide => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replace(/[\s\u3000\u00a0]/g, '')
}

/** The words of a cell, trimmed; an empty cell is an empty text. */
export function cellText(cell: CellValue | undefined): string {
  if (cell === null || cell === undefined) return ''
  if (cell instanceof Date) return cell.toISOString().slice(0, 10)
  return String(cell).replace(/^[\s\u3000]+|[\s\u3000]+$/g, '')
}

/**
 * An amount in 元 as 分: `1234.5`, `1,234.50`, `1，234.50`, full-width digits, `¥`. Refuses what is no number, and more
 * than two decimals beyond the noise of binary fractions (0.30000000000000004 is 0.30).
 */
export function parseMoneyCell(cell: CellValue | undefined): bigint {
  const value = cellText(cell)
  if (typeof cell === 'number') {
    const fen = Math.round(cell * 100)
    if (!Number.isSafeInteger(fen) || Math.abs(cell * 100 - fen) > FLOAT_NOISE + DOUBLE_NOISE * Math.abs(fen))
      throw badMoney({ value })
    return BigInt(fen)
  }
  const text = halfWidth(value).replace(/^[¥￥]|元$/g, '')
  const grouped = /^-?\d{1,3}(,\d{3})+(\.\d+)?$/.test(text) ? text.replaceAll(',', '') : text
  const fen = parseYuan(grouped)
  if (fen === undefined) throw badMoney({ value })
  return fen
}

/** A day: a date cell, `2022-03-05`, `2022/3/5`, `2022.3.5`, `2022年3月5日`, `20220305`. */
export function parseDayCell(cell: CellValue | undefined): Day {
  const value = cellText(cell)
  const match = /^(\d{4})(?:[-/.年](\d{1,2})[-/.月](\d{1,2})日?|(\d{2})(\d{2}))$/.exec(halfWidth(value))
  if (!match) throw badDay({ value })
  const day = [match[1], (match[2] ?? match[4]!).padStart(2, '0'), (match[3] ?? match[5]!).padStart(2, '0')].join('-')
  if (!isDay(day)) throw badDay({ value })
  return day
}

/** `B7`: the address of a cell, from zero-based row and column. */
export function cellAddress(row: number, column: number): string {
  let letters = ''
  for (let n = column + 1; n > 0; n = Math.floor((n - 1) / 26))
    letters = String.fromCharCode(65 + ((n - 1) % 26)) + letters
  return `${letters}${row + 1}`
}
