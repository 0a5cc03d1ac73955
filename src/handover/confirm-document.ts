// Confirm a hand-over document: the receiver has everything, and the assets are in the receiver's name from now on.
import { z } from 'zod'
import { handOverCards } from '../assets/index.ts'
import { personHere } from '../people/index.ts'
import { command, Id } from '../platform/index.ts'
import { lockOpenDocument } from './documents.ts'
import { notTheReceiver } from './refusals.ts'

/** Confirm that everything on a document was received. Only the receiver can. */
export const confirmDocument = command({
  name: 'handover.confirm-document',
  title: '接收人确认交接',
  access: 'signed-in',
  input: z.strictObject({ document_id: Id }),
  output: z.object({ doc_no: z.string(), card_count: z.number() }),
  async run(tx, call, { document_id }) {
    const document = await lockOpenDocument(tx, document_id)
    if (call.actor.id !== String(document.to_id) && call.actor.id !== 'system')
      throw notTheReceiver({ receiver: document.to_name })
    const to = await personHere(tx, document.to_id)
    const items = await tx<{ card_id: bigint }[]>`
      select card_id from handover.items where document_id = ${document_id} and card_id is not null`
    const card_ids = items.map(item => item.card_id)
    await handOverCards(tx, call, {
      from_id: document.from_id,
      to,
      card_ids,
      doc_no: document.doc_no,
      path: `/handover/document/${document_id}`,
    })
    await tx`update handover.documents set confirmed_at = ${call.at}, confirmed_by = ${call.actor.name} where id = ${document_id}`
    return { doc_no: document.doc_no, card_count: card_ids.length }
  },
})
