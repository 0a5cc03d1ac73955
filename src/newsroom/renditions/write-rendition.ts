// Write a story anew for one channel: its title, its digest, or the whole of a short text. What is null follows the story.
import { z } from 'zod'
import { command, Id } from '../../platform/index.ts'
import { editedMeanwhile, lockedCopy, noSuchRendition, wholeChannel } from '../refusals.ts'
import { lockStory, mustBeEditable, WRITERS } from '../stories/story.ts'
import { CHANNEL_KINDS, channelKinds } from '../vocabulary.ts'
import { isShort } from './limits.ts'

const TEXT_MAX = 5000

/** Set what a channel says otherwise than the story. `version_no` names the text it stands on; 0 for the first. */
export const writeRendition = command({
  name: 'newsroom.write-rendition',
  title: '写渠道稿',
  access: WRITERS,
  input: z.strictObject({
    story_id: Id,
    channel_kind: z.enum(channelKinds as [(typeof channelKinds)[number], ...typeof channelKinds]),
    version_no: z.int().min(0),
    title: z.string().trim().min(1).max(200).nullable(),
    lead: z.string().trim().max(1000).nullable(),
    body_text: z.string().trim().min(1).max(TEXT_MAX).nullable(),
  }),
  output: z.object({ version_no: z.number() }),
  async run(tx, call, { story_id, channel_kind, version_no, title, lead, body_text }) {
    const story = await lockStory(tx, story_id)
    mustBeEditable(story)
    if (story.locked_at) throw lockedCopy()
    if (!story.channels.includes(channel_kind)) throw noSuchRendition({ channel: CHANNEL_KINDS[channel_kind] })
    if (body_text !== null && !isShort(channel_kind)) throw wholeChannel({ channel: CHANNEL_KINDS[channel_kind] })
    const [before] = await tx<{ version_no: number; changed_by: string }[]>`
      select version_no, changed_by from newsroom.working_renditions where story_id = ${story_id} and channel_kind = ${channel_kind}`
    if ((before?.version_no ?? 0) !== version_no)
      throw editedMeanwhile({ version_no: before?.version_no ?? 0, by: before?.changed_by ?? '' })
    await tx`insert into newsroom.working_renditions (story_id, channel_kind, title, lead, body_text, version_no, changed_at,
        changed_by_id, changed_by)
      values (${story_id}, ${channel_kind}, ${title}, ${lead}, ${body_text}, 1, ${call.at}, ${call.actor.id}, ${call.actor.name})
      on conflict (story_id, channel_kind) do update set title = excluded.title, lead = excluded.lead,
        body_text = excluded.body_text, version_no = working_renditions.version_no + 1, changed_at = excluded.changed_at,
        changed_by_id = excluded.changed_by_id, changed_by = excluded.changed_by`
    await tx`update newsroom.stories set changed_at = ${call.at} where id = ${story_id}`
    return { version_no: version_no + 1 }
  },
})
