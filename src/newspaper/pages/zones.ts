// Hot zones: the place of an article on its page, in percent of the page, as a rectangle or a polygon. Pure geometry.
import type { Box } from './text-blocks.ts'

export type Point = [x: number, y: number]
export type Zone = { shape: 'rect' | 'poly'; points: Point[] }

const round = (value: number) => Math.round(Math.min(100, Math.max(0, value)) * 100) / 100

/** A box in percent of a page. */
export function inPercent(box: Box, page: { width: number; height: number }): Box {
  return {
    left: round((box.left / page.width) * 100),
    top: round((box.top / page.height) * 100),
    right: round((box.right / page.width) * 100),
    bottom: round((box.bottom / page.height) * 100),
  }
}

export function rectangle({ left, top, right, bottom }: Box): Zone {
  const [a, b, c, d] = [round(left), round(top), round(right), round(bottom)]
  return {
    shape: 'rect',
    points: [
      [a, b],
      [c, d],
    ],
  }
}

const union = (boxes: readonly Box[]): Box => ({
  left: Math.min(...boxes.map(box => box.left)),
  top: Math.min(...boxes.map(box => box.top)),
  right: Math.max(...boxes.map(box => box.right)),
  bottom: Math.max(...boxes.map(box => box.bottom)),
})

const crosses = (a: Box, b: Box) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom

/** Steps of a skyline down or up one side, as points. */
function skyline(boxes: readonly Box[], side: 'left' | 'right'): Point[] {
  const edges = [...new Set(boxes.flatMap(box => [box.top, box.bottom]))].toSorted((a, b) => a - b)
  const points: Point[] = []
  for (let n = 0; n + 1 < edges.length; n += 1) {
    const [from, to] = [edges[n]!, edges[n + 1]!]
    const here = boxes.filter(box => box.top < to && box.bottom > from)
    // a gap between blocks belongs to the part above it
    const x = here.length === 0 ? points.at(-1)![0] : side === 'left' ? union(here).left : union(here).right
    points.push([x, from], [x, to])
  }
  return points
}

/** The zone round an article's blocks: a rectangle unless it would cover a block of another article. */
export function zoneOf(own: readonly Box[], others: readonly Box[]): Zone {
  const whole = union(own)
  if (!others.some(other => crosses(whole, other))) return rectangle(whole)
  const right = skyline(own, 'right')
  const left = skyline(own, 'left').toReversed()
  const points = [...right, ...left].map(([x, y]): Point => [round(x), round(y)])
  const corners = points.filter((point, n) => {
    const [before, after] = [points.at(n - 1)!, points[(n + 1) % points.length]!]
    const straight =
      (before[0] === point[0] && point[0] === after[0]) || (before[1] === point[1] && point[1] === after[1])
    return !straight
  })
  return { shape: 'poly', points: corners }
}

/** The outline of a zone as the points of an SVG polygon. */
export function outline({ shape, points }: Zone): string {
  const [a, b] = points
  const corners: readonly Point[] = shape === 'rect' && a && b ? [a, [b[0], a[1]], b, [a[0], b[1]]] : points
  return corners.map(([x, y]) => `${x},${y}`).join(' ')
}
