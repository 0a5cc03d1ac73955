// Another text for one channel that takes the whole story: with headings, pictures and tables, as the story itself has them.
import { z } from 'zod'
import { command, Id } from '../../platform/index.ts'
import { editedMeanwhile, lockedCopy, noSuchRendition } from '../refusals.ts'
import { lockStory, mustBeEditable, WRITERS } from '../stories/story.ts'
import { readBody } from '../text/body.ts'
import { CHANNEL_KINDS } from '../vocabulary.ts'
import { RICH_KINDS } from './limits.ts'

/** Set the text of a channel; null follows the story again. `version_no` names the channel's copy it stands on; 0 for the first. */
export const writeBody = command({
  name: 'newsroom.write-body',
  title: '另写渠道正文',
  access: WRITERS,
  input: z.strictObject({
    story_id: Id,
    channel_kind: z.enum(RICH_KINDS),
    version_no: z.int().min(0),
    body: z.unknown(),
  }),
  output: z.object({ version_no: z.number() }),
  async run(tx, call, { story_id, channel_kind, version_no, body: raw }) {
    const body = raw === null || raw === undefined ? null : readBody(raw)
    const story = await lockStory(tx, story_id)
    mustBeEditable(story)
    if (story.locked_at) throw lockedCopy()
    if (!story.channels.includes(channel_kind)) throw noSuchRendition({ channel: CHANNEL_KINDS[channel_kind] })
    const [before] = await tx<{ version_no: number; changed_by: string }[]>`
      select version_no, changed_by from newsroom.working_renditions where story_id = ${story_id} and channel_kind = ${channel_kind}`
    if ((before?.version_no ?? 0) !== version_no)
      throw editedMeanwhile({ version_no: before?.version_no ?? 0, by: before?.changed_by ?? '' })
    await tx`insert into newsroom.working_renditions (story_id, channel_kind, body, version_no, changed_at, changed_by_id, changed_by)
      values (${story_id}, ${channel_kind}, ${body && tx.json(body as never)}, 1, ${call.at}, ${call.actor.id}, ${call.actor.name})
      on conflict (story_id, channel_kind) do update set body = excluded.body, version_no = working_renditions.version_no + 1,
        changed_at = excluded.changed_at, changed_by_id = excluded.changed_by_id, changed_by = excluded.changed_by`
    await tx`update newsroom.stories set changed_at = ${call.at} where id = ${story_id}`
    return { version_no: version_no + 1 }
  },
})
