// The store on disk: content-addressed and written once. A file is there whole or not at all: temporary file → fsync →
// rename → fsync of the folder; its row comes after.
import { createHash, randomUUID } from 'node:crypto'
import { createReadStream, rmSync } from 'node:fs'
import { type FileHandle, mkdir, open, rename, rm, utimes } from 'node:fs/promises'
import path from 'node:path'
import type { Readable } from 'node:stream'
import { forgetBytes } from './forget-bytes.ts'
import { claimedType, inspectFile, inspectHead, mustFit } from './inspect.ts'
import { harmlessName } from './names.ts'
import { emptyUpload, uploadBroken } from './refusals.ts'
import { HEAD_BYTES } from './sniff.ts'
import type { FileType } from './types-table.ts'

const COMING = 'coming'

export type Incoming = {
  /** as the sender calls it, in any script */
  name: string
  /** what the sender says it is; '' when unknown */
  content_type: string
  /** what the sender says its size is; the bytes are counted all the same */
  claimed_bytes?: number | undefined
}
export type KeptBlob = {
  digest: string
  size_bytes: number
  type: string
  name: string
  width: number | null
  height: number | null
}
export type FileStore = {
  /** Keeps a stream; refuses what is not what it says. Nothing stays behind after a refusal or a broken stream. */
  keep(incoming: Incoming, bytes: AsyncIterable<Uint8Array>): Promise<KeptBlob>
  /** A part of a kept content, or all of it. */
  read(digest: string, range?: { start: number; end: number }): Readable
  /** Where the bytes of a kept content lie, for programs that take a path (ffmpeg). Never written to. */
  pathOf(digest: string): string
  /** Removes bytes that came before a time and are not among those `kept` names. */
  forget(kept: (digests: readonly string[]) => Promise<Set<string>>, before: Date): Promise<number>
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

type Written = { digest: string; size_bytes: number }

/** Writes the stream while hashing and counting it; looks at the head as soon as enough of it is there. */
async function writeStream(
  file: FileHandle,
  bytes: AsyncIterable<Uint8Array>,
  { name, claimed }: { name: string; claimed: FileType },
): Promise<Written> {
  const hash = createHash('sha256')
  let [size, head, looked] = [0, Buffer.alloc(0), false]
  for await (const part of bytes) {
    size += part.length
    mustFit(name, claimed, size)
    hash.update(part)
    if (!looked) head = Buffer.concat([head, part])
    if (!looked && head.length >= HEAD_BYTES) {
      inspectHead(name, claimed, head.subarray(0, HEAD_BYTES))
      looked = true
    }
    for (let at = 0; at < part.length; ) at += (await file.write(part, at)).bytesWritten
  }
  return { digest: hash.digest('hex'), size_bytes: size }
}

/** Removes unfinished uploads that a killed process left. Only where no other process uses the folder. */
export function sweepUploads(folder: string): void {
  rmSync(path.join(folder, COMING), { recursive: true, force: true })
}

/** The store of a folder, which is made when the first file comes. */
export function openFileStore(folder: string): FileStore {
  const coming = path.join(folder, COMING)
  const pathOf = (digest: string) => {
    if (!/^[0-9a-f]{64}$/.test(digest)) throw new Error(`no digest: ${digest}`)
    return path.join(folder, digest.slice(0, 2), digest.slice(2))
  }

  async function settle(temporary: string, digest: string): Promise<void> {
    const target = pathOf(digest)
    // what is there already is marked as brought again: nobody forgets it now
    const now = new Date()
    if (
      await utimes(target, now, now).then(
        () => true,
        () => false,
      )
    )
      return
    await mkdir(path.dirname(target), { recursive: true })
    await rename(temporary, target)
    await syncFolder(path.dirname(target))
    await syncFolder(folder)
  }

  async function keep(incoming: Incoming, bytes: AsyncIterable<Uint8Array>): Promise<KeptBlob> {
    const name = harmlessName(incoming.name)
    const claimed = claimedType(name, incoming.content_type)
    mustFit(name, claimed, incoming.claimed_bytes ?? 0)
    await mkdir(coming, { recursive: true })
    const temporary = path.join(coming, randomUUID())
    const file = await open(temporary, 'wx+', 0o600)
    try {
      const { digest, size_bytes } = await writeStream(file, bytes, { name, claimed })
      if (size_bytes === 0) throw emptyUpload({ name })
      if (incoming.claimed_bytes !== undefined && size_bytes !== incoming.claimed_bytes) throw uploadBroken({ name })
      const size = await inspectFile(file, { name, claimed, size_bytes })
      await file.sync()
      await settle(temporary, digest)
      return { digest, size_bytes, type: claimed.type, name, width: size?.width ?? null, height: size?.height ?? null }
    } finally {
      await file.close()
      await rm(temporary, { force: true })
    }
  }

  return {
    keep,
    read: (digest, range) => createReadStream(pathOf(digest), range ?? {}),
    pathOf,
    forget: (kept, before) => forgetBytes({ folder, aside: coming, pathOf }, kept, before),
  }
}
