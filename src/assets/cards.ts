// Asset cards and their depreciation as rows, for reading.
import { z } from 'zod'
import { Id, Int64, query, type Sql } from '../platform/index.ts'
import { CARD_KINDS, type CardKind } from './details-table.ts'
import { noSuchCard } from './refusals.ts'
import { holderIdOf } from './use/card.ts'
import {
  ACQUIRED_BY,
  type AcquiredBy,
  FINANCIAL_CLASSES,
  type FinancialClass,
  USE_STATES,
  type UseState,
} from './vocabulary.ts'

const words = <K extends string>(of: Record<K, string>) => z.enum(Object.keys(of) as [K, ...K[]])

const Card = z.object({
  id: Int64,
  card_no: z.string(),
  tag_no: z.string().nullable(),
  name: z.string(),
  class_code: z.string(),
  class_title: z.string().nullable(),
  financial_class: words<FinancialClass>(FINANCIAL_CLASSES),
  card_kind: words<CardKind>(CARD_KINDS),
  details: z.record(z.string(), z.string()),
  brand_model: z.string(),
  serial_no: z.string(),
  quantity: z.number(),
  measure: z.string(),
  original_fen: Int64,
  depreciated_fen: Int64,
  net_fen: Int64,
  acquired_by: words<AcquiredBy>(ACQUIRED_BY),
  acquired_on: z.string(),
  booked_on: z.string(),
  life_months: z.number(),
  depreciated_months: z.number(),
  section: z.string().nullable(),
  /** the section that looks after it (管理部门) */
  manager: z.string().nullable(),
  holder_id: Int64.nullable(),
  holder: z.string(),
  place: z.string(),
  use_state: words<UseState>(USE_STATES),
  supplier: z.string(),
  warranty_until: z.string().nullable(),
  counted_on: z.string().nullable(),
  count_result: z.string(),
  disposed_on: z.string().nullable(),
  /** the application to dispose that holds it */
  waits_for: z.string().nullable(),
  waits_for_id: Int64.nullable(),
  note: z.string(),
  is_example: z.boolean(),
})

const selected = (tx: Sql) => tx`
  select c.id, c.card_no, c.tag_no, c.name, c.class_code, k.title class_title, c.financial_class, c.card_kind, c.brand_model, c.serial_no, c.quantity,
    c.measure, c.original_fen, coalesce(d.total, 0)::bigint depreciated_fen, (c.original_fen - coalesce(d.total, 0))::bigint net_fen,
    coalesce(d.months, 0)::int depreciated_months, c.acquired_by, c.acquired_on, c.booked_on, c.life_months, s.name section, m.name manager,
    ${holderIdOf(tx)} holder_id, c.holder, c.place, c.use_state, c.supplier, c.warranty_until, c.counted_on, c.count_result, c.disposed_on, c.note,
    c.is_example, w.disposal_no waits_for, w.id waits_for_id, c.value_kind, c.fund, c.purchase_form, c.contract_no, c.requisition_no, c.invoice_no, c.method, c.expense_account,
    c.details, c.voucher_id, v.year voucher_year, v.voucher_no, c.disposal_no
  from assets.cards c left join people.sections s on s.id = c.section_id left join people.sections m on m.id = c.manager_section_id
  left join lateral (select title from assets.classes k where k.version = c.class_version and c.class_code like k.code || '%'
    order by length(k.code) desc limit 1) k on true
  left join accounts.vouchers v on v.id = c.voucher_id
  left join (select i.card_id, d.id, d.disposal_no from assets.disposals d join assets.disposal_items i on i.disposal_id = d.id
    where d.state in ('submitted', 'approved')) w on w.card_id = c.id
  left join lateral (select sum(amount_fen)::bigint total, count(*) months from assets.depreciation x where x.card_id = c.id) d on true`

export const cards = query({
  name: 'assets.cards',
  title: '资产卡片',
  access: 'signed-in',
  input: z.strictObject({}),
  output: z.array(Card),
  read: tx => tx<z.input<typeof Card>[]>`${selected(tx)} order by c.card_no`,
})

const Event = z.object({
  kind: z.string(),
  on_date: z.string(),
  summary: z.string(),
  doc_no: z.string(),
  path: z.string(),
  at: z.date(),
  by: z.string(),
})
const Depreciation = z.object({ on_date: z.string(), amount_fen: Int64, voucher_id: Int64.nullable() })

const Detail = Card.extend({
  value_kind: z.string(),
  fund: z.string(),
  purchase_form: z.string(),
  contract_no: z.string(),
  requisition_no: z.string(),
  invoice_no: z.string(),
  method: z.string(),
  expense_account: z.string(),
  voucher_id: Int64.nullable(),
  voucher_year: z.number().nullable(),
  voucher_no: Int64.nullable(),
  disposal_no: z.string(),
})

export const card = query({
  name: 'assets.card',
  title: '资产卡片内容',
  access: 'signed-in',
  input: z.strictObject({ card_id: Id }),
  output: Detail.extend({ events: z.array(Event), depreciation: z.array(Depreciation) }),
  async read(tx, { card_id }) {
    const [row] = await tx<z.input<typeof Detail>[]>`${selected(tx)} where c.id = ${card_id}`
    if (!row) throw noSuchCard({ card: String(card_id) })
    const events = await tx<z.input<typeof Event>[]>`
      select kind, on_date, summary, doc_no, path, at, by from assets.card_events where card_id = ${card_id} order by id`
    const depreciation = await tx<z.input<typeof Depreciation>[]>`
      select on_date, amount_fen, voucher_id from assets.depreciation where card_id = ${card_id} order by on_date`
    return { ...row, events: [...events], depreciation: [...depreciation] }
  },
})
