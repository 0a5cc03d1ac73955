// Writes a picture of a page as PNG with a palette of 256 colours: a third of the size, and nothing the eye would miss.
import { crc32, deflateSync } from 'node:zlib'
import { createCanvas, loadImage } from '@napi-rs/canvas'

const COLOURS = 256
const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])

function chunk(type: string, body: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), body])
  const framed = Buffer.alloc(named.length + 8)
  framed.writeUInt32BE(body.length, 0)
  named.copy(framed, 4)
  framed.writeUInt32BE(crc32(named), named.length + 4)
  return framed
}

/** Five bits of each channel: colours the eye takes for one. */
const cellOf = (pixels: Uint8ClampedArray, at: number) =>
  ((pixels[at]! >> 3) << 10) | ((pixels[at + 1]! >> 3) << 5) | (pixels[at + 2]! >> 3)

const distance = (a: number, b: number) => {
  const part = (shift: number) => (((a >> shift) & 31) - ((b >> shift) & 31)) ** 2
  return part(10) + part(5) + part(0)
}

/** The most frequent cells, each shown by the colour that occurs most in it. */
function paletteOf(pixels: Uint8ClampedArray): { cells: number[]; colours: number[] } {
  const exact = new Map<number, Map<number, number>>()
  for (let at = 0; at < pixels.length; at += 4) {
    const colour = (pixels[at]! << 16) | (pixels[at + 1]! << 8) | pixels[at + 2]!
    const cell = cellOf(pixels, at)
    const inside = exact.get(cell) ?? exact.set(cell, new Map()).get(cell)!
    inside.set(colour, (inside.get(colour) ?? 0) + 1)
  }
  const frequent = [...exact]
    .map(([cell, inside]) => {
      const total = [...inside.values()].reduce((sum, count) => sum + count, 0)
      return { cell, total, colour: [...inside].reduce((a, b) => (b[1] > a[1] ? b : a))[0] }
    })
    .toSorted((a, b) => b.total - a.total)
    .slice(0, COLOURS)
  return { cells: frequent.map(one => one.cell), colours: frequent.map(one => one.colour) }
}

/** The picture again with few colours; its size is unchanged. */
export async function palettePng(png: Uint8Array): Promise<Buffer> {
  const image = await loadImage(png)
  const { width, height } = image
  const context = createCanvas(width, height).getContext('2d')
  context.drawImage(image, 0, 0)
  const pixels = context.getImageData(0, 0, width, height).data
  const { cells, colours } = paletteOf(pixels)
  const nearest = new Map(cells.map((cell, n) => [cell, n]))
  const indexOf = (cell: number) => {
    const known = nearest.get(cell)
    if (known !== undefined) return known
    const best = cells.reduce((found, one, n) => (distance(one, cell) < distance(cells[found]!, cell) ? n : found), 0)
    nearest.set(cell, best)
    return best
  }
  // every row begins with the byte of its filter: none
  const rows = Buffer.alloc((width + 1) * height)
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) rows[y * (width + 1) + 1 + x] = indexOf(cellOf(pixels, (y * width + x) * 4))
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 3, 0, 0, 0], 8)
  const palette = Buffer.from(colours.flatMap(colour => [colour >> 16, (colour >> 8) & 255, colour & 255]))
  const body = deflateSync(rows, { level: 9 })
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('PLTE', palette),
    chunk('IDAT', body),
    chunk('IEND', Buffer.alloc(0)),
  ])
}
