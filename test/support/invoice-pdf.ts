// A page like that of a printed invoice, byte by byte: a QR code as a picture, and lines of Chinese words or none.
import QRCode from 'qrcode'

const QUIET = 4
const SCALE = 6

function codePicture(text: string): { side: number; pixels: Buffer } {
  const { modules } = QRCode.create(text)
  const count = modules.size + 2 * QUIET
  const side = count * SCALE
  const pixels = Buffer.alloc(side * side, 0xff)
  for (let y = 0; y < side; y += 1)
    for (let x = 0; x < side; x += 1) {
      const [row, column] = [Math.floor(y / SCALE) - QUIET, Math.floor(x / SCALE) - QUIET]
      const inside = row >= 0 && column >= 0 && row < modules.size && column < modules.size
      if (inside && modules.get(row, column)) pixels[y * side + x] = 0
    }
  return { side, pixels }
}

const hex = (text: string) => Buffer.from(text, 'utf16le').swap16().toString('hex')
const stream = (head: string, body: Buffer) =>
  Buffer.concat([Buffer.from(`<<${head}/Length ${body.length}>>stream\n`), body, Buffer.from('\nendstream')])

/** A PDF of one page with the code at its upper left, and the lines below. */
export function pdfWithCode(code: string, lines: readonly string[] = []): Uint8Array {
  const { side, pixels } = codePicture(code)
  const words = lines.map((line, n) => `BT /F1 12 Tf 40 ${240 - n * 20} Td <${hex(line)}> Tj ET`).join('\n')
  const gray = `/Type/XObject/Subtype/Image/Width ${side}/Height ${side}/ColorSpace/DeviceGray/BitsPerComponent 8`
  const system = '/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>'
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 396]/Contents 4 0 R/Resources<</XObject<</Q 5 0 R>>/Font<</F1 6 0 R>>>>>>',
    stream('', Buffer.from(`q 70 0 0 70 30 300 cm /Q Do Q\n${words}`)),
    stream(gray, pixels),
    '<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[7 0 R]>>',
    `<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light${system}/FontDescriptor 8 0 R/DW 1000>>`,
    '<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[0 -200 1000 900]/ItalicAngle 0/Ascent 850/Descent -150/CapHeight 850/StemV 90>>',
  ].map((body, n) => Buffer.concat([Buffer.from(`${n + 1} 0 obj\n`), Buffer.from(body), Buffer.from('\nendobj\n')]))
  const head = Buffer.from('%PDF-1.7\n')
  const starts: number[] = []
  let at = head.length
  for (const one of objects) {
    starts.push(at)
    at += one.length
  }
  const rows = starts.map(start => `${String(start).padStart(10, '0')} 00000 n \n`).join('')
  const count = objects.length + 1
  const tail = `xref\n0 ${count}\n0000000000 65535 f \n${rows}trailer<</Size ${count}/Root 1 0 R>>\nstartxref\n${at}\n%%EOF\n`
  return new Uint8Array(Buffer.concat([head, ...objects, Buffer.from(tail)]))
}
