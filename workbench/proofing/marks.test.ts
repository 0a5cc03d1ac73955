import { expect, test } from 'vitest'
import { blocksOf, cellsOf, stretchesOf } from './marks.ts'

const shown = (line: string, ...excerpts: string[]) =>
  stretchesOf(
    line,
    excerpts.map((excerpt, index) => ({ index, excerpt })),
  )
    .map(({ text, findings }) => (findings.length > 0 ? `[${findings.join('+')}:${text}]` : text))
    .join('')

test('the words of a finding are marked in its line, also when two findings overlap', () => {
  expect(shown('完成全年预算的79.64%，下降25%。', '全年预算的79.64%')).toBe('完成[0:全年预算的79.64%]，下降25%。')
  expect(shown('甲乙丙丁戊', '乙丙丁', '丙丁戊')).toBe('甲[0:乙][0+1:丙丁][1:戊]')
})

test('of an excerpt from two places the piece that stands in the line is marked, and both where both do', () => {
  expect(shown('其中人员经费支出65.25万元。', '公用经费预算116.76万元 … 人员经费支出65.25万元')).toBe(
    '其中[0:人员经费支出65.25万元]。',
  )
  expect(shown('甲一，乙二', '甲一 … 乙二')).toBe('[0:甲一]，[0:乙二]')
})

test('blanks and tabs do not hide the place; words that are not there mark the whole line', () => {
  expect(shown('合计\t129.7\t 万元', '合计 129.7万元')).toBe('[0:合计\t129.7\t 万元]')
  expect(shown(' 别的话 ', '没有这句')).toBe(' [0:别的话] ')
  expect(shown('', '没有这句')).toBe('')
})

test('rows of a table keep their cells and their marks', () => {
  const cells = cellsOf(stretchesOf('项目\t\t110', [{ index: 4, excerpt: '110' }]))
  expect(cells).toEqual([[{ text: '项目', findings: [] }], [], [{ text: '110', findings: [4] }]])
  expect(blocksOf('题\na\tb\nc\td\n完').map(({ kind, first, lines }) => `${kind} ${first} ${lines.length}`)).toEqual([
    'line 1 1',
    'table 2 2',
    'line 4 1',
  ])
})
