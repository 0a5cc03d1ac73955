// Lists as files: XLSX whose ids stay text and whose amounts are numbers, and CSV that Chinese spreadsheets open.

/** An amount in 分 as decimal text: a number in XLSX, plain 元 in CSV. */
export type FenCell = { fen: string }
export type Cell = string | number | bigint | null | undefined | FenCell

export type Sheet = { name: string; header: readonly string[]; rows: readonly (readonly Cell[])[] }

const isFen = (cell: Cell): cell is FenCell => typeof cell === 'object' && cell !== null

/** 元 with two decimals, without separators, so that it can come in again. */
function yuanPlain(fen: string): string {
  const digits = fen.replace('-', '').padStart(3, '0')
  return `${fen.startsWith('-') ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
}

const textOf = (cell: Cell) => (isFen(cell) ? yuanPlain(cell.fen) : String(cell ?? ''))

function field(text: string): string {
  // what a spreadsheet would run as a formula gets a leading blank
  const safe = /^[=+\-@\t\r]/.test(text) && !/^[+-]?\d[\d,]*(\.\d+)?%?$/.test(text) ? ` ${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** With byte order mark and CRLF, as Excel in Chinese expects. */
export function csvOf({ header, rows }: Sheet): string {
  const lines = [header, ...rows].map(row => row.map(cell => field(textOf(cell))).join(','))
  return `\ufeff${lines.join('\r\n')}\r\n`
}

/** A cell of the workbook writer. Text stays text: no long number loses digits and nothing becomes a formula. */
export function workbookCell(cell: Cell) {
  if (isFen(cell)) return { value: Number(yuanPlain(cell.fen)), type: Number, format: '#,##0.00' }
  if (typeof cell === 'number') return { value: cell, type: Number }
  const text = textOf(cell)
  return text === '' ? null : { value: text, type: String, format: '@' }
}

/** The bytes of a workbook; the writer is loaded when it is first needed. */
export async function workbookOf(sheets: readonly Sheet[]): Promise<Blob> {
  const { default: write } = await import('write-excel-file/universal')
  const made = sheets.map(({ name, header, rows }) => ({
    sheet: name.replace(/[\\/?*[\]:]/g, ' ').slice(0, 31),
    stickyRowsCount: 1,
    columns: header.map((title, at) => ({ width: widthOf([title, ...rows.slice(0, 50).map(row => textOf(row[at]))]) })),
    data: [
      header.map(value => ({ value, type: String, fontWeight: 'bold' as const, backgroundColor: '#f6f2ea' })),
      ...rows.map(row => header.map((_title, at) => workbookCell(row[at]))),
    ],
  }))
  return write(made as never).toBlob()
}

/** Chinese letters take two places. */
function widthOf(texts: readonly string[]): number {
  const widest = Math.max(...texts.map(text => [...text].reduce((sum, letter) => sum + (letter > '\u2e7f' ? 2 : 1), 0)))
  return Math.min(48, Math.max(8, widest + 2))
}

/** Hands a file to the browser's downloads. */
export function download(name: string, body: Blob): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(body)
  link.download = name
  link.click()
  // the download has its own hold on the bytes by then
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}

export const saveCsv = (sheet: Sheet) => download(`${sheet.name}.csv`, new Blob([csvOf(sheet)], { type: 'text/csv' }))

export const saveWorkbook = async (name: string, sheets: readonly Sheet[]) =>
  download(`${name}.xlsx`, await workbookOf(sheets))
