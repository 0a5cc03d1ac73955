// Save a claim as a draft: priced by its standards, nothing reserved yet. What is still wrong is answered, not refused.
import { z } from 'zod'
import { type Refusal, smallerFen, sumFen, yearOf } from '../../kernel/index.ts'
import { sectionByName } from '../../people/index.ts'
import { type Call, canonicalJson, command, Int64, type Sql } from '../../platform/index.ts'
import { priceClaim } from '../amounts/price.ts'
import { readStandards } from '../amounts/standards.ts'
import { changedMeanwhile, noSuchClaim, notApprovedPurchase, notEditable } from '../refusals.ts'
import { lockOwn, noteHistory } from './claim.ts'
import { ClaimFields, type ClaimInput } from './fields.ts'

/** Claims that may still be changed by their applicant. */
const EDITABLE = ['draft', 'returned']

async function lineOf(tx: Sql, input: ClaimInput): Promise<bigint> {
  const [line] = await tx<{ id: bigint }[]>`select id from budget.lines
    where year = ${yearOf(input.on_date)} and line_no = ${input.line_no} and side = 'expenditure'`
  if (!line) throw noSuchClaim()
  return line.id
}

type Purchase = { contract_id: bigint | null; requisition_id: bigint | null }

/** What a claim pays for: a requisition, or a contract; a contract that came of a requisition brings it along. */
async function purchaseOf(tx: Sql, { details, contract_no, requisition_id }: ClaimInput): Promise<Purchase> {
  if (details.kind !== 'purchase') return { contract_id: null, requisition_id: null }
  if (requisition_id !== null || contract_no === null || contract_no === '')
    return { contract_id: null, requisition_id }
  const [row] = await tx<{ id: bigint; requisition_id: bigint | null }[]>`
    select id, requisition_id from procurement.contracts where contract_no = ${contract_no}`
  if (!row) throw notApprovedPurchase()
  return { contract_id: row.id, requisition_id: row.requisition_id }
}

/** What the payees get together; for labour and loans that is what the claim comes to. */
const grossOf = (input: ClaimInput) => sumFen(input.payees.map(payee => payee.gross_fen))

async function rowOf(tx: Sql, input: ClaimInput) {
  const { details, items, on_date } = input
  const standards = await readStandards(tx)
  const price = priceClaim(standards, { details, items, on_date, payees_fen: grossOf(input) })
  const row = {
    year: yearOf(on_date),
    kind: details.kind,
    on_date,
    title: input.title,
    purpose: input.purpose,
    line_id: await lineOf(tx, input),
    section_id: await sectionByName(tx, input.section),
    amount_fen: price.amount_fen,
    self_borne_fen: price.self_borne_fen,
    details: JSON.parse(canonicalJson(details)),
    items: JSON.parse(canonicalJson(items)),
    pay_by: input.pay_by,
    loan_id: input.loan_id,
    offset_fen: smallerFen(input.offset_fen, price.amount_fen),
    ...(await purchaseOf(tx, input)),
    is_example: input.is_example,
  }
  return { row, price }
}

async function writePayees(tx: Sql, claimId: bigint, { payees, details }: ClaimInput): Promise<void> {
  await tx`delete from spending.payees where claim_id = ${claimId}`
  const rows = payees.map((payee, at) => ({
    ...payee,
    claim_id: claimId,
    n: at + 1,
    amount_fen: payee.gross_fen - payee.tax_fen,
    is_tax: false,
  }))
  const tax = sumFen(payees.map(payee => payee.tax_fen))
  if (details.kind === 'labour' && tax > 0n) {
    const office = {
      name: '税务局（代扣个人所得税）',
      id_no: '',
      bank: '',
      account_no: '',
      gross_fen: tax,
      tax_fen: 0n,
    }
    rows.push({ ...office, claim_id: claimId, n: rows.length + 1, amount_fen: tax, is_tax: true })
  }
  if (rows.length > 0) await tx`insert into spending.payees ${tx(rows)}`
}

async function createClaim(tx: Sql, call: Call, row: Record<string, unknown>): Promise<bigint> {
  const made = {
    ...row,
    applicant_id: call.actor.id,
    applicant: call.actor.name,
    created_at: call.at,
  }
  const [written] = await tx<{ id: bigint }[]>`insert into spending.claims ${tx(made as never)} returning id`
  await noteHistory(tx, call, { claim_id: written!.id, move: 'draft', from_state: null, to_state: 'draft' })
  return written!.id
}

const problemsOf = (problems: readonly Refusal[]) => problems.map(({ code, message }) => ({ code, message }))

/** Save a draft, new or one's own. Refused when it changed elsewhere since `version`. */
export const saveClaim = command({
  name: 'spending.save-claim',
  title: '保存单据',
  access: 'signed-in',
  input: ClaimFields,
  output: z.object({
    claim_id: Int64,
    version: z.number(),
    amount_fen: Int64,
    problems: z.array(z.object({ code: z.string(), message: z.string() })),
  }),
  async run(tx, call, input) {
    const { row, price } = await rowOf(tx, input)
    const problems = problemsOf(price.problems)
    if (input.claim_id === null) {
      const claim_id = await createClaim(tx, call, row)
      await writePayees(tx, claim_id, input)
      return { claim_id, version: 1, amount_fen: price.amount_fen, problems }
    }
    const claim = await lockOwn(tx, call, input.claim_id)
    if (!EDITABLE.includes(claim.state)) throw notEditable({ state: claim.state })
    if (claim.version !== input.version) throw changedMeanwhile()
    const version = claim.version + 1
    await tx`update spending.claims set ${tx({ ...row, version } as never)} where id = ${claim.id}`
    await writePayees(tx, claim.id, input)
    return { claim_id: claim.id, version, amount_fen: price.amount_fen, problems }
  },
})
