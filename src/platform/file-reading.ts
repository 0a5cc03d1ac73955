// Reads of an uploaded file: what is in it comes back for the person to look at; nothing is kept or changed.
import type { Context, Hono } from 'hono'
import type { z } from 'zod'
import { refusal } from '../kernel/index.ts'
import { type Access, mustBeAllowed } from './command.ts'
import type { Pool, Sql } from './database/database.ts'
import { json } from './http/answer.ts'
import type { ApiParts } from './http/api.ts'
import { routeOf } from './http/api.ts'
import type { Reading } from './query.ts'

export type UploadedFile = { bytes: Uint8Array; name: string }

export type FileReading<O extends z.ZodType = z.ZodType> = {
  kind: 'file-reading'
  name: string
  title: string
  access: Access
  output: O
  read(tx: Sql, file: UploadedFile, reading: Reading): Promise<z.input<O>>
}

const noFile = refusal('platform.no-file', 422, () => '请选择一个文件。')

/** Declares a read of an uploaded file: POST with a form that carries `file`. */
export function fileReading<O extends z.ZodType>(declaration: Omit<FileReading<O>, 'kind'>): FileReading<O> {
  return { kind: 'file-reading', ...declaration }
}

/** The one file of a form; refused when there is none. */
export async function uploadedFile(c: Context): Promise<UploadedFile> {
  const form = await c.req.formData().catch(() => undefined)
  const file = form?.get('file')
  if (!(file instanceof File) || file.name === '') throw noFile()
  return { bytes: new Uint8Array(await file.arrayBuffer()), name: file.name }
}

/** Reads a file on one snapshot of the database. */
export async function readFileFor(
  pool: Pool,
  declared: FileReading,
  reading: Reading,
  file: UploadedFile,
): Promise<unknown> {
  mustBeAllowed(declared, reading.actor)
  return pool.begin('isolation level repeatable read read only', async tx =>
    declared.output.parse(await declared.read(tx, file, reading)),
  )
}

export function mountFileReadings(
  app: Hono,
  parts: Pick<ApiParts, 'pool' | 'actorOf' | 'now'>,
  readings: readonly FileReading[],
): void {
  for (const declared of readings) {
    app.post(routeOf(declared.name), async c => {
      const reading = { actor: await parts.actorOf(c), at: parts.now() }
      // refused before the body is read
      mustBeAllowed(declared, reading.actor)
      return json(c, await readFileFor(parts.pool, declared, reading, await uploadedFile(c)))
    })
  }
}
