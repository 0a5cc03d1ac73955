// Papers of a claim: files with what they are; an invoice among them by its number, as it was read or typed.
import { z } from 'zod'
import { findUnit } from '../../people/index.ts'
import { attachFile, detachFile } from '../../platform/files/index.ts'
import { type Call, command, DayField, FenInput, Id, Int64, PositiveFen, type Sql, Text } from '../../platform/index.ts'
import { type Claim, lockOwn, OVERSEERS } from '../claims/claim.ts'
import '../constraints.ts'
import {
  attachAsInvoice,
  invoiceFromFuture,
  invoiceUnreadable,
  noSuchAttachment,
  notEditable,
  notOurInvoice,
} from '../refusals.ts'
import { DOCUMENTS, type DocumentKind, NOT_ATTACHED } from '../vocabulary.ts'
import { findReading } from './readings.ts'

/** Where the files of a claim are used. */
export const PAPERS_USE = 'spending.claim'

/** Papers that may follow after approval, since they are asked for before payment. */
const LATE: readonly DocumentKind[] = ['contract', 'acceptance', 'settlement', 'minutes', 'other']

const Typed = z.strictObject({
  invoice_no: z
    .string()
    .trim()
    .regex(/^[0-9A-Za-z-]{6,30}$/, '发票号码是 6 到 30 位数字或字母'),
  invoice_code: z
    .string()
    .trim()
    .regex(/^\d{0,12}$/, '发票代码是数字')
    .default(''),
  issued_on: DayField,
  seller: Text(100),
  seller_tax_no: z.string().trim().max(30).default(''),
  buyer: z.string().trim().max(100).default(''),
  total_fen: PositiveFen,
  tax_fen: FenInput.default(0n),
})
type Invoice = z.output<typeof Typed> & { read_from: 'xml' | 'ofd' | 'pdf' | 'typed' }

const plain = (name: string) => name.replace(/[\s（）()]/g, '')

async function addInvoice(tx: Sql, call: Call, claim: Claim, invoice: Invoice, attachmentId: bigint): Promise<void> {
  const unit = await findUnit(tx)
  if (unit && invoice.buyer !== '' && plain(invoice.buyer) !== plain(unit.name)) {
    throw notOurInvoice({ buyer: invoice.buyer, unit: unit.name })
  }
  if (invoice.issued_on > call.today) throw invoiceFromFuture({ issued_on: invoice.issued_on })
  const row = {
    ...invoice,
    claim_id: claim.id,
    attachment_id: attachmentId,
    added_at: call.at,
    added_by: call.actor.name,
  }
  await tx`insert into spending.invoices ${tx(row)}`
}

/** Remembers who reads the papers of a claim as a relief: he is shut out when his period is over. */
export async function noteLetIn(tx: Sql, call: Call, who: { claim_id: bigint; person_id: bigint }): Promise<void> {
  await tx`insert into spending.relief_papers ${tx({ ...who, opened_at: call.at })} on conflict do nothing`
}

/** Lets those who stand in for an approver read the papers of a claim, whatever their own roles are. */
export async function openPapersTo(tx: Sql, call: Call, claim: Claim, personIds: readonly bigint[]): Promise<void> {
  const access = [...OVERSEERS, ...personIds.map(id => `person:${id}`)]
  const papers = await tx<{ file_id: bigint }[]>`
    select distinct file_id from spending.attachments where claim_id = ${claim.id} and removed_at is null`
  for (const { file_id } of papers) await attachFile(tx, call, { file_id, use: PAPERS_USE, subject: claim.id, access })
  for (const person_id of personIds) await noteLetIn(tx, call, { claim_id: claim.id, person_id })
}

/** Attach a paper. An invoice that was read counts as read; otherwise it is typed. A number that is used is refused. */
export const addAttachment = command({
  name: 'spending.add-attachment',
  title: '添加附件',
  access: 'signed-in',
  input: z.strictObject({
    claim_id: Id,
    file_id: Id,
    document: z.enum(
      (Object.keys(DOCUMENTS) as DocumentKind[]).filter(one => !NOT_ATTACHED.includes(one)) as [DocumentKind],
    ),
    invoice: Typed.nullable().default(null),
  }),
  output: z.object({ attachment_id: Int64, invoice_no: z.string().nullable() }),
  async run(tx, call, { claim_id, file_id, document, invoice }) {
    const claim = await lockOwn(tx, call, claim_id)
    const late = claim.state === 'approved' && LATE.includes(document)
    if (claim.state !== 'draft' && claim.state !== 'returned' && !late) throw notEditable({ state: claim.state })
    const use = { file_id, use: PAPERS_USE, subject: claim.id, access: [...OVERSEERS] }
    const file = await attachFile(tx, call, { ...use, kinds: ['document', 'image', 'text', 'archive'] })
    const [row] = await tx<{ id: bigint }[]>`
      insert into spending.attachments (claim_id, file_id, document, name, attached_at, attached_by)
      values (${claim.id}, ${file.id}, ${document}, ${file.name}, ${call.at}, ${call.actor.name}) returning id`
    const read = await findReading(tx, file.digest)
    if (document !== 'invoice') {
      // as another paper its number would not be held
      if (read) throw attachAsInvoice({ name: file.name })
      return { attachment_id: row!.id, invoice_no: null }
    }
    const known: Invoice | undefined = read ?? (invoice ? { ...invoice, read_from: 'typed' } : undefined)
    if (!known) throw invoiceUnreadable({ name: file.name })
    await addInvoice(tx, call, claim, known, row!.id)
    return { attachment_id: row!.id, invoice_no: known.invoice_no }
  },
})

/** Take a paper away again, with its invoice. */
export const removeAttachment = command({
  name: 'spending.remove-attachment',
  title: '移除附件',
  access: 'signed-in',
  input: z.strictObject({ claim_id: Id, attachment_id: Id }),
  output: z.object({}),
  async run(tx, call, { claim_id, attachment_id }) {
    const claim = await lockOwn(tx, call, claim_id)
    if (claim.state !== 'draft' && claim.state !== 'returned') throw notEditable({ state: claim.state })
    const [row] = await tx<{ file_id: bigint }[]>`
      update spending.attachments set removed_at = ${call.at}
      where id = ${attachment_id} and claim_id = ${claim.id} and removed_at is null returning file_id`
    if (!row) throw noSuchAttachment()
    await tx`update spending.invoices set released_at = ${call.at}
      where attachment_id = ${attachment_id} and released_at is null`
    const [other] = await tx`select 1 from spending.attachments
      where claim_id = ${claim.id} and file_id = ${row.file_id} and removed_at is null`
    if (!other) await detachFile(tx, { file_id: row.file_id, use: PAPERS_USE, subject: claim.id })
    return {}
  },
})
