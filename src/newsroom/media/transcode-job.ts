// The job that makes a film ready for telephones: H.264 and AAC in an MP4 that starts while it loads. The machine's ffmpeg does
// it; without one a ready-made MP4 goes as it is, and anything else is told in words.
import { z } from 'zod'
import { type KeptBlob, keepBlob } from '../../platform/files/index.ts'
import { command, Id, job, type Work } from '../../platform/index.ts'

const Blob = z.custom<KeptBlob>(given => typeof (given as KeptBlob | null)?.digest === 'string')

/** Say how far a film has come, or what became of it. */
export const settleRecording = command({
  name: 'newsroom.settle-recording',
  title: '转码进度',
  access: [],
  input: z.strictObject({
    media_id: Id,
    progress: z.int().min(0).max(100),
    failed: z.string().max(300).optional(),
    message: z.string().max(300).default(''),
    made: Blob.optional(),
    stream: z.strictObject({ made: Blob, playlist: z.string().max(200_000) }).optional(),
  }),
  output: z.object({}),
  async run(tx, call, { media_id, progress, failed, message, made, stream }) {
    if (made) await keepBlob(tx, call.at, made)
    if (stream) await keepBlob(tx, call.at, stream.made)
    const state = made ? 'ready' : failed === undefined ? 'waiting' : 'failed'
    await tx`update newsroom.media set state = ${state}, progress = ${progress}, message = ${failed ?? message},
        digest = ${made?.digest ?? null}, type = coalesce(${made?.type ?? null}, type),
        stream_digest = ${stream?.made.digest ?? null}, stream_playlist = ${stream?.playlist ?? null}
      where id = ${media_id} and state = 'waiting'`
    return {}
  },
})

/** A film in pieces: one file, and the list that names it as {file}. */
export type Stream = { made: KeptBlob; playlist: string }
export type Film = { id: bigint; digest: string; type: string; name: string; size_bytes: bigint }
/** What can make films; given where the jobs are put together. */
export type Transcoder = (
  film: Film,
  work: Work,
  progress: (percent: number) => Promise<void>,
) => Promise<{ made: KeptBlob; message: string; stream?: Stream } | { failed: string }>

const waitingFilm = (work: Work, id: string) =>
  work.read(async tx => {
    const [film] = await tx<Film[]>`select m.id, f.digest, b.type, m.name, b.size_bytes from newsroom.media m
      join platform.files f on f.id = m.original_id join platform.blobs b on b.digest = f.digest
      where m.id = ${BigInt(id)} and m.state = 'waiting'`
    return film
  })

const ATTEMPTS_MAX = 3

const DECLARED = {
  name: 'newsroom.transcode',
  title: '视频转码',
  payload: z.strictObject({ media_id: z.string() }),
  attempts_max: ATTEMPTS_MAX,
}

/** What a command asks for; the one that does it is made where the settings are known. */
export const transcode = job({ ...DECLARED, run: async () => undefined })

export const transcodeBy = (transcoder: Transcoder) =>
  job({
    ...DECLARED,
    async run(work, { media_id }) {
      const film = await waitingFilm(work, media_id)
      if (!film) return undefined
      const settle = (more: Record<string, unknown>) =>
        work.perform(settleRecording, { media_id, progress: 0, ...more })
      const answer = await transcoder(film, work, async progress => void (await settle({ progress })))
      if ('failed' in answer) await settle({ failed: answer.failed })
      else await settle({ progress: 100, ...answer })
      return undefined
    },
  })
