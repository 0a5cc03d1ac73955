// Large files come in pieces: what arrived stays, so that a reload or a lost connection goes on where it stopped. The pieces lie
// beside the store until the file is whole; then it is taken in as every file is, and looked at as every file is.
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Context, Hono } from 'hono'
import { z } from 'zod'
import { type Actor, mustBeAllowed } from '../command.ts'
import { json } from '../http/answer.ts'
import { readJson } from '../http/api.ts'
import { parseInput } from '../input.ts'
import { claimedType, inspectHead, mustFit } from './inspect.ts'
import { harmlessName } from './names.ts'
import { noSuchUpload, uploadElsewhere } from './refusals.ts'
import { bodyOf, type FileParts, keptAnswer, UPLOAD } from './routes.ts'
import { HEAD_BYTES } from './sniff.ts'

/** No request brings more than this. */
export const PIECE_MAX = 16 * 1024 * 1024
const KEPT_MS = 7 * 86_400_000

const Begin = z.strictObject({
  name: z.string().min(1).max(300),
  content_type: z.string().max(200).default(''),
  size_bytes: z
    .int()
    .min(1)
    .max(8 * 1024 ** 3),
  /** when the file was last changed: the same file chosen again goes on */
  modified: z.int().min(0),
})
type Coming = z.output<typeof Begin> & { actor_id: string }

const idOf = ({ actor_id, name, size_bytes, modified }: Coming): string =>
  createHash('sha256').update(`${actor_id}|${name}|${size_bytes}|${modified}`).digest('hex').slice(0, 40)

const sizeOf = async (file: string) => (await stat(file).catch(() => undefined))?.size ?? 0

/** What nobody went on with for a week is removed. */
async function sweepOld(folder: string, now: Date): Promise<void> {
  for (const name of await readdir(folder)) {
    const file = path.join(folder, name)
    const found = await stat(file).catch(() => undefined)
    if (found && now.getTime() - found.mtimeMs > KEPT_MS) await rm(file, { force: true })
  }
}

async function comingOf(
  folder: string,
  c: Context,
  actor: Actor,
): Promise<{ id: string; coming: Coming; part: string }> {
  const id = c.req.param('id') ?? ''
  if (!/^[0-9a-f]{40}$/.test(id)) throw noSuchUpload()
  const text = await readFile(path.join(folder, `${id}.json`), 'utf8').catch(() => undefined)
  const coming = text === undefined ? undefined : (JSON.parse(text) as Coming)
  if (coming?.actor_id !== actor.id) throw noSuchUpload()
  return { id, coming, part: path.join(folder, `${id}.part`) }
}

/** Writes a piece behind what is there; a piece that breaks off leaves what came of it. */
async function append(
  c: Context,
  part: string,
  offset: number,
  { name, size_bytes, content_type }: Coming,
): Promise<number> {
  const room = Math.min(PIECE_MAX, size_bytes - offset)
  const file = await open(part, offset === 0 ? 'w+' : 'r+', 0o600)
  let at = offset
  try {
    for await (const bytes of bodyOf(c, name)) {
      if (at + bytes.length > offset + room) throw uploadElsewhere({ offset: at })
      for (let done = 0; done < bytes.length; )
        done += (await file.write(bytes, done, bytes.length - done, at + done)).bytesWritten
      at += bytes.length
    }
    if (offset === 0) {
      const head = Buffer.alloc(Math.min(HEAD_BYTES, at))
      await file.read(head, 0, head.length, 0)
      if (head.length === HEAD_BYTES) inspectHead(name, claimedType(name, content_type), head)
    }
  } finally {
    await file.close()
  }
  return at
}

/** POST /api/files/uploads begins or goes on, PUT /api/files/uploads/<id>?offset= brings a piece, POST …/finish takes it in. */
export function mountResumable(app: Hono, parts: FileParts & { folder: string }): void {
  const folder = path.join(parts.folder, 'pieces')
  const busy = new Set<string>()
  const actorOf = async (c: Context): Promise<Actor> => {
    const actor = await parts.actorOf(c)
    mustBeAllowed(UPLOAD, actor)
    return actor!
  }
  app.post('/api/files/uploads', async c => {
    const actor = await actorOf(c)
    const given = parseInput(Begin, await readJson(c))
    const coming = { ...given, name: harmlessName(given.name), actor_id: actor.id }
    mustFit(coming.name, claimedType(coming.name, coming.content_type), coming.size_bytes)
    const upload_id = idOf(coming)
    await mkdir(folder, { recursive: true })
    await sweepOld(folder, parts.now())
    const done = await readFile(path.join(folder, `${upload_id}.done`), 'utf8').catch(() => undefined)
    if (done !== undefined)
      return json(c, { upload_id, offset: coming.size_bytes, piece_max: PIECE_MAX, done: JSON.parse(done) })
    await writeFile(path.join(folder, `${upload_id}.json`), JSON.stringify(coming), { mode: 0o600 })
    const offset = await sizeOf(path.join(folder, `${upload_id}.part`))
    return json(c, { upload_id, offset, piece_max: PIECE_MAX, done: null })
  })
  app.put('/api/files/uploads/:id', async c => {
    const { id, coming, part } = await comingOf(folder, c, await actorOf(c))
    const offset = await sizeOf(part)
    // two windows with one file: one goes on, the other is told where it stands
    if (busy.has(id) || Number(c.req.query('offset')) !== offset) throw uploadElsewhere({ offset })
    busy.add(id)
    try {
      return json(c, { offset: await append(c, part, offset, coming) })
    } catch (error) {
      if (offset === 0 && (error as { code?: string }).code?.startsWith('files.') && !isBroken(error))
        await rm(part, { force: true })
      throw error
    } finally {
      busy.delete(id)
    }
  })
  app.post('/api/files/uploads/:id/finish', async c => {
    const actor = await actorOf(c)
    const { id, coming, part } = await comingOf(folder, c, actor)
    const offset = await sizeOf(part)
    if (busy.has(id) || offset !== coming.size_bytes) throw uploadElsewhere({ offset })
    const { name, content_type, size_bytes } = coming
    try {
      const blob = await parts.files.keep({ name, content_type, claimed_bytes: size_bytes }, createReadStream(part))
      const answer = await keptAnswer(parts, actor, blob)
      await writeFile(path.join(folder, `${id}.done`), JSON.stringify(answer), { mode: 0o600 })
      return json(c, answer)
    } finally {
      await rm(part, { force: true })
      await rm(path.join(folder, `${id}.json`), { force: true })
    }
  })
}

/** A connection that broke leaves what came; only a file that may not come at all is thrown away. */
const isBroken = (error: unknown) =>
  ['files.upload-broken', 'files.upload-elsewhere'].includes(String((error as { code?: unknown }).code))
