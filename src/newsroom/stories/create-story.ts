// Begin a story.
import { z } from 'zod'
import { command, Id, Int64, Text } from '../../platform/index.ts'
import { openAssignment } from '../planning/assignments.ts'
import { checkDetails, DetailFields, repostOf } from './details.ts'
import { appendVersion, WRITERS } from './story.ts'

/** Begin a story; its first version is what is given here, an empty body without more. */
export const createStory = command({
  name: 'newsroom.create-story',
  title: '新建稿件',
  access: WRITERS,
  input: z.strictObject({
    headline: Text(200),
    lead: z.string().trim().max(1000).default(''),
    body: z.unknown().optional(),
    ...DetailFields,
    assignment_id: Id.nullable().default(null),
    is_example: z.boolean().default(false),
  }),
  output: z.object({ story_id: Int64, version_no: z.number() }),
  async run(tx, call, { headline, lead, body, assignment_id, is_example, ...details }) {
    await checkDetails(tx, details, call.today)
    if (assignment_id !== null) await openAssignment(tx, assignment_id)
    const repost = repostOf(details)
    const [row] = await tx<{ id: bigint }[]>`
      insert into newsroom.stories (headline, section, state, origin, topic, importance, channels, tags, byline, repost, ai,
        due_at, segments, themes, assignment_id, created_at, created_by_id, created_by, changed_at, is_example)
      values (${headline}, ${details.section}, 'draft', ${details.origin}, ${details.topic}, ${details.importance},
        ${details.channels}, ${details.tags}, ${tx.json(details.byline)}, ${repost && tx.json(repost)}, ${details.ai},
        ${details.due_at}, ${details.segments}, ${details.themes}, ${assignment_id}, ${call.at}, ${call.actor.id}, ${call.actor.name}, ${call.at}, ${is_example}) returning id`
    const fresh = { id: row!.id, version_no: 0, edition_no: 0, locked_at: null }
    const version_no = await appendVersion(tx, call, fresh, 'saved', { headline, lead, body })
    return { story_id: row!.id, version_no }
  },
})
