// Commands of the library beside taking things in: what is said of a thing, withdrawing it, the cover of a story.
import { z } from 'zod'
import { command, Id, type Sql, Text } from '../../platform/index.ts'
import { lockStory, mustBeEditable, WRITERS } from '../stories/story.ts'
import { AboutFields, addressOf, mustBeLicensed } from './add-media.ts'
import { cropOutside, mediaWithdrawn, noSuchMedia } from './media-refusals.ts'
import { COVER_RATIOS, type Cover, type CoverRatio, type Crop } from './media-vocabulary.ts'

type Kept = {
  id: bigint
  kind: string
  digest: string | null
  type: string
  width: number
  height: number
  withdrawn_at: Date | null
}

async function lockMedia(tx: Sql, id: bigint): Promise<Kept> {
  const [row] = await tx<
    Kept[]
  >`select id, kind, digest, type, width, height, withdrawn_at from newsroom.media where id = ${id} for update`
  if (!row) throw noSuchMedia()
  if (row.withdrawn_at) throw mediaWithdrawn()
  return row
}

/** Say what a picture shows, whose it is and until when it may be used. */
export const describeMedia = command({
  name: 'newsroom.describe-media',
  title: '填写图片信息',
  access: WRITERS,
  input: z.strictObject({ media_id: Id, ...AboutFields }),
  output: z.object({}),
  async run(tx, _call, { media_id, ...about }) {
    await lockMedia(tx, media_id)
    mustBeLicensed(about)
    await tx`update newsroom.media set ${tx(about)} where id = ${media_id}`
    return {}
  },
})

/** Withdraw a thing for its rights or its content: it is shown nowhere any more, and no new story takes it. */
export const withdrawMedia = command({
  name: 'newsroom.withdraw-media',
  title: '撤下图片',
  access: WRITERS,
  input: z.strictObject({ media_id: Id, reason: Text(300) }),
  output: z.object({ story_ids: z.array(z.string()) }),
  async run(tx, call, { media_id, reason }) {
    const { digest } = await lockMedia(tx, media_id)
    await tx`update newsroom.media set withdrawn_at = ${call.at}, withdrawn_by = ${call.actor.name}, withdrawn_why = ${reason}
      where id = ${media_id}`
    const used = await tx<{ id: string }[]>`
      select distinct e.story_id::text id from newsroom.renditions r join newsroom.editions e on e.id = r.edition_id
      where ${digest ?? ''} <> '' and position(${digest ?? ''} in concat(r.body_html, r.cover ->> 'src', r.extra ->> 'video')) > 0`
    return { story_ids: used.map(row => row.id) }
  },
})

const Part = z.number().min(0).max(1)
const CropField = z.strictObject({ x: Part, y: Part, width: Part.gt(0), height: Part.gt(0) })
/** how far a cut may be from its ratio: a pixel or two of rounding */
const RATIO_SLACK = 0.02

function mustFit(kept: Kept, ratio: CoverRatio, crop: Crop): void {
  const shape = (crop.width * kept.width) / (crop.height * kept.height)
  const inside = crop.x + crop.width <= 1.0001 && crop.y + crop.height <= 1.0001
  if (!inside || Math.abs(shape / COVER_RATIOS[ratio] - 1) > RATIO_SLACK) throw cropOutside({ ratio })
}

/** Choose the cover of a story and how it is cut at 2.35:1 and 1:1; null takes it away. */
export const setCover = command({
  name: 'newsroom.set-cover',
  title: '设封面',
  access: WRITERS,
  input: z.strictObject({
    story_id: Id,
    cover: z
      .strictObject({ media_id: Id, crops: z.strictObject({ '2.35:1': CropField, '1:1': CropField }) })
      .nullable(),
  }),
  output: z.object({}),
  async run(tx, call, { story_id, cover }) {
    mustBeEditable(await lockStory(tx, story_id))
    let kept: Cover | null = null
    if (cover) {
      const picture = await lockMedia(tx, cover.media_id)
      if (picture.kind !== 'image' || !picture.digest) throw noSuchMedia()
      for (const ratio of Object.keys(COVER_RATIOS) as CoverRatio[]) mustFit(picture, ratio, cover.crops[ratio])
      kept = { media_id: String(picture.id), src: addressOf(picture.digest, picture.type), crops: cover.crops }
    }
    await tx`update newsroom.stories set cover = ${kept && tx.json(kept as never)}, changed_at = ${call.at} where id = ${story_id}`
    return {}
  },
})
