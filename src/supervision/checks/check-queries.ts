// Check plans with when they are due, checks that were made, findings and how they stand.
import { z } from 'zod'
import { dayOf } from '../../kernel/index.ts'
import { Int64, query, type Sql } from '../../platform/index.ts'
import { type Period, periodOf } from '../vocabulary.ts'

type PlanFields = {
  id: bigint
  title: string
  kind: string
  items: string[]
  every: Period
  responsible_id: bigint
  responsible: string
  starts_on: string
  ended_on: string | null
  last_on: string | null
  is_example: boolean
}

/** Plans with the last day of the running period, unless it has its check. */
export async function readPlans(tx: Sql, today: string) {
  const plans = await tx<PlanFields[]>`
    select p.id, p.title, p.kind, p.items, p.every, p.responsible_id, r.name responsible, p.starts_on, p.ended_on, p.is_example,
      (select max(on_date) from supervision.checks c where c.plan_id = p.id) last_on
    from supervision.plans p join people.persons r on r.id = p.responsible_id order by p.ended_on is not null, p.title`
  return plans.map(plan => {
    const { from, to } = periodOf(plan.every, today)
    const waits = plan.ended_on === null && plan.starts_on <= to && (plan.last_on === null || plan.last_on < from)
    return { ...plan, due_on: waits ? to : null }
  })
}

export const plans = query({
  name: 'supervision.plans',
  title: '检查计划',
  access: 'signed-in',
  input: z.strictObject({}),
  output: z.array(
    z.object({
      id: Int64,
      title: z.string(),
      kind: z.string(),
      items: z.array(z.string()),
      every: z.enum(['month', 'quarter', 'half', 'year']),
      responsible_id: Int64,
      responsible: z.string(),
      starts_on: z.string(),
      ended_on: z.string().nullable(),
      last_on: z.string().nullable(),
      due_on: z.string().nullable(),
      is_example: z.boolean(),
    }),
  ),
  read: (tx, _input, { at }) => readPlans(tx, dayOf(at)),
})

const CheckRow = z.object({
  id: Int64,
  plan_id: Int64,
  title: z.string(),
  kind: z.string(),
  on_date: z.string(),
  results: z.array(z.object({ item: z.string(), result: z.string(), note: z.string() })),
  summary: z.string(),
  done_by: z.string(),
  finding_count: z.number(),
  open_count: z.number(),
  is_example: z.boolean(),
})

export const checks = query({
  name: 'supervision.checks',
  title: '检查记录',
  access: 'signed-in',
  input: z.strictObject({}),
  output: z.array(CheckRow),
  read: tx => tx<z.input<typeof CheckRow>[]>`
    select c.id, c.plan_id, p.title, p.kind, c.on_date, c.results, c.summary, c.done_by, c.is_example,
      (select count(*)::int from supervision.findings f where f.check_id = c.id) finding_count,
      (select count(*)::int from supervision.findings f where f.check_id = c.id and f.confirmed_at is null) open_count
    from supervision.checks c join supervision.plans p on p.id = c.plan_id order by c.on_date desc, c.id desc`,
})

const FindingRow = z.object({
  id: Int64,
  plan_title: z.string(),
  kind: z.string(),
  item: z.string(),
  title: z.string(),
  found_on: z.string(),
  responsible_id: Int64,
  responsible: z.string(),
  due_on: z.string(),
  state: z.enum(['open', 'rectified', 'closed']),
  late: z.boolean(),
  measure: z.string(),
  file_id: Int64.nullable(),
  file_name: z.string().nullable(),
  rectified_by_id: z.string().nullable(),
  confirmed_by: z.string().nullable(),
  history: z.array(z.object({ move: z.string(), note: z.string(), at: z.string(), person: z.string() })),
  is_example: z.boolean(),
})

export const findings = query({
  name: 'supervision.findings',
  title: '问题与整改',
  access: 'signed-in',
  input: z.strictObject({}),
  output: z.array(FindingRow),
  read: (tx, _input, { at }) => tx<z.input<typeof FindingRow>[]>`
    select f.id, p.title plan_title, p.kind, f.item, f.title, f.found_on, f.responsible_id, r.name responsible, f.due_on,
      case when f.confirmed_at is not null then 'closed' when f.rectified_at is not null then 'rectified' else 'open' end state,
      f.confirmed_at is null and f.due_on < ${dayOf(at)} late, f.measure, f.file_id, x.name file_name,
      f.rectified_by_id, f.confirmed_by, f.is_example,
      (select coalesce(jsonb_agg(jsonb_build_object('move', h.move, 'note', h.note, 'at', h.at, 'person', h.person) order by h.id), '[]')
        from supervision.finding_history h where h.finding_id = f.id) history
    from supervision.findings f join supervision.checks c on c.id = f.check_id join supervision.plans p on p.id = c.plan_id
    join people.persons r on r.id = f.responsible_id left join platform.files x on x.id = f.file_id
    order by f.confirmed_at is not null, f.due_on, f.id`,
})
