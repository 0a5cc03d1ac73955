// A database of one's own for a test file, cloned from the template; a caller and commands to fill it with.
import { randomUUID } from 'node:crypto'
import path from 'node:path'
import { afterAll, inject } from 'vitest'
import { type Actor, type Command, connect, type Pool, perform, takeKeysOf } from '../../src/platform/index.ts'
import { TEMPLATE } from './cluster.ts'

/** Clones the template for this test file; it is dropped when the file is done. */
export async function testDatabase(): Promise<Pool> {
  const socket = { socket_dir: inject('socket_dir') }
  takeKeysOf(path.join(socket.socket_dir, '..'))
  const name = `t_${randomUUID().replaceAll('-', '')}`
  const admin = connect(socket, { database: 'postgres', connections: 1 })
  // one clone at a time: cloning needs the template to itself
  await admin.begin(async tx => {
    await tx`select pg_advisory_xact_lock(7201099)`
    await createFromTemplate(socket, name)
  })
  const pool = connect(socket, { database: name, connections: 8 })
  afterAll(async () => {
    await pool.end()
    await admin.unsafe(`drop database if exists ${name} with (force)`)
    await admin.end()
  })
  return pool
}

async function createFromTemplate(socket: { socket_dir: string }, name: string): Promise<void> {
  const maker = connect(socket, { database: 'postgres', connections: 1 })
  await maker.unsafe(`create database ${name} template ${TEMPLATE} strategy wal_log`)
  await maker.end()
}

/** A member of staff with the given roles, for commands in tests. */
export function staff(...roles: string[]): Actor {
  return { id: '1', name: '测试人员', roles }
}

/** Performs a command as somebody, at a fixed time unless told; returns its output. */
export async function run(
  pool: Pool,
  command: Command,
  input: unknown,
  who: { actor?: Actor; at?: Date; id?: string } = {},
): Promise<Record<string, unknown>> {
  const {
    actor = staff('finance', 'admin', 'operations', 'director'),
    at = new Date('2026-03-02T02:00:00Z'),
    id = randomUUID(),
  } = who
  const answer = await perform(pool, command, { id, actor, at }, input)
  return answer.output as Record<string, unknown>
}

/** The code of the refusal a promise ends in; fails when it does not refuse. */
export async function refusalOf(promise: Promise<unknown>): Promise<string> {
  try {
    await promise
  } catch (error) {
    const code = (error as { code?: unknown }).code
    if (typeof code === 'string') return code
    throw error
  }
  throw new Error('expected a refusal, got an answer')
}
