import { describe, expect, test } from 'vitest'
import { rulesOf } from './pdf-rules.ts'

const CODES = {
  save: 1,
  restore: 2,
  transform: 3,
  constructPath: 4,
  stroke: 5,
  closeStroke: 6,
  fill: 7,
  eoFill: 8,
  fillStroke: 9,
  eoFillStroke: 10,
  paintFormXObjectBegin: 11,
  paintFormXObjectEnd: 12,
  endPath: 13,
}
type Step = [keyof typeof CODES, unknown?]
const drawn = (...steps: Step[]) =>
  rulesOf(
    {
      fnArray: steps.map(([name]) => CODES[name]),
      argsArray: steps.map(([, args]) => args ?? null),
      lastChunk: true,
    } as never,
    CODES,
  )
const path = (paint: keyof typeof CODES, ...numbers: number[]): Step => [
  'constructPath',
  [CODES[paint], [new Float32Array(numbers)], null],
]
const [MOVE, LINE, CURVE, CLOSE] = [0, 1, 2, 4]
const box = (paint: keyof typeof CODES, x: number, y: number, wide: number, high: number) =>
  path(paint, MOVE, x, y, LINE, x + wide, y, LINE, x + wide, y + high, LINE, x, y + high, CLOSE)

describe('the rules of a PDF page', () => {
  test('are its level and upright strokes', () => {
    expect(drawn(path('stroke', MOVE, 10, 20, LINE, 110, 20), path('stroke', MOVE, 10, 90, LINE, 10, 20))).toEqual([
      { upright: false, at: 20, from: 10, to: 110 },
      { upright: true, at: 10, from: 20, to: 90 },
    ])
  })

  test('are the four sides of a stroked box', () => {
    expect(drawn(box('stroke', 10, 20, 100, 50)).map(rule => [rule.upright, rule.at])).toEqual([
      [false, 20],
      [true, 110],
      [false, 70],
      [true, 10],
    ])
  })

  test('are filled bars too thin to be anything else, and no filled fields', () => {
    expect(drawn(box('fill', 10, 20, 100, 0.6), box('fill', 10, 20, 0.6, 100))).toMatchObject([
      { upright: false, from: 10, to: 110 },
      { upright: true, from: 20, to: 120 },
    ])
    expect(drawn(box('fill', 10, 20, 100, 40))).toEqual([])
  })

  test('stand where the moved and scaled page puts them, until that ends', () => {
    const line = path('stroke', MOVE, 0, 0, LINE, 50, 0)
    expect(
      drawn(
        ['save'],
        ['transform', [2, 0, 0, -1, 100, 700]],
        line,
        ['restore'],
        ['paintFormXObjectBegin', [[1, 0, 0, 1, 5, 6], null]],
        line,
        ['paintFormXObjectEnd'],
        line,
      ),
    ).toEqual([
      { upright: false, at: 700, from: 100, to: 200 },
      { upright: false, at: 6, from: 5, to: 55 },
      { upright: false, at: 0, from: 0, to: 50 },
    ])
  })

  test('are not slanting lines, curves, short strokes, or paths that are not painted', () => {
    expect(
      drawn(
        path('stroke', MOVE, 0, 0, LINE, 50, 30),
        path('stroke', MOVE, 0, 0, CURVE, 10, 0, 20, 0, 50, 0),
        path('stroke', MOVE, 0, 0, LINE, 3, 0),
        path('endPath', MOVE, 0, 0, LINE, 50, 0),
        ['constructPath', [CODES.stroke, [null], null]],
      ),
    ).toEqual([])
  })
})
