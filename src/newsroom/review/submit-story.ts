// Put a story before the reviewers: every rendition is frozen under one hash.
import { diffChars } from 'diff'
import { z } from 'zod'
import { next } from '../../kernel/index.ts'
import { type Call, command, Id, Int64, type Sql } from '../../platform/index.ts'
import { emptyStory, expressNotAllowed, repostIncomplete, wordsBlocked, wrongState } from '../refusals.ts'
import { deriveRenditions, renditionsHash, workingRenditions } from '../renditions/derive.ts'
import { findVersion, lockStory, type Story, topicOn, type Version, WRITERS } from '../stories/story.ts'
import { countCharacters } from '../text/render-body.ts'
import { type Lane, STATES, type Step, storyMachine } from '../vocabulary.ts'
import { blocking, checkStory } from './check-story.ts'
import { reviewRulesOn } from './review-rules.ts'

function mustBeComplete(story: Story, version: Version): void {
  if (version.char_count === 0) throw emptyStory({ missing: '正文' })
  if (!story.repost) return
  const { unit, author, headline, published_on } = story.repost
  const wanted = {
    来源单位: unit,
    原作者: author,
    原标题: headline,
    原发布日期: published_on ?? '',
    本单位责任编辑: story.byline.editor ?? '',
  }
  const missing = Object.entries(wanted).flatMap(([title, value]) => (value === '' ? [title] : []))
  if (missing.length > 0) throw repostIncomplete({ missing })
}

/** Typos only: the headline of the standing edition, and hardly a character different. */
async function mustBeTypos(tx: Sql, call: Call, story: Story, version: Version): Promise<void> {
  const [standing] = await tx<{ version_no: number }[]>`
    select s.version_no from newsroom.editions e join newsroom.submissions s on s.id = e.submission_id
    where e.story_id = ${story.id} and e.edition_no = ${story.edition_no}`
  if (!standing) throw expressNotAllowed()
  const before = await findVersion(tx, story.id, standing.version_no)
  const changed = diffChars(before.body_text, version.body_text, { maxEditLength: 200 })
  const count = changed?.reduce((sum, part) => sum + (part.added || part.removed ? countCharacters(part.value) : 0), 0)
  const { express_characters_max } = await reviewRulesOn(tx, call.today)
  const tooMuch = count === undefined || count > 2 * express_characters_max
  if (tooMuch || before.headline !== version.headline || before.lead !== version.lead) throw expressNotAllowed()
}

function stepsOf(lane: Lane, needsSuperior: boolean): Step[] {
  const superior: Step[] = needsSuperior ? ['superior'] : []
  if (lane === 'express') return ['review2', ...superior, 'review3']
  if (lane === 'urgent') return ['review1', ...superior, 'review3', 'review2']
  return ['review1', 'review2', ...superior, 'review3']
}

/** Submit a story for review in one of the three lanes. */
export const submitStory = command({
  name: 'newsroom.submit-story',
  title: '送审',
  access: WRITERS,
  input: z.strictObject({
    story_id: Id,
    version_no: z.int().min(1),
    lane: z.enum(['normal', 'urgent', 'express']).default('normal'),
    note: z.string().trim().max(500).default(''),
  }),
  output: z.object({ submission_id: Int64, state: z.string(), content_hash: z.string() }),
  async run(tx, call, { story_id, version_no, lane, note }) {
    const story = await lockStory(tx, story_id)
    const state = next(storyMachine, story.state, `submit_${lane}`)
    if (!state || story.version_no !== version_no)
      throw wrongState({ state: STATES[story.state], move: `送审第 ${version_no} 版` })
    const version = await findVersion(tx, story_id, version_no)
    mustBeComplete(story, version)
    if (lane === 'express') await mustBeTypos(tx, call, story, version)
    const { needs_superior } = await topicOn(tx, story.topic, call.today)
    const renditions = deriveRenditions(story, version, await workingRenditions(tx, story_id))
    const hash = renditionsHash(renditions)
    const findings = await checkStory(tx, story, version, renditions, call.today)
    const blocks = blocking(findings)
    if (blocks[0]) throw wordsBlocked({ count: blocks.length, first: blocks[0].message })
    const [row] = await tx<{ id: bigint }[]>`
      insert into newsroom.submissions (story_id, submission_no, version_no, lane, topic, steps, content_hash, renditions,
        headline, char_count, findings, note, submitted_at, submitted_by_id, submitted_by)
      values (${story_id}, (select count(*) + 1 from newsroom.submissions where story_id = ${story_id}), ${version_no}, ${lane},
        ${story.topic}, ${stepsOf(lane, needs_superior)}, ${hash}, ${tx.json(renditions as never)}, ${version.headline},
        ${version.char_count}, ${tx.json(findings as never)}, ${note}, ${call.at}, ${call.actor.id}, ${call.actor.name}) returning id`
    await tx`update newsroom.stories set state = ${state}, lane = ${lane}, submission_id = ${row!.id}, changed_at = ${call.at}
      where id = ${story_id}`
    await tx`delete from newsroom.locks where story_id = ${story_id}`
    return { submission_id: row!.id, state, content_hash: hash.toString('hex') }
  },
})

/** Take a story back from review to write on; what was decided so far stays on record. */
export const withdrawStory = command({
  name: 'newsroom.withdraw-story',
  title: '撤回送审',
  access: WRITERS,
  input: z.strictObject({ story_id: Id }),
  output: z.object({ state: z.string() }),
  async run(tx, call, { story_id }) {
    const story = await lockStory(tx, story_id)
    const state = next(storyMachine, story.state, 'withdraw')
    if (!state) throw wrongState({ state: STATES[story.state], move: '撤回' })
    await tx`update newsroom.stories set state = ${state}, submission_id = null, changed_at = ${call.at} where id = ${story_id}`
    return { state }
  },
})
