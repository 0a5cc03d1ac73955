// Files made byte by byte for tests: ZIP archives, DOCX from bare XML, and text in GBK.
import { writeZip } from '../../src/platform/zip.ts'

type Member = {
  name: string
  content: string | Uint8Array
  /** what the archive says instead of the truth */
  claimed_size?: number
}

/** A ZIP archive of the members in their order. */
export function zipFile(members: readonly Member[]): Uint8Array {
  const bytes = Buffer.from(writeZip(members.map(({ name, content }) => ({ name, bytes: Buffer.from(content) }))))
  // the headers one after the other: all files with theirs, then the directory
  let at = 0
  for (const { claimed_size } of members) {
    const end = at + 30 + bytes.readUInt16LE(at + 26) + bytes.readUInt32LE(at + 18)
    if (claimed_size !== undefined) bytes.writeUInt32LE(claimed_size, at + 22)
    at = end
  }
  for (const { claimed_size } of members) {
    if (claimed_size !== undefined) bytes.writeUInt32LE(claimed_size, at + 24)
    at += 46 + bytes.readUInt16LE(at + 28)
  }
  return new Uint8Array(bytes)
}

const WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'

/** One part of a DOCX: `root` is its outermost element, without the prefix. */
export function wordPart(root: string, inside: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?><w:${root} ${WORD} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wps="urn:wps">${inside}</w:${root}>`
}

/** A DOCX whose body holds this WordprocessingML, with further parts as they come. */
export function docxFile(body: string, parts: Record<string, string> = {}): Uint8Array {
  return zipFile([
    { name: '[Content_Types].xml', content: '<Types/>' },
    { name: 'word/document.xml', content: wordPart('document', `<w:body>${body}</w:body>`) },
    ...Object.entries(parts).map(([name, content]) => ({ name, content })),
  ])
}

let gbkBytes: Map<string, number[]> | undefined

/** Text in GBK, by the runtime's own decoder turned round. */
export function gbk(text: string): Uint8Array {
  if (!gbkBytes) {
    gbkBytes = new Map()
    const decoder = new TextDecoder('gbk')
    for (let high = 0x81; high <= 0xfe; high += 1) {
      for (let low = 0x40; low <= 0xfe; low += 1) {
        const sign = decoder.decode(new Uint8Array([high, low]))
        if (low !== 0x7f && sign.length === 1 && sign !== '\ufffd' && !gbkBytes.has(sign))
          gbkBytes.set(sign, [high, low])
      }
    }
  }
  const table = gbkBytes
  return new Uint8Array(
    [...text].flatMap(sign => {
      const code = sign.charCodeAt(0)
      const bytes = code < 0x80 ? [code] : table.get(sign)
      if (!bytes) throw new Error(`not in GBK: ${sign}`)
      return bytes
    }),
  )
}
