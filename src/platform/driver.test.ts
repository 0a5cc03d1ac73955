// The driver where connections die: the program lives, and every question gets its own answer.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { expect, test, vi } from 'vitest'
import { testDatabase } from '../../test/support/database.ts'
import { connect } from './database/database.ts'
import { mendDriver } from './database/driver.ts'

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

/** One connection of its own, so that who comes next gets the very one that died. */
function single() {
  const { host, database } = pool.options
  return connect({ socket_dir: host[0]! }, { database, connections: 1 })
}

async function kill(pid: number) {
  await pool`select pg_terminate_backend(${pid})`
  await vi.waitUntil(async () => (await pool`select 1 from pg_stat_activity where pid = ${pid}`).length === 0)
}

test('who reserved a connection that died asks nothing on it any more, and giving it back harms nobody', async () => {
  const own = single()
  const seat = await own.reserve()
  const [held] = await seat<{ pid: number }[]>`select pg_backend_pid() pid`
  const waiting = own<{ n: number }[]>`select ${7}::int n`
  await kill(held!.pid)
  await expect(seat`select 1`).rejects.toThrow()
  expect(await waiting).toMatchObject([{ n: 7 }])
  await expect(seat`select 2`).rejects.toThrow()
  seat.release()
  const numbers = Array.from({ length: 20 }, (_, n) => n)
  const ask = async (n: number) => (await own<{ n: number }[]>`select ${n}::int n`)[0]?.n
  expect(await Promise.all(numbers.map(ask))).toEqual(numbers)
  await own.end({ timeout: 5 })
})

test('a transaction that outlives its connection writes nothing into the next life of it', async () => {
  await pool`create table if not exists platform.driver_probe (n int)`
  const own = single()
  let goOn = () => {}
  const pausing = new Promise<void>(resolve => {
    goOn = resolve
  })
  let pid = 0
  let late: Promise<unknown> = Promise.resolve()
  const outcome = own.begin(async tx => {
    pid = (await tx<{ pid: number }[]>`select pg_backend_pid() pid`)[0]!.pid
    await pausing
    late = tx`insert into platform.driver_probe values (1)`.catch(error => error)
    await late
  })
  const failed = expect(outcome).rejects.toThrow()
  await vi.waitUntil(() => pid > 0)
  await kill(pid)
  // the connection lives again, in the hands of another transaction, when the first one goes on
  await own.begin(async tx => {
    await tx`select 1`
    goOn()
    await pausing
    await tx`select 2`
  })
  await failed
  expect(await late).toBeInstanceOf(Error)
  expect(await pool`select * from platform.driver_probe`).toEqual([])
  await own.end({ timeout: 5 })
})

test('a reservation that waits while the connections die is served all the same', async () => {
  const own = single()
  const first = await own.reserve()
  const [held] = await first<{ pid: number }[]>`select pg_backend_pid() pid`
  const second = own.reserve()
  await kill(held!.pid)
  const seat = await second
  expect(await seat<{ n: number }[]>`select 5 n`).toMatchObject([{ n: 5 }])
  seat.release()
  await own.end({ timeout: 5 })
})

test('the mends fit the version of the driver that is installed, and no unknown one', () => {
  const folder = path.join(createRequire(import.meta.url).resolve('postgres'), '..', '..', '..', 'src')
  for (const name of ['connection.js', 'index.js']) {
    const url = `/postgres/src/${name}`
    const text = readFileSync(path.join(folder, name), 'utf8')
    expect(mendDriver(url, text)).not.toBe(text)
    expect(() => mendDriver(url, 'another text')).toThrow('does not fit')
  }
  expect(mendDriver('/postgres/src/queue.js', 'a text')).toBe('a text')
})
