// Change what was approved: the approved edition stays as it is, and a new chain of reviews begins.
import { z } from 'zod'
import { next } from '../../kernel/index.ts'
import { command, Id } from '../../platform/index.ts'
import { wrongState } from '../refusals.ts'
import { STATES, storyMachine } from '../vocabulary.ts'
import { lockStory, WRITERS } from './story.ts'

/** Reopen a signed or rejected story for writing. */
export const reopenStory = command({
  name: 'newsroom.reopen-story',
  title: '修改再审',
  access: WRITERS,
  input: z.strictObject({ story_id: Id }),
  output: z.object({ state: z.string() }),
  async run(tx, call, { story_id }) {
    const story = await lockStory(tx, story_id)
    const state = next(storyMachine, story.state, 'edit')
    if (!state) throw wrongState({ state: STATES[story.state], move: '修改再审' })
    await tx`update newsroom.stories set state = ${state}, changed_at = ${call.at} where id = ${story_id}`
    return { state }
  },
})
