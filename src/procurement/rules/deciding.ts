// The rules that decided something, as they stood then: kept with what they decided, and shown with their document.
import { z } from 'zod'
import { CATEGORIES_OF_PURCHASE, type PurchaseCategory, RULE_KINDS, type RuleKind } from '../vocabulary.ts'
import type { Rule } from './rules.ts'

export const Deciding = z.object({
  kind: z.enum(Object.keys(RULE_KINDS) as [RuleKind, ...RuleKind[]]),
  category: z.enum(Object.keys(CATEGORIES_OF_PURCHASE) as [PurchaseCategory, ...PurchaseCategory[]]).nullable(),
  value: z.string(),
  region: z.string(),
  level: z.string(),
  effective_from: z.string(),
  source: z.string(),
  confirmed: z.boolean(),
})
export type Deciding = z.output<typeof Deciding>

/** What is kept and shown of rules that decide. */
export const deciding = (rules: readonly Rule[]): Deciding[] =>
  rules.map(({ id: _id, effective_to: _to, value, ...rule }) => ({ ...rule, value: String(value) }))
