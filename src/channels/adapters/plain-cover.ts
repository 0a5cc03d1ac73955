// A cover for stories without a picture, where the channel demands one: the house's red, 900 by 383, and nothing on it.
import { crc32, deflateSync } from 'node:zlib'

const WIDTH = 900
const HEIGHT = 383
const RED = [0x9b, 0x1c, 0x1c]

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type), data])
  const out = Buffer.alloc(body.length + 8)
  out.writeUInt32BE(data.length, 0)
  body.copy(out, 4)
  out.writeUInt32BE(crc32(body), body.length + 4)
  return out
}

/** The PNG, made of the house's colour. */
export function plainCover(): Uint8Array {
  const head = Buffer.alloc(13)
  head.writeUInt32BE(WIDTH, 0)
  head.writeUInt32BE(HEIGHT, 4)
  head[8] = 8
  head[9] = 2
  const row = Buffer.concat([Buffer.from([0]), Buffer.from(Array.from({ length: WIDTH }, () => RED).flat())])
  const pixels = deflateSync(Buffer.concat(Array.from({ length: HEIGHT }, () => row)))
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return Buffer.concat([signature, chunk('IHDR', head), chunk('IDAT', pixels), chunk('IEND', Buffer.alloc(0))])
}
