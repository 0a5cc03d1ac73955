// Issue assets to a person (领用), and take them back into the store (退库).
import { z } from 'zod'
import { personHere } from '../../people/index.ts'
import { command, Id } from '../../platform/index.ts'
import { lockCards, moveCard, mustBeFree } from './card.ts'

const Ids = z.array(Id).min(1, '请选资产').max(500)

/** Put idle assets into a person's name, in their section unless another place is told. */
export const issueCards = command({
  name: 'assets.issue-cards',
  title: '领用',
  access: ['operations', 'finance'],
  input: z.strictObject({ card_ids: Ids, person_id: Id, place: z.string().trim().max(60).default('') }),
  output: z.object({ card_count: z.number(), holder: z.string() }),
  async run(tx, call, { card_ids, person_id, place }) {
    // held, so that nobody leaves while something is put in their name
    const person = await personHere(tx, person_id)
    const cards = await lockCards(tx, card_ids)
    for (const card of cards) {
      const change = { holder: person, section_id: person.section_id, ...(place ? { place } : {}) }
      await moveCard(tx, call, card, 'issue', change, { summary: `${person.name}领用${place ? `，放${place}` : ''}` })
    }
    return { card_count: cards.length, holder: person.name }
  },
})

/** Take assets back into the store. */
export const returnCards = command({
  name: 'assets.return-cards',
  title: '退库',
  access: ['operations', 'finance'],
  input: z.strictObject({ card_ids: Ids, place: z.string().trim().max(60).default('库房') }),
  output: z.object({ card_count: z.number() }),
  async run(tx, call, { card_ids, place }) {
    const cards = await lockCards(tx, card_ids)
    await mustBeFree(tx, cards, 'return')
    for (const card of cards)
      await moveCard(tx, call, card, 'return', { holder: null, place }, { summary: `${card.holder}退库，放${place}` })
    return { card_count: cards.length }
  },
})
