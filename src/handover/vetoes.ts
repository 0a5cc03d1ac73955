// What handover/ itself forbids, and what waits in it: hand-over documents that the receiver has not confirmed.
import { todoSource, vetoSource } from '../platform/index.ts'

export const handoverVetoes = vetoSource({
  name: 'handover.open-documents',
  title: '交接单',
  async list(tx, subject) {
    if (subject.kind !== 'person-leaves') return []
    const rows = await tx<{ id: bigint; doc_no: string; to_name: string; receives: boolean }[]>`
      select d.id, d.doc_no, t.name to_name, d.to_id = ${subject.person_id} receives
      from handover.documents d join people.persons t on t.id = d.to_id
      where d.confirmed_at is null and d.withdrawn_at is null and ${subject.person_id} in (d.from_id, d.to_id) order by d.id`
    return rows.map(({ id, doc_no, to_name, receives }) => ({
      reason: receives ? `交接单 ${doc_no} 等本人接收` : `交接单 ${doc_no} 等 ${to_name} 确认接收`,
      path: `/handover/document/${id}`,
    }))
  },
})

const receiverTodos = todoSource({
  name: 'handover.receive',
  title: '交接',
  async list(tx, actor) {
    if (!/^\d+$/.test(actor.id)) return []
    const rows = await tx<{ id: bigint; doc_no: string; from_name: string; made_at: Date; item_count: number }[]>`
      select d.id, d.doc_no, f.name from_name, d.made_at,
        (select count(*)::int from handover.items i where i.document_id = d.id) item_count
      from handover.documents d join people.persons f on f.id = d.from_id
      where d.to_id = ${BigInt(actor.id)} and d.confirmed_at is null and d.withdrawn_at is null`
    return rows.map(row => ({
      key: String(row.id),
      title: `接收 ${row.from_name} 移交的 ${row.item_count} 项`,
      detail: `交接单 ${row.doc_no}，逐项核对后确认`,
      path: `/handover/document/${row.id}`,
      since: row.made_at,
      due_on: null,
    }))
  },
})

export const handoverTodos = [receiverTodos]
