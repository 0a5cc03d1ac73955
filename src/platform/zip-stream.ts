// A ZIP that is written as it is read: members are stored, not compressed again (pictures and PDF are already). Sizes and
// checksums follow each member, so nothing is held in memory but one part.
import { crc32 } from 'node:zlib'

export type ZipPart = { name: string; content: Iterable<Uint8Array> | AsyncIterable<Uint8Array> }

/** Bit 3: sizes come behind the member; bit 11: names are UTF-8. */
const FLAGS = 0x0808
const VERSION = 20
const SIZE_MAX = 0xffffffff

type Written = { name: Buffer; crc: number; size: number; at: number }

function localHeader(name: Buffer): Buffer {
  const header = Buffer.alloc(30)
  header.writeUInt32LE(0x04034b50, 0)
  header.writeUInt16LE(VERSION, 4)
  header.writeUInt16LE(FLAGS, 6)
  header.writeUInt16LE(0x21, 12) // 1980-01-01: a day that is always the same
  header.writeUInt16LE(name.length, 26)
  return Buffer.concat([header, name])
}

function descriptor({ crc, size }: Written): Buffer {
  const block = Buffer.alloc(16)
  block.writeUInt32LE(0x08074b50, 0)
  block.writeUInt32LE(crc, 4)
  block.writeUInt32LE(size, 8)
  block.writeUInt32LE(size, 12)
  return block
}

function centralHeader({ name, crc, size, at }: Written): Buffer {
  const header = Buffer.alloc(46)
  header.writeUInt32LE(0x02014b50, 0)
  header.writeUInt16LE(VERSION, 4)
  header.writeUInt16LE(VERSION, 6)
  header.writeUInt16LE(FLAGS, 8)
  header.writeUInt16LE(0x21, 14)
  header.writeUInt32LE(crc, 16)
  header.writeUInt32LE(size, 20)
  header.writeUInt32LE(size, 24)
  header.writeUInt16LE(name.length, 28)
  header.writeUInt32LE(at, 42)
  return Buffer.concat([header, name])
}

function endRecord(count: number, size: number, at: number): Buffer {
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(count, 8)
  end.writeUInt16LE(count, 10)
  end.writeUInt32LE(size, 12)
  end.writeUInt32LE(at, 16)
  return end
}

/** The bytes of an archive, part by part. Throws when it would outgrow what a plain ZIP can hold (4 GB, 65,535 members). */
export async function* zipStream(members: AsyncIterable<ZipPart>): AsyncGenerator<Uint8Array> {
  const written: Written[] = []
  let at = 0
  for await (const { name, content } of members) {
    const entry: Written = { name: Buffer.from(name), crc: 0, size: 0, at }
    const header = localHeader(entry.name)
    at += header.length
    yield header
    for await (const part of content) {
      entry.crc = crc32(part, entry.crc)
      entry.size += part.length
      at += part.length
      if (at > SIZE_MAX) throw new Error('an archive above 4 GB')
      yield part
    }
    at += 16
    yield descriptor(entry)
    written.push(entry)
  }
  if (written.length > 65_535) throw new Error('an archive with more than 65,535 members')
  const directory = Buffer.concat(written.map(centralHeader))
  yield directory
  yield endRecord(written.length, directory.length, at)
}
