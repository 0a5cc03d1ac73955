// In whose name assets are: what forbids a person to leave, and handing cards over to somebody else.
import type { PersonHere } from '../people/index.ts'
import { type Call, type Sql, vetoSource } from '../platform/index.ts'
import { notInName } from './refusals.ts'

type HeldCard = { id: bigint; card_no: string; name: string; place: string }

/** The cards among `ids` that a person can hand over, locked; refuses those that are not in their name. */
export async function cardsToHandOver(tx: Sql, fromId: bigint, ids: readonly bigint[]): Promise<HeldCard[]> {
  const wanted = [...new Set(ids)]
  if (wanted.length === 0) return []
  const rows = await tx<(HeldCard & { mine: boolean })[]>`
    select id, card_no, name, place, holder_id is not distinct from ${fromId} and disposed_on is null mine
    from assets.cards where id = any(${wanted.map(String)}::bigint[]) order by id for no key update`
  const foreign = rows.filter(row => !row.mine)
  if (foreign.length > 0 || rows.length < wanted.length) throw notInName({ cards: foreign.map(row => row.card_no) })
  return rows
}

/** Puts cards into another person's name and section, by a confirmed hand-over document. */
export async function handOverCards(
  tx: Sql,
  _call: Call,
  handover: { from_id: bigint; to: PersonHere; card_ids: readonly bigint[]; doc_no: string },
): Promise<void> {
  const cards = await cardsToHandOver(tx, handover.from_id, handover.card_ids)
  if (cards.length === 0) return
  await tx`update assets.cards set holder_id = ${handover.to.id}, holder = ${handover.to.name}, section_id = ${handover.to.section_id}
    where id = any(${cards.map(card => String(card.id))}::bigint[])`
}

export const assetVetoes = vetoSource({
  name: 'assets.in-name',
  title: '名下资产',
  async list(tx, subject) {
    if (subject.kind !== 'person-leaves') return []
    const rows = await tx<HeldCard[]>`
      select id, card_no, name, place from assets.cards
      where holder_id = ${subject.person_id} and disposed_on is null order by card_no`
    return rows.map(({ card_no, name, place }) => ({
      reason: `名下资产 ${card_no} ${name}${place ? `（${place}）` : ''} 没有移交`,
      path: `/handover/person/${subject.person_id}`,
    }))
  },
})
