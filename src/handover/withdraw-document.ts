// Withdraw a hand-over document that nobody confirmed yet.
import { z } from 'zod'
import { command, Id } from '../platform/index.ts'
import { lockOpenDocument } from './documents.ts'
import { notTheGiver } from './refusals.ts'

/** Withdraw a document: the giver, the receiver, or the office. */
export const withdrawDocument = command({
  name: 'handover.withdraw-document',
  title: '撤回交接单',
  access: 'signed-in',
  input: z.strictObject({ document_id: Id }),
  output: z.object({ doc_no: z.string() }),
  async run(tx, call, { document_id }) {
    const document = await lockOpenDocument(tx, document_id)
    const concerned = [String(document.from_id), String(document.to_id), 'system'].includes(call.actor.id)
    if (!concerned && !call.actor.roles.some(role => role === 'operations' || role === 'admin')) throw notTheGiver()
    await tx`update handover.documents set withdrawn_at = ${call.at}, withdrawn_by = ${call.actor.name} where id = ${document_id}`
    return { doc_no: document.doc_no }
  },
})
