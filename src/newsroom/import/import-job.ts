// The import that was asked for in the workbench: a job reads the kept file and goes on after every crash where it stopped.
import { z } from 'zod'
import { attachFile, type FileStore, findFile } from '../../platform/files/index.ts'
import { command, enqueue, Id, job, Text, type Work } from '../../platform/index.ts'
import { enterPicture } from '../media/add-media.ts'
import { encodePicture } from '../media/encode-picture.ts'
import { pictureType } from '../media/media-routes.ts'
import { mustBeOpenSection } from '../stories/story.ts'
import { pictureFetcher } from './fetch-picture.ts'
import { openSource } from './import-file.ts'
import { HISTORY_SECTION, IMPORTERS } from './import-items.ts'
import { runImport } from './run-import.ts'

const ATTEMPTS_MAX = 20
const HOST = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,20}(?::\d{1,5})?$/

const DECLARED = {
  name: 'newsroom.import-stories',
  title: '导入历史稿件',
  payload: z.strictObject({
    kind: z.enum(['wxr', 'word']),
    file_id: z.string(),
    section: z.string(),
    media_host: z.string().nullable(),
  }),
  attempts_max: ATTEMPTS_MAX,
}

/** What the command asks for; the one that does it is made where the store of files is known. */
const importStoriesJob = job({ ...DECLARED, run: async () => undefined })

/** Take in an uploaded archive in the background. */
export const orderImport = command({
  name: 'newsroom.order-import',
  title: '导入历史稿件',
  access: IMPORTERS,
  input: z.strictObject({
    kind: z.enum(['wxr', 'word']),
    file_id: Id,
    section: Text(40).default(HISTORY_SECTION),
    media_host: z
      .string()
      .trim()
      .toLowerCase()
      .regex(HOST, '应为主机名，如 www.example.gov.cn')
      .nullable()
      .default(null),
  }),
  output: z.object({}),
  async run(tx, call, { kind, file_id, section, media_host }) {
    await mustBeOpenSection(tx, section)
    const use = { file_id, use: 'newsroom.import', subject: file_id, access: IMPORTERS, kinds: ['archive'] } as const
    await attachFile(tx, call, use)
    const payload = { kind, file_id: String(file_id), section, media_host }
    await enqueue(tx, importStoriesJob, payload, { at: call.at, key: String(file_id) })
    return {}
  },
})

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}

/** Paints a picture anew and enters it under the rights 权属待核. */
function keeper(files: FileStore, work: Work) {
  return async ({ bytes, name }: { bytes: Uint8Array; name: string }): Promise<string | undefined> => {
    const kind = pictureType(bytes)
    if (!kind) return undefined
    const blob = await files.keep({ name: `图片.${kind.extension}`, content_type: kind.type }, once(bytes))
    const painted = await encodePicture(bytes, name, blob.type)
    const extension = painted.type === 'image/png' ? 'png' : 'jpg'
    const title = name.replace(/^.*\//, '').replace(/\.[^.]*$/, '') || '图片'
    const kept = await files.keep({ name: `${title}.${extension}`, content_type: painted.type }, once(painted.bytes))
    const input = { original_id: null, painted: kept as never, rights: 'imported' as const }
    return (await work.perform(enterPicture, input)).src
  }
}

/** The job that takes an archive in. */
export const importBy = (files: FileStore) =>
  job({
    ...DECLARED,
    async run(work, { kind, file_id, section, media_host }) {
      const file = await work.read(tx => findFile(tx, BigInt(file_id)))
      const source = await openSource(kind, files.pathOf(file.digest), file.name)
      try {
        await runImport({
          hands: { read: work.read, perform: (declared, input) => work.perform(declared as never, input as never) },
          source,
          section,
          keepPicture: keeper(files, work),
          ...(media_host === null ? {} : { fetchPicture: pictureFetcher(media_host) }),
          // a worker that stops gives the job back; the next one goes on
          progress: () => work.signal.throwIfAborted(),
        })
      } finally {
        source.close()
      }
      return undefined
    },
  })
