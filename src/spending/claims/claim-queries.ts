// Reads of claims: the list, and one with everything a decision rests on.
import { z } from 'zod'
import { dayOf } from '../../kernel/index.ts'
import { type Actor, Id, Int64, query, type Sql, YearField } from '../../platform/index.ts'
import { eligibleFor, holdersOf } from '../approval/approvers.ts'
import { decidedOf, openStep, stepsOf } from '../approval/steps.ts'
import { cardDeadline } from '../cards/card-terms.ts'
import { invoicesOf } from '../invoices/invoices.ts'
import { noSuchClaim } from '../refusals.ts'
import { KINDS, STATES } from '../vocabulary.ts'
import { claimProblems } from './checks.ts'
import { type Claim, findClaim, payeesOf, seesAll } from './claim.ts'
import { missingDocuments } from './documents.ts'

const keys = <T extends object>(of: T) => Object.keys(of) as [keyof T & string, ...(keyof T & string)[]]

const Listed = z.object({
  id: Int64,
  claim_no: z.string().nullable(),
  kind: z.string(),
  state: z.string(),
  title: z.string(),
  on_date: z.string(),
  line_no: z.string(),
  line_title: z.string(),
  section: z.string(),
  applicant: z.string(),
  amount_fen: Int64,
  offset_fen: Int64,
  waits_for: z.string().nullable(),
  submitted_at: z.date().nullable(),
  is_example: z.boolean(),
})

export const claims = query({
  name: 'spending.claims',
  title: '报销单据',
  access: 'signed-in',
  input: z.strictObject({
    year: YearField,
    mine: z.enum(['yes', 'no']).default('no'),
    kind: z.enum(keys(KINDS)).optional(),
    state: z.enum(keys(STATES)).optional(),
  }),
  output: z.array(Listed),
  read: (tx, { year, mine, kind, state }, { actor }) => tx<z.input<typeof Listed>[]>`
    select c.id, c.claim_no, c.kind, c.state, c.title, c.on_date, l.line_no, l.title line_title, s.name section,
      c.applicant, c.amount_fen, c.offset_fen, c.submitted_at, c.is_example,
      case when c.state = 'approving' then (select p.title from spending.steps p
        where p.claim_id = c.id and p.round = c.round and not exists (select from spending.decisions d
          where d.claim_id = c.id and d.round = c.round and d.step_n = p.n) order by p.n limit 1) end waits_for
    from spending.claims c join budget.lines l on l.id = c.line_id join people.sections s on s.id = c.section_id
    where c.year = ${year} and (c.applicant_id::text = ${actor?.id ?? ''}
        or (${mine === 'no' && actor !== undefined && seesAll(actor)} and c.state <> 'draft'))
      ${kind === undefined ? tx`` : tx`and c.kind = ${kind}`} ${state === undefined ? tx`` : tx`and c.state = ${state}`}
    order by c.id desc limit 5000`,
})

const Person = z.object({ person_id: Int64, person: z.string(), for_person: z.string().nullable() })
const Full = z.object({
  id: Int64,
  claim_no: z.string().nullable(),
  kind: z.string(),
  state: z.string(),
  version: z.number(),
  round: z.number(),
  on_date: z.string(),
  year: z.number(),
  title: z.string(),
  purpose: z.string(),
  line_no: z.string(),
  line_title: z.string(),
  category: z.string(),
  section: z.string(),
  amount_fen: Int64,
  self_borne_fen: Int64,
  details: z.record(z.string(), z.unknown()),
  items: z.array(z.unknown()),
  pay_by: z.string(),
  /** until when the 公务卡 that paid must be repaid, and whether that is or was too late */
  card_due_on: z.string().nullable(),
  card_late: z.boolean(),
  loan_id: Int64.nullable(),
  loan_no: z.string().nullable(),
  offset_fen: Int64,
  offset_voucher_id: Int64.nullable(),
  contract_no: z.string().nullable(),
  requisition_id: Int64.nullable(),
  applicant: z.string(),
  own: z.boolean(),
  is_example: z.boolean(),
  payees: z.array(
    z.object({
      n: z.number(),
      name: z.string(),
      id_no: z.string(),
      bank: z.string(),
      account_no: z.string(),
      gross_fen: Int64,
      tax_fen: Int64,
      amount_fen: Int64,
      is_tax: z.boolean(),
    }),
  ),
  steps: z.array(
    z.object({
      n: z.number(),
      title: z.string(),
      role: z.string(),
      decision: z.string().nullable(),
      opinion: z.string(),
      person: z.string().nullable(),
      for_person: z.string().nullable(),
      decided_at: z.date().nullable(),
    }),
  ),
  /** the step that waits, and whether it is mine */
  open_step: z.number().nullable(),
  mine: z.boolean(),
  who: z.array(Person),
  attachments: z.array(
    z.object({ id: Int64, file_id: Int64, document: z.string(), name: z.string(), attached_by: z.string() }),
  ),
  invoices: z.array(
    z.object({
      id: Int64,
      attachment_id: Int64.nullable(),
      invoice_no: z.string(),
      issued_on: z.string(),
      seller: z.string(),
      total_fen: Int64,
      read_from: z.string(),
    }),
  ),
  payments: z.array(
    z.object({
      id: Int64,
      batch_no: z.string(),
      payee: z.string(),
      amount_fen: Int64,
      state: z.string(),
      settled_on: z.string().nullable(),
      reason: z.string(),
      voucher_id: Int64.nullable(),
    }),
  ),
  returns: z.array(
    z.object({
      kind: z.string(),
      amount_fen: Int64,
      on_date: z.string(),
      reason: z.string(),
      voucher_id: Int64.nullable(),
    }),
  ),
  missing: z.object({ submit: z.array(z.string()), pay: z.array(z.string()) }),
  /** what still stands in the way of a submission, while it is a draft */
  problems: z.array(z.object({ code: z.string(), message: z.string() })),
  history: z.array(
    z.object({ move: z.string(), to_state: z.string(), note: z.string(), person: z.string(), at: z.date() }),
  ),
})

type Rows<K extends keyof z.input<typeof Full>> = z.input<typeof Full>[K]

async function progress(tx: Sql, claim: Claim, actor: Actor | undefined, today: string) {
  const steps = await stepsOf(tx, claim)
  const decided = await decidedOf(tx, claim)
  const open = claim.state === 'approving' ? openStep(steps, decided) : undefined
  const taken = { applicant_id: claim.applicant_id, decided: decided.map(one => one.person_id) }
  const who = open ? eligibleFor(await holdersOf(tx, open.role, today), taken) : []
  return {
    steps: steps.map(step => {
      const done = decided.find(one => one.step_n === step.n)
      return {
        ...step,
        decision: done?.decision ?? null,
        opinion: done?.opinion ?? '',
        person: done?.person ?? null,
        for_person: done?.for_person ?? null,
        decided_at: done?.decided_at ?? null,
      }
    }),
    open_step: open?.n ?? null,
    who,
    mine: who.some(one => String(one.person_id) === actor?.id),
  }
}

async function money(tx: Sql, id: bigint) {
  const payments = await tx<Rows<'payments'>>`
    select x.id, b.batch_no, p.name payee, x.amount_fen, x.state, x.settled_on, x.reason, x.voucher_id
    from spending.payments x join spending.batches b on b.id = x.batch_id join spending.payees p on p.id = x.payee_id
    where x.claim_id = ${id} order by x.id`
  const returns = await tx<Rows<'returns'>>`
    select kind, amount_fen, on_date, reason, voucher_id from spending.returns where claim_id = ${id} order by id`
  return { payments, returns }
}

async function papers(tx: Sql, id: bigint) {
  const attachments = await tx<Rows<'attachments'>>`
    select id, file_id, document, name, attached_by from spending.attachments
    where claim_id = ${id} and removed_at is null order by id`
  const history = await tx<Rows<'history'>>`
    select move, to_state, note, person, at from spending.history where claim_id = ${id} order by id`
  return { attachments, history, invoices: await invoicesOf(tx, id) }
}

async function names(tx: Sql, claim: Claim) {
  const [row] = await tx<{ contract_no: string | null; loan_no: string | null }[]>`
    select (select contract_no from procurement.contracts where id = c.contract_id) contract_no,
      (select claim_no from spending.claims where id = c.loan_id) loan_no
    from spending.claims c where c.id = ${claim.id}`
  return row!
}

export const claim = query({
  name: 'spending.claim',
  title: '报销单',
  access: 'signed-in',
  input: z.strictObject({ claim_id: Id }),
  output: Full,
  async read(tx, { claim_id }, { actor, at }) {
    const found = await findClaim(tx, claim_id)
    const own = String(found.applicant_id) === actor?.id
    const today = dayOf(at)
    const way = await progress(tx, found, actor, today)
    const acted =
      await tx`select 1 from spending.decisions where claim_id = ${claim_id} and person_id::text = ${actor?.id ?? ''} limit 1`
    if (!own && !way.mine && acted.length === 0 && !(actor && seesAll(actor))) throw noSuchClaim()
    const about = { ...found, on: today }
    const editable = found.state === 'draft' || found.state === 'returned'
    const call = { id: '', actor: actor!, at, today }
    const problems = own && editable ? await claimProblems(tx, call, found) : []
    return {
      ...found,
      ...way,
      ...(await money(tx, found.id)),
      ...(await papers(tx, found.id)),
      ...(await names(tx, found)),
      ...(await cardDeadline(tx, found, today)),
      own,
      payees: await payeesOf(tx, found.id),
      missing: {
        submit: await missingDocuments(tx, about, 'submit'),
        pay: await missingDocuments(tx, about, 'pay'),
      },
      problems: problems.map(({ code, message }) => ({ code, message })),
    }
  },
})
