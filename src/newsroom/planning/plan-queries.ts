// Topics, assignments and instructions as lists.
import { z } from 'zod'
import { filesOf } from '../../platform/files/index.ts'
import { Int64, query, type Sql } from '../../platform/index.ts'
import { INSTRUCTION_FILES } from './instructions.ts'

const LISTED_MAX = 500

const Pitch = z.object({
  id: Int64,
  title: z.string(),
  angle: z.string(),
  caution: z.string(),
  section: z.string(),
  topic: z.string(),
  forms: z.array(z.string()),
  channels: z.array(z.string()),
  segments: z.array(z.string()),
  themes: z.array(z.string()),
  planned_for: z.string().nullable(),
  state: z.string(),
  reason: z.string(),
  decided_at: z.date().nullable(),
  decided_by: z.string().nullable(),
  proposed_at: z.date(),
  proposed_by: z.string(),
  tips: z.array(z.object({ id: z.coerce.string(), title: z.string() })),
  assignment_count: z.number(),
  is_example: z.boolean(),
})

export const pitches = query({
  name: 'newsroom.pitches',
  title: '选题',
  access: 'signed-in',
  input: z.strictObject({}),
  output: z.array(Pitch),
  read: tx => tx<z.input<typeof Pitch>[]>`
    select p.*, (select count(*)::int from newsroom.assignments a where a.pitch_id = p.id) assignment_count,
      coalesce((select jsonb_agg(jsonb_build_object('id', t.id::text, 'title', t.title) order by t.id) from newsroom.pitch_tips l
        join newsroom.tips t on t.id = l.tip_id where l.pitch_id = p.id), '[]') tips
    from newsroom.pitches p
    order by case p.state when 'proposed' then 0 when 'held' then 1 else 2 end, p.proposed_at desc, p.id desc limit ${LISTED_MAX}`,
})

export const Assigned = z.object({
  id: Int64,
  pitch_id: Int64.nullable(),
  instruction_id: Int64.nullable(),
  title: z.string(),
  brief: z.string(),
  place: z.string(),
  starts_at: z.date().nullable(),
  due_at: z.date(),
  forms: z.array(z.string()),
  channels: z.array(z.string()),
  state: z.string(),
  ended_at: z.date().nullable(),
  reason: z.string(),
  made_by: z.string(),
  made_at: z.date(),
  caution: z.string(),
  mine: z.boolean(),
  overdue: z.boolean(),
  people: z.array(z.object({ id: z.string(), name: z.string(), accepted: z.boolean() })),
  stories: z.array(z.object({ id: z.string(), headline: z.string(), state: z.string() })),
  is_example: z.boolean(),
})

/** Assignments that overlap a period, or all that are open. */
export function assignmentsIn(
  tx: Sql,
  me: string | undefined,
  at: Date,
  within?: { from: Date; to: Date },
): Promise<z.input<typeof Assigned>[]> {
  return tx<z.input<typeof Assigned>[]>`
    select a.*, coalesce(p.caution, '') caution, a.due_at < ${at} and a.state = 'open' overdue,
      exists (select from newsroom.assignment_people x where x.assignment_id = a.id and x.person_id::text = ${me ?? ''}) mine,
      coalesce((select jsonb_agg(jsonb_build_object('id', n.id::text, 'name', n.name, 'accepted', x.accepted_at is not null) order by n.id)
        from newsroom.assignment_people x join people.persons n on n.id = x.person_id where x.assignment_id = a.id), '[]') people,
      coalesce((select jsonb_agg(jsonb_build_object('id', s.id::text, 'headline', s.headline, 'state', s.state) order by s.id)
        from newsroom.stories s where s.assignment_id = a.id), '[]') stories
    from newsroom.assignments a left join newsroom.pitches p on p.id = a.pitch_id
    where ${within ? tx`coalesce(a.starts_at, a.due_at) < ${within.to} and a.due_at >= ${within.from} and a.state <> 'cancelled'` : tx`true`}
    order by (a.state = 'open') desc, case when a.state = 'open' then a.due_at end, a.due_at desc limit ${LISTED_MAX}`
}

export const assignments = query({
  name: 'newsroom.assignments',
  title: '任务',
  access: 'signed-in',
  input: z.strictObject({}),
  output: z.array(Assigned),
  read: (tx, _input, { actor, at }) => assignmentsIn(tx, actor?.id, at),
})

export const Instructed = z.object({
  id: Int64,
  issuer: z.string(),
  title: z.string(),
  content: z.string(),
  received_at: z.date(),
  receipt_due_at: z.date().nullable(),
  due_at: z.date().nullable(),
  receipted_at: z.date().nullable(),
  receipted_by: z.string().nullable(),
  receipt_note: z.string(),
  done_at: z.date().nullable(),
  done_by: z.string().nullable(),
  done_note: z.string(),
  recorded_by: z.string(),
  late: z.boolean(),
  is_example: z.boolean(),
})

/** Instructions, the open ones first; `late` when a deadline has passed that is not met. */
export function instructionRows(tx: Sql, at: Date, open = false): Promise<z.input<typeof Instructed>[]> {
  return tx<z.input<typeof Instructed>[]>`
    select i.*, (receipted_at is null and receipt_due_at < ${at}) or (done_at is null and due_at < ${at}) is true late
    from newsroom.instructions i where ${open ? tx`done_at is null` : tx`true`}
    order by (done_at is null) desc, coalesce(due_at, received_at) desc, id desc limit ${LISTED_MAX}`.then(rows =>
    rows.map(row => ({ ...row, late: row.late === true })),
  )
}

export const instructions = query({
  name: 'newsroom.instructions',
  title: '上级指令',
  access: ['editor', 'operations', 'director'],
  input: z.strictObject({}),
  output: z.array(Instructed.extend({ files: z.array(z.object({ id: Int64, name: z.string() })) })),
  async read(tx, _input, { at }) {
    const rows = await instructionRows(tx, at)
    const withFiles = []
    for (const row of rows) withFiles.push({ ...row, files: await filesOf(tx, INSTRUCTION_FILES, row.id) })
    return withFiles
  },
})
