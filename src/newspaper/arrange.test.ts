// How articles share the columns of a page, which zones they get, and what the press commands take.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { takePages } from './pages/take-pages.ts'
import { outline, zoneOf } from './pages/zones.ts'
import { arrange, COLUMNS, type Placed } from './typeset/arrange.ts'
import { takeLayout } from './typeset/take-layout.ts'

const placed = fc.record({
  id: fc.uuid(),
  kind: fc.constantFrom('article' as const, 'notice' as const),
  weight: fc.constantFrom('lead' as const, 'major' as const, 'minor' as const, 'brief' as const),
  char_count: fc.integer({ min: 0, max: 4000 }),
  pictured: fc.boolean(),
})

describe('articles of a page', () => {
  test('fill every band from edge to edge, each with at least a column, none lost and none twice', () => {
    fc.assert(
      fc.property(fc.uniqueArray(placed, { minLength: 1, maxLength: 12, selector: one => one.id }), articles => {
        const bands = arrange(articles as Placed[])
        expect(
          bands
            .flat()
            .map(one => one.id)
            .toSorted(),
        ).toEqual(articles.map(one => one.id).toSorted())
        for (const band of bands) {
          expect(band.reduce((sum, one) => sum + one.span, 0)).toBe(COLUMNS)
          expect(Math.min(...band.map(one => one.span))).toBeGreaterThanOrEqual(1)
        }
      }),
    )
  })

  test('a lead stands alone over the whole width', () => {
    const article = (id: string, weight: Placed['weight']): Placed => ({
      id,
      weight,
      kind: 'article',
      char_count: 500,
      pictured: false,
    })
    const bands = arrange([article('a', 'lead'), article('b', 'major'), article('c', 'major')])
    expect(bands.map(band => band.length)).toEqual([1, 2])
  })
})

describe('the zone of an article', () => {
  const box = (left: number, top: number, right: number, bottom: number) => ({ left, top, right, bottom })

  test('is a rectangle round its blocks while it covers nobody else', () => {
    const zone = zoneOf([box(10, 10, 40, 15), box(10, 16, 24, 40), box(26, 16, 40, 38)], [box(50, 10, 90, 40)])
    expect(zone).toEqual({
      shape: 'rect',
      points: [
        [10, 10],
        [40, 40],
      ],
    })
    expect(outline(zone)).toBe('10,10 40,10 40,40 10,40')
  })

  test('goes round a block of another article as a polygon', () => {
    const zone = zoneOf([box(10, 10, 60, 20), box(10, 20, 30, 60)], [box(35, 25, 60, 60)])
    expect(zone.shape).toBe('poly')
    expect(zone.points).toEqual([
      [60, 10],
      [60, 20],
      [30, 20],
      [30, 60],
      [10, 60],
      [10, 10],
    ])
  })
})

test('the commands of the press are for those who make the paper', () => {
  expect([takePages.access, takeLayout.access]).toEqual([
    ['editor', 'operations', 'director'],
    ['editor', 'operations', 'director'],
  ])
})
