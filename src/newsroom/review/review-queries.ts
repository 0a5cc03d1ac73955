// What lies before the reviewers: the desk of each, and one submission with everything a decision rests on.
import { z } from 'zod'
import { Id, Int64, query, type Sql } from '../../platform/index.ts'
import { noSuchStory } from '../refusals.ts'
import { findVersion, type Story } from '../stories/story.ts'
import { STEPS } from '../vocabulary.ts'
import { reviewRulesOn } from './review-rules.ts'
import { namedReviewers } from './reviewer-queries.ts'
import { decisionsOf, openSteps, type Submission, writersOf } from './submission.ts'

const Waiting = z.object({
  story_id: Int64,
  headline: z.string(),
  section: z.string(),
  lane: z.string(),
  topic: z.string(),
  importance: z.string(),
  step: z.string(),
  mine: z.boolean(),
  why_not: z.string().nullable(),
  who: z.array(z.string()),
  submitted_by: z.string(),
  submitted_at: z.date(),
  due_at: z.date().nullable(),
  overdue: z.boolean(),
  owed: z.boolean(),
})
type Row = Submission &
  Pick<Story, 'section' | 'importance' | 'due_at'> & { submitted_by: string; approved_at: Date | null }

/** What is under review, and what went out urgently and still owes its second review. */
function underReview(tx: Sql): Promise<Row[]> {
  return tx<Row[]>`
    select u.*, s.section, s.importance, s.due_at, e.approved_at from newsroom.submissions u
    join newsroom.stories s on s.id = u.story_id left join newsroom.editions e on e.submission_id = u.id
    where s.submission_id = u.id or (u.lane = 'urgent' and e.id is not null and not exists (
      select from newsroom.decisions d where d.submission_id = u.id and d.step = 'review2'))
    order by u.submitted_at`
}

const HOUR = 3_600_000

async function dueOf(tx: Sql, row: Row, day: string): Promise<Date | null> {
  if (!row.approved_at) return row.due_at
  const { second_review_hours } = await reviewRulesOn(tx, day)
  return new Date(row.approved_at.getTime() + second_review_hours * HOUR)
}

/** What stands open for whom. `me` decides what is mine; `at` what is overdue. */
export async function waitingReviews(tx: Sql, me: string | undefined, at: Date): Promise<z.input<typeof Waiting>[]> {
  const named = await namedReviewers(tx)
  const waiting: z.input<typeof Waiting>[] = []
  for (const row of await underReview(tx)) {
    const decided = await decisionsOf(tx, row.id)
    const writers = await writersOf(tx, row)
    const taken = new Set([...writers.map(one => one.id), ...decided.map(one => one.person_id)])
    for (const step of openSteps(row, decided)) {
      const can = named.filter(one => one.step === step && !taken.has(one.person_id))
      const mine = can.some(one => one.person_id === me)
      const due_at = await dueOf(tx, row, row.submitted_at.toISOString().slice(0, 10))
      waiting.push({
        story_id: row.story_id,
        headline: row.headline,
        section: row.section,
        lane: row.lane,
        topic: row.topic,
        importance: row.importance,
        step,
        mine,
        why_not: whyNot(step, named, taken, me, mine),
        who: can.map(one => one.person),
        submitted_by: row.submitted_by,
        submitted_at: row.submitted_at,
        due_at,
        overdue: due_at !== null && due_at < at,
        owed: row.approved_at !== null,
      })
    }
  }
  return waiting
}

export const reviewDesk = query({
  name: 'newsroom.review-desk',
  title: '审稿台',
  access: 'signed-in',
  input: z.strictObject({}),
  output: z.array(Waiting),
  read: (tx, _input, { actor, at }) => waitingReviews(tx, actor?.id, at),
})

function whyNot(
  step: keyof typeof STEPS,
  named: Awaited<ReturnType<typeof namedReviewers>>,
  taken: ReadonlySet<string | null>,
  me: string | undefined,
  mine: boolean,
): string | null {
  if (mine || me === undefined) return null
  if (step === 'superior') return '等上级意见'
  if (!named.some(one => one.step === step && one.person_id === me)) return `不在${STEPS[step]}名单`
  return taken.has(me) ? '写过或审过这篇' : null
}

const Decision = z.object({
  submission_no: z.number(),
  step: z.string(),
  decision: z.string(),
  opinion: z.string(),
  person: z.string(),
  post: z.string(),
  via: z.string(),
  attachment_name: z.string().nullable(),
  attachment_file_id: Int64.nullable(),
  decided_at: z.date(),
})

export const decisionsOfStory = query({
  name: 'newsroom.decisions',
  title: '审稿记录',
  access: 'signed-in',
  input: z.strictObject({ story_id: Id }),
  output: z.array(Decision),
  read: (tx, { story_id }) => tx<z.input<typeof Decision>[]>`
    select s.submission_no, d.step, d.decision, d.opinion, d.person, d.post, d.via, d.attachment_name, d.attachment_file_id, d.decided_at
    from newsroom.decisions d join newsroom.submissions s on s.id = d.submission_id
    where s.story_id = ${story_id} order by d.id`,
})

const Text = z.object({ headline: z.string(), lead: z.string(), body_text: z.string() })

export const submission = query({
  name: 'newsroom.submission',
  title: '送审稿',
  access: 'signed-in',
  input: z.strictObject({ story_id: Id }),
  output: z.object({
    submission_id: Int64,
    submission_no: z.number(),
    version_no: z.number(),
    lane: z.string(),
    steps: z.array(z.string()),
    open_steps: z.array(z.string()),
    content_hash: z.string(),
    renditions: z.array(z.unknown()),
    char_count: z.number(),
    note: z.string(),
    findings: z.array(z.unknown()),
    submitted_by: z.string(),
    submitted_at: z.date(),
    text: Text,
    before: Text.extend({ version_no: z.number() }).nullable(),
    writers: z.array(z.string()),
    proofs: z.array(z.object({ kind: z.string(), person: z.string(), note: z.string(), proofed_at: z.date() })),
    errors: z.array(
      z.object({
        found_at_step: z.string(),
        class: z.string(),
        excerpt: z.string(),
        correction: z.string(),
        found_by: z.string(),
      }),
    ),
  }),
  async read(tx, { story_id }) {
    const [row] = await tx<(Submission & { note: string; findings: unknown[]; submitted_by: string })[]>`
      select * from newsroom.submissions where story_id = ${story_id} order by id desc limit 1`
    if (!row) throw noSuchStory({ story_id: String(story_id) })
    const decided = await decisionsOf(tx, row.id)
    const [earlier] = await tx<{ version_no: number }[]>`select version_no from newsroom.submissions
      where story_id = ${story_id} and submission_no < ${row.submission_no} order by submission_no desc limit 1`
    const proofs = await tx<{ kind: string; person: string; note: string; proofed_at: Date }[]>`
      select kind, person, note, proofed_at from newsroom.proofs where submission_id = ${row.id} order by id`
    const errors = await tx<
      { found_at_step: string; class: string; excerpt: string; correction: string; found_by: string }[]
    >`select found_at_step, class, excerpt, correction, found_by from newsroom.errors where story_id = ${story_id} order by id`
    return {
      ...row,
      submission_id: row.id,
      content_hash: row.content_hash.toString('hex'),
      open_steps: openSteps(row, decided),
      text: await findVersion(tx, story_id, row.version_no),
      before: earlier ? await findVersion(tx, story_id, earlier.version_no) : null,
      writers: (await writersOf(tx, row)).map(one => one.name),
      proofs,
      errors,
    }
  },
})
