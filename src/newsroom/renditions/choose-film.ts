// The film of a channel that shows films: one of the library, ready and free to use.
import { z } from 'zod'
import { command, Id, type Sql } from '../../platform/index.ts'
import { addressOf } from '../media/add-media.ts'
import { mediaWithdrawn, noSuchMedia } from '../media/media-refusals.ts'
import { editedMeanwhile, filmNotReady, noSuchRendition } from '../refusals.ts'
import { lockStory, mustBeEditable, WRITERS } from '../stories/story.ts'
import { CHANNEL_KINDS } from '../vocabulary.ts'
import { FILM_KINDS } from './limits.ts'

type Film = {
  kind: string
  state: string
  name: string
  digest: string | null
  type: string
  withdrawn_at: Date | null
}

async function filmAddress(tx: Sql, id: bigint): Promise<string> {
  const [film] = await tx<Film[]>`
    select kind, state, name, digest, type, withdrawn_at from newsroom.media where id = ${id} for share`
  if (film?.kind !== 'video') throw noSuchMedia()
  if (film.withdrawn_at) throw mediaWithdrawn()
  if (film.state !== 'ready' || !film.digest || film.type !== 'video/mp4') throw filmNotReady({ name: film.name })
  return addressOf(film.digest, film.type)
}

/** Choose the film a channel shows; null takes it away. `version_no` names the channel's text it stands on; 0 for the first. */
export const chooseFilm = command({
  name: 'newsroom.choose-film',
  title: '选视频',
  access: WRITERS,
  input: z.strictObject({
    story_id: Id,
    channel_kind: z.enum(FILM_KINDS),
    version_no: z.int().min(0),
    media_id: Id.nullable(),
  }),
  output: z.object({ version_no: z.number() }),
  async run(tx, call, { story_id, channel_kind, version_no, media_id }) {
    const story = await lockStory(tx, story_id)
    mustBeEditable(story)
    if (!story.channels.includes(channel_kind)) throw noSuchRendition({ channel: CHANNEL_KINDS[channel_kind] })
    const [before] = await tx<{ version_no: number; changed_by: string; extra: Record<string, unknown> }[]>`
      select version_no, changed_by, extra from newsroom.working_renditions
      where story_id = ${story_id} and channel_kind = ${channel_kind}`
    if ((before?.version_no ?? 0) !== version_no)
      throw editedMeanwhile({ version_no: before?.version_no ?? 0, by: before?.changed_by ?? '' })
    const { video: _before, ...rest } = before?.extra ?? {}
    const extra = media_id === null ? rest : { ...rest, video: await filmAddress(tx, media_id) }
    await tx`insert into newsroom.working_renditions (story_id, channel_kind, extra, version_no, changed_at, changed_by_id, changed_by)
      values (${story_id}, ${channel_kind}, ${tx.json(extra as never)}, 1, ${call.at}, ${call.actor.id}, ${call.actor.name})
      on conflict (story_id, channel_kind) do update set extra = excluded.extra,
        version_no = working_renditions.version_no + 1, changed_at = excluded.changed_at,
        changed_by_id = excluded.changed_by_id, changed_by = excluded.changed_by`
    await tx`update newsroom.stories set changed_at = ${call.at} where id = ${story_id}`
    return { version_no: version_no + 1 }
  },
})
