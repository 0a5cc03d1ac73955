// What lies before the reviewers, and who may still decide about it.
import type { Sql } from '../../platform/index.ts'
import { noSuchSubmission } from '../refusals.ts'
import type { Rendition } from '../renditions/derive.ts'
import type { Story } from '../stories/story.ts'
import type { Lane, Step } from '../vocabulary.ts'

export type Submission = {
  id: bigint
  story_id: bigint
  submission_no: number
  version_no: number
  lane: Lane
  topic: string
  steps: Step[]
  content_hash: Buffer
  renditions: Rendition[]
  headline: string
  char_count: number
  submitted_at: Date
  submitted_by_id: string
}

export type Decided = { step: Step; decision: string; person_id: string | null; person: string }

/** The submission under review; refuses when there is none. */
export async function openSubmission(tx: Sql, story: Pick<Story, 'submission_id'>): Promise<Submission> {
  if (story.submission_id === null) throw noSuchSubmission()
  return findSubmission(tx, story.submission_id)
}

export async function findSubmission(tx: Sql, id: bigint): Promise<Submission> {
  const [submission] = await tx<Submission[]>`select * from newsroom.submissions where id = ${id}`
  if (!submission) throw noSuchSubmission()
  return submission
}

export async function decisionsOf(tx: Sql, submissionId: bigint): Promise<Decided[]> {
  return tx<Decided[]>`select step, decision, person_id, person from newsroom.decisions
    where submission_id = ${submissionId} order by id`
}

/** Everybody whose text is in a submission: who began the story, and who wrote since the last approved edition. */
export async function writersOf(tx: Sql, submission: Pick<Submission, 'story_id' | 'version_no'>) {
  return tx<{ id: string; name: string }[]>`
    select created_by_id id, created_by name from newsroom.stories where id = ${submission.story_id}
    union
    select v.author_id, v.author from newsroom.versions v
    where v.story_id = ${submission.story_id} and v.version_no <= ${submission.version_no}
      and v.edition_no = (select edition_no from newsroom.versions
        where story_id = ${submission.story_id} and version_no = ${submission.version_no})
    union
    select changed_by_id, changed_by from newsroom.working_renditions where story_id = ${submission.story_id}`
}

/** The steps that can be decided now: in the urgent lane first, superior and final stand open together. */
export function openSteps(submission: Pick<Submission, 'lane' | 'steps'>, decided: readonly Decided[]): Step[] {
  if (decided.some(one => one.decision !== 'pass')) return []
  const left = submission.steps.filter(step => !decided.some(one => one.step === step))
  if (submission.lane !== 'urgent') return left.slice(0, 1)
  // the second review is made up afterwards; it opens when the others are through
  const first = left.filter(step => step !== 'review2')
  return first.length > 0 ? first : left
}
