// Submit a requisition: idle stock, standards and splitting are checked, and the money is held until it is decided and paid.
import { z } from 'zod'
import { releaseReservation, reserveAllotment } from '../../budget/index.ts'
import { type Call, command, Id, Int64, type Sql } from '../../platform/index.ts'
import { mustBeWithinPlan } from '../plans/plans.ts'
import { beyondStandard, idleThere, looksSplit } from '../refusals.ts'
import { ruleFor } from '../rules/rules.ts'
import { type CheckedItem, type Checks, checkRequisition } from './checks.ts'
import { lockRequisition, moveRequisition, mustBeApplicant, type Requisition, stateAfter } from './requisition.ts'

function mustBeExplained(requisition: Requisition, { idle, standard, split }: Checks): void {
  if (idle.length > 0 && !requisition.idle_reason)
    throw idleThere({ cards: idle.map(card => `${card.card_no} ${card.name}`) })
  if (standard.length > 0 && !requisition.standard_reason) throw beyondStandard({ findings: standard })
  if (split && !requisition.split_reason) throw looksSplit(split)
}

/** Gives back everything a requisition still holds of its allotment. */
export async function releaseHold(tx: Sql, call: Call, requisition: Requisition, summary: string): Promise<void> {
  if (requisition.reservation_id === null) return
  const { req_no: doc_no, reservation_id } = requisition
  await releaseReservation(tx, call, { reservation_id, on_date: call.today, summary, doc_no })
  await tx`update procurement.requisitions set reservation_id = null where id = ${requisition.id}`
}

/**
 * Submit a requisition for approval. Refused when idle assets, a standard or splitting stand against it without a reason,
 * and beyond what the section has left on the line (budget.not-enough).
 */
export const submitRequisition = command({
  name: 'procurement.submit-requisition',
  title: '提交采购申请',
  access: 'signed-in',
  input: z.strictObject({ requisition_id: Id }),
  output: z.object({ req_no: z.string(), left_fen: Int64 }),
  async run(tx, call, { requisition_id }) {
    const requisition = await lockRequisition(tx, requisition_id)
    mustBeApplicant(call, requisition)
    stateAfter(requisition, 'submit')
    const items = await tx<CheckedItem[]>`
      select kind, name, class_code, quantity, unit_fen from procurement.requisition_items
      where requisition_id = ${requisition_id} order by id`
    await mustBeWithinPlan(tx, requisition)
    // without a limit nobody can tell whether the purchase looks split
    await ruleFor(tx, 'limit', call.today, requisition.category)
    mustBeExplained(requisition, await checkRequisition(tx, { ...requisition, items }, call.today))
    const { req_no, title, section, line_no, amount_fen } = requisition
    const { reservation_id, left_fen } = await reserveAllotment(tx, call, {
      line_no,
      section,
      amount_fen,
      subject: `procurement.requisition/${requisition_id}`,
      title,
      on_date: call.today,
      summary: `采购申请：${title}`,
      doc_no: req_no,
    })
    await tx`update procurement.requisitions set reservation_id = ${reservation_id} where id = ${requisition_id}`
    await moveRequisition(tx, call, requisition, 'submit')
    return { req_no, left_fen }
  },
})

/** Take a requisition back before it was decided; the money is free again. */
export const withdrawRequisition = command({
  name: 'procurement.withdraw-requisition',
  title: '撤回采购申请',
  access: 'signed-in',
  input: z.strictObject({ requisition_id: Id }),
  output: z.object({ req_no: z.string() }),
  async run(tx, call, { requisition_id }) {
    const requisition = await lockRequisition(tx, requisition_id)
    mustBeApplicant(call, requisition)
    await moveRequisition(tx, call, requisition, 'withdraw')
    await releaseHold(tx, call, requisition, `撤回采购申请：${requisition.title}`)
    return { req_no: requisition.req_no }
  },
})
