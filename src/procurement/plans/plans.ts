// Purchase plans (采购计划) with the publication of their intent (采购意向).
import { z } from 'zod'
import { lockLine } from '../../budget/index.ts'
import { yearOf } from '../../kernel/index.ts'
import { sectionByName } from '../../people/index.ts'
import { command, DayField, Id, Int64, PositiveFen, query, type Sql, Text, YearField } from '../../platform/index.ts'
import { nextNumber } from '../numbers.ts'
import { beyondPurchasePlan, daysReversed, noSuchPlan, otherCategory, plansBeyondLine } from '../refusals.ts'

/** The plan a requisition names: there, not withdrawn, on the same line. */
export async function planForRequisition(tx: Sql, planId: bigint, lineId: bigint): Promise<void> {
  const rows = await tx`
    select 1 from procurement.plans where id = ${planId} and line_id = ${lineId} and withdrawn_at is null`
  if (rows.length === 0) throw noSuchPlan({ plan_id: String(planId) })
}

/** Refuses to submit more for a plan than it says, or something of another category. */
export async function mustBeWithinPlan(
  tx: Sql,
  requisition: { id: bigint; plan_id: bigint | null; category: string; amount_fen: bigint },
): Promise<void> {
  if (requisition.plan_id === null) return
  // locked, so that two who submit for one plan meet here
  const [plan] = await tx<{ plan_no: string; category: string; amount_fen: bigint }[]>`
    select plan_no, category, amount_fen from procurement.plans where id = ${requisition.plan_id} for update`
  const [applied] = await tx<{ fen: bigint }[]>`
    select coalesce(sum(amount_fen), 0)::bigint fen from procurement.requisitions
    where plan_id = ${requisition.plan_id} and id <> ${requisition.id}
      and state not in ('draft', 'returned', 'rejected', 'cancelled')`
  if (plan!.category !== requisition.category) throw otherCategory(plan!)
  const left_fen = plan!.amount_fen - applied!.fen
  if (requisition.amount_fen > left_fen) throw beyondPurchasePlan({ plan_no: plan!.plan_no, left_fen })
}

/** Plan a purchase of the year; all plans of a line stay within its budget of the year. */
export const planPurchase = command({
  name: 'procurement.plan-purchase',
  title: '编采购计划',
  access: ['operations', 'finance'],
  input: z.strictObject({
    line_no: Text(20),
    section: Text(40),
    title: Text(80),
    need: z.string().trim().max(1000).default(''),
    category: z.enum(['goods', 'services', 'works']),
    amount_fen: PositiveFen,
    expected_on: DayField,
    is_example: z.boolean().default(false),
  }),
  output: z.object({ plan_id: Int64, plan_no: z.string() }),
  async run(tx, call, { line_no, section, ...plan }) {
    const line = await lockLine(tx, yearOf(plan.expected_on), line_no, 'expenditure')
    const [planned] = await tx<{ fen: bigint }[]>`
      select coalesce(sum(amount_fen), 0)::bigint fen from procurement.plans where line_id = ${line.id} and withdrawn_at is null`
    const left_fen = line.opening_fen + line.adjusted_fen - planned!.fen
    if (plan.amount_fen > left_fen) throw plansBeyondLine({ line: line.title, left_fen })
    const row = {
      ...plan,
      plan_no: await nextNumber(tx, 'plan', call.today),
      year: line.year,
      line_id: line.id,
      section_id: await sectionByName(tx, section),
      made_at: call.at,
      made_by: call.actor.name,
    }
    const [made] = await tx<{ id: bigint }[]>`insert into procurement.plans ${tx(row)} returning id`
    return { plan_id: made!.id, plan_no: row.plan_no }
  },
})

/** Note that the intent of a plan was published, where and when; the portal's open data shows it as well. */
export const publishIntent = command({
  name: 'procurement.publish-intent',
  title: '登记采购意向公开',
  access: ['operations', 'finance'],
  input: z.strictObject({ plan_id: Id, published_on: DayField, url: z.string().trim().max(300).default('') }),
  output: z.object({ plan_no: z.string() }),
  async run(tx, call, { plan_id, published_on, url }) {
    if (published_on > call.today) throw daysReversed()
    const [row] = await tx<{ plan_no: string }[]>`
      update procurement.plans set intent_published_on = ${published_on}, intent_url = ${url}
      where id = ${plan_id} and withdrawn_at is null returning plan_no`
    if (!row) throw noSuchPlan({ plan_id: String(plan_id) })
    return row
  },
})

/** Withdraw a plan that nothing was applied for. */
export const withdrawPlan = command({
  name: 'procurement.withdraw-plan',
  title: '撤销采购计划',
  access: ['operations', 'finance'],
  input: z.strictObject({ plan_id: Id }),
  output: z.object({ plan_no: z.string() }),
  async run(tx, call, { plan_id }) {
    const [row] = await tx<{ plan_no: string }[]>`
      update procurement.plans set withdrawn_at = ${call.at}, withdrawn_by = ${call.actor.name}
      where id = ${plan_id} and withdrawn_at is null and not exists (
        select from procurement.requisitions r where r.plan_id = ${plan_id} and r.state not in ('rejected', 'cancelled'))
      returning plan_no`
    if (!row) throw noSuchPlan({ plan_id: String(plan_id) })
    return row
  },
})

const Plan = z.object({
  id: Int64,
  plan_no: z.string(),
  line_no: z.string(),
  line_title: z.string(),
  section: z.string(),
  title: z.string(),
  need: z.string(),
  category: z.enum(['goods', 'services', 'works']),
  amount_fen: Int64,
  expected_on: z.string(),
  intent_published_on: z.string().nullable(),
  intent_url: z.string(),
  applied_fen: Int64,
  withdrawn: z.boolean(),
  is_example: z.boolean(),
})

export const plans = query({
  name: 'procurement.plans',
  title: '采购计划',
  access: 'signed-in',
  input: z.strictObject({ year: YearField }),
  output: z.array(Plan),
  read: (tx, { year }) => tx<z.input<typeof Plan>[]>`
    select p.id, p.plan_no, l.line_no, l.title line_title, s.name section, p.title, p.need, p.category, p.amount_fen, p.expected_on,
      p.intent_published_on, p.intent_url, p.withdrawn_at is not null withdrawn, p.is_example,
      coalesce((select sum(r.amount_fen)::bigint from procurement.requisitions r
        where r.plan_id = p.id and r.state not in ('draft', 'rejected', 'cancelled')), 0)::bigint applied_fen
    from procurement.plans p join budget.lines l on l.id = p.line_id join people.sections s on s.id = p.section_id
    where p.year = ${year} order by p.expected_on, p.id`,
})
