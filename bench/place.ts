// A place for a benchmark: an embedded PostgreSQL of its own with full durability, filled with the sample's books.

import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { type BooksJson, importYear, readBooksFolder } from '../src/books/index.ts'
import { type Command, connect, migrate, type Pool, perform, programDir, startEmbedded } from '../src/platform/index.ts'

export const SYSTEM = { id: 'system', name: '基准', roles: [] }

export type Place = { pool: Pool; connect(connections: number): Pool; folder: string; remove(): Promise<void> }

export async function makePlace(connections: number): Promise<Place> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'beita-bench-'))
  const server = await startEmbedded(folder)
  const admin = connect(server, { database: 'postgres', connections: 1 })
  await admin.unsafe('create database beita')
  await admin.end()
  const pool = connect(server, { connections })
  await migrate(pool)
  const remove = async () => {
    await pool.end()
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
  return { pool, folder, remove, connect: count => connect(server, { connections: count }) }
}

export function sampleBooks(): BooksJson {
  const { books } = readBooksFolder(path.join(programDir, 'samples', 'beita-2022'))
  if (!books) throw new Error('the sample books cannot be read')
  return books
}

export async function doCommand(pool: Pool, command: Command, input: unknown): Promise<void> {
  await perform(pool, command, { id: randomUUID(), actor: SYSTEM, at: new Date() }, input)
}

export async function importSample(pool: Pool): Promise<void> {
  await doCommand(pool, importYear as unknown as Command, { books: sampleBooks() })
}

/** Milliseconds of the fastest of several runs. */
export async function fastest(times: number, work: () => Promise<unknown>): Promise<number> {
  let best = Number.POSITIVE_INFINITY
  for (let n = 0; n < times; n += 1) {
    const began = performance.now()
    await work()
    best = Math.min(best, performance.now() - began)
  }
  return best
}
