import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { refusalOf, testDatabase } from '../../test/support/database.ts'
import { migrate } from './database/migrate.ts'
import type { Pool } from './index.ts'

const folder = mkdtempSync(path.join(os.tmpdir(), 'beita-migrate-'))
const put = (name: string, sql: string) => writeFileSync(path.join(folder, name), sql)
const things = async () => (await pool`select name from things.things order by name`).map(row => row.name)
let pool: Pool

beforeAll(async () => {
  pool = await testDatabase()
})
beforeEach(async () => {
  await pool`delete from platform.migrations`
  await pool`drop schema if exists things cascade`
  rmSync(folder, { recursive: true })
  mkdirSync(folder)
  put('0001-things.sql', 'create schema things; create table things.things (name text primary key);')
  put('0002-first.sql', "insert into things.things values ('first');")
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('the product’s own migrations have run, and running them again does nothing', async () => {
  const fresh = await testDatabase()
  expect(await migrate(fresh)).toEqual([])
})

test('each file runs once, in order, and only what is new', async () => {
  put('notes.txt', 'not sql')
  expect(await migrate(pool, folder)).toEqual(['0001-things.sql', '0002-first.sql'])
  expect(await migrate(pool, folder)).toEqual([])
  put('0003-second.sql', "insert into things.things values ('second');")
  expect(await migrate(pool, folder)).toEqual(['0003-second.sql'])
  expect(await things()).toEqual(['first', 'second'])
})

test('several processes that start at once run each file once', async () => {
  const all = await Promise.all(Array.from({ length: 4 }, () => migrate(pool, folder)))
  expect(all.flat().sort()).toEqual(['0001-things.sql', '0002-first.sql'])
  expect(await things()).toEqual(['first'])
})

test('a file that was changed after it ran stops the start', async () => {
  await migrate(pool, folder)
  put('0002-first.sql', "insert into things.things values ('another');")
  expect(await refusalOf(migrate(pool, folder))).toBe('platform.migration-changed')
  await expect(migrate(pool, folder)).rejects.toThrow('0002-first.sql')
})

test('a database that a newer program used stops the start', async () => {
  await migrate(pool, folder)
  rmSync(path.join(folder, '0002-first.sql'))
  expect(await refusalOf(migrate(pool, folder))).toBe('platform.database-is-newer')
})

test('a file that fails leaves the database as it was', async () => {
  await migrate(pool, folder)
  put('0003-good.sql', "insert into things.things values ('good');")
  put('0004-bad.sql', 'insert into things.nowhere values (1);')
  await expect(migrate(pool, folder)).rejects.toThrow('nowhere')
  expect(await things()).toEqual(['first'])
  put('0004-bad.sql', "insert into things.things values ('mended');")
  expect(await migrate(pool, folder)).toEqual(['0003-good.sql', '0004-bad.sql'])
})
