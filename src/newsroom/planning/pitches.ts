// Pitches: a topic is put before the meeting, which adopts, holds or rejects it with a reason.
import { z } from 'zod'
import { command, DayField, Id, Int64, type Sql, Text } from '../../platform/index.ts'
import { decisionReasonWanted, noSuchPitch, pitchDecided } from '../refusals.ts'
import { mustBeOpenSection, topicOn, WRITERS } from '../stories/story.ts'
import { channelKinds } from '../vocabulary.ts'
import { mustBeLabels } from './labels.ts'
import { forms, PITCH_DECISIONS, PITCH_STATES, type PitchDecision, type PitchState } from './planning-vocabulary.ts'
import { lockTips } from './tips.ts'

export const PlanFields = {
  forms: z.array(z.enum(forms)).min(1, '至少选一种形式').max(7),
  channels: z
    .array(z.enum(channelKinds as [(typeof channelKinds)[number], ...typeof channelKinds]))
    .min(1, '至少选一个渠道')
    .max(20),
}

/** Propose a topic, out of tips or of one's own. */
export const proposePitch = command({
  name: 'newsroom.propose-pitch',
  title: '报选题',
  access: WRITERS,
  input: z.strictObject({
    title: Text(200),
    angle: z.string().trim().max(2000).default(''),
    caution: z.string().trim().max(1000).default(''),
    section: Text(40).default('要闻'),
    topic: Text(40).default('ordinary'),
    ...PlanFields,
    segments: z.array(Text(40)).max(10).default([]),
    themes: z.array(Text(40)).max(10).default([]),
    planned_for: DayField.nullable().default(null),
    tip_ids: z.array(Id).max(50).default([]),
    is_example: z.boolean().default(false),
  }),
  output: z.object({ pitch_id: Int64 }),
  async run(tx, call, { tip_ids, ...pitch }) {
    await mustBeOpenSection(tx, pitch.section)
    await topicOn(tx, pitch.topic, call.today)
    await mustBeLabels(tx, call.today, pitch)
    if (tip_ids.length > 0) await lockTips(tx, tip_ids)
    const [row] = await tx<{ id: bigint }[]>`
      insert into newsroom.pitches ${tx({ ...pitch, proposed_at: call.at, proposed_by_id: call.actor.id, proposed_by: call.actor.name })}
      returning id`
    for (const tip_id of tip_ids) {
      await tx`insert into newsroom.pitch_tips (pitch_id, tip_id) values (${row!.id}, ${tip_id})`
      await tx`update newsroom.tips set state = 'used', handled_at = ${call.at}, handled_by = ${call.actor.name}
        where id = ${tip_id} and state = 'new'`
    }
    return { pitch_id: row!.id }
  },
})

export type Pitch = { id: bigint; title: string; state: PitchState; proposed_by_id: string }

export async function lockPitch(tx: Sql, id: bigint): Promise<Pitch> {
  const [pitch] = await tx<
    Pitch[]
  >`select id, title, state, proposed_by_id from newsroom.pitches where id = ${id} for update`
  if (!pitch) throw noSuchPitch()
  return pitch
}

const STATE_OF: Record<PitchDecision, PitchState> = { adopt: 'adopted', hold: 'held', reject: 'rejected' }

/** Decide a topic. What was held can be decided again; holding and rejecting want a reason. */
export const decidePitch = command({
  name: 'newsroom.decide-pitch',
  title: '定选题',
  access: ['director', 'operations'],
  input: z.strictObject({
    pitch_id: Id,
    decision: z.enum(Object.keys(PITCH_DECISIONS) as [PitchDecision]),
    reason: z.string().trim().max(500).default(''),
  }),
  output: z.object({ state: z.string() }),
  async run(tx, call, { pitch_id, decision, reason }) {
    const pitch = await lockPitch(tx, pitch_id)
    if (pitch.state !== 'proposed' && pitch.state !== 'held') throw pitchDecided({ state: PITCH_STATES[pitch.state] })
    if (decision !== 'adopt' && reason === '') throw decisionReasonWanted()
    const state = STATE_OF[decision]
    await tx`update newsroom.pitches set state = ${state}, reason = ${reason}, decided_at = ${call.at}, decided_by = ${call.actor.name}
      where id = ${pitch_id}`
    await tx`insert into newsroom.pitch_decisions (pitch_id, decision, reason, decided_at, decided_by_id, decided_by)
      values (${pitch_id}, ${decision}, ${reason}, ${call.at}, ${call.actor.id}, ${call.actor.name})`
    return { state }
  },
})
