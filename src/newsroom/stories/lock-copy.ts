// 通稿: once locked, not a character of it changes here.
import { z } from 'zod'
import { command, Id } from '../../platform/index.ts'
import { emptyStory, wrongState } from '../refusals.ts'
import { ORIGINS } from '../vocabulary.ts'
import { findVersion, lockStory, mustBeEditable, WRITERS } from './story.ts'

/** Lock the text of a wire story as it was received. */
export const lockCopy = command({
  name: 'newsroom.lock-copy',
  title: '锁定通稿',
  access: WRITERS,
  input: z.strictObject({ story_id: Id }),
  output: z.object({}),
  async run(tx, call, { story_id }) {
    const story = await lockStory(tx, story_id)
    mustBeEditable(story)
    if (story.origin !== 'wire') throw wrongState({ state: ORIGINS[story.origin], move: '按通稿锁定' })
    const { char_count } = await findVersion(tx, story_id, story.version_no)
    if (char_count === 0) throw emptyStory({ missing: '正文' })
    await tx`update newsroom.stories set locked_at = ${call.at}, locked_by = ${call.actor.name}, changed_at = ${call.at}
      where id = ${story_id} and locked_at is null`
    return {}
  },
})
