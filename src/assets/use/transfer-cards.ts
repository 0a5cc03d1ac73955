// Move assets to another section, place or person inside the unit (内部调拨).
import { z } from 'zod'
import { personHere, sectionByName } from '../../people/index.ts'
import { command, Id, Text } from '../../platform/index.ts'
import { lockCards, moveCard } from './card.ts'

/** Transfer assets; one that is in use goes into the named person's name, an idle one stays in the store. */
export const transferCards = command({
  name: 'assets.transfer-cards',
  title: '调拨',
  access: ['operations', 'finance'],
  input: z.strictObject({
    card_ids: z.array(Id).min(1, '请选资产').max(500),
    section: Text(40),
    person_id: Id.nullable().default(null),
    place: z.string().trim().max(60).default(''),
    reason: z.string().trim().max(200).default(''),
  }),
  output: z.object({ card_count: z.number() }),
  async run(tx, call, { card_ids, section, person_id, place, reason }) {
    const section_id = await sectionByName(tx, section)
    const person = person_id === null ? undefined : await personHere(tx, person_id)
    const cards = await lockCards(tx, card_ids)
    for (const card of cards) {
      const holder = card.use_state === 'in_use' && person ? { holder: person } : {}
      const to = [section, person?.name, place].filter(Boolean).join('　')
      const summary = `调到${to}${reason ? `（${reason}）` : ''}`
      await moveCard(tx, call, card, 'transfer', { section_id, ...holder, ...(place ? { place } : {}) }, { summary })
    }
    return { card_count: cards.length }
  },
})
