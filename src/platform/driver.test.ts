// The driver where connections die: the program lives, and every question gets its own answer.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { expect, test } from 'vitest'
import { testDatabase } from '../../test/support/database.ts'
import { mendConnections } from './database/driver.ts'

const pool = await testDatabase()

/** A transaction whose connection is killed under it, and which goes on asking. */
const doomed = () =>
  pool.begin(async tx => {
    const [own] = await tx<{ pid: number }[]>`select pg_backend_pid() pid`
    await pool`select pg_terminate_backend(${own!.pid})`
    await tx`select 1`.catch(() => undefined)
    await tx`select 2`
  })

test('a transaction whose connection is killed fails, and the program goes on', async () => {
  const outcomes = await Promise.allSettled(Array.from({ length: 4 }, doomed))
  expect(outcomes.map(outcome => outcome.status)).toEqual(['rejected', 'rejected', 'rejected', 'rejected'])
})

test('after connections died every question gets its own answer', async () => {
  for (let round = 0; round < 5; round += 1) {
    const dying = Promise.allSettled([doomed(), doomed()])
    const numbers = Array.from({ length: 40 }, (_, n) => n + round * 100)
    const ask = async (n: number) => (await pool<{ n: number }[]>`select ${n}::int n`)[0]?.n
    const answers = await Promise.allSettled(numbers.map(ask))
    await dying
    answers.forEach((answer, at) => {
      if (answer.status === 'fulfilled') expect(answer.value).toBe(numbers[at])
    })
    expect(await Promise.all(numbers.map(ask))).toEqual(numbers)
  }
})

test('the mend fits the version of the driver that is installed, and no unknown one', () => {
  const entry = createRequire(import.meta.url).resolve('postgres')
  const file = path.join(entry, '..', '..', '..', 'src', 'connection.js')
  expect(mendConnections(readFileSync(file, 'utf8'))).toContain("'CONNECTION_CLOSED', options)), true")
  expect(() => mendConnections('another text')).toThrow('does not fit')
})
