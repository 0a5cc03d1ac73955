// Fill a requisition in (采购申请): a draft that only its applicant sees through, until it is submitted.
import { z } from 'zod'
import { lockLine } from '../../budget/index.ts'
import { yearOf } from '../../kernel/index.ts'
import { sectionByName } from '../../people/index.ts'
import { type Call, command, Id, Int64, PositiveFen, type Sql, Text } from '../../platform/index.ts'
import { nextNumber } from '../numbers.ts'
import { planForRequisition } from '../plans/plans.ts'
import { notFromPersonnel, wrongState } from '../refusals.ts'
import { REQUISITION_STATES } from '../vocabulary.ts'
import { lockRequisition, mustBeApplicant, personIdOf } from './requisition.ts'

const Reason = z.string().trim().max(400).default('')

const Item = z.strictObject({
  kind: z.enum(['asset', 'supply', 'service']),
  name: Text(60),
  class_code: z.string().trim().max(20).default(''),
  spec: z.string().trim().max(200).default(''),
  measure: z.string().trim().max(10).default('件'),
  quantity: z.number('数量应为数字').int('数量应为整数').min(1, '数量至少为 1').max(100_000),
  unit_fen: PositiveFen,
})

const RequisitionInput = z.strictObject({
  requisition_id: Id.nullable().default(null),
  section: Text(40),
  line_no: Text(20),
  plan_id: Id.nullable().default(null),
  title: Text(80),
  reason: Text(400),
  category: z.enum(['goods', 'services', 'works']),
  idle_reason: Reason,
  standard_reason: Reason,
  split_reason: Reason,
  items: z.array(Item).min(1, '至少填一项').max(200),
  is_example: z.boolean().default(false),
})
type Input = z.output<typeof RequisitionInput>

async function rowOf(tx: Sql, call: Call, input: Input) {
  const { items, requisition_id: _id, section, line_no, plan_id, ...rest } = input
  const line = await lockLine(tx, yearOf(call.today), line_no, 'expenditure')
  if (line.category === 'personnel') throw notFromPersonnel({ line: line.title })
  if (plan_id !== null) await planForRequisition(tx, plan_id, line.id)
  const amount_fen = items.reduce((sum, item) => sum + item.unit_fen * BigInt(item.quantity), 0n)
  return {
    ...rest,
    amount_fen,
    plan_id,
    year: line.year,
    line_id: line.id,
    section_id: await sectionByName(tx, section),
  }
}

async function change(tx: Sql, call: Call, id: bigint, row: Awaited<ReturnType<typeof rowOf>>) {
  const before = await lockRequisition(tx, id)
  mustBeApplicant(call, before)
  const { req_no, state } = before
  if (state !== 'draft' && state !== 'returned')
    throw wrongState({ req_no, state: REQUISITION_STATES[state], move: '修改' })
  await tx`update procurement.requisitions set ${tx(row)} where id = ${id}`
  await tx`delete from procurement.requisition_items where requisition_id = ${id}`
  return { id, req_no }
}

async function create(tx: Sql, call: Call, row: Awaited<ReturnType<typeof rowOf>>) {
  const req_no = await nextNumber(tx, 'requisition', call.today)
  const applied = { applied_by_id: personIdOf(call), applied_by: call.actor.name, applied_at: call.at }
  const [made] = await tx<{ id: bigint }[]>`
    insert into procurement.requisitions ${tx({ ...row, ...applied, req_no, state: 'draft' })} returning id`
  return { id: made!.id, req_no }
}

/** Save a requisition as a draft. Only its applicant changes it, and only while it is a draft or was returned. */
export const saveRequisition = command({
  name: 'procurement.save-requisition',
  title: '填写采购申请',
  access: 'signed-in',
  input: RequisitionInput,
  output: z.object({ requisition_id: Int64, req_no: z.string(), amount_fen: Int64 }),
  async run(tx, call, input) {
    const row = await rowOf(tx, call, input)
    const { id, req_no } = input.requisition_id
      ? await change(tx, call, input.requisition_id, row)
      : await create(tx, call, row)
    const items = input.items.map(item => ({ ...item, requisition_id: id }))
    await tx`insert into procurement.requisition_items ${tx(items)}`
    return { requisition_id: id, req_no, amount_fen: row.amount_fen }
  },
})
