// What a claim must satisfy when it is submitted: standards, payees, papers, invoices, the line it is paid from, its purchase.
import { type Fen, lastDayOf, type Refusal, sumFen } from '../../kernel/index.ts'
import type { Call, Sql } from '../../platform/index.ts'
import { labourTax, type TaxBand } from '../amounts/labour-tax.ts'
import { priceClaim } from '../amounts/price.ts'
import { readStandards } from '../amounts/standards.ts'
import { requisitionProblems } from '../payment/purchases.ts'
import {
  beyondContract,
  beyondInvoices,
  loanDue,
  missingDocuments as missing,
  noAccount,
  noIdentity,
  noPurpose,
  notApprovedPurchase,
  notForThisLine,
  nothingClaimed,
  payeesDiffer,
  samePayeeTwice,
  wrongTax,
} from '../refusals.ts'
import { type Kind, THREE_PUBLIC_OF, THREE_PUBLIC_TOO } from '../vocabulary.ts'
import { type Claim, payeesOf } from './claim.ts'
import { missingDocuments } from './documents.ts'

/** Kinds whose whole amount stands on invoices. */
const BY_INVOICE: readonly Kind[] = ['office', 'meeting', 'training', 'reception', 'vehicle', 'purchase']
const PROJECT_CATEGORIES = ['specific', 'other_running']

async function standardsProblems(tx: Sql, claim: Claim): Promise<Refusal[]> {
  const items = claim.items.map(item => ({ amount_fen: BigInt(item.amount_fen) }))
  const details = { ...claim.details, ...amountsOf(claim.details) } as Claim['details']
  const priced = { details, items, on_date: claim.on_date, payees_fen: claim.amount_fen }
  return priceClaim(await readStandards(tx), priced).problems
}

/** Amounts come out of the details as text. */
function amountsOf(details: object): Record<string, bigint> {
  const amounts = Object.entries(details).filter(([key]) => key.endsWith('_fen'))
  return Object.fromEntries(amounts.map(([key, value]) => [key, BigInt(value as string)]))
}

async function payeeProblems(tx: Sql, call: Call, claim: Claim): Promise<Refusal[]> {
  const payees = await payeesOf(tx, claim.id)
  const own = payees.filter(payee => !payee.is_tax)
  const gross = sumFen(own.map(payee => payee.gross_fen))
  const problems: Refusal[] = []
  const due = claim.amount_fen - claim.offset_fen
  if (gross !== due) problems.push(payeesDiffer({ amount_fen: due, payees_fen: gross }))
  if (claim.pay_by !== 'cash') {
    problems.push(...own.filter(payee => payee.account_no === '').map(({ name }) => noAccount({ name })))
  }
  if (claim.kind !== 'labour') return problems
  // parted in two, a fee would be taxed as two small ones
  const twice = own.find((payee, at) => payee.id_no !== '' && own.findIndex(one => one.id_no === payee.id_no) < at)
  if (twice) problems.push(samePayeeTwice({ name: twice.name }))
  const bands = await tx<TaxBand[]>`
    select over_fen, rate_bp, quick_fen, effective_from, effective_to from spending.tax_bands`
  for (const { name, id_no, gross_fen, tax_fen } of own) {
    if (id_no === '') problems.push(noIdentity({ name }))
    const tax = labourTax(bands, gross_fen, call.today)
    if (tax !== tax_fen) problems.push(wrongTax({ name, tax_fen: tax }))
  }
  return problems
}

/** 三公 expenses come from their own lines, and nothing else does; 专项资金 name their purpose. */
function lineProblems(claim: Claim): Refusal[] {
  const problems: Refusal[] = []
  const headings = THREE_PUBLIC_OF[claim.kind]
  const apart = claim.three_public === null || THREE_PUBLIC_TOO[claim.kind] === claim.three_public
  const fits = headings ? headings.includes(claim.three_public ?? '') : apart
  if (!fits && claim.kind !== 'loan') problems.push(notForThisLine({ kind: claim.kind, line: claim.line_title }))
  if (PROJECT_CATEGORIES.includes(claim.category) && claim.purpose === '') problems.push(noPurpose())
  return problems
}

/** Bought without approval is not reimbursed: an approved requisition or a signed contract, and no more than it says. */
async function purchaseProblems(tx: Sql, call: Call, claim: Claim): Promise<Refusal[]> {
  if (claim.kind !== 'purchase') return []
  if (claim.requisition_id !== null) {
    const payees = (await payeesOf(tx, claim.id)).map(payee => payee.name)
    return requisitionProblems(tx, call, claim, payees)
  }
  if (claim.contract_id === null) return [notApprovedPurchase()]
  const [contract] = await tx<{ contract_no: string; line_id: bigint; left_fen: bigint }[]>`
    select c.contract_no, c.line_id, c.amount_fen - coalesce((select sum(o.amount_fen) from spending.claims o
      where o.contract_id = c.id and o.id <> ${claim.id} and o.state in ('approving', 'approved', 'paying', 'paid')), 0)::bigint left_fen
    from procurement.contracts c where c.id = ${claim.contract_id}`
  if (!contract || contract.line_id !== claim.line_id) return [notApprovedPurchase()]
  const { contract_no, left_fen } = contract
  return claim.amount_fen > left_fen ? [beyondContract({ contract_no, left_fen })] : []
}

/** Takes the contract for the submission: two claims at once cannot both take what is left of it. */
export async function lockContract(tx: Sql, { contract_id }: Pick<Claim, 'contract_id'>): Promise<void> {
  if (contract_id !== null) await tx`select 1 from procurement.contracts where id = ${contract_id} for update`
}

const invoicesSum = async (tx: Sql, { id }: Claim): Promise<Fen> =>
  (
    await tx<{ total: bigint }[]>`
      select coalesce(sum(total_fen), 0)::bigint total from spending.invoices where claim_id = ${id} and released_at is null`
  )[0]!.total

/** 差旅费管理办法: lodging stands on invoices, fares on invoices or tickets; allowances on neither. */
async function travelPaperProblems(tx: Sql, claim: Claim): Promise<Refusal[]> {
  if (claim.details.kind !== 'travel') return []
  const { lodging_fen, self_borne_fen, fares_fen } = claim.details
  const lodging = BigInt(lodging_fen) - BigInt(self_borne_fen)
  const fares = BigInt(fares_fen)
  const invoices_fen = await invoicesSum(tx, claim)
  if (lodging > 0n && invoices_fen === 0n) return [missing({ documents: ['invoice'], to: '报销住宿费' })]
  if (lodging > invoices_fen) return [beyondInvoices({ invoices_fen, amount_fen: lodging })]
  if (fares === 0n || lodging + fares <= invoices_fen) return []
  const [ticket] = await tx`select 1 from spending.attachments
    where claim_id = ${claim.id} and document = 'receipt' and removed_at is null limit 1`
  return ticket ? [] : [missing({ documents: ['receipt'], to: '报销城市间交通费，请附车票' })]
}

async function paperProblems(tx: Sql, call: Call, claim: Claim): Promise<Refusal[]> {
  const problems: Refusal[] = []
  const documents = await missingDocuments(tx, { ...claim, on: call.today }, 'submit')
  if (documents.length > 0) problems.push(missing({ documents, to: '提交' }))
  if (claim.kind === 'travel') return [...problems, ...(await travelPaperProblems(tx, claim))]
  if (!BY_INVOICE.includes(claim.kind)) return problems
  const invoices_fen = await invoicesSum(tx, claim)
  const { amount_fen } = claim
  if (invoices_fen > 0n && amount_fen > invoices_fen) problems.push(beyondInvoices({ invoices_fen, amount_fen }))
  return problems
}

/** A loan is given back in the year that lends it, and not before it is lent. */
function loanProblems({ details, on_date, year }: Claim): Refusal[] {
  if (details.kind !== 'loan') return []
  const { due_on } = details
  return due_on < on_date || due_on > lastDayOf(year) ? [loanDue({ on_date, until: lastDayOf(year) })] : []
}

/** Everything that stands in the way of a submission, the first thing first. */
export async function claimProblems(tx: Sql, call: Call, claim: Claim): Promise<Refusal[]> {
  return [
    ...(claim.amount_fen === 0n ? [nothingClaimed()] : []),
    ...(await standardsProblems(tx, claim)),
    ...loanProblems(claim),
    ...lineProblems(claim),
    ...(await purchaseProblems(tx, call, claim)),
    ...(await payeeProblems(tx, call, claim)),
    ...(await paperProblems(tx, call, claim)),
  ]
}
