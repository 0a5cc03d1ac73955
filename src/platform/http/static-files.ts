// Files of a built folder, read once into memory and served by exact name: no path is ever joined from a request.
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Context } from 'hono'

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.json': 'application/json; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.woff2': 'font/woff2',
}

type StaticFile = { body: Buffer; gzip: Buffer | undefined; type: string; etag: string; immutable: boolean }
export type StaticFolder = ReadonlyMap<string, StaticFile>

/** Reads every file below a folder; the keys are names relative to it, with forward slashes. */
export function readStaticFolder(folder: string): StaticFolder {
  const files = new Map<string, StaticFile>()
  if (!existsSync(folder)) return files
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const full = path.join(entry.parentPath, entry.name)
    const name = path.relative(folder, full).split(path.sep).join('/')
    const body = readFileSync(full)
    const type = TYPES[path.extname(name)] ?? 'application/octet-stream'
    const packed = /^(text|application\/json|image\/svg)/.test(type) && body.length > 1024
    const etag = `"${createHash('sha256').update(body).digest('hex').slice(0, 24)}"`
    files.set(name, {
      body,
      type,
      etag,
      gzip: packed ? gzipSync(body) : undefined,
      immutable: name.startsWith('assets/'),
    })
  }
  return files
}

/** Answers with a file of the folder, or undefined when it has none of that name. */
export function staticAnswer(c: Context, folder: StaticFolder, name: string): Response | undefined {
  const file = folder.get(name)
  if (!file) return undefined
  const cache = file.immutable ? 'public, max-age=31536000, immutable' : 'no-cache'
  const headers: Record<string, string> = { etag: file.etag, 'cache-control': cache, vary: 'accept-encoding' }
  if (c.req.header('if-none-match') === file.etag) return c.body(null, 304, headers)
  const zipped = file.gzip && c.req.header('accept-encoding')?.includes('gzip')
  const body = zipped ? file.gzip! : file.body
  return c.body(new Uint8Array(body), 200, {
    ...headers,
    'content-type': file.type,
    ...(zipped ? { 'content-encoding': 'gzip' } : {}),
  })
}
