import { expect, test } from 'vitest'
import type { DocumentBlock, OfficialDocument, Run } from '../kernel/index.ts'
import { type LaidRun, leading, linePlaces, marked, numberOf } from './layout.ts'
import { heading, paragraph } from './prose.ts'

const document = (...blocks: DocumentBlock[]): OfficialDocument => ({
  title: ['某单位', '报告'],
  subject: '',
  author: '',
  blocks,
})
const text = (words: string): Run[] => [{ text: words }]

test('what people wrote is marked, and a part nobody wrote leaves one hole that takes its lead along', () => {
  const written = marked('results', [text('甲'), text('乙')])
  expect(written.flat().map(run => run.slot)).toEqual(['results', 'results'])
  const hole = marked('change-reason', [])
  expect(hole).toEqual([[{ text: '', slot: 'change-reason', empty: true }]])
  expect(leading('主要原因是', hole.flat())).toEqual({ text: '主要原因是', slot: 'change-reason', empty: true })
  expect(leading('主要原因是', written.flat())).toEqual({ text: '主要原因是' })
  expect(numberOf('（一）', written[0]!)).toEqual({ text: '（一）', slot: 'results' })
})

test('every line of the text finds the block that shows it, past holes and repeated words', () => {
  const table: DocumentBlock = {
    kind: 'table',
    title: '表',
    columns: [{ title: '项目', width: 1 }],
    rows: [[text('甲')]],
  }
  const given = document(heading(1, '一、情况'), paragraph(text('收入增加。')), heading(1, '一、情况'), table)
  const hole: LaidRun[] = [{ text: '原因是', slot: 'r', empty: true }]
  const laid = document(
    heading(1, '一、情况'),
    paragraph(hole),
    paragraph([...text('收入增加。'), ...hole]),
    heading(1, '一、情况'),
    { kind: 'page-break' },
    table,
  )
  // two lines of title, heading, paragraph, heading, then the table's title, head and row
  expect(linePlaces(given, laid)).toEqual([-1, -1, 0, 2, 3, 5, 5, 5])
})
