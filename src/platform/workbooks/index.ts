// Workbooks: reading and writing XLSX and CSV, and what people type into cells.
export { type CellValue, cellAddress, cellText, parseDayCell, parseMoneyCell } from './cells.ts'
export { parseCsv, toCsv } from './csv.ts'
export type { WorkbookSheet } from './make-workbook.ts'
export { checkedRow, keyOfWord, type RowCells, type RowFault, readListRows } from './rows.ts'
export { earlierFirst, isConfirmed, ruleListReading } from './rule-list.ts'
export { readWorkbook, type SheetRows, writeWorkbook } from './workbook.ts'
