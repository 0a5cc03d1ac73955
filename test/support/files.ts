// Files made byte by byte for tests: ZIP archives, DOCX from bare XML, and text in GBK.
import { crc32, deflateRawSync } from 'node:zlib'

type Member = {
  name: string
  content: string | Uint8Array
  /** what the directory says instead of the truth */
  claimed_size?: number
}

function member({ name, content, claimed_size }: Member, offset: number) {
  const raw = Buffer.from(content)
  const packed = deflateRawSync(raw)
  const title = Buffer.from(name)
  const common = Buffer.alloc(26)
  common.writeUInt16LE(20, 0)
  common.writeUInt16LE(0x800, 2) // names in UTF-8
  common.writeUInt16LE(8, 4)
  common.writeUInt32LE(crc32(raw), 10)
  common.writeUInt32LE(packed.length, 14)
  common.writeUInt32LE(claimed_size ?? raw.length, 18)
  common.writeUInt16LE(title.length, 22)
  const tail = Buffer.alloc(14)
  tail.writeUInt32LE(offset, 10)
  return {
    local: Buffer.concat([Buffer.from('PK\x03\x04'), common, title, packed]),
    central: Buffer.concat([Buffer.from('PK\x01\x02\x14\x00'), common, tail, title]),
  }
}

/** A ZIP archive of the members in their order. */
export function zipFile(members: readonly Member[]): Uint8Array {
  const locals: Buffer[] = []
  const centrals: Buffer[] = []
  let offset = 0
  for (const one of members) {
    const { local, central } = member(one, offset)
    locals.push(local)
    centrals.push(central)
    offset += local.length
  }
  const directory = Buffer.concat(centrals)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt16LE(members.length, 8)
  end.writeUInt16LE(members.length, 10)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(offset, 16)
  return new Uint8Array(Buffer.concat([...locals, directory, end]))
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
