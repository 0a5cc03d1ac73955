// A decision about a submission: who may, on what content, and what follows. Decided inside the story's lock.
import type { Call, Sql } from '../../platform/index.ts'
import {
  alreadyDecided,
  contentChanged,
  notReviewer,
  opinionWanted,
  ownWork,
  proofWanted,
  secondStep,
  tooManyErrors,
  wrongState,
} from '../refusals.ts'
import type { Story } from '../stories/story.ts'
import { type Decision, STATES, STEPS, type Step, type StoryState } from '../vocabulary.ts'
import { approve } from './approve.ts'
import { reviewRulesOn } from './review-rules.ts'
import { type Decided, decisionsOf, findSubmission, openSteps, type Submission, writersOf } from './submission.ts'

export type Judge = { person_id: string | null; person: string; post: string; via: 'workbench' | 'link' | 'paper' }
export type Judgement = {
  step: Step
  decision: Decision
  opinion: string
  content_hash: string
  error_count: number
  attachment?: { name: string; file_id: bigint }
}

/** The submission a step is decided on: the one under review, or the newest signed one whose second review is owed. */
export async function submissionFor(tx: Sql, story: Story, step: Step): Promise<Submission> {
  if (story.submission_id !== null) return findSubmission(tx, story.submission_id)
  const [owed] = await tx<{ id: bigint }[]>`
    select id from newsroom.submissions s where story_id = ${story.id} and lane = 'urgent'
      and exists (select from newsroom.editions e where e.submission_id = s.id) order by id desc limit 1`
  if (step !== 'review2' || !owed) throw wrongState({ state: STATES[story.state], move: STEPS[step] })
  return findSubmission(tx, owed.id)
}

function mustBeOpen(story: Story, submission: Submission, decided: readonly Decided[], step: Step): void {
  if (decided.some(one => one.step === step)) throw alreadyDecided({ step: STEPS[step] })
  if (!openSteps(submission, decided).includes(step))
    throw wrongState({ state: STATES[story.state], move: STEPS[step] })
}

/** 任何两个环节不能同时由一人担任: neither a writer nor somebody who decided another step. */
async function mustBeAnother(
  tx: Sql,
  submission: Submission,
  decided: readonly Decided[],
  judge: Judge,
): Promise<void> {
  const same = (id: string | null, name: string) =>
    judge.person_id === null ? name === judge.person : id === judge.person_id
  if ((await writersOf(tx, submission)).some(writer => same(writer.id, writer.name))) throw ownWork()
  if (decided.some(one => same(one.person_id, one.person))) throw secondStep()
}

export async function mustBeReviewer(tx: Sql, call: Call, step: Exclude<Step, 'superior'>): Promise<void> {
  const [named] = await tx`select 1 from newsroom.reviewers where step = ${step} and person_id::text = ${call.actor.id}`
  if (!named) throw notReviewer({ step: STEPS[step] })
}

async function mustBeProofed(tx: Sql, story: Story, submission: Submission): Promise<void> {
  if (story.importance !== 'important') return
  const [proofed] = await tx`select 1 from newsroom.proofs where submission_id = ${submission.id}`
  if (!proofed) throw proofWanted()
}

/** Where the story stands after a pass: the next step, or signed once nothing but an owed second review is open. */
function stateAfterPass(submission: Submission, decided: readonly Decided[]): StoryState {
  const left = openSteps(submission, decided)
  if (submission.lane === 'urgent') return left.some(step => step !== 'review2') ? 'fast' : 'signed'
  return left[0] ?? 'signed'
}

async function writeDecision(
  tx: Sql,
  call: Call,
  submission: Submission,
  judge: Judge,
  given: Judgement,
): Promise<void> {
  await tx`insert into newsroom.decisions (submission_id, step, decision, opinion, content_hash, person_id, person, post, via,
      attachment_name, attachment_file_id, decided_at)
    values (${submission.id}, ${given.step}, ${given.decision}, ${given.opinion}, ${submission.content_hash}, ${judge.person_id},
      ${judge.person}, ${judge.post}, ${judge.via}, ${given.attachment?.name ?? null},
      ${given.attachment?.file_id ?? null}, ${call.at})`
}

/** Records one judgement and moves the story on; the edition is made when the last wanted step passes. */
export async function judge(tx: Sql, call: Call, story: Story, by: Judge, given: Judgement) {
  const { step, decision } = given
  const submission = await submissionFor(tx, story, step)
  const before = await decisionsOf(tx, submission.id)
  mustBeOpen(story, submission, before, step)
  if (submission.content_hash.toString('hex') !== given.content_hash) throw contentChanged()
  await mustBeAnother(tx, submission, before, by)
  if (decision !== 'pass' && given.opinion === '') throw opinionWanted()
  if (decision === 'pass') await mustPass(tx, call, story, submission, given)
  await writeDecision(tx, call, submission, by, given)
  // the owed second review of what is out already changes nothing by itself: what it finds is a correction's matter
  if (story.submission_id === null) return { state: story.state, edition_id: null }
  const decided = [...before, { step, decision, person_id: by.person_id, person: by.person }]
  const state =
    decision === 'pass' ? stateAfterPass(submission, decided) : decision === 'return' ? 'returned' : 'rejected'
  const open = state === 'signed' || state === 'returned' || state === 'rejected' ? null : submission.id
  await tx`update newsroom.stories set state = ${state}, submission_id = ${open}, changed_at = ${call.at} where id = ${story.id}`
  return { state, edition_id: state === 'signed' ? await approve(tx, call, story, submission) : null }
}

async function mustPass(tx: Sql, call: Call, story: Story, submission: Submission, given: Judgement): Promise<void> {
  const { step, error_count } = given
  if (step === 'review3') await mustBeProofed(tx, story, submission)
  if (step === 'superior') return
  const max = (await reviewRulesOn(tx, call.today))[`${step}_errors_max`]
  if (error_count > max) throw tooManyErrors({ found: error_count, max, step: STEPS[step] })
}
