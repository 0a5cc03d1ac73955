// POST /api/files takes a file, streaming it to disk; GET /api/files/<id> gives it back to whoever may read it.
import { Readable } from 'node:stream'
import type { Context, Hono } from 'hono'
import type { Actor } from '../command.ts'
import { mustBeAllowed } from '../command.ts'
import type { Pool } from '../database/database.ts'
import { json } from '../http/answer.ts'
import { disposition, harmlessName } from './names.ts'
import { noSuchFile, uploadBroken } from './refusals.ts'
import { type FileRow, nameFile, readableFile } from './rows.ts'
import type { FileStore, KeptBlob } from './store.ts'
import { fileType } from './types-table.ts'

export type FileParts = {
  pool: Pool
  files: FileStore
  actorOf(c: Context): Promise<Actor | undefined>
  now(): Date
}

export const UPLOAD = { name: 'platform.keep-file', title: '上传文件', access: 'signed-in' } as const

/** The request's body; a connection that breaks is a refusal, not a bug. */
export async function* bodyOf(c: Context, name: string): AsyncGenerator<Uint8Array> {
  if (!c.req.raw.body) return
  const parts = c.req.raw.body[Symbol.asyncIterator]()
  for (;;) {
    const part = await parts.next().catch(() => {
      throw uploadBroken({ name: harmlessName(name) })
    })
    if (part.done) return
    yield part.value
  }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** Keeps the body of a request as a file of the actor. The name comes in `?name=` or, percent-encoded, in `x-file-name`. */
async function keepBody(c: Context, { pool, files, now }: FileParts, actor: Actor): Promise<Response> {
  const name = c.req.query('name') ?? decoded(c.req.header('x-file-name') ?? '')
  const length = c.req.header('content-length')
  const blob = await files.keep(
    {
      name,
      content_type: c.req.header('content-type') ?? '',
      claimed_bytes: length && /^\d{1,15}$/.test(length) ? Number(length) : undefined,
    },
    bodyOf(c, name),
  )
  return json(c, await keptAnswer({ pool, now }, actor, blob))
}

/** Names a kept content as a file of the actor; what the sender is told. */
export async function keptAnswer({ pool, now }: Pick<FileParts, 'pool' | 'now'>, actor: Actor, blob: KeptBlob) {
  const file_id = await pool.begin(tx => nameFile(tx, { actor, at: now() }, blob))
  const { digest, size_bytes, type, width, height } = blob
  return { file_id: String(file_id), name: blob.name, type, size_bytes, width, height, digest }
}

/** One range of bytes, as players ask for it; undefined when none was asked for, null when it cannot be given. */
export function rangeOf(header: string | undefined, size: number): { start: number; end: number } | null | undefined {
  const asked = header === undefined ? null : /^bytes=(\d*)-(\d*)$/.exec(header.trim())
  // several ranges, or what is no range of bytes, may be answered with the whole
  if (!asked || (asked[1] === '' && asked[2] === '')) return undefined
  const [from, to] = [asked[1]!, asked[2]!]
  const start = from === '' ? Math.max(size - Number(to), 0) : Number(from)
  const end = from === '' || to === '' ? size - 1 : Math.min(Number(to), size - 1)
  return start <= end && start < size ? { start, end } : null
}

/** A file as an answer: never run by a browser, shown in place only where its type is harmless and it is asked for. */
export function sendFile(
  c: Context,
  files: FileStore,
  file: Pick<FileRow, 'digest' | 'name' | 'type' | 'size_bytes'>,
  options: { inline: boolean; cache?: string },
): Response {
  const size = Number(file.size_bytes)
  const inline = options.inline && fileType(file.type)?.inline === true
  // a sandbox keeps Chromium's own PDF reader from opening; what a PDF may do is up to that reader
  const policy = file.type === 'application/pdf' ? "default-src 'none'" : "default-src 'none'; sandbox"
  const headers: Record<string, string> = {
    'content-type': file.type.startsWith('text/') ? `${file.type}; charset=utf-8` : file.type,
    'content-disposition': disposition(inline ? 'inline' : 'attachment', file.name),
    'content-security-policy': `${policy}; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'`,
    'x-content-type-options': 'nosniff',
    'cross-origin-resource-policy': 'same-origin',
    'cache-control': options.cache ?? 'private, max-age=0, must-revalidate',
    'accept-ranges': 'bytes',
    etag: `"${file.digest.slice(0, 32)}"`,
  }
  if (c.req.header('if-none-match') === headers.etag) return c.body(null, 304, headers)
  const range = rangeOf(c.req.header('range'), size)
  if (range === null) return c.body(null, 416, { ...headers, 'content-range': `bytes */${size}` })
  const length = range ? range.end - range.start + 1 : size
  headers['content-length'] = String(length)
  if (range) headers['content-range'] = `bytes ${range.start}-${range.end}/${size}`
  const status = range ? 206 : 200
  if (c.req.method === 'HEAD') return c.body(null, status, headers)
  return c.body(Readable.toWeb(files.read(file.digest, range)) as ReadableStream, status, headers)
}

/** Mounts both routes. Before the limit of ordinary bodies: a file has the limit of its type. */
export function mountFiles(app: Hono, parts: FileParts): void {
  app.post('/api/files', async c => {
    const actor = await parts.actorOf(c)
    mustBeAllowed(UPLOAD, actor)
    return keepBody(c, parts, actor!)
  })
  app.get('/api/files/:id', async c => {
    const id = c.req.param('id')
    if (!/^[1-9]\d{0,17}$/.test(id)) throw noSuchFile()
    const actor = await parts.actorOf(c)
    const file = await parts.pool.begin('read only', tx => readableFile(tx, BigInt(id), actor))
    return sendFile(c, parts.files, file, { inline: c.req.query('inline') === '1' })
  })
}
