// Assignments: who makes it, where, in which forms, for which channels, by when. Done by a signed story, or said to be done.
import { z } from 'zod'
import { command, Id, Int64, type Sql, Text } from '../../platform/index.ts'
import {
  assignmentEnded,
  noSuchAssignment,
  noSuchPerson,
  notAssigned,
  pitchNotAdopted,
  startsAfterDeadline,
} from '../refusals.ts'
import { WRITERS } from '../stories/story.ts'
import { lockInstruction } from './instructions.ts'
import { lockPitch, PlanFields } from './pitches.ts'
import { ASSIGNMENT_STATES, type AssignmentState, PITCH_STATES } from './planning-vocabulary.ts'

const Moment = z.iso.datetime({ offset: true, error: '时间无效' }).transform(text => new Date(text))

async function mustBeInPost(tx: Sql, ids: readonly bigint[]): Promise<void> {
  const [row] = await tx<{ count: number }[]>`
    select count(*)::int from people.persons where id in ${tx([...new Set(ids)])} and left_on is null`
  if (row!.count !== new Set(ids).size) throw noSuchPerson()
}

/** Give an assignment out of an adopted topic, of an instruction, or by itself. */
export const assign = command({
  name: 'newsroom.assign',
  title: '派任务',
  access: WRITERS,
  input: z.strictObject({
    pitch_id: Id.nullable().default(null),
    instruction_id: Id.nullable().default(null),
    title: Text(200),
    brief: z.string().trim().max(2000).default(''),
    place: z.string().trim().max(100).default(''),
    starts_at: Moment.nullable().default(null),
    due_at: Moment,
    ...PlanFields,
    person_ids: z.array(Id).min(1, '至少派给一个人').max(20),
    is_example: z.boolean().default(false),
  }),
  output: z.object({ assignment_id: Int64 }),
  async run(tx, call, { person_ids, ...given }) {
    if (given.starts_at && given.starts_at > given.due_at) throw startsAfterDeadline()
    if (given.pitch_id !== null) {
      const pitch = await lockPitch(tx, given.pitch_id)
      if (pitch.state !== 'adopted') throw pitchNotAdopted({ state: PITCH_STATES[pitch.state] })
    }
    if (given.instruction_id !== null) await lockInstruction(tx, given.instruction_id)
    await mustBeInPost(tx, person_ids)
    const [row] = await tx<{ id: bigint }[]>`
      insert into newsroom.assignments ${tx({ ...given, made_at: call.at, made_by_id: call.actor.id, made_by: call.actor.name })}
      returning id`
    for (const person_id of new Set(person_ids)) {
      // whoever gives himself an assignment has taken it
      const accepted_at = String(person_id) === call.actor.id ? call.at : null
      await tx`insert into newsroom.assignment_people ${tx({ assignment_id: row!.id, person_id, accepted_at })}`
    }
    return { assignment_id: row!.id }
  },
})

export type Assignment = { id: bigint; title: string; state: AssignmentState; made_by_id: string; due_at: Date }

async function lockAssignment(tx: Sql, id: bigint): Promise<Assignment> {
  const [row] = await tx<Assignment[]>`
    select id, title, state, made_by_id, due_at from newsroom.assignments where id = ${id} for update`
  if (!row) throw noSuchAssignment()
  return row
}

/** The assignment, if it is still open. */
export async function openAssignment(tx: Sql, id: bigint): Promise<Assignment> {
  const row = await lockAssignment(tx, id)
  if (row.state !== 'open') throw assignmentEnded({ state: ASSIGNMENT_STATES[row.state] })
  return row
}

/** Take an assignment one was given: whoever gave it sees that it was read. */
export const acceptAssignment = command({
  name: 'newsroom.accept-assignment',
  title: '接任务',
  access: 'signed-in',
  input: z.strictObject({ assignment_id: Id }),
  output: z.object({}),
  async run(tx, call, { assignment_id }) {
    await openAssignment(tx, assignment_id)
    const accepted = await tx`update newsroom.assignment_people set accepted_at = coalesce(accepted_at, ${call.at})
      where assignment_id = ${assignment_id} and person_id::text = ${call.actor.id} returning 1`
    if (accepted.length === 0) throw notAssigned()
    return {}
  },
})

/** Ends an assignment as done; for approve(), when the story it asked for is signed. */
export async function endAssignmentOf(tx: Sql, assignmentId: bigint, at: Date, by: string): Promise<void> {
  await tx`update newsroom.assignments set state = 'done', ended_at = ${at}, ended_by = ${by}
    where id = ${assignmentId} and state = 'open'`
}

/** Say that an assignment is done that leaves no story of its own. */
export const finishAssignment = command({
  name: 'newsroom.finish-assignment',
  title: '任务完成',
  access: 'signed-in',
  input: z.strictObject({ assignment_id: Id, note: z.string().trim().max(300).default('') }),
  output: z.object({ on_time: z.boolean() }),
  async run(tx, call, { assignment_id, note }) {
    const row = await openAssignment(tx, assignment_id)
    const [mine] = await tx`select 1 from newsroom.assignment_people
      where assignment_id = ${assignment_id} and person_id::text = ${call.actor.id}`
    if (!mine && row.made_by_id !== call.actor.id) throw notAssigned()
    await endAssignmentOf(tx, assignment_id, call.at, call.actor.name)
    await tx`update newsroom.assignments set reason = ${note} where id = ${assignment_id}`
    return { on_time: call.at <= row.due_at }
  },
})

/** Call an assignment off, with the reason. */
export const cancelAssignment = command({
  name: 'newsroom.cancel-assignment',
  title: '取消任务',
  access: WRITERS,
  input: z.strictObject({ assignment_id: Id, reason: Text(300) }),
  output: z.object({}),
  async run(tx, call, { assignment_id, reason }) {
    const row = await openAssignment(tx, assignment_id)
    const leads = call.actor.roles.some(role => role === 'director' || role === 'operations')
    if (row.made_by_id !== call.actor.id && !leads) throw notAssigned()
    await tx`update newsroom.assignments set state = 'cancelled', ended_at = ${call.at}, ended_by = ${call.actor.name}, reason = ${reason}
      where id = ${assignment_id}`
    return {}
  },
})
