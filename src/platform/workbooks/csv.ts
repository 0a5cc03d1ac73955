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

/**
 * The rows of a CSV text. Quoted fields may hold commas, quotes and line breaks. Nothing is lost where quotes are wrong:
 * a quote inside a bare field stays, words behind a closing quote are kept, a quote never closed runs to the end.
 */
export function parseCsv(text: string): string[][] {
  const rows: string[][] = []
  let row: string[] = []
  let value = ''
  let state = 'start' as 'start' | 'bare' | 'quoted' | 'closing'
  const endField = () => {
    row.push(value)
    value = ''
    state = 'start'
  }
  const endRow = () => {
    endField()
    rows.push(row)
    row = []
  }
  // signs that mean something one by one, everything else in stretches
  for (const [part] of text.replace(/^\ufeff/, '').matchAll(/"|,|\r\n|\r|\n|[^",\r\n]+/g)) {
    if (state === 'quoted') {
      if (part === '"') state = 'closing'
      else value += part
    } else if (part === ',') endField()
    else if (/[\r\n]/.test(part)) endRow()
    else if (part === '"' && state === 'start') state = 'quoted'
    else {
      value += part
      state = part === '"' && state === 'closing' ? 'quoted' : 'bare'
    }
  }
  if (row.length > 0 || value !== '' || state !== 'start') endRow()
  return rows
}

export function readCsv(bytes: Uint8Array, name: string): string[][] {
  return parseCsv(decodeText(bytes, name))
}
