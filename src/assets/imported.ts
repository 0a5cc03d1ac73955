// Cards, depreciation and disposals of imported books: taken in as they were, under the numbers they had.
import type { Call, Sql } from '../platform/index.ts'
import type { Details } from './details-table.ts'
import type { DisposalKind } from './vocabulary.ts'

/** What a card must have; every other column may be left to what the table says. */
export type NewCard = {
  card_no: string
  name: string
  class_code: string
  original_fen: bigint
  acquired_on: string
  /** the day it was acquired, unless told */
  booked_on?: string
  /** 0: not depreciated */
  life_months: number
  section_id: bigint | null
  /** the section that looks after it */
  manager_section_id?: bigint | null
  holder: string
  place: string
  voucher_id?: bigint | null
  details?: Details
  is_example: boolean
}

/** Later cards and disposals are numbered after those that came with their numbers. */
async function keepNumber(tx: Sql, kind: 'card' | 'disposal', no: string): Promise<void> {
  const [, year, last] = /^(?:ZC|CZ)(\d{4})-(\d{1,9})$/.exec(no) ?? []
  if (year === undefined || last === undefined) return
  await tx`insert into assets.counters (year, kind, last_no) values (${Number(year)}, ${kind}, ${Number(last)})
    on conflict (year, kind) do update set last_no = greatest(assets.counters.last_no, excluded.last_no)`
}

/** Writes a card, or finds the one of that number (a register goes on from year to year); returns its id. */
export async function writeCard(tx: Sql, { details = {}, ...card }: NewCard): Promise<bigint> {
  const method = card.life_months === 0 ? 'none' : 'straight_line'
  const written = { booked_on: card.acquired_on, ...card, details: details as never, method }
  const [row] = await tx<{ id: bigint }[]>`
    with written as (insert into assets.cards ${tx(written)} on conflict (card_no) do nothing returning id)
    select id from written union all select id from assets.cards where card_no = ${card.card_no} limit 1`
  await keepNumber(tx, 'card', card.card_no)
  return row!.id
}

/** Appends one depreciation of a card; the same card and day is written once. */
export async function writeDepreciation(
  tx: Sql,
  row: { card_id: bigint; on_date: string; amount_fen: bigint; voucher_id: bigint | null },
): Promise<void> {
  await tx`insert into assets.depreciation ${tx(row)} on conflict (card_id, on_date) do nothing`
}

export type ImportedDisposal = {
  disposal_no: string
  kind: DisposalKind
  reason: string
  completed_on: string
  proceeds_fen: bigint
  remitted_fen: bigint
  appraisal_fen: bigint | null
  appraiser: string
  minutes_no: string
  approval_no: string
  counterparty: string
  voucher_id: bigint | null
  is_example: boolean
}

/** Writes a disposal that was completed, with the cards that it closed. Who applied and decided stands on its papers. */
export async function writeDisposal(
  tx: Sql,
  call: Call,
  disposal: ImportedDisposal,
  cardIds: readonly bigint[],
): Promise<void> {
  const ids = cardIds.map(String)
  const who = { applied_by_id: call.actor.id, applied_by: '（导入）', applied_at: call.at, completed_by: '（导入）' }
  const [made] = await tx<{ id: bigint }[]>`
    insert into assets.disposals ${tx({ ...disposal, ...who, state: 'completed', original_fen: 0n })}
    on conflict (disposal_no) do update set completed_on = excluded.completed_on returning id`
  await tx`insert into assets.disposal_items (disposal_id, card_id)
    select ${made!.id}, id from unnest(${ids}::bigint[]) as x(id) on conflict do nothing`
  await tx`update assets.disposals set original_fen = (select coalesce(sum(c.original_fen), 0) from assets.disposal_items i
    join assets.cards c on c.id = i.card_id where i.disposal_id = ${made!.id}) where id = ${made!.id}`
  await tx`update assets.cards set disposed_on = ${disposal.completed_on}, disposal_no = ${disposal.disposal_no},
    use_state = 'disposed', holder = '', holder_id = null where id = any(${ids}::bigint[]) and disposed_on is null`
  await keepNumber(tx, 'disposal', disposal.disposal_no)
}
