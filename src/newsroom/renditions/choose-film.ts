// The film of a channel that shows films: one of the library, ready and free to use.
import { z } from 'zod'
import { command, Id, type Sql } from '../../platform/index.ts'
import { addressOf } from '../media/add-media.ts'
import { mediaWithdrawn, noSuchMedia } from '../media/media-refusals.ts'
import { filmNotReady } from '../refusals.ts'
import { WRITERS } from '../stories/story.ts'
import { mustBeOpen, mustBeVersion, writeVersion } from './change-rendition.ts'
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
  async run(tx, call, { media_id, ...about }) {
    await mustBeOpen(tx, about, true)
    const { video: _before, ...rest } = await mustBeVersion(tx, about)
    const extra = media_id === null ? rest : { ...rest, video: await filmAddress(tx, media_id) }
    return writeVersion(tx, call, about, { extra: tx.json(extra as never) })
  },
})
