// Write a story anew for one channel: its title, its digest, or the whole of a short text. What is null follows the story.
import { z } from 'zod'
import { command, Id } from '../../platform/index.ts'
import { wholeChannel } from '../refusals.ts'
import { WRITERS } from '../stories/story.ts'
import { CHANNEL_KINDS, channelKinds } from '../vocabulary.ts'
import { mustBeOpen, mustBeVersion, writeVersion } from './change-rendition.ts'
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
  async run(tx, call, { title, lead, body_text, ...about }) {
    await mustBeOpen(tx, about)
    if (body_text !== null && !isShort(about.channel_kind))
      throw wholeChannel({ channel: CHANNEL_KINDS[about.channel_kind] })
    await mustBeVersion(tx, about)
    return writeVersion(tx, call, about, { title, lead, body_text })
  },
})
