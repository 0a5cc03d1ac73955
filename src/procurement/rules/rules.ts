// Procurement rules in force for this unit: limits by category, deadlines in days. Of those that hold on the day and apply where the
// unit is, the most specific counts: its district before its city, its province and the whole country; its own level before every level.
import type { Day, Refusal } from '../../kernel/index.ts'
import { findPlace, type Place, placeName } from '../../people/index.ts'
import type { Sql } from '../../platform/index.ts'
import { noSuchRule, placeNotSet } from '../refusals.ts'
import {
  CATEGORIES_OF_PURCHASE,
  EVERY_LEVEL,
  EVERYWHERE,
  type PurchaseCategory,
  RULE_KINDS,
  type RuleKind,
} from '../vocabulary.ts'

export type Scope = { region: string; level: string }
export type Rule = Scope & {
  id: bigint
  kind: RuleKind
  category: PurchaseCategory | null
  value: bigint
  effective_from: Day
  effective_to: Day | null
  source: string
  confirmed: boolean
}

/** The names a rule may call the unit's region by, the widest first. */
export function regionsOf(place: Place | undefined): string[] {
  if (!place) return [EVERYWHERE]
  const names = [place.province, placeName({ ...place, county: '' }), placeName(place)]
  return [EVERYWHERE, ...new Set(names)]
}

/** How near a rule is to the unit: the higher the nearer; null when it is for another region or level. */
export function nearness({ region, level }: Scope, place: Place | undefined): number | null {
  const depth = regionsOf(place).indexOf(region)
  if (depth < 0 || (level !== EVERY_LEVEL && level !== place?.level)) return null
  return depth * 2 + (level === EVERY_LEVEL ? 0 : 1)
}

/** The most specific of the rules that apply; of two for the same region and level the newer. Undefined when none applies. */
export function mostSpecific<R extends Scope & { effective_from: Day }>(
  rules: readonly R[],
  place: Place | undefined,
): R | undefined {
  return rules
    .filter(rule => nearness(rule, place) !== null)
    .toSorted(
      (a, b) => nearness(b, place)! - nearness(a, place)! || b.effective_from.localeCompare(a.effective_from),
    )[0]
}

export const titleOfRule = (kind: RuleKind, category: PurchaseCategory | null = null) =>
  category === null ? RULE_KINDS[kind] : `${RULE_KINDS[kind]}（${CATEGORIES_OF_PURCHASE[category]}）`

/** The rule that decides on a day, or the refusal that says what is missing. */
export async function findRule(
  tx: Sql,
  kind: RuleKind,
  onDate: Day,
  category: PurchaseCategory | null = null,
): Promise<{ rule: Rule; missing?: never } | { rule?: never; missing: Refusal }> {
  const held = await tx<Rule[]>`
    select id, kind, category, region, level, value, effective_from, effective_to, source, confirmed from procurement.rules
    where kind = ${kind} and category is not distinct from ${category}
      and effective_from <= ${onDate} and (effective_to is null or effective_to >= ${onDate})`
  const place = await findPlace(tx)
  const title = titleOfRule(kind, category)
  // without a place nobody knows whether a nearer rule than the general one would apply
  if (!place && held.some(rule => nearness(rule, place) === null)) return { missing: placeNotSet({ title }) }
  const rule = mostSpecific(held, place)
  return rule
    ? { rule }
    : {
        missing: noSuchRule({
          title,
          on: onDate,
          region: place ? placeName(place) : null,
          level: place?.level ?? null,
        }),
      }
}

/** The rule that decides on a day. Refuses procurement.no-such-rule, procurement.place-not-set. */
export async function ruleFor(
  tx: Sql,
  kind: RuleKind,
  onDate: Day,
  category: PurchaseCategory | null = null,
): Promise<Rule> {
  const { rule, missing } = await findRule(tx, kind, onDate, category)
  if (!rule) throw missing
  return rule
}

/** The value of that rule: 分 for limits, else days, ‰ or years. */
export async function ruleValue(tx: Sql, kind: RuleKind, onDate: Day, category?: PurchaseCategory): Promise<bigint> {
  return (await ruleFor(tx, kind, onDate, category)).value
}
