// A card as it is moved: locked, held to its machine, written with the line of its history.
import { type Day, next } from '../../kernel/index.ts'
import type { Call, Sql } from '../../platform/index.ts'
import { writeEvents } from '../events.ts'
import { noSuchCard, wrongState } from '../refusals.ts'
import { type CardMove, cardMachine, MOVE_TITLES, USE_STATES, type UseState } from '../vocabulary.ts'

export type Card = {
  id: bigint
  card_no: string
  name: string
  use_state: UseState
  holder_id: bigint | null
  holder: string
  section_id: bigint | null
  place: string
  original_fen: bigint
}

/**
 * Whose the card is: the person in whose name it was put, or, on a card of imported books that names its holder in words, the
 * one person here of that name.
 */
export const holderIdOf = (tx: Sql) => tx`coalesce(c.holder_id, (select min(p.id) from people.persons p
  where c.holder <> '' and p.name = c.holder and p.left_on is null having count(*) = 1))`

/** Locks cards in one order; refuses assets.no-such-card. */
export async function lockCards(tx: Sql, ids: readonly bigint[]): Promise<Card[]> {
  const wanted = [...new Set(ids)]
  const cards = await tx<Card[]>`
    select c.id, c.card_no, c.name, c.use_state, ${holderIdOf(tx)} holder_id, c.holder, c.section_id, c.place, c.original_fen
    from assets.cards c where c.id = any(${wanted.map(String)}::bigint[]) order by c.id for no key update of c`
  const missing = wanted.find(id => !cards.some(card => card.id === id))
  if (missing !== undefined) throw noSuchCard({ card: String(missing) })
  return [...cards]
}

/** Refuses cards that an application to dispose of them holds: it is decided or withdrawn first. */
export async function mustBeFree(tx: Sql, cards: readonly Card[], move: CardMove): Promise<void> {
  const waiting = cards.filter(card => card.use_state === 'to_dispose')
  if (waiting.length === 0) return
  const [held] = await tx<{ card_id: bigint; disposal_no: string }[]>`
    select i.card_id, d.disposal_no from assets.disposal_items i join assets.disposals d on d.id = i.disposal_id
    where d.state in ('submitted', 'approved') and i.card_id = any(${waiting.map(card => String(card.id))}::bigint[]) limit 1`
  const card = waiting.find(one => one.id === held?.card_id)
  if (held && card)
    throw wrongState({
      card_no: card.card_no,
      state: `${USE_STATES.to_dispose}（${held.disposal_no}）`,
      move: MOVE_TITLES[move],
    })
}

/** Where a move leads a card; refuses assets.wrong-state. */
export function stateAfter({ card_no, use_state }: Pick<Card, 'card_no' | 'use_state'>, move: CardMove): UseState {
  const to = next(cardMachine, use_state, move)
  if (!to) throw wrongState({ card_no, state: USE_STATES[use_state], move: MOVE_TITLES[move] })
  return to
}

/** What a move changes beside the state; what is not named stays. */
export type Change = { holder?: { id: bigint; name: string } | null; section_id?: bigint | null; place?: string }

/** Moves one locked card. */
export async function moveCard(
  tx: Sql,
  call: Call,
  card: Card,
  move: CardMove,
  change: Change,
  told: { summary: string; on_date?: Day; doc_no?: string; path?: string },
): Promise<UseState> {
  const use_state = stateAfter(card, move)
  const row = {
    use_state,
    holder_id: change.holder === undefined ? card.holder_id : (change.holder?.id ?? null),
    holder: change.holder === undefined ? card.holder : (change.holder?.name ?? ''),
    section_id: change.section_id === undefined ? card.section_id : change.section_id,
    place: change.place === undefined ? card.place : change.place,
  }
  await tx`update assets.cards set ${tx(row)} where id = ${card.id}`
  await writeEvents(tx, call, [{ card_id: card.id, kind: move, ...told }])
  return use_state
}
