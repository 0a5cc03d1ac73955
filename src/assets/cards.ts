// Asset cards and their depreciation as rows, for imports and for reading.
import { z } from 'zod'
import { Int64, query, type Sql } from '../platform/index.ts'

export type NewCard = {
  card_no: string
  name: string
  class_code: string
  original_fen: bigint
  acquired_on: string
  life_months: number
  section_id: bigint | null
  holder: string
  place: string
  is_example: boolean
}

/** Writes a card, or finds the one of that number (a register goes on from year to year); returns its id. */
export async function writeCard(tx: Sql, card: NewCard): Promise<bigint> {
  const [row] = await tx<{ id: bigint }[]>`
    with written as (insert into assets.cards ${tx(card)} on conflict (card_no) do nothing returning id)
    select id from written union all select id from assets.cards where card_no = ${card.card_no} limit 1`
  return row!.id
}

/** Appends one depreciation of a card; the same card and day is written once. */
export async function writeDepreciation(
  tx: Sql,
  row: { card_id: bigint; on_date: string; amount_fen: bigint; voucher_id: bigint | null },
): Promise<void> {
  await tx`insert into assets.depreciation ${tx(row)} on conflict (card_id, on_date) do nothing`
}

const Card = z.object({
  id: Int64,
  card_no: z.string(),
  name: z.string(),
  class_code: z.string(),
  original_fen: Int64,
  depreciated_fen: Int64,
  net_fen: Int64,
  acquired_on: z.string(),
  life_months: z.number(),
  section: z.string().nullable(),
  holder_id: Int64.nullable(),
  holder: z.string(),
  place: z.string(),
  is_example: z.boolean(),
})

export const cards = query({
  name: 'assets.cards',
  title: '资产卡片',
  access: 'signed-in',
  input: z.strictObject({}),
  output: z.array(Card),
  read: tx => tx<z.input<typeof Card>[]>`
    select c.id, c.card_no, c.name, c.class_code, c.original_fen, coalesce(d.total, 0)::bigint depreciated_fen,
      (c.original_fen - coalesce(d.total, 0))::bigint net_fen, c.acquired_on, c.life_months, s.name section, c.holder_id, c.holder, c.place, c.is_example
    from assets.cards c left join people.sections s on s.id = c.section_id
    left join lateral (select sum(amount_fen)::bigint total from assets.depreciation x where x.card_id = c.id) d on true
    order by c.card_no`,
})
