import { expect, test } from 'vitest'
import { everyRow } from './every-row.ts'

test('all pages are fetched in order, each row once', async () => {
  const all = Array.from({ length: 1203 }, (_, n) => n)
  const asked: number[] = []
  const rows = await everyRow(async ({ offset, limit }) => {
    asked.push(offset)
    return { total_count: all.length, rows: all.slice(offset, offset + limit) }
  })
  expect(rows).toEqual(all)
  expect(asked).toEqual([0, 500, 1000])
})

test('a list that shrank meanwhile ends', async () => {
  expect(await everyRow(async () => ({ total_count: 10, rows: [] }))).toEqual([])
})
