// Set a rule of procurement from a day on: the one before it ends the day before; nothing is overwritten.
import { z } from 'zod'
import { type Day, dayOf } from '../../kernel/index.ts'
import { findPlace, LEVELS, placeName } from '../../people/index.ts'
import { addDays, command, DayField, Int64, query, type Sql, Text } from '../../platform/index.ts'
import { EVERY_LEVEL, RULE_KINDS, type RuleKind } from '../vocabulary.ts'
import { mostSpecific, nearness, type Rule, regionsOf } from './rules.ts'

const kinds = Object.keys(RULE_KINDS) as [RuleKind, ...RuleKind[]]
/** Limits are amounts by category; the others are days, ‰ or years. */
export const isMoneyRule = (kind: RuleKind) => kind === 'limit' || kind === 'tender'

export const RuleInput = z.strictObject({
  kind: z.enum(kinds),
  category: z.enum(['goods', 'services', 'works']).nullable().default(null),
  /** 全国, or a region by its whole name: 湖南省, 湖南省邵阳市 */
  region: Text(40).transform(text => text.replaceAll(/\s/g, '')),
  level: z.enum([EVERY_LEVEL, ...LEVELS], `级次应为${[EVERY_LEVEL, ...LEVELS].join('、')}之一`),
  value: z
    .string()
    .regex(/^\d{1,15}$/, '应为不小于 0 的整数')
    .transform(BigInt),
  effective_from: DayField,
  source: Text(200),
  confirmed: z.boolean().default(false),
})
type RuleInput = z.output<typeof RuleInput>

/** Writes a rule; the one before it of the same region and level ends the day before. Returns its id. */
export async function writeRule(tx: Sql, rule: RuleInput): Promise<bigint> {
  await tx`update procurement.rules set effective_to = ${addDays(rule.effective_from, -1)}
    where kind = ${rule.kind} and category is not distinct from ${rule.category} and region = ${rule.region}
      and level = ${rule.level} and effective_to is null and effective_from < ${rule.effective_from}`
  const [row] = await tx<{ id: bigint }[]>`
    insert into procurement.rules ${tx(rule)}
    on conflict (kind, coalesce(category, ''), region, level, effective_from)
    do update set value = excluded.value, source = excluded.source, confirmed = excluded.confirmed returning id`
  return row!.id
}

/** Set a threshold or a deadline, with the document it stands in; `confirmed` says it was compared with that document. */
export const setRule = command({
  name: 'procurement.set-rule',
  title: '设定采购规定',
  access: ['operations', 'finance', 'admin'],
  input: RuleInput.refine(rule => isMoneyRule(rule.kind) === (rule.category !== null), {
    path: ['category'],
    message: '限额和公开招标数额要选货物、服务或工程，其余不选',
  }),
  output: z.object({ rule_id: Int64 }),
  run: async (tx, _call, rule) => ({ rule_id: await writeRule(tx, rule) }),
})

/** How a rule stands today: it decides; a nearer one decides; it is for another region or level; its time is over or to come. */
const STANDINGS = ['decides', 'outranked', 'elsewhere', 'not-in-force'] as const

const RuleRow = z.object({
  id: Int64,
  kind: z.enum(kinds),
  category: z.enum(['goods', 'services', 'works']).nullable(),
  region: z.string(),
  level: z.string(),
  value: Int64,
  effective_from: z.string(),
  effective_to: z.string().nullable(),
  source: z.string(),
  confirmed: z.boolean(),
  standing: z.enum(STANDINGS),
})

const holdsOn = (rule: Rule, day: Day) =>
  rule.effective_from <= day && (rule.effective_to === null || rule.effective_to >= day)

export const rules = query({
  name: 'procurement.rules',
  title: '采购规定',
  access: 'signed-in',
  input: z.strictObject({}),
  output: z.object({
    /** what rules may call the unit's region by, the widest first, and its level; null until it is set */
    place: z.object({ name: z.string(), regions: z.array(z.string()), level: z.string() }).nullable(),
    rules: z.array(RuleRow),
  }),
  async read(tx, _input, { at }) {
    const today = dayOf(at)
    const place = await findPlace(tx)
    const all = await tx<Rule[]>`
      select id, kind, category, region, level, value, effective_from, effective_to, source, confirmed
      from procurement.rules order by kind, category, effective_from desc, id`
    const standing = (rule: Rule): (typeof STANDINGS)[number] => {
      if (!holdsOn(rule, today)) return 'not-in-force'
      if (nearness(rule, place) === null) return 'elsewhere'
      const rivals = all.filter(one => one.kind === rule.kind && one.category === rule.category && holdsOn(one, today))
      return mostSpecific(rivals, place) === rule ? 'decides' : 'outranked'
    }
    return {
      place: place ? { name: placeName(place), regions: regionsOf(place), level: place.level } : null,
      rules: all.map(rule => ({ ...rule, standing: standing(rule) })),
    }
  },
})
