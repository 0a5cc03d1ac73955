// Hand-over documents (交接单) as rows: found, locked, listed.
import { z } from 'zod'
import type { Day } from '../kernel/index.ts'
import { Id, Int64, query, type Sql } from '../platform/index.ts'
import { documentIsDone, noSuchDocument } from './refusals.ts'

export const REASONS = { leaves: '离岗', moves: '调动', other: '临时交接' } as const

export type DocumentState = 'open' | 'confirmed' | 'withdrawn'
const STATES: Record<DocumentState, string> = { open: '待接收', confirmed: '已交接', withdrawn: '已撤回' }

const Document = z.object({
  id: Int64,
  doc_no: z.string(),
  from_id: Int64,
  from_name: z.string(),
  to_id: Int64,
  to_name: z.string(),
  reason: z.enum(['leaves', 'moves', 'other']),
  note: z.string(),
  state: z.enum(['open', 'confirmed', 'withdrawn']),
  made_at: z.date(),
  made_by: z.string(),
  confirmed_at: z.date().nullable(),
  confirmed_by: z.string().nullable(),
  item_count: z.number(),
  is_example: z.boolean(),
})
export type HandoverDocument = z.output<typeof Document>

const selected = (tx: Sql) => tx`
  select d.id, d.doc_no, d.from_id, f.name from_name, d.to_id, t.name to_name, d.reason, d.note, d.made_at, d.made_by,
    d.confirmed_at, d.confirmed_by, d.is_example, (select count(*)::int from handover.items i where i.document_id = d.id) item_count,
    case when d.confirmed_at is not null then 'confirmed' when d.withdrawn_at is not null then 'withdrawn' else 'open' end state
  from handover.documents d join people.persons f on f.id = d.from_id join people.persons t on t.id = d.to_id`

/** Locks a document that is still open; refuses one that is confirmed or withdrawn. */
export async function lockOpenDocument(tx: Sql, id: bigint): Promise<HandoverDocument> {
  await tx`select 1 from handover.documents where id = ${id} for update`
  const [row] = await tx<HandoverDocument[]>`${selected(tx)} where d.id = ${id}`
  if (!row) throw noSuchDocument({ document_id: String(id) })
  if (row.state !== 'open') throw documentIsDone({ doc_no: row.doc_no, state: STATES[row.state] })
  return row
}

/** The next number of a year: JJ2026-0001. */
export async function nextDocumentNo(tx: Sql, today: Day): Promise<string> {
  const year = today.slice(0, 4)
  const [row] = await tx<{ last_no: number }[]>`
    insert into handover.counters (year, last_no) values (${Number(year)}, 1)
    on conflict (year) do update set last_no = handover.counters.last_no + 1 returning last_no`
  return `JJ${year}-${String(row!.last_no).padStart(4, '0')}`
}

export const documents = query({
  name: 'handover.documents',
  title: '交接单',
  access: 'signed-in',
  input: z.strictObject({ person_id: Id.optional() }),
  output: z.array(Document),
  read: (tx, { person_id }) => tx<z.input<typeof Document>[]>`
    ${selected(tx)} ${person_id === undefined ? tx`` : tx`where d.from_id = ${person_id} or d.to_id = ${person_id}`}
    order by d.id desc`,
})

const Item = z.object({
  id: Int64,
  card_id: Int64.nullable(),
  card_no: z.string().nullable(),
  title: z.string(),
  note: z.string(),
  original_fen: Int64.nullable(),
  place: z.string().nullable(),
})

export const document = query({
  name: 'handover.document',
  title: '交接单内容',
  access: 'signed-in',
  input: z.strictObject({ document_id: Id }),
  output: Document.extend({ items: z.array(Item) }),
  async read(tx, { document_id }) {
    const [row] = await tx<z.input<typeof Document>[]>`${selected(tx)} where d.id = ${document_id}`
    if (!row) throw noSuchDocument({ document_id: String(document_id) })
    const items = await tx<z.input<typeof Item>[]>`
      select i.id, i.card_id, c.card_no, i.title, i.note, c.original_fen, c.place from handover.items i
      left join assets.cards c on c.id = i.card_id where i.document_id = ${document_id} order by i.id`
    return { ...row, items: [...items] }
  },
})
