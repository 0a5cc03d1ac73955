// A workbook made with write-excel-file: ids as text and no formulas.
import writeExcelFile from 'write-excel-file/node'
import { yuanExact } from '../../kernel/index.ts'

export type WorkbookColumn = { title: string; type?: 'text' | 'money_fen' | 'number'; width?: number }
export type WorkbookSheet = {
  name: string
  columns: readonly WorkbookColumn[]
  rows: readonly (readonly (string | number | bigint | null)[])[]
}

const PAPER = '#f6f2ea'

function cellOf(column: WorkbookColumn, value: string | number | bigint | null) {
  if (value === null || value === '') return null
  // 元 with two decimals is exact in a double up to 90 trillion 元
  if (column.type === 'money_fen') return { value: Number(yuanExact(BigInt(value))), type: Number, format: '#,##0.00' }
  if (column.type === 'number') return { value: Number(value), type: Number }
  return { value: String(value), type: String, format: '@' }
}

/** A workbook with one header row a sheet. Text stays text: nothing becomes a formula, no long number loses digits. */
export async function makeWorkbook(sheets: readonly WorkbookSheet[]): Promise<Uint8Array> {
  const made = sheets.map(({ name, columns, rows }) => ({
    // spreadsheets take no more and none of these
    sheet: name.replace(/[\\/?*[\]:]/g, ' ').slice(0, 31),
    stickyRowsCount: 1,
    columns: columns.map(column => ({ width: column.width ?? (column.type === 'money_fen' ? 16 : 18) })),
    data: [
      columns.map(column => ({
        value: column.title,
        type: String,
        fontWeight: 'bold' as const,
        backgroundColor: PAPER,
      })),
      ...rows.map(row => columns.map((column, at) => cellOf(column, row[at] ?? null))),
    ],
  }))
  return new Uint8Array(await writeExcelFile(made as Parameters<typeof writeExcelFile>[0] as never).toBuffer())
}
