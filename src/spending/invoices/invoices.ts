// Invoices of a claim: each number serves one claim. What came to nothing gives its invoices free.
import type { Call, Sql } from '../../platform/index.ts'

export async function releaseInvoices(tx: Sql, call: Call, claimId: bigint): Promise<void> {
  await tx`update spending.invoices set released_at = ${call.at} where claim_id = ${claimId} and released_at is null`
}

export type InvoiceRow = {
  id: bigint
  claim_id: bigint
  attachment_id: bigint | null
  invoice_no: string
  invoice_code: string
  issued_on: string
  seller: string
  seller_tax_no: string
  buyer: string
  total_fen: bigint
  tax_fen: bigint
  read_from: 'xml' | 'ofd' | 'pdf' | 'typed'
}

export function invoicesOf(tx: Sql, claimId: bigint): Promise<InvoiceRow[]> {
  return tx<InvoiceRow[]>`
    select id, claim_id, attachment_id, invoice_no, invoice_code, issued_on, seller, seller_tax_no, buyer, total_fen, tax_fen, read_from
    from spending.invoices where claim_id = ${claimId} and released_at is null order by id`
}
