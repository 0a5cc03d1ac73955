import { beforeAll, expect, test } from 'vitest'
import { staff, testDatabase } from '../../test/support/database.ts'
import { type Crew, newsCrew, submittedStory } from '../../test/support/newsroom.ts'
import { allTodos } from '../app.ts'
import { ask, collectTodos, type Pool, todoSource } from '../platform/index.ts'
import { todosOf } from './todos.ts'

let pool: Pool
let crew: Crew
const AT = new Date('2026-03-02T02:00:00Z')

beforeAll(async () => {
  pool = await testDatabase()
  crew = await newsCrew(pool)
  await submittedStory(pool, crew)
})

const listOf = async (actor: Crew['first'] | undefined) =>
  (await ask(pool, todosOf(allTodos) as never, { actor, at: AT }, {})) as { kind: string; path: string }[]

test('a story that waits for its first review is a todo of its first reviewers, and of nobody else', async () => {
  expect((await listOf(crew.first)).filter(todo => todo.kind === '审稿')).toHaveLength(1)
  expect((await listOf(crew.relief))[0]?.path).toMatch(/^\/newsroom\/review\/\d+$/)
  expect((await listOf(crew.second)).filter(todo => todo.kind === '审稿')).toEqual([])
  expect((await listOf(crew.writer)).filter(todo => todo.kind === '审稿')).toEqual([])
})

test('nobody signed in has no todos', async () => {
  await expect(listOf(undefined)).rejects.toThrow('请先登录')
})

test('the overdue come first, then what is due soonest, then what has waited longest', async () => {
  const todo = (key: string, due_on: string | null, since: string) => ({
    key,
    title: key,
    detail: '',
    path: '/',
    since: new Date(since),
    due_on,
  })
  const list = async () => [
    todo('没有期限', null, '2026-01-01'),
    todo('后天到期', '2026-03-04', '2026-01-01'),
    todo('已超期', '2026-03-01', '2026-02-01'),
    todo('没有期限，更早', null, '2025-12-01'),
  ]
  const source = todoSource({ name: 'test.things', title: '试验', list })
  const found = await pool.begin(tx => collectTodos([source], tx, staff('editor'), '2026-03-02'))
  expect(found.map(one => one.title)).toEqual(['已超期', '后天到期', '没有期限，更早', '没有期限'])
  expect(found.map(one => one.overdue)).toEqual([true, false, false, false])
})

test('sources have names of their own', () => {
  expect(new Set(allTodos.map(source => source.name)).size).toBe(allTodos.length)
})
