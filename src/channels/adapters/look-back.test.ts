// How far back an own list is read for a delivery whose answer was lost.
import { expect, test } from 'vitest'
import type { Known } from '../contract.ts'
import { lookBack } from './look-back.ts'
import { outcomeOf } from './trouble.ts'

const began = Date.parse('2026-03-02T02:00:00Z')
const known: Known = {
  external_id: null,
  url: null,
  progress: {},
  begun_at: new Date(began + 3_600_000),
  first_begun_at: new Date(began),
  taken: [],
}
type Work = { id: number; at: number | undefined }

/** A list of `count` works, the newest first, a second between two, the oldest at `from`; twenty a page. */
function listOf(count: number, from: number, timed = true) {
  const works = Array.from({ length: count }, (_one, n): Work => {
    const id = count - n
    return { id, at: timed ? from + id * 1000 : undefined }
  })
  let pages = 0
  return {
    pages: () => pages,
    find: (id: number) =>
      lookBack<Work, number>(known, {
        first: 0,
        async page(offset) {
          pages += 1
          const next = offset + 20
          return { items: works.slice(offset, next), next: next < count ? next : undefined }
        },
        timeOf: work => work.at,
        isOurs: work => work.id === id,
      }),
  }
}

test('is found however many came after it', async () => {
  const list = listOf(3000, began)
  expect(await list.find(3)).toMatchObject({ id: 3 })
  expect(list.pages()).toBe(150)
})

test('what is older than the first sending, less five minutes for clocks that differ, ends the reading and is not ours', async () => {
  // the newest work is of the second the sending began: 300 are within five minutes
  const list = listOf(3000, began - 3_000_000)
  expect(await list.find(2_701)).toMatchObject({ id: 2_701 })
  const read = list.pages()
  expect(read).toBe(15)
  expect(await list.find(2_650)).toBeUndefined()
  expect(list.pages() - read).toBe(16)
})

test('a platform that tells no time is read to the end', async () => {
  const list = listOf(100, began, false)
  expect(await list.find(999)).toBeUndefined()
  expect(list.pages()).toBe(5)
  expect(await list.find(1)).toMatchObject({ id: 1 })
})

test('a list too long to be read says that nothing is known, never that it is not there', async () => {
  const list = listOf(10_001, began)
  expect(await outcomeOf(() => list.find(1))).toMatchObject({ class: 'unknown', code: 'list-too-long' })
  expect(list.pages()).toBe(500)
})
