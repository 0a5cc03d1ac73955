import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { testDatabase } from '../../../test/support/database.ts'
import { enqueue, job } from './job.ts'
import { take } from './queue.ts'
import { startWorker, workOff } from './worker.ts'

const pool = await testDatabase()
const at = new Date('2026-03-02T02:00:00Z')
const later = (ms: number) => new Date(at.getTime() + ms)

function counting(more: Partial<Parameters<typeof job>[0]> = {}) {
  const seen: string[] = []
  const name = `test.${randomUUID()}`
  const declared = job({
    name,
    title: '试验',
    payload: z.strictObject({ what: z.string() }),
    attempts_max: 3,
    async run(_work, { what }) {
      seen.push(what)
      return undefined
    },
    ...(more as object),
  })
  const parts = { pool, jobs: [declared as never], sweeps: [], now: () => at, log: () => undefined }
  return { declared, seen, parts, name }
}

const rows = (name: string) => pool<{ attempt_no: number; gave_up_at: Date | null; due_at: Date }[]>`
  select attempt_no, gave_up_at, due_at from platform.jobs where name = ${name}`

test('a job is done once, and not before it is due', async () => {
  const { declared, seen, parts } = counting()
  await pool.begin(tx => enqueue(tx, declared, { what: '现在' }, { at }))
  await pool.begin(tx => enqueue(tx, declared, { what: '以后' }, { at, due_at: later(60_000) }))
  expect(await workOff(parts)).toBe(1)
  expect(await workOff({ ...parts, now: () => later(60_000) })).toBe(1)
  expect(seen).toEqual(['现在', '以后'])
})

test('a job whose transaction is rolled back is never done', async () => {
  const { declared, parts } = counting()
  const failed = pool.begin(async tx => {
    await enqueue(tx, declared, { what: '不算' }, { at })
    throw new Error('rolled back')
  })
  await expect(failed).rejects.toThrow('rolled back')
  expect(await workOff(parts)).toBe(0)
})

test('of one key a single job waits, at the earlier of the two times', async () => {
  const { declared, name } = counting()
  await pool.begin(tx => enqueue(tx, declared, { what: '一' }, { at, due_at: later(5_000), key: 'k' }))
  await pool.begin(tx => enqueue(tx, declared, { what: '二' }, { at, due_at: later(1_000), key: 'k' }))
  const waiting = await rows(name)
  expect(waiting.map(row => row.due_at)).toEqual([later(1_000)])
})

test('a job that fails comes again later, and after its attempts waits for a person', async () => {
  const { declared, parts, name } = counting({
    run: async () => {
      throw new Error('外面没有答复')
    },
  })
  await pool.begin(tx => enqueue(tx, declared, { what: '败' }, { at }))
  for (const minutes of [0, 60, 120, 180]) await workOff({ ...parts, now: () => later(minutes * 60_000) })
  const [left] = await rows(name)
  expect(left).toMatchObject({ attempt_no: 3, gave_up_at: later(120 * 60_000) })
})

test('a job that wants to come again is put back and is no failure', async () => {
  let times = 0
  const { declared, parts, name } = counting({
    run: async () => {
      times += 1
      return times < 3 ? { again_at: later(times * 1_000) } : undefined
    },
  })
  await pool.begin(tx => enqueue(tx, declared, { what: '再来' }, { at, key: 'again' }))
  for (const ms of [0, 1_000, 2_000]) await workOff({ ...parts, now: () => later(ms) })
  expect(times).toBe(3)
  expect(await rows(name)).toEqual([])
})

test('what a dead worker had is done by a living one', async () => {
  const { declared, seen, parts, name } = counting()
  await pool.begin(tx => enqueue(tx, declared, { what: '接着做' }, { at }))
  // taken by a worker that holds no lock: it died
  expect(await take(pool, 2_000_000, [name], at, 5)).toHaveLength(1)
  const worker = startWorker(parts)
  for (let waited = 0; seen.length === 0 && waited < 200; waited += 1) await pause(25)
  await worker.stop()
  expect(seen).toEqual(['接着做'])
  expect(await rows(name)).toEqual([])
})

test('a worker that is told to stop finishes what it has begun', async () => {
  let begun = false
  let ended = false
  const { declared, parts } = counting({
    run: async () => {
      begun = true
      await pause(100)
      ended = true
      return undefined
    },
  })
  await pool.begin(tx => enqueue(tx, declared, { what: '收尾' }, { at }))
  const worker = startWorker(parts)
  for (let waited = 0; !begun && waited < 200; waited += 1) await pause(25)
  await worker.stop()
  expect(ended).toBe(true)
})
