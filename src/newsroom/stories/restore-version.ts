// Bring an old version back: as a new one, so that bringing back can itself be undone.
import { z } from 'zod'
import { command, Id } from '../../platform/index.ts'
import { editedMeanwhile } from '../refusals.ts'
import { appendVersion, findVersion, lockStory, mustBeEditable, WRITERS } from './story.ts'

/** Restore version `restored_no` of a story on top of `version_no`, the newest one the person has seen. */
export const restoreVersion = command({
  name: 'newsroom.restore-version',
  title: '恢复旧版本',
  access: WRITERS,
  input: z.strictObject({ story_id: Id, restored_no: z.int().min(1), version_no: z.int().min(1) }),
  output: z.object({ version_no: z.number() }),
  async run(tx, call, { story_id, restored_no, version_no }) {
    const story = await lockStory(tx, story_id)
    mustBeEditable(story)
    if (story.version_no !== version_no) {
      const newest = await findVersion(tx, story_id, story.version_no)
      throw editedMeanwhile({ version_no: story.version_no, by: newest.author })
    }
    const { headline, lead, body } = await findVersion(tx, story_id, restored_no)
    return { version_no: await appendVersion(tx, call, story, 'restored', { headline, lead, body }) }
  },
})
