// The ledger of errors: what was found, where, by whom, in whose text. Rates are per 10,000 characters.
import { z } from 'zod'
import { type Call, command, Id, type Sql } from '../../platform/index.ts'
import { wrongState } from '../refusals.ts'
import { lockStory, type Story } from '../stories/story.ts'
import { STATES } from '../vocabulary.ts'
import { ErrorField } from './error-field.ts'

export type FoundError = z.output<typeof ErrorField>
type Where = {
  submission_id: bigint | null
  step: 'review1' | 'review2' | 'superior' | 'review3' | 'proof' | 'released'
}

/** Writes errors into the ledger; they count for whoever began the story. */
export async function recordErrors(
  tx: Sql,
  call: Call,
  story: Story,
  where: Where,
  errors: readonly FoundError[],
): Promise<void> {
  for (const error of errors) {
    await tx`insert into newsroom.errors (story_id, submission_id, found_at_step, class, excerpt, correction, writer_id, writer,
        found_by_id, found_by, found_at)
      values (${story.id}, ${where.submission_id}, ${where.step}, ${error.class}, ${error.excerpt}, ${error.correction},
        ${story.created_by_id}, ${story.created_by}, ${call.actor.id}, ${call.actor.name}, ${call.at})`
  }
}

/** Record an error found in what is out already. */
export const recordError = command({
  name: 'newsroom.record-error',
  title: '登记见稿差错',
  access: 'signed-in',
  input: z.strictObject({ story_id: Id, ...ErrorField.shape }),
  output: z.object({}),
  async run(tx, call, { story_id, ...error }) {
    const story = await lockStory(tx, story_id)
    if (story.edition_no === 0) throw wrongState({ state: STATES[story.state], move: '登记见稿差错' })
    await recordErrors(tx, call, story, { submission_id: null, step: 'released' }, [error])
    return {}
  },
})
