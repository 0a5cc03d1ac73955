// What can be read of requisitions: the list of a year, one with its whole history, and the checks while it is filled in.
import { z } from 'zod'
import { dayOf, yearOf } from '../../kernel/index.ts'
import { sectionByName } from '../../people/index.ts'
import { Id, Int64, query, type Sql, YearField } from '../../platform/index.ts'
import { Paper, papersOf } from '../acceptance/papers.ts'
import { noSuchRequisition } from '../refusals.ts'
import { Deciding, deciding } from '../rules/deciding.ts'
import { METHODS, type Method, REQUISITION_STATES, type RequisitionState } from '../vocabulary.ts'
import { checkRequisition } from './checks.ts'
import { RulesShown, rulesShown } from './rules-shown.ts'

const State = z.enum(Object.keys(REQUISITION_STATES) as [RequisitionState, ...RequisitionState[]])
const Row = z.object({
  id: Int64,
  req_no: z.string(),
  section: z.string(),
  line_no: z.string(),
  line_title: z.string(),
  title: z.string(),
  category: z.enum(['goods', 'services', 'works']),
  state: State,
  amount_fen: Int64,
  contract_fen: Int64,
  accepted_fen: Int64,
  paid_fen: Int64,
  method: z.enum(Object.keys(METHODS) as [Method, ...Method[]]).nullable(),
  applied_by_id: Int64.nullable(),
  applied_by: z.string(),
  applied_at: z.date(),
  decided_by: z.string().nullable(),
  is_example: z.boolean(),
})

const selected = (tx: Sql) => tx`
  select r.id, r.req_no, s.name section, l.line_no, l.title line_title, r.title, r.category, r.state, r.amount_fen, r.contract_fen,
    r.accepted_fen, r.paid_fen, r.method, r.applied_by_id, r.applied_by, r.applied_at, r.decided_by, r.is_example, r.reason, r.plan_id,
    r.idle_reason, r.standard_reason, r.split_reason, r.method_reason, r.method_by, r.method_by_id, r.decided_by_id, r.notice_on
  from procurement.requisitions r join people.sections s on s.id = r.section_id join budget.lines l on l.id = r.line_id`

export const requisitions = query({
  name: 'procurement.requisitions',
  title: '采购申请',
  access: 'signed-in',
  input: z.strictObject({ year: YearField }),
  output: z.array(Row),
  read: (tx, { year }) => tx<z.input<typeof Row>[]>`${selected(tx)} where r.year = ${year} order by r.id desc`,
})

const Item = z.object({
  id: Int64,
  kind: z.enum(['asset', 'supply', 'service']),
  name: z.string(),
  class_code: z.string(),
  spec: z.string(),
  measure: z.string(),
  quantity: z.number(),
  unit_fen: Int64,
  accepted_count: z.number(),
})
const Event = z.object({ move: z.string(), state: State, note: z.string(), at: z.date(), by: z.string() })
const Notice = z.object({
  supplier: z.string(),
  reason: z.string(),
  published_on: z.string(),
  url: z.string(),
  ends_on: z.string(),
  open_from: z.string(),
  calendar_confirmed: z.boolean(),
  by: z.string(),
})
const Acceptance = z.object({
  papers: z.array(Paper),
  id: Int64,
  acceptance_no: z.string(),
  accepted_on: z.string(),
  members: z.string(),
  opinion: z.string(),
  invoice_no: z.string(),
  amount_fen: Int64,
  voucher_id: Int64.nullable(),
  by: z.string(),
  lines: z.array(
    z.object({
      name: z.string(),
      spec: z.string(),
      measure: z.string(),
      quantity: z.number(),
      amount_fen: z.string(),
      cards: z.array(z.object({ id: z.string(), card_no: z.string() })),
    }),
  ),
})
const Contract = z.object({
  id: Int64,
  contract_no: z.string(),
  supplier: z.string(),
  amount_fen: Int64,
  signed_on: z.string(),
  supplements_id: Int64.nullable(),
  rules: z.array(Deciding),
})
const Payment = z.object({ amount_fen: Int64, paid_on: z.string(), subject: z.string(), by: z.string() })

const Head = Row.extend({
  reason: z.string(),
  plan_id: Int64.nullable(),
  idle_reason: z.string(),
  standard_reason: z.string(),
  split_reason: z.string(),
  method_reason: z.string(),
  method_by: z.string().nullable(),
  method_by_id: z.string().nullable(),
  decided_by_id: z.string().nullable(),
})
const Full = Head.extend({
  items: z.array(Item),
  events: z.array(Event),
  contracts: z.array(Contract),
  acceptances: z.array(Acceptance),
  payments: z.array(Payment),
  /** the newest single-source notice, and whether the amount demands one */
  notice: Notice.nullable(),
  notice_needed: z.boolean(),
  /** the rules that decided about the method, or would today; what is missing for it */
  rules: RulesShown,
})

export const requisition = query({
  name: 'procurement.requisition',
  title: '采购申请单',
  access: 'signed-in',
  input: z.strictObject({ requisition_id: Id }),
  output: Full,
  async read(tx, { requisition_id: id }, { at }) {
    const [row] = await tx<z.input<typeof Head>[]>`${selected(tx)} where r.id = ${id}`
    if (!row) throw noSuchRequisition({ requisition_id: String(id) })
    const items = await tx<z.input<typeof Item>[]>`
      select id, kind, name, class_code, spec, measure, quantity, unit_fen, accepted_count
      from procurement.requisition_items where requisition_id = ${id} order by id`
    const events = await tx<z.input<typeof Event>[]>`
      select move, state, note, at, by from procurement.requisition_events where requisition_id = ${id} order by id`
    const contracts = await tx<z.input<typeof Contract>[]>`
      select id, contract_no, supplier, amount_fen, signed_on, supplements_id, decided_by_rules rules from procurement.contracts
      where requisition_id = ${id} order by id`
    const accepted = await tx<Omit<z.input<typeof Acceptance>, 'papers'>[]>`
      select a.id, a.acceptance_no, a.accepted_on, a.members, a.opinion, a.invoice_no, a.amount_fen, a.voucher_id, a.by,
        (select json_agg(json_build_object('name', i.name, 'spec', i.spec, 'measure', i.measure, 'quantity', x.quantity,
            'amount_fen', x.amount_fen::text, 'cards', coalesce((select json_agg(json_build_object('id', c.id::text, 'card_no', c.card_no) order by c.id)
              from assets.cards c where c.id = any(x.card_ids)), '[]'::json)) order by x.id)
          from procurement.acceptance_items x join procurement.requisition_items i on i.id = x.item_id where x.acceptance_id = a.id) lines
      from procurement.acceptances a where a.requisition_id = ${id} order by a.id`
    const payments = await tx<z.input<typeof Payment>[]>`
      select amount_fen, paid_on, subject, by from procurement.payments where requisition_id = ${id} order by id`
    const acceptances: z.input<typeof Acceptance>[] = []
    for (const one of accepted) acceptances.push({ ...one, papers: await papersOf(tx, BigInt(one.id)) })
    const [notice] = await tx<z.input<typeof Notice>[]>`
      select supplier, reason, published_on, url, ends_on, open_from, calendar_confirmed, by
      from procurement.single_source_notices where requisition_id = ${id} order by id desc limit 1`
    const rules = await rulesShown(tx, row, dayOf(at))
    return {
      ...row,
      notice: notice ?? null,
      notice_needed: rules.least === 'open-tender',
      rules,
      items: [...items],
      events: [...events],
      contracts: [...contracts],
      acceptances,
      payments: [...payments],
    }
  },
})

/** One item as the address carries it while a form is filled in: kind,class,quantity,unit in 分,name. */
function itemOf(text: string) {
  const [kind = '', class_code = '', quantity = '', unit = '', ...name] = text.split(',')
  return {
    kind: kind as 'asset',
    class_code,
    quantity: /^\d{1,6}$/.test(quantity) ? Number(quantity) : 0,
    unit_fen: /^\d{1,15}$/.test(unit) ? BigInt(unit) : 0n,
    name: name.join(','),
  }
}

export const requisitionChecks = query({
  name: 'procurement.requisition-checks',
  title: '采购申请检查',
  access: 'signed-in',
  input: z.strictObject({
    requisition_id: Id.optional(),
    section: z.string().max(40),
    line_no: z.string().max(20),
    category: z.enum(['goods', 'services', 'works']),
    items: z.string().max(20_000),
  }),
  output: z.object({
    idle: z.array(z.object({ card_no: z.string(), name: z.string(), place: z.string() })),
    standard: z.array(z.string()),
    split: z.object({ total_fen: Int64, limit_fen: Int64, others: z.array(z.string()) }).nullable(),
    limit: Deciding.nullable(),
    missing: z.string().nullable(),
  }),
  async read(tx, { requisition_id, section, line_no, category, items: texts }, { at }) {
    const today = dayOf(at)
    const [line] = await tx<{ id: bigint }[]>`
      select id from budget.lines where year = ${yearOf(today)} and line_no = ${line_no} and side = 'expenditure'`
    const items = texts.split('\n').filter(Boolean).map(itemOf)
    const amount_fen = items.reduce((sum, item) => sum + item.unit_fen * BigInt(item.quantity), 0n)
    const section_id = await sectionByName(tx, section)
    const id = requisition_id ?? null
    const line_id = line?.id ?? 0n
    const checks = await checkRequisition(tx, { id, section_id, line_id, category, amount_fen, items }, today)
    return { ...checks, limit: checks.limit && deciding([checks.limit])[0]! }
  },
})
