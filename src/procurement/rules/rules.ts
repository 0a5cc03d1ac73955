// Procurement rules in force: limits by category, deadlines in days. The newest that holds on the day counts.
import type { Day } from '../../kernel/index.ts'
import type { Sql } from '../../platform/index.ts'
import { noSuchRule } from '../refusals.ts'
import type { PurchaseCategory } from '../vocabulary.ts'

export const RULE_KINDS = {
  limit: '政府采购限额标准',
  tender: '公开招标数额标准',
  'intent-days': '采购意向提前公开（日）',
  'sign-days': '通知书发出后签合同（日）',
  'publish-workdays': '合同公告（工作日）',
  'file-workdays': '合同备案（工作日）',
  'single-source-workdays': '单一来源公示（工作日）',
  'supplement-permille': '补充合同上限（‰）',
  'split-days': '化整为零合并计算（日）',
  'retention-years': '采购文件保存（年）',
  'prepay-permille': '验收前付款上限（‰）',
} as const
export type RuleKind = keyof typeof RULE_KINDS

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
