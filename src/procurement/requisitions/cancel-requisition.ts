// Cancel a purchase that will not be made: nothing was accepted or paid, and the money is free again.
import { z } from 'zod'
import { command, Id, Text } from '../../platform/index.ts'
import { cannotCancel, notTheApplicant } from '../refusals.ts'
import { lockRequisition, moveRequisition } from './requisition.ts'
import { releaseHold } from './submit-requisition.ts'

/** Cancel a requisition: its applicant, or the office. */
export const cancelRequisition = command({
  name: 'procurement.cancel-requisition',
  title: '取消采购',
  access: 'signed-in',
  input: z.strictObject({ requisition_id: Id, reason: Text(200) }),
  output: z.object({ req_no: z.string() }),
  async run(tx, call, { requisition_id, reason }) {
    const requisition = await lockRequisition(tx, requisition_id)
    const own = ['system', String(requisition.applied_by_id)].includes(call.actor.id)
    if (!own && !call.actor.roles.includes('operations')) throw notTheApplicant({ applicant: requisition.applied_by })
    if (requisition.accepted_fen !== 0n || requisition.paid_fen !== 0n) throw cannotCancel()
    await moveRequisition(tx, call, requisition, 'cancel', reason)
    await releaseHold(tx, call, requisition, `取消采购：${requisition.title}`)
    return { req_no: requisition.req_no }
  },
})
