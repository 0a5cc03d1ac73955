// The total and the export of a list hold what its filters leave on all its pages, and nothing else.
import { expect, test } from 'vitest'
import { chosenRows, keyed } from './chosen-rows.ts'

type Row = { name: string; kind: string; fen: number }
const rows: Row[] = [
  { name: '摄像机', kind: '在用', fen: 3 },
  { name: '台式机', kind: '闲置', fen: 1 },
  { name: '无人机', kind: '在用', fen: 2 },
]
const columns = keyed<Row>([
  { title: '名称' },
  { title: '状况', onFilter: (value, row) => row.kind === value },
  { title: '原值', sorter: (a, b) => a.fen - b.fen },
])
const names = (found: readonly Row[]) => found.map(row => row.name)

test('without a choice every row stays, in its order', () => {
  expect(names(chosenRows(rows, columns, undefined))).toEqual(['摄像机', '台式机', '无人机'])
  expect(names(chosenRows(rows, columns, { filters: { 1: null }, sorter: {} }))).toEqual(['摄像机', '台式机', '无人机'])
})

test('a filter and a sorting are applied together, also to rows that were found by words', () => {
  const sorter = { column: columns[2]!, order: 'ascend' as const }
  expect(names(chosenRows(rows, columns, { filters: { 1: ['在用'] }, sorter }))).toEqual(['无人机', '摄像机'])
  expect(names(chosenRows(rows.slice(0, 2), columns, { filters: { 1: ['在用'] }, sorter }))).toEqual(['摄像机'])
})
