// The documents that approve a change of the plan: known by their number, with the scan attached. An exception to a limit is
// such a document, never a role.
import { z } from 'zod'
import { attachFile, filesOf } from '../platform/files/index.ts'
import { type Call, command, Id, Int64, query, type Sql, YearField } from '../platform/index.ts'
import { noSuchApproval } from './refusals.ts'
import { MOVEMENT_KINDS, type MovementKind } from './vocabulary.ts'

const USE = 'budget.approval'
export const FileIds = z.array(Id).max(20, '附件最多 20 个').default([])

async function attachAll(tx: Sql, call: Call, approvalId: bigint, fileIds: readonly bigint[]): Promise<void> {
  for (const file_id of fileIds) {
    await attachFile(tx, call, {
      file_id,
      use: USE,
      subject: approvalId,
      access: 'signed-in',
      kinds: ['document', 'image'],
    })
  }
}

/** Notes that a change rests on a document; its scans are attached. Further changes by the same document share it. */
export async function recordApproval(
  tx: Sql,
  call: Call,
  approval: { year: number; doc_no: string; file_ids: readonly bigint[] },
): Promise<void> {
  const [row] = await tx<{ id: bigint }[]>`
    insert into budget.approvals (year, doc_no, recorded_at, recorded_by)
    values (${approval.year}, ${approval.doc_no}, ${call.at}, ${call.actor.name})
    on conflict on constraint approval_is_recorded_once do update set doc_no = excluded.doc_no returning id`
  await attachAll(tx, call, row!.id, approval.file_ids)
}

/** Attach the scan of an approving document later. */
export const attachApproval = command({
  name: 'budget.attach-approval',
  title: '补传批准文件',
  access: ['finance'],
  input: z.strictObject({ approval_id: Id, file_ids: FileIds.pipe(z.array(z.bigint()).min(1, '请选择文件')) }),
  output: z.object({ file_count: z.number() }),
  async run(tx, call, { approval_id, file_ids }) {
    const [row] = await tx`select 1 from budget.approvals where id = ${approval_id}`
    if (!row) throw noSuchApproval()
    await attachAll(tx, call, approval_id, file_ids)
    return { file_count: file_ids.length }
  },
})

const Approval = z.object({
  id: Int64,
  doc_no: z.string(),
  recorded_at: z.date(),
  recorded_by: z.string(),
  kinds: z.string(),
  movement_count: z.number(),
  net_fen: Int64,
  files: z.array(z.object({ id: Int64, name: z.string() })),
})
type Row = Omit<z.input<typeof Approval>, 'kinds' | 'files'> & { kinds: MovementKind[] }

export const approvals = query({
  name: 'budget.approvals',
  title: '批准文件',
  access: 'signed-in',
  input: z.strictObject({ year: YearField }),
  output: z.array(Approval),
  async read(tx, { year }) {
    const rows = await tx<Row[]>`
      select a.id, a.doc_no, a.recorded_at, a.recorded_by, count(m.id)::int movement_count,
        coalesce(sum(m.amount_fen), 0)::bigint net_fen, coalesce(array_agg(distinct m.kind) filter (where m.id is not null), '{}') kinds
      from budget.approvals a left join budget.movements m on m.year = a.year and m.doc_no = a.doc_no
        and m.kind in ('increase', 'cut', 'virement', 'carry_in', 'carry_out', 'recall')
      where a.year = ${year} group by a.id order by a.id desc`
    const out: z.input<typeof Approval>[] = []
    for (const row of rows) {
      const files = await filesOf(tx, USE, row.id)
      out.push({
        ...row,
        kinds: row.kinds.map(kind => MOVEMENT_KINDS[kind]).join('、'),
        files: files.map(({ id, name }) => ({ id, name })),
      })
    }
    return out
  },
})
