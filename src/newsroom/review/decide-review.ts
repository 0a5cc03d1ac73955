// The commands of review: decide a step, record the superior's written opinion, record a further proof.
import { z } from 'zod'
import { attachFile } from '../../platform/files/index.ts'
import { command, Id, Int64, type Sql, Text } from '../../platform/index.ts'
import { noSuperiorWanted, ownWork } from '../refusals.ts'
import { lockStory, WRITERS } from '../stories/story.ts'
import { judge, mustBeReviewer, submissionFor } from './decide.ts'
import { ErrorField } from './error-field.ts'
import { recordErrors } from './errors.ts'
import { openSubmission, writersOf } from './submission.ts'

const Hash = z.string().regex(/^[0-9a-f]{64}$/, '校验码无效')
async function postOf(tx: Sql, personId: string): Promise<string> {
  const [row] = await tx<{ post: string }[]>`select post from people.persons where id::text = ${personId}`
  return row?.post ?? ''
}

/** Decide one of the three reviews: pass, send back, or reject, on the content whose hash was looked at. */
export const decideReview = command({
  name: 'newsroom.decide-review',
  title: '审稿',
  access: 'signed-in',
  input: z.strictObject({
    story_id: Id,
    step: z.enum(['review1', 'review2', 'review3']),
    decision: z.enum(['pass', 'return', 'reject']),
    content_hash: Hash,
    opinion: z.string().trim().max(2000).default(''),
    errors: z.array(ErrorField).max(100).default([]),
  }),
  output: z.object({ state: z.string(), edition_id: Int64.nullable() }),
  async run(tx, call, { story_id, errors, ...given }) {
    const story = await lockStory(tx, story_id)
    await mustBeReviewer(tx, call, given.step)
    const submission = await submissionFor(tx, story, given.step)
    const { id, name } = call.actor
    const by = { person_id: id, person: name, post: await postOf(tx, id), via: 'workbench' } as const
    const answer = await judge(tx, call, story, by, { ...given, error_count: errors.length })
    await recordErrors(tx, call, story, { submission_id: submission.id, step: given.step }, errors)
    return answer
  },
})

/** The superior's opinion on paper: who, what, and the page as it was signed. */
export const recordSuperior = command({
  name: 'newsroom.record-superior',
  title: '登记上级审定意见',
  access: WRITERS,
  input: z.strictObject({
    story_id: Id,
    decision: z.enum(['pass', 'return', 'reject']),
    content_hash: Hash,
    opinion: z.string().trim().max(2000).default(''),
    leader: Text(40),
    post: Text(60),
    file_id: Id,
  }),
  output: z.object({ state: z.string() }),
  async run(tx, call, { story_id, leader, post, file_id, ...given }) {
    const story = await lockStory(tx, story_id)
    const { id, steps } = await openSubmission(tx, story)
    if (!steps.includes('superior')) throw noSuperiorWanted()
    // the scan of the opinion belongs to the submission, and is read by whoever may review it
    const scan = {
      file_id,
      use: 'newsroom.superior',
      subject: id,
      access: 'signed-in',
      kinds: ['image', 'document'],
    } as const
    const { name } = await attachFile(tx, call, scan)
    const attachment = { name, file_id }
    const by = { person_id: null, person: leader, post, via: 'paper' } as const
    const { state } = await judge(tx, call, story, by, { ...given, step: 'superior', error_count: 0, attachment })
    return { state }
  },
})

/** A further proof or reading aloud of what is under review, by somebody who did not write it. */
export const recordProof = command({
  name: 'newsroom.record-proof',
  title: '登记加校或诵读',
  access: 'signed-in',
  input: z.strictObject({
    story_id: Id,
    kind: z.enum(['proof', 'read_aloud']),
    note: z.string().trim().max(500).default(''),
    errors: z.array(ErrorField).max(100).default([]),
  }),
  output: z.object({}),
  async run(tx, call, { story_id, kind, note, errors }) {
    const story = await lockStory(tx, story_id)
    const submission = await openSubmission(tx, story)
    if ((await writersOf(tx, submission)).some(writer => writer.id === call.actor.id)) throw ownWork()
    await tx`insert into newsroom.proofs (submission_id, kind, person_id, person, note, proofed_at)
      values (${submission.id}, ${kind}, ${call.actor.id}, ${call.actor.name}, ${note}, ${call.at})`
    await recordErrors(tx, call, story, { submission_id: submission.id, step: 'proof' }, errors)
    return {}
  },
})
