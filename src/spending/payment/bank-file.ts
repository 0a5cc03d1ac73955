// The file a batch is handed to the bank with: its columns are data, accounts and identity numbers stay text.

import iconv from 'iconv-lite'
import { z } from 'zod'
import { type Fen, yuanExact } from '../../kernel/index.ts'
import { Id, query, type Sql } from '../../platform/index.ts'
import { toCsv, writeWorkbook } from '../../platform/workbooks/index.ts'
import { noSuchPayment } from '../refusals.ts'
import type { BANK_VALUES } from '../vocabulary.ts'
import { seesPayments } from './payment-queries.ts'

type BankColumn = { title: string; value: keyof typeof BANK_VALUES }
type BankRow = {
  n: number
  name: string
  account_no: string
  bank: string
  amount_fen: Fen
  summary: string
  claim_no: string
  id_no: string
}

/** A cell of the file: amounts are plain 元, everything else is text (a CSV guards what would run as a formula). */
const bankCell = (row: BankRow, value: BankColumn['value']) =>
  value === 'amount' ? yuanExact(row.amount_fen) : String(row[value])

type Layout = { format: 'xlsx' | 'csv'; encoding: 'utf-8' | 'gb18030'; columns: BankColumn[] }

export async function bankFile(layout: Layout, name: string, rows: readonly BankRow[]): Promise<Uint8Array> {
  const { columns } = layout
  if (layout.format === 'csv') {
    const text = toCsv(
      columns,
      rows.map(row => columns.map(one => bankCell(row, one.value))),
    )
    return layout.encoding === 'utf-8'
      ? new TextEncoder().encode(text)
      : new Uint8Array(iconv.encode(text.replace(/^\ufeff/, ''), 'gb18030'))
  }
  const sheet = {
    name,
    columns: columns.map(({ title, value }) => ({ title, type: value === 'amount' ? 'money_fen' : 'text' }) as const),
    rows: rows.map(row => columns.map(({ value }) => (value === 'amount' ? row.amount_fen : bankCell(row, value)))),
  }
  return writeWorkbook([sheet])
}

/**
 * What went to the bank, the same however often the file is made and whatever became of it. What has no account does not go
 * there: cash, and the tax that is paid on the tax office's own way.
 */
async function rowsOf(tx: Sql, batchId: bigint): Promise<BankRow[]> {
  const rows = await tx<Omit<BankRow, 'n'>[]>`
    select p.name, p.account_no, p.bank, x.amount_fen, c.title summary, c.claim_no, p.id_no from spending.payments x
    join spending.payees p on p.id = x.payee_id join spending.claims c on c.id = x.claim_id
    where x.batch_id = ${batchId} and p.account_no <> '' and not p.is_tax and c.pay_by <> 'cash' order by x.id`
  return rows.map((row, at) => ({ ...row, n: at + 1 }))
}

export const bankFileOfBatch = query({
  name: 'spending.bank-file',
  title: '银行文件',
  access: 'signed-in',
  input: z.strictObject({ batch_id: Id }),
  output: z.object({ file_name: z.string(), content_base64: z.string() }),
  async read(tx, { batch_id }, reading) {
    if (!(await seesPayments(tx, reading))) throw noSuchPayment()
    const [batch] = await tx<({ batch_no: string } & Layout)[]>`
      select b.batch_no, l.format, l.encoding, l.columns from spending.batches b
      join spending.bank_layouts l on l.id = b.layout_id where b.id = ${batch_id}`
    if (!batch) throw noSuchPayment()
    const bytes = await bankFile(batch, batch.batch_no, await rowsOf(tx, batch_id))
    return {
      file_name: `${batch.batch_no}.${batch.format}`,
      content_base64: Buffer.from(bytes).toString('base64'),
    }
  },
})
