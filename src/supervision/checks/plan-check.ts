// Plan a routine check: what is looked at, how often, and who does it.
import { z } from 'zod'
import { personHere } from '../../people/index.ts'
import { command, DayField, Id, Int64, type Sql, Text } from '../../platform/index.ts'
import { noSuchPlan, planEnded } from '../refusals.ts'
import { KEEPERS } from '../rules/publish-rule.ts'
import { PERIODS, SUBJECTS } from '../vocabulary.ts'

const keys = <T extends object>(of: T) => Object.keys(of) as [keyof T & string, ...(keyof T & string)[]]

/** Why a plan could not be touched. */
async function whyNot(tx: Sql, planId: bigint) {
  const known = await tx`select 1 from supervision.plans where id = ${planId}`
  return known.length > 0 ? planEnded() : noSuchPlan()
}

/** Make a check plan, or change one; checks that were made keep their own items. */
export const planCheck = command({
  name: 'supervision.plan-check',
  title: '制定检查计划',
  access: KEEPERS,
  input: z.strictObject({
    plan_id: Id.nullable().default(null),
    title: Text(80),
    kind: z.enum(keys(SUBJECTS)),
    items: z.array(Text(200)).min(1, '至少一个检查项').max(60),
    every: z.enum(keys(PERIODS)),
    responsible_id: Id,
    starts_on: DayField,
    is_example: z.boolean().default(false),
  }),
  output: z.object({ plan_id: Int64 }),
  async run(tx, _call, { plan_id, is_example, ...plan }) {
    await personHere(tx, plan.responsible_id)
    if (plan_id === null) {
      const [made] = await tx<{ id: bigint }[]>`
        insert into supervision.plans ${tx({ ...plan, is_example })} returning id`
      return { plan_id: made!.id }
    }
    const changed = await tx`
      update supervision.plans set ${tx(plan)} where id = ${plan_id} and ended_on is null returning 1`
    if (changed.length === 0) throw await whyNot(tx, plan_id)
    return { plan_id }
  },
})

/** End a check plan: it asks for no more checks. */
export const endPlan = command({
  name: 'supervision.end-plan',
  title: '停用检查计划',
  access: KEEPERS,
  input: z.strictObject({ plan_id: Id }),
  output: z.object({ ended_on: z.string() }),
  async run(tx, call, { plan_id }) {
    const ended = await tx`update supervision.plans set ended_on = ${call.today}
      where id = ${plan_id} and ended_on is null returning 1`
    if (ended.length === 0) throw await whyNot(tx, plan_id)
    return { ended_on: call.today }
  },
})
