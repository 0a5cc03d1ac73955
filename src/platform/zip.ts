// Writes a ZIP archive of members held in memory: names in UTF-8, deflated where that helps.
import { crc32, deflateRawSync } from 'node:zlib'

export type ZipMember = { name: string; bytes: Uint8Array }

const UTF8_NAMES = 0x800
const STORED = 0
const DEFLATED = 8
/** 1 January 2020, 00:00: an archive of the same things has the same bytes */
const DOS_DATE = ((2020 - 1980) << 9) | (1 << 5) | 1

function headers({ name, bytes }: ZipMember, offset: number) {
  const packed = deflateRawSync(bytes)
  const smaller = packed.length < bytes.length
  const body = smaller ? packed : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const title = Buffer.from(name)
  const common = Buffer.alloc(26)
  common.writeUInt16LE(20, 0)
  common.writeUInt16LE(UTF8_NAMES, 2)
  common.writeUInt16LE(smaller ? DEFLATED : STORED, 4)
  common.writeUInt16LE(DOS_DATE, 8)
  common.writeUInt32LE(crc32(bytes), 10)
  common.writeUInt32LE(body.length, 14)
  common.writeUInt32LE(bytes.length, 18)
  common.writeUInt16LE(title.length, 22)
  const tail = Buffer.alloc(14)
  tail.writeUInt32LE(offset, 10)
  return {
    local: Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), common, title, body]),
    central: Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), common, tail, title]),
  }
}

/** A ZIP of the members in their order. */
export function writeZip(members: readonly ZipMember[]): Uint8Array {
  const locals: Buffer[] = []
  const centrals: Buffer[] = []
  let offset = 0
  for (const member of members) {
    const { local, central } = headers(member, offset)
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
