// Workbooks in and out: read-excel-file and write-excel-file, under limits, with ids as text and no formulas.
import readExcelFile from 'read-excel-file/node'
import writeExcelFile from 'write-excel-file/node'
import { yuanExact } from '../../kernel/index.ts'
import type { CellValue } from './cells.ts'
import { readCsv } from './csv.ts'
import { damagedWorkbook, notAWorkbook } from './refusals.ts'
import { type SheetScan, scanSheets } from './scan-sheets.ts'

export type SheetRows = SheetScan & { rows: CellValue[][] }

const isZip = (bytes: Uint8Array) => bytes[0] === 0x50 && bytes[1] === 0x4b

/** Every sheet with its rows, and where it holds merged cells, formulas and errors. A CSV is one sheet. */
export async function readWorkbook(bytes: Uint8Array, name: string): Promise<SheetRows[]> {
  if (!isZip(bytes)) {
    if (!/\.csv$/i.test(name)) throw notAWorkbook({ name })
    return [
      { name: name.replace(/^.*[\\/]|\.csv$/gi, ''), rows: readCsv(bytes, name), merges: [], formulas: [], errors: [] },
    ]
  }
  const scans = await scanSheets(bytes, name)
  if (scans.length === 0) throw notAWorkbook({ name })
  const sheets = await readExcelFile(Buffer.from(bytes)).catch(() => {
    throw damagedWorkbook({ name })
  })
  return scans.map(scan => ({
    ...scan,
    rows: (sheets.find(sheet => sheet.sheet === scan.name)?.data ?? []) as CellValue[][],
  }))
}

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
export async function writeWorkbook(sheets: readonly WorkbookSheet[]): Promise<Uint8Array> {
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
