// A leader without account decides on the phone: a link whose secret is kept as a hash, works once and runs out.
import { createHash, randomBytes } from 'node:crypto'
import { z } from 'zod'
import { command, Id, Int64, type Sql, Text } from '../../platform/index.ts'
import { linkGone, linkNotNow } from '../refusals.ts'
import { lockStory, WRITERS } from '../stories/story.ts'
import { STATES, STEPS } from '../vocabulary.ts'
import { judge } from './decide.ts'
import { reviewRulesOn } from './review-rules.ts'
import { decisionsOf, findSubmission, openSteps, openSubmission, type Submission } from './submission.ts'

const hashOf = (token: string) => createHash('sha256').update(token).digest()
const HOUR = 3_600_000
const Token = z.string().regex(/^[\w-]{43}$/, '链接不完整')

/** Make a link for a leader to decide the step that is open; earlier links of the submission no longer work. */
export const makeReviewLink = command({
  name: 'newsroom.make-review-link',
  title: '生成领导审定链接',
  access: WRITERS,
  secrets: ['token'],
  input: z.strictObject({ story_id: Id, step: z.enum(['superior', 'review3']), leader: Text(40), post: Text(60) }),
  output: z.object({ token: z.string(), expires_at: z.iso.datetime() }),
  async run(tx, call, { story_id, step, leader, post }) {
    const story = await lockStory(tx, story_id)
    const submission = await openSubmission(tx, story)
    if (!openSteps(submission, await decisionsOf(tx, submission.id)).includes(step))
      throw linkNotNow({ state: STATES[story.state], step: STEPS[step] })
    const token = randomBytes(32).toString('base64url')
    const { link_hours } = await reviewRulesOn(tx, call.today)
    const expires_at = new Date(call.at.getTime() + link_hours * HOUR)
    await tx`update newsroom.review_links set withdrawn_at = ${call.at}
      where submission_id = ${submission.id} and used_at is null and withdrawn_at is null`
    await tx`insert into newsroom.review_links (token_hash, submission_id, step, leader, post, expires_at, made_at, made_by)
      values (${hashOf(token)}, ${submission.id}, ${step}, ${leader}, ${post}, ${expires_at}, ${call.at}, ${call.actor.name})`
    return { token, expires_at: expires_at.toISOString() }
  },
})

export type OpenLink = {
  step: 'superior' | 'review3'
  leader: string
  post: string
  submission: Submission
  section: string
}

/** What a link shows; refuses one that is used, withdrawn, run out, or whose story moved on. Looking uses nothing up. */
export async function openLink(tx: Sql, token: string, at: Date): Promise<OpenLink> {
  const [link] = await tx<
    { submission_id: bigint; step: 'superior' | 'review3'; leader: string; post: string; section: string }[]
  >`
    select l.submission_id, l.step, l.leader, l.post, s.section from newsroom.review_links l
    join newsroom.stories s on s.submission_id = l.submission_id
    where l.token_hash = ${hashOf(token)} and l.used_at is null and l.withdrawn_at is null and l.expires_at > ${at}`
  if (!link) throw linkGone()
  return { ...link, submission: await findSubmission(tx, link.submission_id) }
}

/** Decide by the link: once, on the content that was shown. */
export const decideByLink = command({
  name: 'newsroom.decide-by-link',
  title: '领导链接审定',
  access: 'public',
  secrets: ['token'],
  input: z.strictObject({
    token: Token,
    decision: z.enum(['pass', 'return']),
    opinion: z.string().trim().max(2000).default(''),
    content_hash: z.string().regex(/^[0-9a-f]{64}$/, '校验码无效'),
  }),
  output: z.object({ state: z.string(), edition_id: Int64.nullable() }),
  async run(tx, call, { token, ...given }) {
    const { submission, step, leader, post } = await openLink(tx, token, call.at)
    const story = await lockStory(tx, submission.story_id)
    // the conditional update makes the link single-use even when two answers come at once
    const used = await tx`update newsroom.review_links set used_at = ${call.at}
      where token_hash = ${hashOf(token)} and used_at is null returning 1`
    if (used.length === 0) throw linkGone()
    return judge(
      tx,
      call,
      story,
      { person_id: null, person: leader, post, via: 'link' },
      { ...given, step, error_count: 0 },
    )
  },
})
