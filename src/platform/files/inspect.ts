// Looks at a file on disk before it is kept: is it what it says, is it only that, and how large is its picture.
import type { FileHandle } from 'node:fs/promises'
import { extensionOf } from './names.ts'
import { type PictureSize, pictureSize } from './picture-size.ts'
import {
  activeContent,
  brokenPicture,
  fileTooLarge,
  lyingType,
  severalTypes,
  tooManyPixels,
  unknownType,
} from './refusals.ts'
import { HEAD_BYTES, sniff } from './sniff.ts'
import { activeText, smuggledMarkup } from './text-head.ts'
import { type FileType, fileType, PIXELS_MAX, typeOfExtension } from './types-table.ts'

/** The end record of a ZIP lies in the last 22 bytes and 64 KB of comment. */
const TAIL_BYTES = 22 + 65_535
const MB = 1024 * 1024

/** What a file says it is: by the browser's word, else by its extension. Throws for what is never kept. */
export function claimedType(name: string, contentType: string): FileType {
  const extension = extensionOf(name)
  if (['svg', 'svgz'].includes(extension) || /^image\/svg/.test(contentType))
    throw activeContent({ name, what: 'SVG 图形' })
  if (['html', 'htm', 'xhtml', 'mht'].includes(extension)) throw activeContent({ name, what: '网页' })
  const plain = contentType.split(';')[0]!.trim().toLowerCase()
  const said = fileType(plain)
  const named = typeOfExtension(extension)
  if (!named) throw unknownType({ name })
  // browsers take the type from the system's tables, which often know CSV and WPS files under another name
  const vague =
    plain === '' || plain === 'application/octet-stream' || named.kind === 'text' || named.kind === 'document'
  if (!said && !vague) throw unknownType({ name })
  if (said && said.type !== named.type && !vague) throw lyingType({ name, claimed: named.title, found: said.title })
  return named
}

/** Throws when the file is larger than its type may be. */
export function mustFit(name: string, type: FileType, sizeBytes: number): void {
  if (sizeBytes > type.max_bytes) throw fileTooLarge({ name, title: type.title, limit_mb: type.max_bytes / MB })
}

/** Looks at the beginning as soon as it is there, so that a lie is refused before the rest has come. */
export function inspectHead(name: string, claimed: FileType, head: Buffer): void {
  const active = activeText(head)
  if (active) throw activeContent({ name, what: active })
  const found = sniff(head, Buffer.alloc(0), claimed.type)
  if (found === undefined) throw unknownType({ name })
  const same = found === claimed.type || (found === 'application/zip' && isZipped(claimed))
  if (!same) throw lyingType({ name, claimed: claimed.title, found: fileType(found)?.title ?? '另一种文件' })
  if (['image', 'audio', 'video'].includes(claimed.kind) && smuggledMarkup(head)) {
    throw severalTypes({ name, what: '网页代码' })
  }
}

const isZipped = (type: FileType) => /openxmlformats|ofd|zip/.test(type.type)

async function readAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position)
  return buffer.subarray(0, bytesRead)
}

/** Whether a ZIP's end record closes the file: then an unpacker would open it, whatever its head says. */
function endsAsZip(tail: Buffer): boolean {
  for (let at = tail.lastIndexOf('PK\u0005\u0006', undefined, 'latin1'); at >= 0; ) {
    if (at + 22 <= tail.length && at + 22 + tail.readUInt16LE(at + 20) <= tail.length) return true
    at = at === 0 ? -1 : tail.lastIndexOf('PK\u0005\u0006', at - 1, 'latin1')
  }
  return false
}

/** Looks at a whole file. Returns the size of its picture, if it is one. */
export async function inspectFile(
  file: FileHandle,
  { name, claimed, size_bytes }: { name: string; claimed: FileType; size_bytes: number },
): Promise<PictureSize | undefined> {
  const head = await readAt(file, 0, HEAD_BYTES)
  const tail = await readAt(file, Math.max(size_bytes - TAIL_BYTES, 0), TAIL_BYTES)
  inspectHead(name, claimed, head)
  const found = sniff(head, tail, claimed.type)
  if (found !== claimed.type) {
    throw lyingType({ name, claimed: claimed.title, found: fileType(found ?? '')?.title ?? '另一种文件' })
  }
  if (!isZipped(claimed) && endsAsZip(tail)) throw severalTypes({ name, what: '压缩包' })
  if (claimed.kind === 'image' && head.subarray(0, 4096).includes('%PDF-')) throw severalTypes({ name, what: 'PDF' })
  if (claimed.kind !== 'image') return undefined
  const size = await pictureSize(claimed.type, (position, length) => readAt(file, position, length))
  if (!size) throw brokenPicture({ name })
  if (size.width * size.height > PIXELS_MAX) throw tooManyPixels({ name, ...size })
  return size
}
