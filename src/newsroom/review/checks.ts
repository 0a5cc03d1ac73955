// The check of a story while it is written, and letting a finding stand with a reason.
import { z } from 'zod'
import { dayOf } from '../../kernel/index.ts'
import { command, Id, query, Text } from '../../platform/index.ts'
import { noSuchStory } from '../refusals.ts'
import { deriveRenditions, workingRenditions } from '../renditions/derive.ts'
import { findVersion, lockStory, type Story } from '../stories/story.ts'
import { checkedText, checkStory } from './check-story.ts'

const Finding = z.object({
  place: z.string(),
  level: z.string(),
  class: z.string(),
  excerpt: z.string(),
  message: z.string(),
  suggestion: z.string(),
  at: z.number(),
  length: z.number(),
  rule_version: z.string(),
  override: z.object({ reason: z.string(), by: z.string() }).nullable(),
})

export const storyCheck = query({
  name: 'newsroom.story-check',
  title: '检查稿件',
  access: 'signed-in',
  input: z.strictObject({ story_id: Id }),
  output: z.object({ version_no: z.number(), text: z.string(), findings: z.array(Finding) }),
  async read(tx, { story_id }, { at }) {
    const [story] = await tx<Story[]>`select * from newsroom.stories where id = ${story_id}`
    if (!story) throw noSuchStory({ story_id: String(story_id) })
    const version = await findVersion(tx, story_id, story.version_no)
    const renditions = deriveRenditions(story, version, await workingRenditions(tx, story_id))
    const findings = await checkStory(tx, story, version, renditions, dayOf(at))
    return { version_no: story.version_no, text: checkedText(version), findings }
  },
})

/** Let a finding stand in this story, with the reason; the dictionary stays as it is. */
export const overrideFinding = command({
  name: 'newsroom.override-finding',
  title: '保留检查所指的文字',
  access: ['editor', 'operations', 'director'],
  input: z.strictObject({ story_id: Id, class: Text(40), excerpt: Text(2000), reason: Text(300) }),
  output: z.object({}),
  async run(tx, call, { story_id, ...finding }) {
    await lockStory(tx, story_id)
    await tx`insert into newsroom.overrides (story_id, class, excerpt, reason, given_at, given_by_id, given_by)
      values (${story_id}, ${finding.class}, ${finding.excerpt}, ${finding.reason}, ${call.at}, ${call.actor.id}, ${call.actor.name})`
    return {}
  },
})
