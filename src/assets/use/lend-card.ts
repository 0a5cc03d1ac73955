// Lend an asset to another unit (出借、共享共用) or let it (出租), and take it back.
import { z } from 'zod'
import { command, DayField, Id, Text } from '../../platform/index.ts'
import { MOVE_TITLES } from '../vocabulary.ts'
import { lockCards, moveCard } from './card.ts'

/** Lend or let an idle asset, with the document that allows it. What it brings in is recorded as income. */
export const lendCard = command({
  name: 'assets.lend-card',
  title: '出借或出租',
  access: ['operations', 'finance'],
  input: z.strictObject({
    card_id: Id,
    as: z.enum(['lend', 'lease']).default('lend'),
    borrower: Text(80),
    due_on: DayField,
    doc_no: Text(80),
  }),
  output: z.object({ card_no: z.string() }),
  async run(tx, call, { card_id, as, borrower, due_on, doc_no }) {
    const [card] = await lockCards(tx, [card_id])
    const summary = `${MOVE_TITLES[as]}给${borrower}，${due_on} 归还`
    await moveCard(tx, call, card!, as, { place: borrower }, { summary, doc_no })
    return { card_no: card!.card_no }
  },
})

/** Take a lent or leased asset back into the store. */
export const takeBackCard = command({
  name: 'assets.take-back-card',
  title: '收回出借或出租',
  access: ['operations', 'finance'],
  input: z.strictObject({ card_id: Id, condition: Text(200) }),
  output: z.object({ card_no: z.string() }),
  async run(tx, call, { card_id, condition }) {
    const [card] = await lockCards(tx, [card_id])
    await moveCard(tx, call, card!, 'take-back', { place: '库房' }, { summary: `收回：${condition}` })
    return { card_no: card!.card_no }
  },
})
