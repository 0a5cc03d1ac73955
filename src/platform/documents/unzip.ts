// Safe unzipping: number, size and ratio are limited before and while a member is unpacked.
import yauzl from 'yauzl'
import { bomb, damaged } from './refusals.ts'

const ENTRIES_MAX = 10_000
const UNPACKED_MAX = 200 * 1024 * 1024
const RATIO_MAX = 100
/** small members may compress better than the ratio without harm */
const RATIO_FREE = 1024 * 1024

type Zip = { names: readonly string[]; read(name: string): Promise<Uint8Array | undefined>; close(): void }

function open(bytes: Uint8Array, file: string): Promise<yauzl.ZipFile> {
  return new Promise((resolve, reject) => {
    yauzl.fromBuffer(
      Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength),
      { lazyEntries: true, validateEntrySizes: true },
      (error, zip) => (error || !zip ? reject(damaged({ name: file, where: '压缩包目录' })) : resolve(zip)),
    )
  })
}

function entriesOf(zip: yauzl.ZipFile, file: string): Promise<Map<string, yauzl.Entry>> {
  return new Promise((resolve, reject) => {
    const entries = new Map<string, yauzl.Entry>()
    let total = 0
    if (zip.entryCount > ENTRIES_MAX) return reject(bomb({ name: file, what: `有 ${zip.entryCount} 个文件` }))
    zip.on('entry', (entry: yauzl.Entry) => {
      total += entry.uncompressedSize
      if (total > UNPACKED_MAX) return reject(bomb({ name: file, what: `超过 ${UNPACKED_MAX / 1024 / 1024} MB` }))
      if (entry.uncompressedSize > RATIO_FREE && entry.uncompressedSize > entry.compressedSize * RATIO_MAX) {
        return reject(bomb({ name: file, what: `是原来的 ${RATIO_MAX} 倍以上` }))
      }
      entries.set(entry.fileName, entry)
      zip.readEntry()
    })
    zip.on('end', () => resolve(entries))
    zip.on('error', () => reject(damaged({ name: file, where: '压缩包目录' })))
    zip.readEntry()
  })
}

function readEntry(zip: yauzl.ZipFile, entry: yauzl.Entry, file: string): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const broken = () => reject(damaged({ name: file, where: entry.fileName }))
    zip.openReadStream(entry, (error, stream) => {
      if (error || !stream) return broken()
      const parts: Buffer[] = []
      let size = 0
      stream.on('data', (part: Buffer) => {
        size += part.length
        // the directory may lie about sizes
        if (size > UNPACKED_MAX || size > entry.uncompressedSize) stream.destroy(new Error('larger than it says'))
        else parts.push(part)
      })
      stream.on('error', broken)
      stream.on('end', () => resolve(Buffer.concat(parts)))
    })
  })
}

/** Opens a ZIP held in memory. Refuses damaged archives and bombs (documents.damaged, documents.bomb). */
export async function unzip(bytes: Uint8Array, file: string): Promise<Zip> {
  const zip = await open(bytes, file)
  const entries = await entriesOf(zip, file)
  return {
    names: [...entries.keys()],
    read: async name => {
      const entry = entries.get(name)
      return entry && readEntry(zip, entry, file)
    },
    close: () => zip.close(),
  }
}
