// The H5 page of a story, put together from blocks; part of what is reviewed and signed, as every rendition is.
import { z } from 'zod'
import { command, Id, type Sql } from '../../platform/index.ts'
import { mediaWithdrawn, noSuchMedia } from '../media/media-refusals.ts'
import { WRITERS } from '../stories/story.ts'
import { mustBeOpen, mustBeVersion, writeVersion } from './change-rendition.ts'
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
    const about = { story_id, channel_kind: 'h5', version_no } as const
    await mustBeOpen(tx, about)
    const { blocks: _before, ...rest } = await mustBeVersion(tx, about)
    if (blocks) await mustBeThere(tx, blocks)
    const extra = blocks === null ? rest : { ...rest, blocks }
    return writeVersion(tx, call, about, { extra: tx.json(extra as never) })
  },
})
