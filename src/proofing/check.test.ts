// The checker over the founding report and over invented sentences.
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { DocumentText } from '../kernel/index.ts'
import { checkText } from './check.ts'

function documentOf(text: string): DocumentText {
  const blocks = text.split('\n').map((line, i) => ({ kind: 'paragraph' as const, text: line, line: i + 1 }))
  return { format: 'txt', text, blocks, marks: [] }
}

const founding = readFileSync(new URL('../../samples/beita-2022/founding-report.txt', import.meta.url), 'utf8')

test('the founding report keeps every relation that holds', () => {
  const { relations } = checkText(documentOf(founding))
  expect(relations.filter(relation => relation.status !== 'ok')).toEqual([])
  const stated = relations.map(relation => `${relation.kind} ${relation.stated}`)
  for (const wanted of ['ratio 79.64', 'growth 25.78', 'difference 33.15', 'ratio 55.20', 'ratio 54.17', 'sum 49.92']) {
    expect(stated).toContain(wanted)
  }
  expect(stated.filter(each => each === 'ratio 79.64')).toHaveLength(2)
  expect(stated.filter(each => each === 'sum 129.7')).toHaveLength(3)
  expect(stated.filter(each => each === 'share 100')).toHaveLength(2)
})
