// Procurement rules in force: limits by category, deadlines in days. The newest that holds on the day counts.
import type { Day } from '../../kernel/index.ts'
import type { Sql } from '../../platform/index.ts'
import { noSuchRule } from '../refusals.ts'
import { type PurchaseCategory, RULE_KINDS, type RuleKind } from '../vocabulary.ts'

/** The value of a rule on a day: 分 for limits, else days, ‰ or years. Refuses procurement.no-such-rule. */
export async function ruleValue(tx: Sql, kind: RuleKind, onDate: Day, category?: PurchaseCategory): Promise<bigint> {
  const [row] = await tx<{ value: bigint }[]>`
    select value from procurement.rules
    where kind = ${kind} and category is not distinct from ${category ?? null}
      and effective_from <= ${onDate} and (effective_to is null or effective_to >= ${onDate})
    order by effective_from desc, id desc limit 1`
  if (!row) throw noSuchRule({ kind: RULE_KINDS[kind] })
  return row.value
}
