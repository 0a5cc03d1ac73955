// What a file is by its bytes, whatever it is called. Reads the head and the tail, never the whole.
import { isText, isXml } from './text-head.ts'

/** As much of the beginning as is looked at. */
export const HEAD_BYTES = 64 * 1024

const at = (head: Buffer, offset: number, signs: string) =>
  head.length >= offset + signs.length && head.toString('latin1', offset, offset + signs.length) === signs

const FTYP: [RegExp, string][] = [
  [/^qt {2}/, 'video/quicktime'],
  [/^(M4A|M4B)/, 'audio/mp4'],
  [/^(heic|heix|hevc|mif1|msf1|avif|avis)/, 'image/heic'],
]

function isoMedia(head: Buffer): string | undefined {
  if (!at(head, 4, 'ftyp')) return undefined
  const brand = head.toString('latin1', 8, 12)
  return FTYP.find(([pattern]) => pattern.test(brand))?.[1] ?? 'video/mp4'
}

function riff(head: Buffer): string | undefined {
  if (!at(head, 0, 'RIFF')) return undefined
  if (at(head, 8, 'WEBP')) return 'image/webp'
  return at(head, 8, 'WAVE') ? 'audio/wav' : undefined
}

/** Members that tell the kinds of ZIP apart; Office writes them near the beginning, all of them in the directory at the end. */
function zipped(head: Buffer, tail: Buffer): string | undefined {
  if (!at(head, 0, 'PK\u0003\u0004')) return undefined
  const names = `${head.toString('latin1')}${tail.toString('latin1')}`
  const office = 'application/vnd.openxmlformats-officedocument.'
  if (names.includes('[Content_Types].xml')) {
    if (names.includes('word/document')) return `${office}wordprocessingml.document`
    if (names.includes('xl/workbook')) return `${office}spreadsheetml.sheet`
    if (names.includes('ppt/presentation')) return `${office}presentationml.presentation`
  }
  return names.includes('OFD.xml') ? 'application/ofd' : 'application/zip'
}

function compound(head: Buffer, tail: Buffer, hint: string): string | undefined {
  if (!at(head, 0, '\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1')) return undefined
  const wide = (word: string) => Buffer.from(word, 'utf16le')
  const has = (word: string) => head.includes(wide(word)) || tail.includes(wide(word))
  if (has('WordDocument')) return 'application/msword'
  if (has('Workbook') || has('Book')) return 'application/vnd.ms-excel'
  // the directory of a compound file may lie in the middle: its own word counts then, since both are downloads only
  return hint === 'application/vnd.ms-excel' ? hint : 'application/msword'
}

const MP3 = (head: Buffer) => at(head, 0, 'ID3') || (head.length > 2 && head[0] === 0xff && (head[1]! & 0xe6) === 0xe2)

/**
 * The type found in the bytes; undefined when nothing known is. `hint` is what it claims to be and decides only between
 * types that cannot be told apart (plain text and CSV).
 */
export function sniff(head: Buffer, tail: Buffer, hint: string): string | undefined {
  if (head.length >= 3 && head[0] === 0xff && head[1] === 0xd8 && head[2] === 0xff) return 'image/jpeg'
  if (at(head, 0, '\u0089PNG\r\n\u001a\n')) return 'image/png'
  if (at(head, 0, 'GIF87a') || at(head, 0, 'GIF89a')) return 'image/gif'
  if (at(head, 0, '%PDF-')) return 'application/pdf'
  if (head.length > 4 && head.readUInt32BE(0) === 0x1a45dfa3) return 'video/webm'
  const boxed = riff(head) ?? isoMedia(head) ?? zipped(head, tail) ?? compound(head, tail, hint)
  if (boxed) return boxed
  if (MP3(head)) return 'audio/mpeg'
  if (!isText(head)) return undefined
  if (isXml(head)) return 'application/xml'
  return hint === 'text/csv' ? 'text/csv' : 'text/plain'
}
