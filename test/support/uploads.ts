// Files for tests: bytes of every type, and kept files of a person without going over HTTP.
import { deflateSync } from 'node:zlib'
import { type FileStore, nameFile, openFileStore } from '../../src/platform/files/index.ts'
import type { Actor, Pool } from '../../src/platform/index.ts'
import { temporaryFolder } from './server.ts'

/** A store in a folder of its own; call `remove` when done. */
export function testStore(): { files: FileStore; folder: string; remove(): void } {
  const { folder, remove } = temporaryFolder()
  return { files: openFileStore(folder), folder, remove }
}

/** A PDF as small as one can be. */
export const PDF = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n')

/** A PNG of the size; the header may lie about it. */
export function pngFile(width: number, height: number, rows = Math.min(height, 4)): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 0, 0, 0, 0], 8)
  const raw = Buffer.alloc(rows * (Math.min(width, 4) + 1))
  const chunk = (name: string, data: Buffer) => {
    const length = Buffer.alloc(4)
    length.writeUInt32BE(data.length)
    return Buffer.concat([length, Buffer.from(name, 'latin1'), data, Buffer.alloc(4)])
  }
  const parts = [chunk('IHDR', header), chunk('IDAT', deflateSync(raw)), chunk('IEND', Buffer.alloc(0))]
  return Buffer.concat([Buffer.from('\u0089PNG\r\n\u001a\n', 'latin1'), ...parts])
}

/** The beginning of an MP4, then as many zeros as wanted. */
export function mp4File(bytes = 1000): Buffer {
  const head = Buffer.from('\u0000\u0000\u0000\u0018ftypisom\u0000\u0000\u0002\u0000isommp41', 'latin1')
  return Buffer.concat([head, Buffer.alloc(bytes)])
}

export async function* inParts(bytes: Uint8Array, size = 1000): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

/** Keeps a file for somebody, as an upload would; its id as it appears in JSON. */
export async function keptFile(
  pool: Pool,
  files: FileStore,
  actor: Actor,
  { name = '凭证.pdf', bytes = PDF as Uint8Array, at = new Date('2026-03-02T02:00:00Z') } = {},
): Promise<string> {
  const blob = await files.keep({ name, content_type: '' }, inParts(bytes))
  return String(await pool.begin(tx => nameFile(tx, { actor, at }, blob)))
}
