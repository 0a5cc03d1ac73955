// What handover/ itself forbids: nobody leaves while a hand-over document of theirs waits to be confirmed.
import { vetoSource } from '../platform/index.ts'

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
