// One box over stories, vouchers, assets and people.
import { expect, test } from 'vitest'
import { testDatabase } from '../../test/support/database.ts'
import { approvedStory, newsCrew } from '../../test/support/newsroom.ts'
import { ask, type Query } from '../platform/index.ts'
import { find } from './find.ts'

const pool = await testDatabase()
const AT = new Date('2026-03-02T02:00:00Z')
const hits = (words: string, signedIn = true) =>
  ask(
    pool,
    find as unknown as Query,
    { actor: signedIn ? { id: '1', name: '某人', roles: [] } : undefined, at: AT },
    { words },
  ) as Promise<{ kind: string; title: string; path: string }[]>

test('finds stories by any words of the headline in any order, and people by name', async () => {
  const crew = await newsCrew(pool)
  const { story_id } = await approvedStory(pool, crew, { headline: '资江二桥今天通车' })
  expect(await hits('通车 二桥')).toMatchObject([{ kind: '稿件', path: `/newsroom/stories/${story_id}` }])
  expect((await hits(crew.writer.name)).map(hit => hit.kind)).toEqual(['人员'])
})

test('takes signs of patterns literally, and shows nothing to who is not signed in', async () => {
  expect(await hits('%%')).toEqual([])
  expect(await hits('__')).toEqual([])
  await expect(hits('通车', false)).rejects.toMatchObject({ code: 'platform.sign-in-first' })
})
