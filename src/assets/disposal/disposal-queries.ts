// What can be read of disposals: the list, and one with its assets.
import { z } from 'zod'
import { Id, Int64, query, type Sql } from '../../platform/index.ts'
import { noSuchDisposal } from '../refusals.ts'
import { DISPOSAL_KINDS, type DisposalKind } from '../vocabulary.ts'

const Disposal = z.object({
  id: Int64,
  disposal_no: z.string(),
  kind: z.enum(Object.keys(DISPOSAL_KINDS) as [DisposalKind, ...DisposalKind[]]),
  reason: z.string(),
  state: z.enum(['submitted', 'approved', 'rejected', 'withdrawn', 'completed']),
  appraisal_fen: Int64.nullable(),
  appraiser: z.string(),
  minutes_no: z.string(),
  approval_no: z.string(),
  counterparty: z.string(),
  original_fen: Int64,
  item_count: z.number(),
  applied_by_id: z.string(),
  applied_by: z.string(),
  applied_at: z.date(),
  decided_by: z.string().nullable(),
  decided_at: z.date().nullable(),
  opinion: z.string(),
  completed_on: z.string().nullable(),
  proceeds_fen: Int64,
  remitted_fen: Int64,
  voucher_id: Int64.nullable(),
  is_example: z.boolean(),
})

const selected = (tx: Sql) => tx`
  select d.id, d.disposal_no, d.kind, d.reason, d.state, d.appraisal_fen, d.appraiser, d.minutes_no, d.approval_no, d.counterparty,
    d.original_fen, d.applied_by_id, d.applied_by, d.applied_at, d.decided_by, d.decided_at, d.opinion, d.completed_on, d.proceeds_fen,
    d.remitted_fen, d.voucher_id, d.is_example, (select count(*)::int from assets.disposal_items i where i.disposal_id = d.id) item_count
  from assets.disposals d`

export const disposals = query({
  name: 'assets.disposals',
  title: '资产处置',
  access: 'signed-in',
  input: z.strictObject({}),
  output: z.array(Disposal),
  read: tx => tx<z.input<typeof Disposal>[]>`${selected(tx)} order by d.id desc`,
})

const Item = z.object({
  card_id: Int64,
  card_no: z.string(),
  name: z.string(),
  acquired_on: z.string(),
  original_fen: Int64,
  depreciated_fen: Int64,
  net_fen: Int64,
})

export const disposal = query({
  name: 'assets.disposal',
  title: '资产处置单',
  access: 'signed-in',
  input: z.strictObject({ disposal_id: Id }),
  output: Disposal.extend({ items: z.array(Item) }),
  async read(tx, { disposal_id }) {
    const [row] = await tx<z.input<typeof Disposal>[]>`${selected(tx)} where d.id = ${disposal_id}`
    if (!row) throw noSuchDisposal({ disposal_id: String(disposal_id) })
    const items = await tx<z.input<typeof Item>[]>`
      select c.id card_id, c.card_no, c.name, c.acquired_on, c.original_fen, coalesce(d.total, 0)::bigint depreciated_fen,
        (c.original_fen - coalesce(d.total, 0))::bigint net_fen
      from assets.disposal_items i join assets.cards c on c.id = i.card_id
      left join lateral (select sum(amount_fen) total from assets.depreciation x where x.card_id = c.id) d on true
      where i.disposal_id = ${disposal_id} order by c.card_no`
    return { ...row, items: [...items] }
  },
})
