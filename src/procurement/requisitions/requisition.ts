// A requisition as a row: found, locked, moved along its state machine, with every move in its history.
import { next } from '../../kernel/index.ts'
import type { Call, Sql } from '../../platform/index.ts'
import { noSuchRequisition, notTheApplicant, wrongState } from '../refusals.ts'
import {
  type Method,
  MOVE_TITLES,
  type PurchaseCategory,
  REQUISITION_STATES,
  type RequisitionMove,
  type RequisitionState,
  requisitionMachine,
} from '../vocabulary.ts'

export type Requisition = {
  id: bigint
  req_no: string
  year: number
  section_id: bigint
  section: string
  line_id: bigint
  line_no: string
  plan_id: bigint | null
  title: string
  category: PurchaseCategory
  state: RequisitionState
  amount_fen: bigint
  idle_reason: string
  standard_reason: string
  split_reason: string
  reservation_id: bigint | null
  applied_by_id: bigint | null
  applied_by: string
  decided_by_id: string | null
  method: Method | null
  method_by_id: string | null
  contract_fen: bigint
  accepted_fen: bigint
  paid_fen: bigint
  prepaid_fen: bigint
  is_example: boolean
}

/** Locks a requisition. Refuses procurement.no-such-requisition. */
export async function lockRequisition(tx: Sql, id: bigint): Promise<Requisition> {
  await tx`select 1 from procurement.requisitions where id = ${id} for no key update`
  const [row] = await tx<Requisition[]>`
    select r.id, r.req_no, r.year, r.section_id, s.name section, r.line_id, l.line_no, r.plan_id, r.title, r.category, r.state,
      r.amount_fen, r.idle_reason, r.standard_reason, r.split_reason, r.reservation_id, r.applied_by_id, r.applied_by,
      r.decided_by_id, r.method, r.method_by_id, r.contract_fen, r.accepted_fen, r.paid_fen, r.prepaid_fen, r.is_example
    from procurement.requisitions r join people.sections s on s.id = r.section_id join budget.lines l on l.id = r.line_id
    where r.id = ${id}`
  if (!row) throw noSuchRequisition({ requisition_id: String(id) })
  return row
}

/** Where a move leads; refuses procurement.wrong-state. */
export function stateAfter(
  { req_no, state }: Pick<Requisition, 'req_no' | 'state'>,
  move: RequisitionMove,
): RequisitionState {
  const to = next(requisitionMachine, state, move)
  if (!to) throw wrongState({ req_no, state: REQUISITION_STATES[state], move: MOVE_TITLES[move] })
  return to
}

/** Moves a locked requisition and writes the line of its history. */
export async function moveRequisition(
  tx: Sql,
  call: Call,
  requisition: Pick<Requisition, 'id' | 'req_no' | 'state'>,
  move: RequisitionMove,
  note = '',
): Promise<RequisitionState> {
  const state = stateAfter(requisition, move)
  await tx`update procurement.requisitions set state = ${state},
      submitted_at = case when ${move} = 'submit' then ${call.at}::timestamptz else submitted_at end
    where id = ${requisition.id}`
  await tx`insert into procurement.requisition_events (requisition_id, move, state, note, at, by)
    values (${requisition.id}, ${move}, ${state}, ${note}, ${call.at}, ${call.actor.name})`
  return state
}

/** Refuses anybody but who filled the requisition in (the office may act for people without a login of their own). */
export function mustBeApplicant(call: Call, { applied_by_id, applied_by }: Requisition): void {
  if (call.actor.id === 'system' || call.actor.id === String(applied_by_id)) return
  throw notTheApplicant({ applicant: applied_by })
}

/** The person's id of an actor; null for the program itself. */
export function personIdOf(call: Call): bigint | null {
  return /^\d+$/.test(call.actor.id) ? BigInt(call.actor.id) : null
}
