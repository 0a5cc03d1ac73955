// Reads for paying: what is approved and unpaid, batches with what became of them, loans that are owed.
import { z } from 'zod'
import { dayOf } from '../../kernel/index.ts'
import { Id, Int64, query, type Reading, type Sql, YearField } from '../../platform/index.ts'
import { chosenBy, holdersOf } from '../approval/approvers.ts'
import { PAYER_ROLE } from '../approval/steps.ts'
import { findClaim } from '../claims/claim.ts'
import { missingDocuments } from '../claims/documents.ts'
import { noSuchPayment } from '../refusals.ts'

const PAYERS = ['cashier', 'finance', 'director', 'auditor'] as const

/** Whether somebody looks at payments: by a role of his own, or since he stands in for the cashier on the day. */
export async function seesPayments(tx: Sql, { actor, at }: Reading): Promise<boolean> {
  if (actor === undefined) return false
  if (actor.id === 'system' || PAYERS.some(role => actor.roles.includes(role))) return true
  return (await holdersOf(tx, PAYER_ROLE, dayOf(at))).some(one => String(one.person_id) === actor.id)
}

const Payable = z.object({
  claim_id: Int64,
  claim_no: z.string(),
  kind: z.string(),
  title: z.string(),
  applicant: z.string(),
  approved_at: z.date().nullable(),
  unpaid_fen: Int64,
  payee_count: z.number(),
  payees: z.string(),
  pay_by: z.string(),
  missing: z.array(z.string()),
  offset_fen: Int64,
  /** whether a loan has to be settled first */
  offset_open: z.boolean(),
  /** whether I applied for or decided it, or the applicant let me stand in for the cashier: then another pays */
  barred: z.boolean(),
  /** the year whose line holds it */
  held_year: z.number(),
})

const OnTheWay = Payable.pick({ claim_id: true, claim_no: true, kind: true, title: true, held_year: true }).extend({
  /** what went to the bank, and what did not yet */
  unpaid_fen: Int64,
})

export const claimsOnTheWay = query({
  name: 'spending.claims-on-the-way',
  title: '付款在途的单据',
  access: 'signed-in',
  input: z.strictObject({}),
  output: z.array(OnTheWay),
  read: tx => tx<z.input<typeof OnTheWay>[]>`
    select c.id claim_id, c.claim_no, c.kind, c.title, coalesce(c.carried_to_year, c.year) held_year,
      coalesce((select sum(p.amount_fen) from spending.payees p where p.claim_id = c.id and p.amount_fen > 0 and not exists (
        select from spending.payments x where x.payee_id = p.id and x.state = 'paid')), 0)::bigint unpaid_fen
    from spending.claims c where c.state = 'paying' and c.kind <> 'loan' order by c.id`,
})

export const payables = query({
  name: 'spending.payables',
  title: '待支付',
  access: 'signed-in',
  input: z.strictObject({}),
  output: z.array(Payable),
  async read(tx, _input, { actor, at }) {
    if (!(await seesPayments(tx, { actor, at }))) return []
    const places = (await holdersOf(tx, PAYER_ROLE, dayOf(at))).filter(one => String(one.person_id) === actor?.id)
    const rows = await tx<(Omit<z.input<typeof Payable>, 'missing'> & { applicant_id: bigint })[]>`
      select c.id claim_id, c.applicant_id, c.claim_no, c.kind, c.title, c.applicant, c.approved_at, c.pay_by, c.offset_fen,
        c.offset_fen > 0 and c.offset_movement_id is null offset_open,
        coalesce(sum(p.amount_fen), 0)::bigint unpaid_fen, count(p.id)::int payee_count,
        coalesce(string_agg(p.name, '、' order by p.n), '') payees, coalesce(c.carried_to_year, c.year) held_year,
        c.applicant_id::text = ${actor?.id ?? ''} or exists (select from spending.decisions d
          where d.claim_id = c.id and d.person_id::text = ${actor?.id ?? ''}) barred
      from spending.claims c left join spending.payees p on p.claim_id = c.id and p.amount_fen > 0 and not exists (
        select from spending.payments x where x.payee_id = p.id and x.state in ('sent', 'paid'))
      where c.state = 'approved' group by c.id order by c.approved_at, c.id`
    const on = dayOf(at)
    const full: z.input<typeof Payable>[] = []
    for (const row of rows) {
      const about = { ...(await findClaim(tx, row.claim_id)), on }
      const barred = row.barred || (places.length > 0 && places.every(one => chosenBy(one, row.applicant_id)))
      full.push({ ...row, barred, missing: await missingDocuments(tx, about, 'pay') })
    }
    return full
  },
})

const Payment = z.object({
  id: Int64,
  batch_no: z.string(),
  claim_id: Int64,
  claim_no: z.string(),
  title: z.string(),
  payee: z.string(),
  /** '' for cash and for the tax office: these are not in the bank's file */
  account_no: z.string(),
  bank: z.string(),
  is_tax: z.boolean(),
  pay_by: z.string(),
  amount_fen: Int64,
  state: z.string(),
  settled_on: z.string().nullable(),
  reason: z.string(),
  voucher_id: Int64.nullable(),
})
const Batch = z.object({
  id: Int64,
  batch_no: z.string(),
  on_date: z.string(),
  layout: z.string(),
  made_by: z.string(),
  payment_count: z.number(),
  total_fen: Int64,
  sent_count: z.number(),
  failed_count: z.number(),
})

export const batches = query({
  name: 'spending.batches',
  title: '付款批次',
  access: 'signed-in',
  input: z.strictObject({ year: YearField }),
  output: z.array(Batch),
  read: async (tx, { year }, reading) => {
    if (!(await seesPayments(tx, reading))) return []
    return tx<z.input<typeof Batch>[]>`
    select b.id, b.batch_no, b.on_date, l.name layout, b.made_by, count(x.id)::int payment_count,
      sum(x.amount_fen)::bigint total_fen, count(*) filter (where x.state = 'sent')::int sent_count,
      count(*) filter (where x.state in ('failed', 'returned'))::int failed_count
    from spending.batches b join spending.bank_layouts l on l.id = b.layout_id join spending.payments x on x.batch_id = b.id
    where b.year = ${year} group by b.id, l.name order by b.id desc`
  },
})

export const batchPayments = query({
  name: 'spending.batch-payments',
  title: '批次明细',
  access: 'signed-in',
  input: z.strictObject({ batch_id: Id }),
  output: z.array(Payment),
  read: async (tx, { batch_id }, reading) => {
    if (!(await seesPayments(tx, reading))) throw noSuchPayment()
    return tx<z.input<typeof Payment>[]>`
    select x.id, b.batch_no, x.claim_id, c.claim_no, c.title, p.name payee, p.account_no, p.bank, p.is_tax, c.pay_by, x.amount_fen, x.state,
      x.settled_on, x.reason, x.voucher_id
    from spending.payments x join spending.payees p on p.id = x.payee_id join spending.claims c on c.id = x.claim_id
      join spending.batches b on b.id = x.batch_id
    where x.batch_id = ${batch_id} order by x.id`
  },
})

const Loan = z.object({
  claim_id: Int64,
  claim_no: z.string(),
  title: z.string(),
  borrower: z.string(),
  line_no: z.string(),
  section: z.string(),
  due_on: z.string(),
  paid_fen: Int64,
  settled_fen: Int64,
  held_fen: Int64,
  owed_fen: Int64,
  mine: z.boolean(),
})

export const loans = query({
  name: 'spending.loans',
  title: '借款',
  access: 'signed-in',
  input: z.strictObject({ open: z.enum(['yes', 'no']).default('no') }),
  output: z.array(Loan),
  read: (tx, { open }, { actor }) => {
    const all = actor?.roles.some(role => ['finance', 'director', 'auditor', 'cashier'].includes(role)) ?? false
    return tx<z.input<typeof Loan>[]>`
      select l.claim_id, c.claim_no, c.title, c.applicant borrower, b.line_no, s.name section, l.due_on, l.paid_fen,
        l.settled_fen, l.held_fen, l.paid_fen - l.settled_fen owed_fen, c.applicant_id::text = ${actor?.id ?? ''} mine
      from spending.loans l join spending.claims c on c.id = l.claim_id join budget.lines b on b.id = c.line_id
      join people.sections s on s.id = c.section_id
      where l.paid_fen > 0 and (${all} or c.applicant_id::text = ${actor?.id ?? ''})
        and (${open === 'no'} or l.paid_fen > l.settled_fen)
      order by l.paid_fen > l.settled_fen desc, l.due_on`
  },
})
