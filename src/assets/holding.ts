// In whose name assets are: what forbids a person to leave, and handing cards over to somebody else.
import type { PersonHere } from '../people/index.ts'
import { type Call, type Sql, vetoSource } from '../platform/index.ts'
import { notInName } from './refusals.ts'
import { type Card, holderIdOf, lockCards, moveCard, stateAfter } from './use/card.ts'

/** The cards among `ids` that a person can hand over, locked; refuses those that are not in their name or in no state for it. */
export async function cardsToHandOver(tx: Sql, fromId: bigint, ids: readonly bigint[]): Promise<Card[]> {
  if (ids.length === 0) return []
  const cards = await lockCards(tx, ids)
  const foreign = cards.filter(card => card.holder_id !== fromId)
  if (foreign.length > 0) throw notInName({ cards: foreign.map(card => card.card_no) })
  for (const card of cards) stateAfter(card, 'hand-over')
  return cards
}

/** Puts cards into another person's name and section, by a confirmed hand-over document. */
export async function handOverCards(
  tx: Sql,
  call: Call,
  handover: { from_id: bigint; to: PersonHere; card_ids: readonly bigint[]; doc_no: string; path: string },
): Promise<void> {
  const { to, doc_no, path } = handover
  for (const card of await cardsToHandOver(tx, handover.from_id, handover.card_ids)) {
    const told = { summary: `${card.holder}移交给${to.name}`, doc_no, path }
    await moveCard(tx, call, card, 'hand-over', { holder: to, section_id: to.section_id }, told)
  }
}

export const assetVetoes = vetoSource({
  name: 'assets.in-name',
  title: '名下资产',
  async list(tx, subject) {
    if (subject.kind !== 'person-leaves') return []
    const rows = await tx<{ card_no: string; name: string; place: string }[]>`
      select c.card_no, c.name, c.place from assets.cards c
      where ${holderIdOf(tx)} = ${subject.person_id} and c.disposed_on is null order by c.card_no`
    return rows.map(({ card_no, name, place }) => ({
      reason: `${card_no} ${name}${place ? `（${place}）` : ''} 没有移交`,
      path: `/handover/person/${subject.person_id}`,
    }))
  },
})
