// The straight lines a PDF page draws: strokes, and filled bars so thin that they are meant as lines.
import type { PDFOperatorList } from 'pdfjs-dist/types/src/display/api.js'

/** Upright or level, in the page's points; `from` is the smaller end. */
export type Rule = { upright: boolean; at: number; from: number; to: number }

type Matrix = readonly [number, number, number, number, number, number]
type Point = { x: number; y: number }
type Codes = Record<string, number>

const IDENTITY: Matrix = [1, 0, 0, 1, 0, 0]
const STRAIGHT = 0.5
/** Shorter ones are parts of drawings and letters. */
const LENGTH_MIN = 4
const BAR_MAX = 2.5

function times([a, b, c, d, e, f]: Matrix, n: Matrix): Matrix {
  return [
    a * n[0] + c * n[1],
    b * n[0] + d * n[1],
    a * n[2] + c * n[3],
    b * n[2] + d * n[3],
    a * n[4] + c * n[5] + e,
    b * n[4] + d * n[5] + f,
  ]
}

function ruleBetween(a: Point, b: Point): Rule[] {
  const wide = Math.abs(a.x - b.x)
  const high = Math.abs(a.y - b.y)
  if (wide < STRAIGHT && high >= LENGTH_MIN)
    return [{ upright: true, at: (a.x + b.x) / 2, from: Math.min(a.y, b.y), to: Math.max(a.y, b.y) }]
  if (high < STRAIGHT && wide >= LENGTH_MIN)
    return [{ upright: false, at: (a.y + b.y) / 2, from: Math.min(a.x, b.x), to: Math.max(a.x, b.x) }]
  return []
}

/** How many numbers follow each sign of a path: move, line, curve, quadratic curve, close. */
const ARGUMENTS = [2, 2, 6, 4, 0]

/** The corners of a path, each part as a list; what curves is no rule. */
function cornersOf(path: ArrayLike<number>, matrix: Matrix): Point[][] {
  const [a, b, c, d, e, f] = matrix
  const parts: Point[][] = []
  for (let at = 0; at < path.length; ) {
    const sign = path[at]!
    const count = ARGUMENTS[sign]
    if (count === undefined) break
    const part = parts.at(-1)
    if (sign === 4 && part?.[0]) part.push(part[0])
    else if (count >= 2) {
      const x = path[at + count - 1]!
      const y = path[at + count]!
      const point = { x: a * x + c * y + e, y: b * x + d * y + f }
      if (sign === 1 && part) part.push(point)
      else parts.push([point])
    }
    at += 1 + count
  }
  return parts
}

const strokes = (corners: readonly Point[]) => corners.slice(1).flatMap((point, n) => ruleBetween(corners[n]!, point))

function bar(corners: readonly Point[]): Rule[] {
  const xs = corners.map(point => point.x)
  const ys = corners.map(point => point.y)
  const [left, right, low, top] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)]
  const middle = { x: (left + right) / 2, y: (low + top) / 2 }
  if (right - left <= BAR_MAX) return ruleBetween({ x: middle.x, y: low }, { x: middle.x, y: top })
  if (top - low <= BAR_MAX) return ruleBetween({ x: left, y: middle.y }, { x: right, y: middle.y })
  return []
}

/** The rules of a page from its drawing operators. `codes` are the library's numbers of operators. */
export function rulesOf({ fnArray, argsArray }: PDFOperatorList, codes: Codes): Rule[] {
  const stroking = new Set([codes.stroke, codes.closeStroke, codes.fillStroke, codes.eoFillStroke])
  const filling = new Set([codes.fill, codes.eoFill, codes.fillStroke, codes.eoFillStroke])
  const stack: Matrix[] = []
  const rules: Rule[] = []
  let matrix = IDENTITY
  fnArray.forEach((code, n) => {
    const args = argsArray[n]
    if (code === codes.save) stack.push(matrix)
    else if (code === codes.restore || code === codes.paintFormXObjectEnd) matrix = stack.pop() ?? IDENTITY
    else if (code === codes.transform) matrix = times(matrix, args as Matrix)
    else if (code === codes.paintFormXObjectBegin) {
      stack.push(matrix)
      if (args?.[0]) matrix = times(matrix, args[0] as Matrix)
    } else if (code === codes.constructPath) {
      const [paint, [path]] = args as [number, [ArrayLike<number> | null]]
      const parts = path ? cornersOf(path, matrix) : []
      if (stroking.has(paint)) rules.push(...parts.flatMap(strokes))
      if (filling.has(paint)) rules.push(...parts.flatMap(bar))
    }
  })
  return rules
}
