// Record a signed contract, and supplements to it: the deadlines of publication and filing follow from the day it was signed.
import { z } from 'zod'
import { commitReservation } from '../../budget/index.ts'
import { type Day, divideDown } from '../../kernel/index.ts'
import {
  addDays,
  command,
  DayField,
  Id,
  Int64,
  PositiveFen,
  type Sql,
  Text,
  workingDayAfter,
} from '../../platform/index.ts'
import {
  contractAboveApproval,
  contractAfterDelivery,
  daysReversed,
  methodFirst,
  noSuchContract,
  samePerson,
  supplementTooBig,
} from '../refusals.ts'
import { lockRequisition, moveRequisition } from '../requisitions/requisition.ts'
import { mustBeThePublished, noticeMustBeOver } from '../requisitions/single-source.ts'
import { deciding } from '../rules/deciding.ts'
import { type Rule, ruleFor } from '../rules/rules.ts'
import { METHODS, type RuleKind } from '../vocabulary.ts'

/** 公告 in 2 working days, 备案 in 7, signed within 30 days of the notice, kept for 15 years: as the rules of the day say. */
export async function deadlines(tx: Sql, signed_on: Day, notice_on: Day | null, government: boolean) {
  const used: Rule[] = []
  const days = async (kind: RuleKind) => {
    used.push(await ruleFor(tx, kind, signed_on))
    return Number(used.at(-1)!.value)
  }
  const keep = await days('retention-years')
  const keep_until = `${Number(signed_on.slice(0, 4)) + keep}-12-31`
  if (!government) return { keep_until, calendar_confirmed: true, used }
  const publish = await workingDayAfter(tx, signed_on, await days('publish-workdays'))
  const file = await workingDayAfter(tx, signed_on, await days('file-workdays'))
  return {
    keep_until,
    calendar_confirmed: publish.confirmed && file.confirmed,
    sign_due_on: notice_on && addDays(notice_on, await days('sign-days')),
    publish_due_on: publish.day,
    file_due_on: file.day,
    used,
  }
}

/** Record the contract of an approved purchase. Refused above what was approved, or without a method. */
export const signContract = command({
  name: 'procurement.sign-contract',
  title: '登记采购合同',
  access: ['operations'],
  input: z.strictObject({
    requisition_id: Id,
    contract_no: Text(60),
    supplier: Text(80),
    amount_fen: PositiveFen,
    signed_on: DayField,
    notice_on: DayField.nullable().default(null),
    ends_on: DayField.nullable().default(null),
    terms: z.string().trim().max(2000).default(''),
  }),
  output: z.object({ contract_id: Int64, publish_due_on: z.string().nullable(), file_due_on: z.string().nullable() }),
  async run(tx, call, { requisition_id, ...contract }) {
    const requisition = await lockRequisition(tx, requisition_id)
    const { title, line_id, category, method, amount_fen, decided_by_id, reservation_id, is_example } = requisition
    await moveRequisition(tx, call, requisition, 'sign-contract', contract.contract_no)
    if (!method) throw methodFirst()
    if (call.actor.id === decided_by_id && call.actor.id !== 'system')
      throw samePerson({ did: '审批', does: '签订合同' })
    if (requisition.accepted_fen > 0n) throw contractAfterDelivery({ req_no: requisition.req_no })
    if (contract.amount_fen > amount_fen) throw contractAboveApproval({ approved_fen: amount_fen })
    const { signed_on, notice_on } = contract
    if (signed_on > call.today || (notice_on && notice_on > signed_on)) throw daysReversed()
    if (method === 'single-source') {
      await noticeMustBeOver(tx, call, requisition, signed_on)
      await mustBeThePublished(tx, requisition, contract.supplier)
    }
    const { used, ...due } = await deadlines(tx, signed_on, notice_on, method !== 'own')
    const permille = await ruleFor(tx, 'supplement-permille', signed_on)
    const row = {
      ...contract,
      ...due,
      title,
      line_id,
      category,
      requisition_id,
      method: METHODS[method],
      supplement_max_fen: divideDown(contract.amount_fen * permille.value, 1000n),
      decided_by_rules: tx.json(deciding([...used, permille])),
      is_example,
      recorded_by_id: call.actor.id,
      recorded_by: call.actor.name,
      recorded_at: call.at,
    }
    const [made] = await tx<{ id: bigint; publish_due_on: string | null; file_due_on: string | null }[]>`
      insert into procurement.contracts ${tx(row)} returning id, publish_due_on, file_due_on`
    await tx`update procurement.requisitions set contract_fen = ${contract.amount_fen}, notice_on = ${notice_on} where id = ${requisition_id}`
    const step = {
      on_date: call.today,
      summary: `采购合同：${title}`,
      doc_no: contract.contract_no,
      counterparty: contract.supplier,
    }
    await commitReservation(tx, call, {
      ...step,
      reservation_id: reservation_id!,
      amount_fen: contract.amount_fen,
      release_rest: true,
    })
    return { contract_id: made!.id, publish_due_on: made!.publish_due_on, file_due_on: made!.file_due_on }
  },
})

/** Record a supplement to a contract: same goods or service, all together within a tenth of it (政府采购法 第四十九条). */
export const supplementContract = command({
  name: 'procurement.supplement-contract',
  title: '登记补充合同',
  access: ['operations'],
  input: z.strictObject({
    contract_id: Id,
    contract_no: Text(60),
    amount_fen: PositiveFen,
    signed_on: DayField,
    terms: z.string().trim().max(2000).default(''),
  }),
  output: z.object({ contract_id: Int64 }),
  async run(tx, call, { contract_id, ...supplement }) {
    const [original] = await tx<
      {
        requisition_id: bigint
        title: string
        supplier: string
        method: string
        most_fen: bigint
        left_fen: bigint
        signed_on: Day
        ends_on: Day | null
      }[]
    >`select requisition_id, title, supplier, method, supplement_max_fen most_fen,
        (supplement_max_fen - supplement_fen)::bigint left_fen, signed_on, ends_on
      from procurement.contracts where id = ${contract_id} and requisition_id is not null and supplements_id is null for no key update`
    if (!original) throw noSuchContract({ contract_id: String(contract_id) })
    const { requisition_id, title, most_fen, left_fen, signed_on: first, ...same } = original
    if (supplement.signed_on < first || supplement.signed_on > call.today) throw daysReversed()
    const requisition = await lockRequisition(tx, requisition_id)
    const grown = await tx`
      update procurement.contracts set supplement_fen = supplement_fen + ${supplement.amount_fen}
      where id = ${contract_id} and supplement_fen + ${supplement.amount_fen} <= supplement_max_fen returning 1`
    if (grown.length === 0) throw supplementTooBig({ most_fen, left_fen })
    // still under contract: what was accepted in full takes no supplement
    await moveRequisition(tx, call, requisition, 'supplement', supplement.contract_no)
    const { used, ...due } = await deadlines(tx, supplement.signed_on, null, requisition.method !== 'own')
    const row = {
      ...supplement,
      ...same,
      ...due,
      decided_by_rules: tx.json(deciding(used)),
      title: `${title}（补充）`,
      line_id: requisition.line_id,
      category: requisition.category,
      requisition_id,
      supplements_id: contract_id,
      is_example: requisition.is_example,
      recorded_by_id: call.actor.id,
      recorded_by: call.actor.name,
      recorded_at: call.at,
    }
    const [made] = await tx<{ id: bigint }[]>`insert into procurement.contracts ${tx(row)} returning id`
    await tx`update procurement.requisitions set contract_fen = contract_fen + ${supplement.amount_fen} where id = ${requisition_id}`
    const step = { on_date: call.today, summary: `补充合同：${title}`, doc_no: supplement.contract_no }
    await commitReservation(tx, call, {
      ...step,
      reservation_id: requisition.reservation_id!,
      amount_fen: supplement.amount_fen,
    })
    return { contract_id: made!.id }
  },
})
