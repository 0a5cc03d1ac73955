// Workbooks in and out, under limits, with ids as text and no formulas; read by read-excel-file.
import readExcelFile from 'read-excel-file/node'
import { inThread } from '../thread.ts'
import type { CellValue } from './cells.ts'
import { readCsv } from './csv.ts'
import { makeWorkbook, type WorkbookSheet } from './make-workbook.ts'
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

/** so many cells are written in the time it takes to start a thread */
const CELLS_AT_ONCE = 20_000
const WRITER = new URL('./write-worker.ts', import.meta.url)
const LIMIT_MS = 300_000

/** A workbook with one header row a sheet; a large one is written in a thread, so that nobody waits for it. */
export async function writeWorkbook(sheets: readonly WorkbookSheet[]): Promise<Uint8Array> {
  const cells = sheets.reduce((sum, { columns, rows }) => sum + columns.length * rows.length, 0)
  if (cells <= CELLS_AT_ONCE) return makeWorkbook(sheets)
  const made = await inThread<Uint8Array>(WRITER, sheets, { limit_ms: LIMIT_MS })
  if (!made) throw new Error(`a workbook of ${cells} cells could not be written`)
  return made
}
