// Cards are born here: with numbers, a life by the rule table, and the first line of their history.
import { splitEvenly } from '../kernel/index.ts'
import type { Call, Sql } from '../platform/index.ts'
import { checkedDetails, mustBeOfOne } from './details.ts'
import type { Details } from './details-table.ts'
import { writeEvents } from './events.ts'
import { nextNumbers } from './numbers.ts'
import { lifeBy } from './rules/lives.ts'
import type { AcquiredBy } from './vocabulary.ts'

export type NewAsset = {
  name: string
  class_code: string
  class_version?: string
  brand_model?: string
  measure: string
  /** pieces; each gets a card of its own unless they are kept as one lot */
  quantity: number
  one_card: boolean
  amount_fen: bigint
  life_rule_id: bigint
  life_months: number | null
  acquired_by: AcquiredBy
  acquired_on: string
  booked_on: string
  voucher_id: bigint | null
  fund?: 'fiscal' | 'other'
  value_kind?: string
  purchase_form?: string
  contract_no?: string
  requisition_no?: string
  supplier?: string
  invoice_no?: string
  warranty_until?: string | null
  expense_account?: '5001' | '5101'
  section_id: bigint | null
  place?: string
  /** of vehicles, houses, land and intangibles: what only they have */
  details?: Details
  note?: string
  is_example?: boolean
}

export type MadeCard = { id: bigint; card_no: string; original_fen: bigint }

/** Writes the cards of one delivery or one registration; their values sum to its amount. */
export async function registerAsset(
  tx: Sql,
  call: Call,
  { quantity, one_card, amount_fen, life_rule_id, life_months, details = {}, ...asset }: NewAsset,
  born: { summary: string; doc_no?: string; path?: string },
): Promise<MadeCard[]> {
  const life = await lifeBy(tx, life_rule_id, asset.booked_on, life_months)
  const amounts = one_card ? [amount_fen] : splitEvenly(amount_fen, quantity)
  const checked = checkedDetails(life.card_kind, details)
  mustBeOfOne(checked, amounts.length)
  const numbers = await nextNumbers(tx, 'card', asset.booked_on, amounts.length)
  const rows = amounts.map((original_fen, at) => ({
    ...withoutUndefined(asset),
    ...life,
    details: checked as never,
    card_no: numbers[at]!,
    quantity: one_card ? quantity : 1,
    original_fen,
    use_state: 'idle',
  }))
  const made = await tx<MadeCard[]>`insert into assets.cards ${tx(rows)} returning id, card_no, original_fen`
  await writeEvents(
    tx,
    call,
    made.map(card => ({ card_id: card.id, kind: 'registered', on_date: asset.booked_on, ...born })),
  )
  return [...made]
}

function withoutUndefined<T extends Record<string, unknown>>(row: T): T {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined)) as T
}
