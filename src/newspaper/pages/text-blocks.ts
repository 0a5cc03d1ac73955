// The text blocks of a printed page, from positioned pieces of text: lines that stand close below each other in one column.
// Pure geometry; everything is in points from the upper left corner.

export type Piece = { text: string; x: number; y: number; width: number; size: number }
export type Box = { left: number; top: number; right: number; bottom: number }
type Line = Box & { text: string; size: number }
export type TextBlock = Box & { text: string; size: number; kind: 'headline' | 'text' }

/** Wider gaps, in character sizes, divide columns; narrower ones do where many lines begin. */
const COLUMN_GAP = 1.05
const EDGE_GAP = 0.35
const EDGE_LINES = 3
/** Lines further apart than this, baseline to baseline in character sizes, belong to different blocks. */
const LINE_PITCH_MAX = 2.1
/** Sizes that differ by more are different kinds of text. */
const SAME_SIZE = 1.12
/** Text this much larger than the body is a headline. */
const HEADLINE = 1.25
/** Justified setting leaves spaces between Chinese signs that nobody wrote. */
const LOOSE = /(?<=[\u3000-\u9fff\uff00-\uffef“”])[ \t]+(?=[\u3000-\u9fff\uff00-\uffef“”])/g
const ASCENT = 0.88
const DESCENT = 0.14

const sameSize = (a: number, b: number) => Math.max(a, b) / Math.min(a, b) <= SAME_SIZE

function lineOf(pieces: readonly Piece[]): Line {
  const size = Math.max(...pieces.map(piece => piece.size))
  const y = pieces[0]!.y
  const latin = (text: string, next: string) => /[A-Za-z0-9.,]$/.test(text) && /^[A-Za-z]/.test(next)
  let text = ''
  for (const piece of pieces) text += latin(text, piece.text) ? ` ${piece.text}` : piece.text
  return {
    left: pieces[0]!.x,
    right: Math.max(...pieces.map(piece => piece.x + piece.width)),
    top: y - size * ASCENT,
    bottom: y + size * DESCENT,
    text: (text.match(LOOSE)?.length ?? 0) >= 3 ? text.replace(LOOSE, '').trim() : text.trim(),
    size,
  }
}

/** Where many lines begin: the left edges of columns. Punctuation that hangs makes the gaps before them narrow. */
function leftEdges(pieces: readonly Piece[]): (x: number) => boolean {
  const bodySize = bodySizeOf(pieces)
  const counts = new Map<number, number>()
  for (const { x } of pieces.filter(piece => sameSize(piece.size, bodySize)))
    counts.set(Math.round(x), (counts.get(Math.round(x)) ?? 0) + 1)
  return x => [-1, 0, 1].reduce((sum, by) => sum + (counts.get(Math.round(x) + by) ?? 0), 0) >= EDGE_LINES
}

/** Pieces on one baseline are a line until a gap of a column or a jump in size divides them. */
export function linesOf(pieces: readonly Piece[]): Line[] {
  const rows: Piece[][] = []
  const visible = pieces.filter(piece => piece.text.trim() !== '' && piece.size > 0)
  for (const piece of visible.toSorted((a, b) => a.y - b.y || a.x - b.x)) {
    const row = rows.at(-1)
    if (row && Math.abs(row[0]!.y - piece.y) < Math.min(row[0]!.size, piece.size) * 0.3) row.push(piece)
    else rows.push([piece])
  }
  const isEdge = leftEdges(visible)
  return rows.flatMap(row => {
    const lines: Piece[][] = []
    for (const piece of row.toSorted((a, b) => a.x - b.x)) {
      const before = lines.at(-1)?.at(-1)
      const gap = before ? (piece.x - (before.x + before.width)) / Math.max(piece.size, before.size) : 0
      const near = before && gap < (isEdge(piece.x) ? EDGE_GAP : COLUMN_GAP)
      if (near && sameSize(before.size, piece.size)) lines.at(-1)!.push(piece)
      else lines.push([piece])
    }
    return lines.map(lineOf)
  })
}

const overlap = (a: Box, b: Box) => Math.min(a.right, b.right) - Math.max(a.left, b.left)

/** Whether a line goes on below the last line of a block. */
function follows(last: Line, line: Line): boolean {
  if (!sameSize(last.size, line.size)) return false
  const pitch = line.bottom - last.bottom
  if (pitch <= 0 || pitch > line.size * LINE_PITCH_MAX) return false
  const narrower = Math.min(last.right - last.left, line.right - line.left)
  return overlap(last, line) > narrower * 0.5
}

/** Lines joined to paragraphs: an indented line begins a new one. */
function joined(lines: readonly Line[], left: number): string {
  let text = ''
  for (const line of lines) {
    const begins = text !== '' && line.left - left > line.size * 1.2
    const space = /[A-Za-z]$/.test(text) && /^[A-Za-z]/.test(line.text) ? ' ' : ''
    text += `${begins ? '\n' : text === '' ? '' : space}${line.text}`
  }
  return text
}

function blockOf(lines: readonly Line[], bodySize: number): TextBlock {
  const left = Math.min(...lines.map(line => line.left))
  const size = lines[0]!.size
  return {
    left,
    right: Math.max(...lines.map(line => line.right)),
    top: lines[0]!.top,
    bottom: lines.at(-1)!.bottom,
    size,
    text: joined(lines, left),
    kind: size >= bodySize * HEADLINE ? 'headline' : 'text',
  }
}

/** The size most characters of the page are set in. */
function bodySizeOf(lines: readonly { size: number; text: string }[]): number {
  const counts = new Map<number, number>()
  for (const { size, text } of lines) {
    const rounded = Math.round(size * 2) / 2
    counts.set(rounded, (counts.get(rounded) ?? 0) + text.length)
  }
  return [...counts].toSorted((a, b) => b[1] - a[1])[0]?.[0] ?? 10
}

/** The blocks of a page in the order they are read within a column, from above. */
export function textBlocks(pieces: readonly Piece[]): TextBlock[] {
  const lines = linesOf(pieces)
  const bodySize = bodySizeOf(lines)
  const open: Line[][] = []
  for (const line of lines.toSorted((a, b) => a.top - b.top || a.left - b.left)) {
    const block = open.findLast(lines => follows(lines.at(-1)!, line))
    if (block) block.push(line)
    else open.push([line])
  }
  return open.map(lines => blockOf(lines, bodySize)).toSorted((a, b) => a.top - b.top || a.left - b.left)
}
