// Instructions from above: recorded as they came, receipted by whoever answers for them, done by their day.
import { z } from 'zod'
import { attachFile } from '../../platform/files/index.ts'
import { command, Id, Int64, type Sql, Text } from '../../platform/index.ts'
import { instructionDone, instructionReceipted, noSuchInstruction, receiptFirst } from '../refusals.ts'
import { WRITERS } from '../stories/story.ts'

export const INSTRUCTION_FILES = 'newsroom.instruction'
const Moment = z.iso.datetime({ offset: true, error: '时间无效' }).transform(text => new Date(text))

/** Record an instruction, with its paper. */
export const recordInstruction = command({
  name: 'newsroom.record-instruction',
  title: '登记上级指令',
  access: WRITERS,
  input: z.strictObject({
    issuer: Text(100),
    title: Text(200),
    content: Text(5000),
    received_at: Moment.optional(),
    receipt_due_at: Moment.nullable().default(null),
    due_at: Moment.nullable().default(null),
    file_ids: z.array(Id).max(9).default([]),
    is_example: z.boolean().default(false),
  }),
  output: z.object({ instruction_id: Int64 }),
  async run(tx, call, { file_ids, received_at = call.at, ...given }) {
    const [row] = await tx<{ id: bigint }[]>`
      insert into newsroom.instructions ${tx({ ...given, received_at, recorded_at: call.at, recorded_by_id: call.actor.id, recorded_by: call.actor.name })}
      returning id`
    for (const file_id of file_ids)
      await attachFile(tx, call, { file_id, use: INSTRUCTION_FILES, subject: row!.id, access: WRITERS })
    return { instruction_id: row!.id }
  },
})

type Instruction = { id: bigint; receipted_at: Date | null; done_at: Date | null }

export async function lockInstruction(tx: Sql, id: bigint): Promise<Instruction> {
  const [row] = await tx<Instruction[]>`
    select id, receipted_at, done_at from newsroom.instructions where id = ${id} for update`
  if (!row) throw noSuchInstruction()
  return row
}

/** Receipt an instruction: read, and who sees to it. */
export const receiptInstruction = command({
  name: 'newsroom.receipt-instruction',
  title: '签收指令',
  access: ['director', 'operations'],
  input: z.strictObject({ instruction_id: Id, note: z.string().trim().max(300).default('') }),
  output: z.object({}),
  async run(tx, call, { instruction_id, note }) {
    const row = await lockInstruction(tx, instruction_id)
    if (row.receipted_at) throw instructionReceipted()
    await tx`update newsroom.instructions set receipted_at = ${call.at}, receipted_by = ${call.actor.name}, receipt_note = ${note}
      where id = ${instruction_id}`
    return {}
  },
})

/** Say how an instruction was carried out. */
export const finishInstruction = command({
  name: 'newsroom.finish-instruction',
  title: '办结指令',
  access: ['director', 'operations'],
  input: z.strictObject({ instruction_id: Id, note: Text(500) }),
  output: z.object({}),
  async run(tx, call, { instruction_id, note }) {
    const row = await lockInstruction(tx, instruction_id)
    if (!row.receipted_at) throw receiptFirst()
    if (row.done_at) throw instructionDone()
    await tx`update newsroom.instructions set done_at = ${call.at}, done_by = ${call.actor.name}, done_note = ${note}
      where id = ${instruction_id}`
    return {}
  },
})
