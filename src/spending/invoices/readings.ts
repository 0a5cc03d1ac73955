// What the machine read in invoice files, kept by the digest of their bytes: the same bytes say the same, whoever brings them.
import { z } from 'zod'
import { canonicalJson, command, type Sql } from '../../platform/index.ts'
import type { InvoiceFields } from './read-invoice.ts'

const Fields = z.strictObject({
  invoice_no: z.string(),
  invoice_code: z.string(),
  issued_on: z.string(),
  seller: z.string(),
  seller_tax_no: z.string(),
  buyer: z.string(),
  total_fen: z.string().transform(BigInt),
  tax_fen: z.string().transform(BigInt),
  read_from: z.enum(['xml', 'ofd', 'pdf']),
})

/** What was read in the bytes with this digest; undefined when nothing was. */
export async function findReading(tx: Sql, digest: string): Promise<InvoiceFields | undefined> {
  const [row] = await tx<{ fields: unknown }[]>`select fields from spending.readings where digest = ${digest}`
  return row && Fields.parse(row.fields)
}

/** Keeps a reading. Not a route of its own: only the reader performs it, so that nobody says what was read. */
export const keepReading = command({
  name: 'spending.keep-reading',
  title: '读取发票',
  access: 'signed-in',
  input: z.strictObject({ digest: z.string(), fields: Fields }),
  output: z.object({}),
  async run(tx, call, { digest, fields }) {
    await tx`insert into spending.readings (digest, fields, read_at)
      values (${digest}, ${JSON.parse(canonicalJson(fields))}, ${call.at}) on conflict (digest) do nothing`
    return {}
  },
})
