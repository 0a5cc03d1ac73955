// Decide a requisition: the leader in charge (分管领导) agrees, returns it or says no; never one's own.
import { z } from 'zod'
import { command, Id } from '../../platform/index.ts'
import { ownRequisition } from '../refusals.ts'
import { lockRequisition, moveRequisition } from './requisition.ts'
import { releaseHold } from './submit-requisition.ts'

/** Approve, return or reject a submitted requisition. What was returned or rejected holds no money any more. */
export const decideRequisition = command({
  name: 'procurement.decide-requisition',
  title: '审批采购申请',
  access: ['director'],
  input: z
    .strictObject({
      requisition_id: Id,
      decision: z.enum(['approve', 'return', 'reject']),
      opinion: z.string().trim().max(400).default(''),
    })
    .refine(({ decision, opinion }) => decision === 'approve' || opinion !== '', {
      path: ['opinion'],
      message: '退回或不同意要写明意见',
    }),
  output: z.object({ req_no: z.string(), state: z.string() }),
  async run(tx, call, { requisition_id, decision, opinion }) {
    const requisition = await lockRequisition(tx, requisition_id)
    if (call.actor.id === String(requisition.applied_by_id)) throw ownRequisition()
    const state = await moveRequisition(tx, call, requisition, decision, opinion)
    await tx`update procurement.requisitions set decided_by_id = ${call.actor.id}, decided_by = ${call.actor.name},
      decided_at = ${call.at} where id = ${requisition_id}`
    if (decision !== 'approve') await releaseHold(tx, call, requisition, `采购申请没有批准：${requisition.title}`)
    return { req_no: requisition.req_no, state }
  },
})
