// Things come into the media library: pictures painted anew before their row is written, films and sounds as they are brought.
import { z } from 'zod'
import { attachFile, fileType, type KeptBlob, keepBlob } from '../../platform/files/index.ts'
import { command, DayField, enqueue, Id, Int64, Text } from '../../platform/index.ts'
import { WRITERS } from '../stories/story.ts'
import { AI_USE } from '../vocabulary.ts'
import { licenceWanted } from './media-refusals.ts'
import { CHOSEN_RIGHTS, RIGHTS, type Rights } from './media-vocabulary.ts'
import { transcode } from './transcode-job.ts'

const MEDIA_FILES = 'newsroom.media'

export const AboutFields = {
  caption: z.string().trim().max(300).default(''),
  alt: z.string().trim().max(300).default(''),
  credit: z.string().trim().max(100).default(''),
  rights: z.enum(CHOSEN_RIGHTS, '请选图片是谁的'),
  licence: z.string().trim().max(200).default(''),
  licence_until: DayField.nullable().default(null),
  ai: z.enum(Object.keys(AI_USE) as [keyof typeof AI_USE]).default('none'),
  tags: z.array(Text(40)).max(20).default([]),
}
type About = { rights: Rights; licence: string }

export function mustBeLicensed({ rights, licence }: About): void {
  if ((rights === 'agency' || rights === 'licensed') && licence === '') throw licenceWanted()
}

const Painted = z.strictObject({
  digest: z.string(),
  size_bytes: z.number(),
  type: z.string(),
  name: z.string(),
  width: z.number(),
  height: z.number(),
})

/** Enter a painted picture. No route of its own: the server performs it after it has painted the picture itself. */
export const enterPicture = command({
  name: 'newsroom.enter-picture',
  title: '图片入库',
  access: WRITERS,
  input: z.strictObject({
    original_id: Id.nullable(),
    painted: Painted,
    ...AboutFields,
    rights: z.enum(Object.keys(RIGHTS) as [Rights]),
    is_example: z.boolean().default(false),
  }),
  output: z.object({ media_id: Int64, src: z.string() }),
  async run(tx, call, { original_id, painted, ...about }) {
    mustBeLicensed(about)
    await keepBlob(tx, call.at, painted as KeptBlob)
    const { digest, type, name, width, height } = painted
    const [row] = await tx<{ id: bigint }[]>`
      insert into newsroom.media ${tx({ kind: 'image', original_id, digest, type, width, height, state: 'ready', progress: 100, name, ...about, added_at: call.at, added_by_id: call.actor.id, added_by: call.actor.name })}
      returning id`
    if (original_id !== null)
      await attachFile(tx, call, { file_id: original_id, use: MEDIA_FILES, subject: row!.id, access: WRITERS })
    return { media_id: row!.id, src: addressOf(digest, type) }
  },
})

/** Where a picture is shown: by the digest of what is shown, so that it can never change. */
export const addressOf = (digest: string, type: string): string =>
  `/media/${digest}.${type === 'image/png' ? 'png' : fileType(type)?.extensions[0]}`

/** Take a film or a sound into the library. A film is made ready for telephones by a job, with its progress. */
export const addRecording = command({
  name: 'newsroom.add-recording',
  title: '视频音频入库',
  access: WRITERS,
  input: z.strictObject({ file_id: Id, ...AboutFields }),
  output: z.object({ media_id: Int64, state: z.string() }),
  async run(tx, call, { file_id, ...about }) {
    mustBeLicensed(about)
    const wanted = {
      file_id,
      use: 'newsroom.incoming',
      subject: file_id,
      access: WRITERS,
      kinds: ['video', 'audio'],
    } as const
    const file = await attachFile(tx, call, wanted)
    const kind = fileType(file.type)!.kind as 'video' | 'audio'
    const ready = kind === 'audio' ? { state: 'ready', digest: file.digest, progress: 100 } : { state: 'waiting' }
    const [row] = await tx<{ id: bigint }[]>`
      insert into newsroom.media ${tx({ kind, original_id: file_id, type: file.type, name: file.name, ...about, ...ready, added_at: call.at, added_by_id: call.actor.id, added_by: call.actor.name })}
      returning id`
    await attachFile(tx, call, { file_id, use: MEDIA_FILES, subject: row!.id, access: WRITERS })
    if (kind === 'video') await enqueue(tx, transcode, { media_id: String(row!.id) }, { at: call.at })
    return { media_id: row!.id, state: ready.state }
  },
})
