// Limits of the three reviews, as rows with their period: a new rule is a new row, what it was before stays known.
import { z } from 'zod'
import { type Day, dayOf } from '../../kernel/index.ts'
import { type Call, command, DayField, query, type Sql, Text } from '../../platform/index.ts'
import { ruleTooEarly } from '../refusals.ts'

/** Roles that can be allowed to stand in for a reviewer. */
const RELIEF_ROLES = ['editor', 'operations', 'director'] as const
const Count = z.int('应为整数').min(0).max(999)
const Hours = z.int('应为整数').min(1).max(720)

const LIMITS = {
  review1_errors_max: Count,
  review2_errors_max: Count,
  review3_errors_max: Count,
  express_characters_max: Count,
  second_review_hours: Hours,
  recheck_hours: Hours,
  link_hours: Hours,
  printed_errors_max: Count,
}
const Rules = z.object({
  ...LIMITS,
  effective_from: z.string(),
  relief_roles: z.array(z.string()),
  source: z.string(),
  confirmed: z.boolean(),
  set_at: z.date().nullable(),
  set_by: z.string().nullable(),
})
type Rules = z.input<typeof Rules>

/** The rules in force on a day; before the first ones, the first ones. */
export async function reviewRulesOn(tx: Sql, day: Day): Promise<Rules> {
  const [rules] = await tx<Rules[]>`select * from newsroom.review_rules
    order by effective_from <= ${day} desc, case when effective_from <= ${day} then effective_from end desc, effective_from limit 1`
  return rules!
}

export const reviewRules = query({
  name: 'newsroom.review-rules',
  title: '三审三校规则',
  access: 'signed-in',
  input: z.strictObject({}),
  output: z.object({ today: z.string(), current: z.string(), rules: z.array(Rules) }),
  async read(tx, _input, { at }) {
    const today = dayOf(at)
    const rules = await tx<Rules[]>`select * from newsroom.review_rules order by effective_from desc`
    return { today, current: (await reviewRulesOn(tx, today)).effective_from, rules }
  },
})

/** A rule that began already is never changed; one that has not begun may be set anew. */
async function mustNotHaveBegun(tx: Sql, call: Call, day: Day): Promise<void> {
  const [newest] = await tx<{ effective_from: Day }[]>`
    select effective_from from newsroom.review_rules order by effective_from desc limit 1 for update`
  const begun = newest !== undefined && newest.effective_from <= call.today
  if (day < call.today || (newest && (begun ? day <= newest.effective_from : day < newest.effective_from)))
    throw ruleTooEarly({ day: newest && newest.effective_from > call.today ? newest.effective_from : call.today })
}

/** Set the rules of the three reviews from a day on. */
export const setReviewRules = command({
  name: 'newsroom.set-review-rules',
  title: '修改三审三校规则',
  access: ['director'],
  input: z.strictObject({
    ...LIMITS,
    relief_roles: z.array(z.enum(RELIEF_ROLES)).min(1, '至少一种岗位可以顶岗'),
    effective_from: DayField,
    source: Text(300),
    confirmed: z.boolean().default(false),
  }),
  output: z.object({}),
  async run(tx, call, rules) {
    await mustNotHaveBegun(tx, call, rules.effective_from)
    const row = { ...rules, set_at: call.at, set_by: call.actor.name }
    await tx`delete from newsroom.review_rules where effective_from = ${rules.effective_from}`
    await tx`insert into newsroom.review_rules ${tx(row)}`
    return {}
  },
})
