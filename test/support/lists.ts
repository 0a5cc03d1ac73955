// A list as a page exports it, read back by the reading that the page offers.
import { ask, type FileReading, type Pool, type Query } from '../../src/platform/index.ts'
import { writeWorkbook } from '../../src/platform/workbooks/index.ts'
import { staff } from './database.ts'

type Cell = string | number | null | undefined | { fen: string }
export type ListRead = {
  rows: unknown[]
  changes: { what: string; name: string }[]
  unchanged_count: number
  errors: { row: number; message: string }[]
}

const who = { actor: staff('finance'), at: new Date('2026-03-02T02:00:00Z') }
const words = (cell: Cell) =>
  cell !== null && typeof cell === 'object' ? (Number(cell.fen) / 100).toFixed(2) : String(cell ?? '')

/** What a query gives, as the page has it: through JSON. */
export const asked = async (pool: Pool, query: unknown) =>
  JSON.parse(
    JSON.stringify(await ask(pool, query as Query, who, {}), (_key, one) =>
      typeof one === 'bigint' ? String(one) : one,
    ),
  )

export async function readList(
  pool: Pool,
  reading: unknown,
  header: readonly string[],
  body: readonly (readonly Cell[])[],
): Promise<ListRead> {
  const bytes = await writeWorkbook([
    { name: '表', columns: header.map(title => ({ title })), rows: body.map(row => row.map(words)) },
  ])
  const read = await pool.begin(tx => (reading as FileReading).read(tx, { bytes, name: '表.xlsx' }, who))
  return read as ListRead
}
