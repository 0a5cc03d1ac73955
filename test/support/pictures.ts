// Pictures for tests: a real JPEG of two colours, with the metadata a telephone writes.
import { createCanvas } from '@napi-rs/canvas'

/** Red at the left, blue at the right. */
export function jpegFile(width = 400, height = 200): Buffer {
  const canvas = createCanvas(width, height)
  const context = canvas.getContext('2d')
  context.fillStyle = 'red'
  context.fillRect(0, 0, width / 2, height)
  context.fillStyle = 'blue'
  context.fillRect(width / 2, 0, width / 2, height)
  return canvas.toBuffer('image/jpeg', 90)
}

/** Turned as a telephone held upright says, with a place written into it. */
export function telephoneJpeg(width?: number, height?: number): Buffer {
  const plain = jpegFile(width, height)
  const turned = [0x4d, 0x4d, 0, 0x2a, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0]
  const body = Buffer.concat([
    Buffer.from('Exif\0\0', 'latin1'),
    Buffer.from(turned),
    Buffer.from('GPS 27.2418,111.4522'),
  ])
  const segment = Buffer.from([0xff, 0xe1, 0, 0])
  segment.writeUInt16BE(body.length + 2, 2)
  return Buffer.concat([plain.subarray(0, 2), segment, body, plain.subarray(2)])
}
