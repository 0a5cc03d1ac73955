// POST /api/spending/read-invoice: reads a kept file as an invoice and keeps what it says.
import { randomUUID } from 'node:crypto'
import type { Context, Hono } from 'hono'
import { z } from 'zod'
import { type FileStore, readableFile } from '../../platform/files/index.ts'
import {
  type Actor,
  type ApiParts,
  addressOf,
  type Command,
  canonicalJson,
  Id,
  json,
  mustBeAllowed,
  parseInput,
  perform,
  readJson,
} from '../../platform/index.ts'
import { invoiceUnreadable } from '../refusals.ts'
import { readInvoice } from './read-invoice.ts'
import { keepReading } from './readings.ts'

type Parts = Pick<ApiParts, 'pool' | 'actorOf' | 'now' | 'trust_proxy'> & { files: FileStore }

const Wanted = z.strictObject({ file_id: Id })
const BYTES_MAX = 20 * 1024 * 1024

async function bytesOf(files: FileStore, digest: string): Promise<Uint8Array> {
  const parts: Buffer[] = []
  for await (const part of files.read(digest)) parts.push(part as Buffer)
  return Buffer.concat(parts)
}

/** Reads a kept file for somebody who may read it, and keeps the reading under its digest. */
export async function readKeptInvoice(
  { pool, files, now }: Omit<Parts, 'actorOf' | 'trust_proxy'>,
  who: { actor: Actor; address: string },
  fileId: bigint,
) {
  const file = await pool.begin('read only', tx => readableFile(tx, fileId, who.actor))
  if (Number(file.size_bytes) > BYTES_MAX) throw invoiceUnreadable({ name: file.name })
  const fields = await readInvoice(await bytesOf(files, file.digest), file.name)
  const input = JSON.parse(canonicalJson({ digest: file.digest, fields }))
  await perform(pool, keepReading as unknown as Command, { id: randomUUID(), at: now(), ...who }, input)
  return fields
}

export function mountInvoices(app: Hono, parts: Parts): void {
  app.post('/api/spending/read-invoice', async (c: Context) => {
    const actor = await parts.actorOf(c)
    mustBeAllowed(keepReading, actor)
    const { file_id } = parseInput(Wanted, await readJson(c))
    return json(c, await readKeptInvoice(parts, { actor: actor!, address: addressOf(c, parts.trust_proxy) }, file_id))
  })
}
