// Another text for one channel that takes the whole story: with headings, pictures and tables, as the story itself has them.
import { z } from 'zod'
import { command, Id } from '../../platform/index.ts'
import { WRITERS } from '../stories/story.ts'
import { readBody } from '../text/body.ts'
import { mustBeOpen, mustBeVersion, writeVersion } from './change-rendition.ts'
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
  async run(tx, call, { body: raw, ...about }) {
    const body = raw === null || raw === undefined ? null : readBody(raw)
    await mustBeOpen(tx, about)
    await mustBeVersion(tx, about)
    return writeVersion(tx, call, about, { body: body && tx.json(body as never) })
  },
})
