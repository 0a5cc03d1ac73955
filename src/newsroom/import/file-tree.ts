// The files of an import: one file, a folder, or a ZIP of any size read in place, with names as Windows writes them.
import { createHash } from 'node:crypto'
import { createReadStream, existsSync, readdirSync, statSync } from 'node:fs'
import path from 'node:path'
import type { Readable } from 'node:stream'
import yauzl from 'yauzl'
import { badImportFile } from '../refusals.ts'

export type FileTree = {
  /** folder or archive name, for messages */
  name: string
  names: readonly string[]
  stream(name: string): Promise<Readable>
  close(): void
}

const ENTRIES_MAX = 200_000
const UNPACKED_MAX = 16 * 1024 ** 3
const RATIO_MAX = 200
const RATIO_FREE = 4 * 1024 ** 2

/** What systems add on their own. */
const isLitter = (name: string) => /(?:^|\/)(?:__MACOSX\/|\.DS_Store$|Thumbs\.db$|~\$|\._)/.test(name)
const isOutside = (name: string) => /^(?:[a-z]:|\/)|(?:^|\/)\.\.(?:\/|$)|\0/i.test(name)

/** A ZIP made on a Chinese Windows has its names in GBK and does not say so. */
function decodeName(entry: { fileName: Uint8Array; generalPurposeBitFlag: number }): string {
  const decode = (label: string) => new TextDecoder(label, { fatal: true }).decode(entry.fileName)
  try {
    return decode('utf-8')
  } catch {
    try {
      return decode('gbk')
    } catch {
      return Buffer.from(entry.fileName).toString('latin1')
    }
  }
}

function openZip(file: string): Promise<yauzl.ZipFile> {
  const options = { lazyEntries: true, autoClose: false, decodeStrings: false, validateEntrySizes: true }
  return new Promise((resolve, reject) =>
    yauzl.open(file, options, (error, zip) =>
      error || !zip ? reject(badImportFile({ name: path.basename(file), why: '压缩包已损坏' })) : resolve(zip),
    ),
  )
}

type RawEntry = yauzl.Entry & { fileName: string | Uint8Array }

function zipEntries(zip: yauzl.ZipFile, name: string): Promise<Map<string, yauzl.Entry>> {
  return new Promise((resolve, reject) => {
    const refuse = (why: string) => reject(badImportFile({ name, why }))
    if (zip.entryCount > ENTRIES_MAX) return refuse(`压缩包里超过 ${ENTRIES_MAX} 个文件`)
    const entries = new Map<string, yauzl.Entry>()
    let total = 0
    zip.on('entry', (entry: RawEntry) => {
      const fileName = decodeName(entry as never).replaceAll('\\', '/')
      total += entry.uncompressedSize
      if (isOutside(fileName)) return refuse('压缩包里有指向外面的文件名')
      if (total > UNPACKED_MAX) return refuse('压缩包解开后超过 16 GB')
      if (entry.uncompressedSize > RATIO_FREE && entry.uncompressedSize > entry.compressedSize * RATIO_MAX)
        return refuse('压缩包里有异常膨胀的文件')
      if (!fileName.endsWith('/') && !isLitter(fileName)) entries.set(fileName, entry)
      zip.readEntry()
    })
    zip.on('end', () => resolve(entries))
    zip.on('error', () => refuse('压缩包目录已损坏'))
    zip.readEntry()
  })
}

async function zipTree(file: string, name: string): Promise<FileTree> {
  const zip = await openZip(file)
  const entries = await zipEntries(zip, name).catch(error => {
    zip.close()
    throw error
  })
  const stream = (wanted: string) =>
    new Promise<Readable>((resolve, reject) => {
      const broken = () => reject(badImportFile({ name: wanted, why: '在压缩包里已损坏' }))
      const entry = entries.get(wanted)
      if (!entry) return broken()
      zip.openReadStream(entry, (error, made) => (error || !made ? broken() : resolve(made)))
    })
  return { name, names: [...entries.keys()], stream, close: () => zip.close() }
}

function folderTree(folder: string): FileTree {
  // links are no files: nothing outside the folder is read
  const names = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => path.relative(folder, path.join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .filter(name => !isLitter(name))
  const stream = async (name: string) => createReadStream(path.join(folder, name))
  return { name: path.basename(folder), names, stream, close: () => undefined }
}

/** Opens a file, a folder or a ZIP archive. `name` is what people call it. */
export async function openTree(file: string, name = path.basename(file)): Promise<FileTree> {
  if (!existsSync(file)) throw badImportFile({ name, why: '找不到这个文件' })
  if (statSync(file).isDirectory()) return folderTree(file)
  if (/\.zip$/i.test(name)) return zipTree(file, name)
  return { name, names: [name], stream: async () => createReadStream(file), close: () => undefined }
}

/** All bytes of a file; refuses more than `max`. */
export async function readWhole(tree: FileTree, name: string, max: number): Promise<Uint8Array> {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of await tree.stream(name)) {
    size += (part as Buffer).length
    if (size > max) throw badImportFile({ name, why: `超过 ${Math.round(max / 1024 / 1024)} MB` })
    parts.push(part as Buffer)
  }
  return new Uint8Array(Buffer.concat(parts))
}

/** What names the content of the files that count: their names and bytes, in order of name. */
export async function digestOf(tree: FileTree, names: readonly string[]): Promise<Buffer> {
  const whole = createHash('sha256')
  for (const name of [...names].sort()) {
    const one = createHash('sha256')
    for await (const part of await tree.stream(name)) one.update(part as Buffer)
    whole.update(`${names.length > 1 ? name : ''}\0`).update(one.digest())
  }
  return whole.digest()
}
