// The H5 page of a story, put together from blocks; part of what is reviewed and signed, as every rendition is.
import { z } from 'zod'
import { command, Id, type Sql } from '../../platform/index.ts'
import { mediaWithdrawn, noSuchMedia } from '../media/media-refusals.ts'
import { editedMeanwhile, lockedCopy, noSuchRendition } from '../refusals.ts'
import { lockStory, mustBeEditable, WRITERS } from '../stories/story.ts'
import { CHANNEL_KINDS } from '../vocabulary.ts'
import { H5Blocks } from './h5-blocks.ts'

/** What the page shows is in the library and may be shown. */
async function mustBeThere(tx: Sql, blocks: z.output<typeof H5Blocks>): Promise<void> {
  const digests = blocks.flatMap(block => ('src' in block ? [block.src.slice(7, 71)] : []))
  for (const digest of new Set(digests)) {
    const [one] = await tx<{ withdrawn: boolean }[]>`
      select bool_and(withdrawn_at is not null) withdrawn from newsroom.media where digest = ${digest} having count(*) > 0`
    if (!one) throw noSuchMedia()
    if (one.withdrawn) throw mediaWithdrawn()
  }
}

/** Set the blocks of the H5 page; null goes back to the page made from the story. `version_no` names what it stands on; 0 for the first. */
export const setH5Page = command({
  name: 'newsroom.set-h5-page',
  title: '编 H5 页面',
  access: WRITERS,
  input: z.strictObject({ story_id: Id, version_no: z.int().min(0), blocks: H5Blocks.nullable() }),
  output: z.object({ version_no: z.number() }),
  async run(tx, call, { story_id, version_no, blocks }) {
    const story = await lockStory(tx, story_id)
    mustBeEditable(story)
    if (story.locked_at) throw lockedCopy()
    if (!story.channels.includes('h5')) throw noSuchRendition({ channel: CHANNEL_KINDS.h5 })
    const [before] = await tx<{ version_no: number; changed_by: string; extra: Record<string, unknown> }[]>`
      select version_no, changed_by, extra from newsroom.working_renditions where story_id = ${story_id} and channel_kind = 'h5'`
    if ((before?.version_no ?? 0) !== version_no)
      throw editedMeanwhile({ version_no: before?.version_no ?? 0, by: before?.changed_by ?? '' })
    if (blocks) await mustBeThere(tx, blocks)
    const { blocks: _before, ...rest } = before?.extra ?? {}
    const extra = blocks === null ? rest : { ...rest, blocks }
    await tx`insert into newsroom.working_renditions (story_id, channel_kind, extra, version_no, changed_at, changed_by_id, changed_by)
      values (${story_id}, 'h5', ${tx.json(extra as never)}, 1, ${call.at}, ${call.actor.id}, ${call.actor.name})
      on conflict (story_id, channel_kind) do update set extra = excluded.extra,
        version_no = working_renditions.version_no + 1, changed_at = excluded.changed_at,
        changed_by_id = excluded.changed_by_id, changed_by = excluded.changed_by`
    await tx`update newsroom.stories set changed_at = ${call.at} where id = ${story_id}`
    return { version_no: version_no + 1 }
  },
})
