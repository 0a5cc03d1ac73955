// Which rules decide about the method of a requisition: as they stood when it was chosen, before that as they stand today.
import { z } from 'zod'
import type { Day } from '../../kernel/index.ts'
import type { Sql } from '../../platform/index.ts'
import { Deciding, deciding } from '../rules/deciding.ts'
import { findRule } from '../rules/rules.ts'
import { leastMethod } from './choose-method.ts'
import type { Requisition } from './requisition.ts'

export const RulesShown = z.object({
  decided: z.boolean(),
  rules: z.array(Deciding),
  /** the least method; null while a rule is missing */
  least: z.enum(['open-tender', 'government', 'any']).nullable(),
  missing: z.array(z.string()),
})
type RulesShown = z.output<typeof RulesShown>

const valueIn = (rules: readonly Deciding[], kind: string) => rules.find(rule => rule.kind === kind)?.value

function leastBy(rules: readonly Deciding[], amount_fen: bigint): RulesShown['least'] {
  const [limit, tender] = [valueIn(rules, 'limit'), valueIn(rules, 'tender')]
  if (limit === undefined || tender === undefined) return null
  return leastMethod(amount_fen, { limit_fen: BigInt(limit), tender_fen: BigInt(tender) })
}

export async function rulesShown(
  tx: Sql,
  { id, amount_fen, category }: Pick<Requisition, 'id' | 'amount_fen' | 'category'>,
  today: Day,
): Promise<RulesShown> {
  const [kept] = await tx<{ rules: Deciding[] }[]>`
    select decided_by_rules rules from procurement.requisitions where id = ${id}`
  if (kept && kept.rules.length > 0)
    return { decided: true, rules: kept.rules, least: leastBy(kept.rules, amount_fen), missing: [] }
  const found = [
    await findRule(tx, 'limit', today, category),
    await findRule(tx, 'tender', today, category),
    await findRule(tx, 'intent-days', today),
  ]
  const rules = deciding(found.flatMap(one => one.rule ?? []))
  const missing = found.flatMap(one => one.missing?.message ?? [])
  return { decided: false, rules, least: leastBy(rules, amount_fen), missing }
}
