// Save what was written: stands on the version that was opened, or is refused, so that nobody overwrites anybody.
import { z } from 'zod'
import { command, Id, Text } from '../../platform/index.ts'
import { editedMeanwhile } from '../refusals.ts'
import { noteWriting } from './locks.ts'
import { appendVersion, findVersion, lockStory, mustBeEditable, WRITERS } from './story.ts'

/** Save a version of a story. Every save is kept; `version_no` names the one it stands on. */
export const saveVersion = command({
  name: 'newsroom.save-version',
  title: '保存稿件',
  access: WRITERS,
  input: z.strictObject({
    story_id: Id,
    version_no: z.int().min(0),
    headline: Text(200),
    lead: z.string().trim().max(1000),
    body: z.unknown(),
  }),
  output: z.object({ version_no: z.number() }),
  async run(tx, call, { story_id, version_no, ...text }) {
    const story = await lockStory(tx, story_id)
    mustBeEditable(story)
    if (story.version_no !== version_no) {
      const newest = await findVersion(tx, story_id, story.version_no)
      throw editedMeanwhile({ version_no: story.version_no, by: newest.author })
    }
    await noteWriting(tx, call, story_id)
    return { version_no: await appendVersion(tx, call, story, 'saved', text) }
  },
})
