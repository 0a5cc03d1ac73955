// What a requisition is checked against before it is submitted: idle stock, configuration standards, splitting.
import { beyondStandards, idleLike } from '../../assets/index.ts'
import type { Day } from '../../kernel/index.ts'
import type { Sql } from '../../platform/index.ts'
import { addDays } from '../../platform/index.ts'
import { findRule, type Rule, ruleValue } from '../rules/rules.ts'
import type { ItemKind, PurchaseCategory } from '../vocabulary.ts'

export type CheckedItem = { kind: ItemKind; name: string; class_code: string; quantity: number; unit_fen: bigint }
export type Checked = {
  section_id: bigint
  line_id: bigint
  category: PurchaseCategory
  amount_fen: bigint
  items: readonly CheckedItem[]
  /** the requisition itself, once it is a row */
  id: bigint | null
}

export type Checks = {
  /** idle assets of the kind: 调剂优先 (行政事业性国有资产管理条例 第十一条) */
  idle: { card_no: string; name: string; place: string }[]
  standard: string[]
  split: { total_fen: bigint; limit_fen: bigint; others: string[] } | null
  /** the limit the amount is held against; null with what is missing when no rule applies */
  limit: Rule | null
  missing: string | null
}

/**
 * What stays below the limit alone, but reaches it with the section's other purchases of the category on the line, looks
 * split (政府采购法 第二十八条).
 */
async function splitting(
  tx: Sql,
  { id, line_id, category, amount_fen }: Checked,
  limit_fen: bigint,
  today: Day,
): Promise<Checks['split']> {
  if (amount_fen >= limit_fen) return null
  const from = addDays(today, -Number(await ruleValue(tx, 'split-days', today)))
  const others = await tx<{ req_no: string; title: string; amount_fen: bigint }[]>`
    select req_no, title, amount_fen from procurement.requisitions
    where line_id = ${line_id} and category = ${category} and id is distinct from ${id}
      and state not in ('draft', 'returned', 'rejected', 'cancelled') and submitted_at >= ${from}::date order by id`
  const total_fen = others.reduce((sum, row) => sum + row.amount_fen, amount_fen)
  if (others.length === 0 || total_fen < limit_fen) return null
  return { total_fen, limit_fen, others: others.map(row => `${row.req_no} ${row.title}`) }
}

export async function checkRequisition(tx: Sql, checked: Checked, today: Day): Promise<Checks> {
  const assets = checked.items.filter(item => item.kind === 'asset')
  const limit = await findRule(tx, 'limit', today, checked.category)
  return {
    idle: await idleLike(tx, assets),
    standard: await beyondStandards(tx, checked.section_id, assets, today),
    split: limit.rule ? await splitting(tx, checked, limit.rule.value, today) : null,
    limit: limit.rule ?? null,
    missing: limit.missing?.message ?? null,
  }
}
