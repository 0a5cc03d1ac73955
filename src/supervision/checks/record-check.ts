// Record a check: a result for every item of the plan, and for every problem who mends it until when.
import { z } from 'zod'
import { personHere } from '../../people/index.ts'
import { type Call, command, DayField, Id, Int64, type Sql, Text } from '../../platform/index.ts'
import {
  checkInFuture,
  dueTooEarly,
  findingNeeded,
  itemsDiffer,
  noSuchPlan,
  notTheChecker,
  planEnded,
} from '../refusals.ts'
import { CHECKERS, RESULTS } from '../vocabulary.ts'

const Result = z.strictObject({
  item: Text(200),
  result: z.enum(Object.keys(RESULTS) as [keyof typeof RESULTS]),
  note: z.string().trim().max(400).default(''),
  /** for a problem: what it is, who mends it, until when */
  finding: z
    .strictObject({ title: Text(200), responsible_id: Id, due_on: DayField })
    .nullable()
    .default(null),
})
type Result = z.output<typeof Result>
type Check = { id: bigint; on_date: string; is_example: boolean }

async function writeFinding(tx: Sql, call: Call, check: Check, { item, finding }: Result): Promise<void> {
  if (!finding) throw findingNeeded({ item })
  if (finding.due_on < check.on_date) throw dueTooEarly()
  await personHere(tx, finding.responsible_id)
  const row = { ...finding, item, check_id: check.id, found_on: check.on_date, is_example: check.is_example }
  const [made] = await tx<{ id: bigint }[]>`insert into supervision.findings ${tx(row)} returning id`
  await tx`insert into supervision.finding_history (finding_id, move, note, at, person)
    values (${made!.id}, '发现', ${finding.title}, ${call.at}, ${call.actor.name})`
}

async function openPlan(tx: Sql, call: Call, planId: bigint): Promise<string[]> {
  const [plan] = await tx<{ items: string[]; ended_on: string | null; responsible_id: bigint; responsible: string }[]>`
    select p.items, p.ended_on, p.responsible_id, r.name responsible
    from supervision.plans p join people.persons r on r.id = p.responsible_id where p.id = ${planId} for share of p`
  if (!plan) throw noSuchPlan()
  if (plan.ended_on !== null) throw planEnded()
  const { id, roles } = call.actor
  const checks =
    id === String(plan.responsible_id) ||
    id === 'system' ||
    roles.some(role => (CHECKERS as readonly string[]).includes(role))
  if (!checks) throw notTheChecker({ person: plan.responsible })
  return plan.items
}

/** Record a check by its plan: by whom it names, by who keeps the plans, or by the auditor. */
export const recordCheck = command({
  name: 'supervision.record-check',
  title: '登记检查',
  access: 'signed-in',
  input: z.strictObject({
    plan_id: Id,
    on_date: DayField,
    results: z.array(Result).min(1).max(60),
    summary: z.string().trim().max(1000).default(''),
    is_example: z.boolean().default(false),
  }),
  output: z.object({ check_id: Int64, finding_count: z.number() }),
  async run(tx, call, { plan_id, on_date, results, summary, is_example }) {
    const items = await openPlan(tx, call, plan_id)
    if (on_date > call.today) throw checkInFuture()
    if (items.length !== results.length || items.some((item, at) => results[at]?.item !== item)) throw itemsDiffer()
    const plain = results.map(({ item, result, note }) => ({ item, result, note }))
    const [check] = await tx<{ id: bigint }[]>`
      insert into supervision.checks (plan_id, on_date, results, summary, done_at, done_by, done_by_id, is_example)
      values (${plan_id}, ${on_date}, ${tx.json(plain)}, ${summary}, ${call.at}, ${call.actor.name}, ${call.actor.id}, ${is_example})
      returning id`
    const problems = results.filter(({ result }) => result === 'problem')
    for (const problem of problems) await writeFinding(tx, call, { id: check!.id, on_date, is_example }, problem)
    return { check_id: check!.id, finding_count: problems.length }
  },
})
