// CSV as Chinese spreadsheets want it: BOM, CRLF, quotes. Reads UTF-8 and GBK.
import { decodeText } from '../documents/read-txt.ts'

/** Text that a spreadsheet would run as a formula gets a leading blank, which readers of ours trim again. */
function guarded(text: string): string {
  return /^[=+\-@\t\r]/.test(text) && !/^[+-]?\d[\d,]*(\.\d+)?%?$/.test(text) ? ` ${text}` : text
}

function field(value: string): string {
  const text = guarded(value)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** Rows as CSV with a header line. */
export function toCsv(columns: readonly { title: string }[], rows: readonly (readonly string[])[]): string {
  const lines = [columns.map(column => column.title), ...rows].map(row => row.map(field).join(','))
  return `\ufeff${lines.join('\r\n')}\r\n`
}

/** The rows of a CSV text. Quoted fields may hold commas, quotes and line breaks. */
export function parseCsv(text: string): string[][] {
  const rows: string[][] = []
  let row: string[] = []
  const pattern = /("(?:[^"]|"")*"|[^,\r\n]*)(,|\r\n|\r|\n|$)/gy
  const source = text.replace(/^\ufeff/, '')
  while (pattern.lastIndex < source.length) {
    const match = pattern.exec(source)
    if (!match) break
    const [, raw = '', end] = match
    row.push(raw.startsWith('"') ? raw.slice(1, -1).replaceAll('""', '"') : raw)
    if (end === ',') {
      if (pattern.lastIndex === source.length) row.push('')
      continue
    }
    rows.push(row)
    row = []
  }
  if (row.length > 0) rows.push(row)
  return rows
}

export function readCsv(bytes: Uint8Array, name: string): string[][] {
  return parseCsv(decodeText(bytes, name))
}
