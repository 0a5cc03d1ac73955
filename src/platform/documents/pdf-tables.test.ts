import { describe, expect, test } from 'vitest'
import { blockList } from './block-list.ts'
import { type Piece, pageLines, writeLines } from './pdf-lines.ts'
import type { Rule } from './pdf-rules.ts'

const PAGE = { width: 595, height: 842 }
const SIZE = 10
/** `x` from the left, `y` from above. */
const word = (text: string, x: number, y: number): Piece => ({
  text,
  x,
  y: 842 - y,
  width: text.length * SIZE,
  size: SIZE,
})
const level = (y: number, from = 100, to = 400): Rule => ({ upright: false, at: 842 - y, from, to })
const upright = (x: number, from = 100, to = 160): Rule => ({ upright: true, at: x, from: 842 - to, to: 842 - from })

function read(pages: { pieces: Piece[]; rules: Rule[] }[]) {
  const list = blockList()
  writeLines(
    pages.map(({ pieces, rules }) => pageLines(pieces, rules, PAGE)),
    list,
  )
  return list.finish('pdf').blocks.map(block => (block.kind === 'table' ? block.rows : block.text))
}

// two rows of three columns
const GRID = [level(100), level(130), level(160), upright(100), upright(200), upright(300), upright(400)]

describe('a ruled table in a PDF', () => {
  test('keeps the words of a cell together, though its lines stand beside those of others', () => {
    const pieces = [
      word('表前一句。', 100, 80),
      word('指标名称很', 105, 110),
      word('长', 105, 122),
      word('5', 205, 116),
      word('100', 305, 116),
      word('次行', 105, 146),
      word('6', 205, 146),
      word('表后一句。', 100, 180),
    ]
    expect(read([{ pieces, rules: GRID }])).toEqual([
      '表前一句。',
      [
        ['指标名称很长', '5', '100'],
        ['次行', '6', ''],
      ],
      '表后一句。',
    ])
  })

  test('shows a cell merged over columns or rows once, in its upper left place', () => {
    const rules = [
      level(100),
      // the first column runs over both rows
      level(130, 200, 400),
      level(160),
      upright(100),
      upright(200),
      // the last two columns are one in the first row
      upright(300, 130, 160),
      upright(400),
    ]
    const pieces = [word('项目', 120, 134), word('金额', 290, 116), word('预算', 230, 146), word('决算', 330, 146)]
    expect(read([{ pieces, rules }])).toEqual([
      [
        ['项目', '金额', ''],
        ['', '预算', '决算'],
      ],
    ])
  })

  test('goes on over a page, its repeated head read once', () => {
    const first = [
      word('项目', 105, 116),
      word('额', 205, 116),
      word('注', 305, 116),
      word('甲', 105, 146),
      word('1', 205, 146),
    ]
    const second = [
      word('项目', 105, 116),
      word('额', 205, 116),
      word('注', 305, 116),
      word('乙', 105, 146),
      word('2', 205, 146),
    ]
    expect(
      read([
        { pieces: first, rules: GRID },
        { pieces: second, rules: GRID },
      ]),
    ).toEqual([
      [
        ['项目', '额', '注'],
        ['甲', '1', ''],
        ['乙', '2', ''],
      ],
    ])
  })

  test('two tables on a page with nothing between stay two', () => {
    const lower = GRID.map(rule =>
      rule.upright ? { ...rule, from: rule.from - 100, to: rule.to - 100 } : { ...rule, at: rule.at - 100 },
    )
    const pieces = [word('甲', 105, 116), word('乙', 105, 216)]
    expect(read([{ pieces, rules: [...GRID, ...lower] }])).toEqual([[['甲', '', '']], [['乙', '', '']]])
  })

  test('is not what a frame round a paragraph or a line under a heading makes', () => {
    const frame = [level(100), level(160), upright(100), upright(400)]
    const pieces = [word('框里的话没有说完，', 105, 120), word('接着说。', 105, 140), word('标题', 105, 190)]
    expect(
      read([{ pieces, rules: [...frame, level(195)] }])
        .flat()
        .join(''),
    ).toBe('框里的话没有说完，接着说。标题')
    expect(read([{ pieces, rules: [...frame, level(195)] }]).every(block => typeof block === 'string')).toBe(true)
  })

  test('is not looked for among the thousands of lines of a map', () => {
    const map = Array.from({ length: 6000 }, (_, n) => level(100 + (n % 700), n % 300, (n % 300) + 50))
    const started = performance.now()
    expect(read([{ pieces: [word('图', 105, 116)], rules: [...GRID, ...map] }])).toEqual(['图'])
    expect(performance.now() - started).toBeLessThan(2000)
  })
})
