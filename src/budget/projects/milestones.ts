// A project's plan by milestones: set out of the approved plan, reached one by one, and what may be paid by them.
import { z } from 'zod'
import {
  type Call,
  command,
  DayField,
  Id,
  Int64,
  PositiveFen,
  type Sql,
  Text,
  YearField,
} from '../../platform/index.ts'
import { lockLine } from '../lines.ts'
import { milestoneReached, milestonesBeyondPlan, noProject, noSuchMilestone } from '../refusals.ts'
import { headingOf } from '../vocabulary.ts'

const Milestone = z.strictObject({ title: Text(80), due_on: DayField, amount_fen: PositiveFen })

/** Sets the milestones that are still to come; those that were reached stay as they are. */
export const setMilestones = command({
  name: 'budget.set-milestones',
  title: '登记项目节点',
  access: ['finance', 'operations'],
  input: z.strictObject({
    year: YearField,
    line_no: Text(20),
    milestones: z.array(Milestone).max(60, '节点最多 60 个'),
  }),
  output: z.object({ milestone_ids: z.array(Int64) }),
  async run(tx, call, { year, line_no, milestones }) {
    const line = await lockLine(tx, year, line_no, 'expenditure')
    if (headingOf(line.category!) !== 'project') throw noProject({ line: line.title })
    await tx`delete from budget.milestones where line_id = ${line.id} and reached_on is null`
    const [kept] = await tx<{ last: number; fen: bigint }[]>`
      select coalesce(max(position), 0)::int last, coalesce(sum(amount_fen), 0)::bigint fen
      from budget.milestones where line_id = ${line.id}`
    const plan_fen = line.opening_fen + line.adjusted_fen
    const total_fen = milestones.reduce((sum, one) => sum + one.amount_fen, kept!.fen)
    if (total_fen > plan_fen) throw milestonesBeyondPlan({ line: line.title, total_fen, plan_fen })
    const milestone_ids: bigint[] = []
    for (const [n, one] of milestones.entries()) {
      const row = { ...one, line_id: line.id, position: kept!.last + n + 1, set_at: call.at, set_by: call.actor.name }
      const [made] = await tx<{ id: bigint }[]>`insert into budget.milestones ${tx(row)} returning id`
      milestone_ids.push(made!.id)
    }
    return { milestone_ids }
  },
})

async function lockMilestone(tx: Sql, id: bigint): Promise<{ title: string; reached_on: string | null }> {
  const [row] = await tx<{ title: string; reached_on: string | null }[]>`
    select title, reached_on from budget.milestones where id = ${id} for update`
  if (!row) throw noSuchMilestone()
  return row
}

/** Note that a milestone was reached, and by what that shows. Not by who records the payments (会计). */
export const reachMilestone = command({
  name: 'budget.reach-milestone',
  title: '登记节点完成',
  access: ['operations', 'director'],
  input: z.strictObject({ milestone_id: Id, reached_on: DayField, note: Text(200) }),
  output: z.object({ title: z.string() }),
  async run(tx, call: Call, { milestone_id, reached_on, note }) {
    const { title, reached_on: before } = await lockMilestone(tx, milestone_id)
    if (before !== null || reached_on > call.today) throw milestoneReached({ title, reached_on: before })
    await tx`update budget.milestones set reached_on = ${reached_on}, reached_note = ${note}, reached_at = ${call.at},
      reached_by = ${call.actor.name} where id = ${milestone_id}`
    return { title }
  },
})

/** Whether the milestones a line has reached cover a payment beside what was paid and is on its way. */
export async function milestonesCover(tx: Sql, lineId: bigint, amount_fen: bigint): Promise<boolean> {
  const [row] = await tx<{ left_fen: bigint }[]>`
    select (coalesce((select sum(m.amount_fen) from budget.milestones m where m.line_id = l.id and m.reached_on is not null), 0)
      - l.executed_fen - l.in_transit_fen)::bigint left_fen from budget.lines l where l.id = ${lineId}`
  return amount_fen <= 0n || (row !== undefined && amount_fen <= row.left_fen)
}
