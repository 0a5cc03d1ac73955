// Depreciation lives as rows with a period: which holds on a day, and whether a life keeps to it.
import type { Day } from '../../kernel/index.ts'
import type { Sql } from '../../platform/index.ts'
import type { CardKind } from '../details-table.ts'
import { lifeTooShort, noSuchRule } from '../refusals.ts'
import type { FinancialClass } from '../vocabulary.ts'

export type Life = {
  financial_class: FinancialClass
  method: 'straight_line' | 'none'
  life_months: number
  card_kind: CardKind
}

/**
 * What a rule of depreciation makes of a card. Without a life of its own the card takes the rule's; a shorter one is
 * refused, since the table says 不低于. Refuses assets.no-such-life-rule, assets.life-too-short.
 */
export async function lifeBy(tx: Sql, ruleId: bigint, onDate: Day, wanted: number | null): Promise<Life> {
  const [rule] = await tx<
    { title: string; financial_class: FinancialClass; life_months: number | null; card_kind: CardKind }[]
  >`
    select title, financial_class, life_months, card_kind from assets.life_rules
    where id = ${ruleId} and effective_from <= ${onDate} and (effective_to is null or effective_to >= ${onDate})`
  if (!rule) throw noSuchRule()
  const { financial_class, life_months, title, card_kind } = rule
  if (life_months === null) return { financial_class, method: 'none', life_months: 0, card_kind }
  if (wanted !== null && wanted < life_months) throw lifeTooShort({ title, months: life_months })
  return { financial_class, method: 'straight_line', life_months: wanted ?? life_months, card_kind }
}
