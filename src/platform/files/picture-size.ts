// Width and height of a picture from its header, without decoding anything.

export type PictureSize = { width: number; height: number }
type ReadAt = (position: number, length: number) => Promise<Buffer>

/** A JPEG's frame may lie behind this many segments of metadata. */
const SEGMENTS_MAX = 500

async function jpeg(readAt: ReadAt): Promise<PictureSize | undefined> {
  let position = 2
  for (let segment = 0; segment < SEGMENTS_MAX; segment += 1) {
    const head = await readAt(position, 10)
    if (head.length < 10 || head[0] !== 0xff) return undefined
    const marker = head[1]!
    if (marker === 0xff) {
      position += 1
      continue
    }
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
    if (isFrame) return { height: head.readUInt16BE(5), width: head.readUInt16BE(7) }
    position += 2 + head.readUInt16BE(2)
  }
  return undefined
}

function webp(head: Buffer): PictureSize | undefined {
  const kind = head.toString('latin1', 12, 16)
  if (kind === 'VP8 ') return { width: head.readUInt16LE(26) & 0x3fff, height: head.readUInt16LE(28) & 0x3fff }
  if (kind === 'VP8L') {
    const bits = head.readUInt32LE(21)
    return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 }
  }
  if (kind === 'VP8X') return { width: head.readUIntLE(24, 3) + 1, height: head.readUIntLE(27, 3) + 1 }
  return undefined
}

/** Undefined when the header does not say, or says zero. */
export async function pictureSize(type: string, readAt: ReadAt): Promise<PictureSize | undefined> {
  const head = await readAt(0, 40)
  if (head.length < 30 && type !== 'image/gif') return undefined
  const size =
    type === 'image/jpeg'
      ? await jpeg(readAt)
      : type === 'image/png'
        ? { width: head.readUInt32BE(16), height: head.readUInt32BE(20) }
        : type === 'image/gif' && head.length >= 10
          ? { width: head.readUInt16LE(6), height: head.readUInt16LE(8) }
          : type === 'image/webp'
            ? webp(head)
            : undefined
  return size && size.width > 0 && size.height > 0 ? size : undefined
}
