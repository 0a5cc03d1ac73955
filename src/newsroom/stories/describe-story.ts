// Change what is said about a story beside its text.
import { z } from 'zod'
import { command, Id } from '../../platform/index.ts'
import { lockedCopy } from '../refusals.ts'
import { checkDetails, DetailFields, repostOf } from './details.ts'
import { lockStory, mustBeEditable, WRITERS } from './story.ts'

/** Set section, channels, tags, byline, source of a repost, use of AI and deadline of a story. */
export const describeStory = command({
  name: 'newsroom.describe-story',
  title: '填写稿件信息',
  access: WRITERS,
  input: z.strictObject({ story_id: Id, ...DetailFields }),
  output: z.object({}),
  async run(tx, call, { story_id, ...details }) {
    const story = await lockStory(tx, story_id)
    mustBeEditable(story)
    if (story.locked_at && details.origin !== story.origin) throw lockedCopy()
    await checkDetails(tx, details, call.today, story)
    const repost = repostOf(details)
    await tx`update newsroom.stories set section = ${details.section}, origin = ${details.origin}, topic = ${details.topic},
        importance = ${details.importance}, channels = ${details.channels}, tags = ${details.tags},
        byline = ${tx.json(details.byline)}, repost = ${repost && tx.json(repost)}, ai = ${details.ai},
        due_at = ${details.due_at}, segments = ${details.segments},
        themes = ${details.themes}, changed_at = ${call.at}
      where id = ${story_id}`
    return {}
  },
})
