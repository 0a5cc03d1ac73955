// Make a hand-over document (交接单): who hands what to whom. Nothing changes hands until the receiver confirms.
import { z } from 'zod'
import { cardsToHandOver } from '../assets/index.ts'
import { personHere } from '../people/index.ts'
import { command, Id, Int64, Text } from '../platform/index.ts'
import { nextDocumentNo } from './documents.ts'
import { nothingToHandOver, notTheGiver, samePerson } from './refusals.ts'

const CLERKS = ['operations', 'admin']

/** Make a hand-over document. The giver makes it, or the office for them; the cards must be in the giver's name. */
export const makeDocument = command({
  name: 'handover.make-document',
  title: '填写交接单',
  access: 'signed-in',
  input: z.strictObject({
    from_id: Id,
    to_id: Id,
    reason: z.enum(['leaves', 'moves', 'other']),
    card_ids: z.array(Id).max(3000).default([]),
    others: z
      .array(z.strictObject({ title: Text(80), note: z.string().trim().max(200).default('') }))
      .max(200)
      .default([]),
    note: z.string().trim().max(400).default(''),
    is_example: z.boolean().default(false),
  }),
  output: z.object({ document_id: Int64, doc_no: z.string() }),
  async run(tx, call, { from_id, to_id, reason, card_ids, others, note, is_example }) {
    if (from_id === to_id) throw samePerson()
    const own = call.actor.id === String(from_id) || call.actor.id === 'system'
    if (!own && !call.actor.roles.some(role => CLERKS.includes(role))) throw notTheGiver()
    if (card_ids.length + others.length === 0) throw nothingToHandOver()
    await personHere(tx, from_id)
    await personHere(tx, to_id)
    const cards = await cardsToHandOver(tx, from_id, card_ids)
    const doc_no = await nextDocumentNo(tx, call.today)
    const [row] = await tx<{ id: bigint }[]>`
      insert into handover.documents (doc_no, from_id, to_id, reason, note, made_at, made_by, made_by_id, is_example)
      values (${doc_no}, ${from_id}, ${to_id}, ${reason}, ${note}, ${call.at}, ${call.actor.name}, ${call.actor.id}, ${is_example})
      returning id`
    const items = [
      ...cards.map(card => ({
        card_id: card.id as bigint | null,
        title: `${card.card_no} ${card.name}`,
        note: card.place,
      })),
      ...others.map(other => ({ card_id: null, ...other })),
    ].map(item => ({ ...item, document_id: row!.id }))
    await tx`insert into handover.items ${tx(items)}`
    return { document_id: row!.id, doc_no }
  },
})
