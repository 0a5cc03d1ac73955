// Projects with their milestones: how far each is, what may be paid by it, and what falls due.
import { z } from 'zod'
import { yearOf } from '../../kernel/index.ts'
import { addDays, Int64, query, todoSource, YearField } from '../../platform/index.ts'

const TOLD_DAYS = 15

const Project = z.object({
  line_no: z.string(),
  title: z.string(),
  project: z.string(),
  section: z.string().nullable(),
  plan_fen: Int64,
  /** paid, and on its way to be */
  paid_fen: Int64,
  reached_fen: Int64,
  milestones: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      due_on: z.string(),
      amount_fen: z.string(),
      reached_on: z.string().nullable(),
      reached_note: z.string(),
      reached_by: z.string().nullable(),
    }),
  ),
})

export const projects = query({
  name: 'budget.projects',
  title: '项目计划与节点',
  access: 'signed-in',
  input: z.strictObject({ year: YearField }),
  output: z.array(Project),
  read: (tx, { year }) => tx<z.input<typeof Project>[]>`
    select l.line_no, l.title, coalesce(l.project, '') project, s.name section, l.opening_fen + l.adjusted_fen plan_fen,
      l.executed_fen + l.in_transit_fen paid_fen,
      coalesce((select sum(m.amount_fen) from budget.milestones m where m.line_id = l.id and m.reached_on is not null), 0)::bigint reached_fen,
      coalesce((select json_agg(json_build_object('id', m.id::text, 'title', m.title, 'due_on', m.due_on, 'amount_fen', m.amount_fen::text,
          'reached_on', m.reached_on, 'reached_note', m.reached_note, 'reached_by', m.reached_by) order by m.position)
        from budget.milestones m where m.line_id = l.id), '[]'::json) milestones
    from budget.lines l left join people.sections s on s.id = l.section_id
    where l.year = ${year} and l.category in ('specific', 'other_running') order by l.line_no`,
})

const due = todoSource({
  name: 'budget.milestones',
  title: '项目节点',
  async list(tx, actor, today) {
    if (!actor.roles.includes('operations')) return []
    const rows = await tx<{ id: bigint; title: string; line: string; due_on: string; set_at: Date }[]>`
      select m.id, m.title, l.line_no || ' ' || l.title line, m.due_on, m.set_at from budget.milestones m
      join budget.lines l on l.id = m.line_id join budget.years y on y.year = l.year
      where m.reached_on is null and y.closed_at is null and l.year = ${yearOf(today)} and m.due_on <= ${addDays(today, TOLD_DAYS)}
      order by m.due_on, m.id`
    return rows.map(row => ({
      key: `milestone-${row.id}`,
      title: `项目节点：${row.title}`,
      detail: row.line,
      path: '/budget/projects',
      since: row.set_at,
      due_on: row.due_on,
    }))
  },
})

export const projectTodos = [due]
