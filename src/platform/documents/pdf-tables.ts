// Ruled tables of a PDF page: lines that meet make a grid, and each word belongs to the cell it stands in. Pure geometry.
import type { Piece } from './pdf-lines.ts'
import type { Rule } from './pdf-rules.ts'

/** Bounds in the page's points; `xs` from the left, `ys` from above. */
type Grid = { xs: number[]; ys: number[]; rules: Rule[] }
/** Pieces by row and column; those of a merged cell stand in its upper left place. */
export type RuledTable = { cells: Piece[][][]; x: number; right: number; top: number }

/** Lines this near are one line, and ends this near meet. */
const NEAR = 3
/** A page with more is a map or a chart. */
const RULES_MAX = 5000

function touch(a: Rule, b: Rule): boolean {
  if (a.upright === b.upright) return Math.abs(a.at - b.at) <= NEAR && a.from <= b.to + NEAR && b.from <= a.to + NEAR
  return a.at >= b.from - NEAR && a.at <= b.to + NEAR && b.at >= a.from - NEAR && b.at <= a.to + NEAR
}

/** Rules that hang together. */
function groups(rules: readonly Rule[]): Rule[][] {
  const left = new Set(rules)
  const found: Rule[][] = []
  for (const first of rules) {
    if (!left.delete(first)) continue
    const group = [first]
    for (const one of group) {
      for (const other of left) {
        if (touch(one, other)) {
          left.delete(other)
          group.push(other)
        }
      }
    }
    found.push(group)
  }
  return found
}

function places(values: readonly number[]): number[] {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted.filter((value, n) => n === 0 || value - sorted[n - 1]! > NEAR)
}

function gridOf(rules: Rule[]): Grid | undefined {
  const xs = places(rules.filter(rule => rule.upright).map(rule => rule.at))
  const ys = places(rules.filter(rule => !rule.upright).map(rule => rule.at)).toReversed()
  // one column or one row is a frame, not a table
  return xs.length >= 3 && ys.length >= 3 ? { xs, ys, rules } : undefined
}

/** Is there a line at this place, where it would cut the cells apart? */
function parted(grid: Grid, upright: boolean, at: number, across: number): boolean {
  return grid.rules.some(
    rule => rule.upright === upright && Math.abs(rule.at - at) <= NEAR && rule.from <= across && rule.to >= across,
  )
}

const middle = (bounds: readonly number[], n: number) => (bounds[n]! + bounds[n + 1]!) / 2

/** The upper left place of the merged cell that this place belongs to. */
function home(grid: Grid, row: number, column: number): [number, number] {
  let [y, x] = [row, column]
  while (x > 0 && !parted(grid, true, grid.xs[x]!, middle(grid.ys, y))) x -= 1
  while (y > 0 && !parted(grid, false, grid.ys[y]!, middle(grid.xs, x))) y -= 1
  return [y, x]
}

function fill(grid: Grid, pieces: readonly Piece[]): { table: RuledTable; used: Piece[] } {
  const { xs, ys } = grid
  const cells = ys.slice(1).map(() => xs.slice(1).map((): Piece[] => []))
  const used: Piece[] = []
  for (const piece of pieces) {
    const x = piece.x + Math.min(piece.width, piece.size) / 2
    const y = piece.y + piece.size * 0.3
    const column = xs.findIndex((left, n) => n + 1 < xs.length && x >= left && x < xs[n + 1]!)
    const row = ys.findIndex((top, n) => n + 1 < ys.length && y <= top && y > ys[n + 1]!)
    if (column < 0 || row < 0) continue
    const [atRow, atColumn] = home(grid, row, column)
    cells[atRow]![atColumn]!.push(piece)
    used.push(piece)
  }
  return { table: { cells, x: xs[0]!, right: xs.at(-1)!, top: ys[0]! }, used }
}

/** The tables of a page, and the pieces that stand outside of them. */
export function ruledTables(rules: readonly Rule[], pieces: readonly Piece[]): { tables: RuledTable[]; rest: Piece[] } {
  const tables: RuledTable[] = []
  const taken = new Set<Piece>()
  if (rules.length > RULES_MAX) return { tables, rest: [...pieces] }
  for (const group of groups(rules)) {
    const grid = gridOf(group)
    if (!grid) continue
    const { table, used } = fill(
      grid,
      pieces.filter(piece => !taken.has(piece)),
    )
    if (used.length === 0) continue
    tables.push(table)
    for (const piece of used) taken.add(piece)
  }
  return { tables, rest: pieces.filter(piece => !taken.has(piece)) }
}
