// A list out of a workbook's first sheet: a row by its column titles, and every fault told with its row.
import type { z } from 'zod'
import { type CellValue, cellText } from './cells.ts'
import { readWorkbook } from './workbook.ts'

export type RowFault = { row: number; message: string }
export type RowCells<Title extends string = string> = {
  /** as the spreadsheet counts: the first row under the titles is 2 */
  row: number
  has(title: Title): boolean
  cell(title: Title): CellValue | undefined
  text(title: Title): string
}

/**
 * Reads the rows under the titles of the first sheet. What `read` throws is told as a fault of its row; blank rows and a row
 * of totals are passed over. Without the required columns nothing is read.
 */
export async function readListRows<T, Title extends string = string>(
  { bytes, name }: { bytes: Uint8Array; name: string },
  required: readonly Title[],
  read: (cells: RowCells<Title>) => T,
): Promise<{ rows: T[]; errors: RowFault[] }> {
  const [sheet] = await readWorkbook(bytes, name)
  const [head = [], ...body] = sheet?.rows ?? []
  const at = new Map(head.map((cell, n) => [cellText(cell), n]))
  const missing = required.filter(title => !at.has(title))
  if (missing.length > 0) return { rows: [], errors: [{ row: 1, message: `缺少这些列：${missing.join('、')}` }] }
  const rows: T[] = []
  const errors: RowFault[] = []
  body.forEach((cells, n) => {
    if (cells.every(cell => cellText(cell) === '') || cellText(cells[0]) === '合计') return
    const cell = (title: Title) => cells[at.get(title) ?? -1]
    try {
      rows.push(read({ row: n + 2, has: title => at.has(title), cell, text: title => cellText(cell(title)) }))
    } catch (error) {
      errors.push({ row: n + 2, message: (error as Error).message })
    }
  })
  return { rows, errors }
}

/** The row as its schema takes it; a fault names the column it is in. */
export function checkedRow<S extends z.ZodType>(
  schema: S,
  row: z.input<S>,
  columnOf: Record<string, string>,
): z.output<S> {
  const checked = schema.safeParse(row)
  if (checked.success) return checked.data
  const words = checked.error.issues.map(({ path, message }) => {
    const column = columnOf[String(path[0])]
    return column ? `${column}：${message}` : message
  })
  throw new Error(words.join('；'))
}

/** The key of a word that people choose from a list. An empty cell is null. */
export function keyOfWord<K extends string>(words: Record<K, string>, text: string): K | null {
  if (text === '') return null
  const found = (Object.keys(words) as K[]).find(key => words[key] === text || key === text)
  if (!found) throw new Error(`“${text}”不在可选范围：${Object.values(words).join('、')}`)
  return found
}
