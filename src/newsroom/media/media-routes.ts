// Routes of the library: a brought picture is painted anew and entered; a Word file becomes a text; things are shown under
// the digest of what they show.
import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { Context, Hono } from 'hono'
import { z } from 'zod'
import { type FileRow, type FileStore, readableFile, sendFile } from '../../platform/files/index.ts'
import {
  type Actor,
  type ApiParts,
  type Command,
  Id,
  json,
  mustBeAllowed,
  type Pool,
  parseInput,
  perform,
  readJson,
} from '../../platform/index.ts'
import { WRITERS } from '../stories/story.ts'
import { AboutFields, enterPicture } from './add-media.ts'
import { encodePicture } from './encode-picture.ts'
import { servedMedia, servedStream } from './media-queries.ts'
import { badPicture, noSuchMedia } from './media-refusals.ts'
import { readWordFile } from './word-file.ts'

export type MediaParts = Pick<ApiParts, 'pool' | 'actorOf' | 'now'> & { files: FileStore }
type Kept = { media_id: string; src: string }
type About = Record<string, unknown>

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}

/**
 * Paints a picture anew, keeps it, and enters it in the library under the actor's name; once where the entry has an id of its
 * own.
 */
export async function keepPicture(
  { pool, files, at, id = randomUUID() }: { pool: Pool; files: FileStore; at: Date; id?: string },
  actor: Actor,
  picture: { bytes: Uint8Array; name: string; type: string; original_id: string | null },
  about: About,
): Promise<Kept> {
  const painted = await encodePicture(picture.bytes, picture.name, picture.type)
  const name = picture.name.replace(/\.[^.]*$/, '') || '图片'
  const extension = painted.type === 'image/png' ? 'png' : 'jpg'
  const blob = await files.keep({ name: `${name}.${extension}`, content_type: painted.type }, once(painted.bytes))
  const input = { ...about, original_id: picture.original_id, painted: blob }
  const who = { id, actor, at }
  return (await perform(pool, enterPicture as unknown as Command, who, input)).output as Kept
}

/** Pictures of stories that are taken in from elsewhere: kept under the rights 权属待核, undefined when one cannot be shown. */
export const importedPictures =
  (parts: { pool: Pool; files: FileStore; now(): Date }, actor: Actor) =>
  async (picture: { bytes: Uint8Array; name: string }): Promise<string | undefined> => {
    const kind = pictureType(picture.bytes)
    if (!kind) return undefined
    const blob = await parts.files.keep(
      { name: `图片.${kind.extension}`, content_type: kind.type },
      once(picture.bytes),
    )
    const named = { ...picture, type: blob.type, original_id: null }
    return (await keepPicture({ ...parts, at: parts.now() }, actor, named, { rights: 'imported' })).src
  }

/** By the first bytes; the store looks again, and closer. */
export function pictureType(bytes: Uint8Array): { type: string; extension: string } | undefined {
  const head = Buffer.from(bytes.subarray(0, 12)).toString('latin1')
  if (head.startsWith('\u00ff\u00d8\u00ff')) return { type: 'image/jpeg', extension: 'jpg' }
  if (head.startsWith('\u0089PNG')) return { type: 'image/png', extension: 'png' }
  if (head.startsWith('GIF8')) return { type: 'image/gif', extension: 'gif' }
  return head.slice(8) === 'WEBP' ? { type: 'image/webp', extension: 'webp' } : undefined
}

const Given = z.strictObject({ file_id: Id, ...AboutFields })

async function fileOf({ pool, actorOf }: MediaParts, c: Context, id: bigint): Promise<{ actor: Actor; file: FileRow }> {
  const actor = await actorOf(c)
  const file = await pool.begin('read only', tx => readableFile(tx, id, actor))
  return { actor: actor!, file }
}

export function mountMedia(app: Hono, parts: MediaParts): void {
  const { pool, files, now, actorOf } = parts
  const mayWrite = async (c: Context, title: string) => {
    mustBeAllowed({ name: 'newsroom.enter-picture', title, access: WRITERS }, await actorOf(c))
  }
  app.post('/api/newsroom/enter-picture', async c => {
    await mayWrite(c, '图片入库')
    const { file_id, ...about } = parseInput(Given, await readJson(c))
    const { actor, file } = await fileOf(parts, c, file_id)
    if (!file.type.startsWith('image/')) throw badPicture({ name: file.name })
    const bytes = new Uint8Array(await readFile(files.pathOf(file.digest)))
    const picture = { bytes, name: file.name, type: file.type, original_id: String(file.id) }
    return json(c, await keepPicture({ pool, files, at: now() }, actor, picture, about))
  })
  app.post('/api/newsroom/read-word-file', async c => {
    await mayWrite(c, '读 Word 文件')
    const { file_id } = parseInput(z.strictObject({ file_id: Id }), await readJson(c))
    const { actor, file } = await fileOf(parts, c, file_id)
    const bytes = new Uint8Array(await readFile(files.pathOf(file.digest)))
    return json(c, await readWordFile(bytes, file.name, importedPictures(parts, actor)))
  })
  app.get('/media/:name{[0-9a-f]{64}\\.m3u8}', async c => {
    const found = await pool.begin('read only', tx => servedStream(tx, c.req.param('name').slice(0, 64)))
    if (!found || (!found.is_public && !(await actorOf(c)))) throw noSuchMedia()
    const cache = found.is_public ? 'public, max-age=86400' : 'private, no-cache'
    return c.body(found.list, 200, { 'content-type': 'application/vnd.apple.mpegurl', 'cache-control': cache })
  })
  app.get('/media/:name', async c => {
    const digest = /^([0-9a-f]{64})\.[a-z0-9]{1,4}$/.exec(c.req.param('name'))?.[1]
    const found = digest && (await pool.begin('read only', tx => servedMedia(tx, digest)))
    if (!found || (!found.is_public && !(await actorOf(c)))) throw noSuchMedia()
    const cache = found.is_public ? 'public, max-age=86400' : 'private, no-cache'
    return sendFile(c, files, found, { inline: true, cache })
  })
}
