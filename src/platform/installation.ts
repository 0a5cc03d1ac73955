// An installation's database: the server of DATABASE_URL, or the embedded one, shared by the program's processes.
import { mkdirSync } from 'node:fs'
import { refusal } from '../kernel/index.ts'
import type { Config } from './config.ts'
import { connect, type Pool } from './database/database.ts'
import { type EmbeddedPostgres, startEmbedded } from './database/embedded-postgres.ts'
import { migrate } from './database/migrate.ts'
import { takeLease } from './lease.ts'
import { takeKeysOf } from './sealing.ts'

const alreadyRunning = refusal<{ data_dir: string }>(
  'platform.already-running',
  409,
  f => `目录 ${f.data_dir} 的系统已在运行，不能再启动一个。请先停掉它，或用 DATA_DIR 指定别的目录。`,
)
const databaseUnreachable = refusal<{ reason: string }>(
  'platform.database-unreachable',
  503,
  f => `连不上 DATABASE_URL 指定的数据库：${f.reason}`,
)
const databaseTooOld = refusal<{ version: string }>(
  'platform.database-too-old',
  503,
  f => `数据库版本 ${f.version} 太旧，需要 PostgreSQL 15 或以上。`,
)

const VERSION_MIN = 150_000

export type Installation = {
  pool: Pool
  /** leaves: the pool is closed, and the embedded server stopped unless another process still uses it */
  close(): Promise<void>
}

/**
 * Opens the installation's database, migrated. `role: 'server'` claims the data directory: a second server on it is
 * refused (platform.already-running); on a server of one's own, several processes may share the database.
 */
export async function openInstallation(config: Config, role: 'server' | 'tool'): Promise<Installation> {
  takeKeysOf(config.data_dir)
  return config.database_url === undefined ? openEmbedded(config, role) : openRemote(config, config.database_url)
}

/** Refuses a server below PostgreSQL 15; `no` is its server_version_num (150004). */
export function mustBeNewEnough(no: number, version: string): void {
  if (!(no >= VERSION_MIN)) throw databaseTooOld({ version })
}

async function openRemote(config: Config, url: string): Promise<Installation> {
  const pool = connect({ url }, { connections: config.database_connections })
  try {
    const [row] = await pool<{ no: string; version: string }[]>`
      select current_setting('server_version_num') no, current_setting('server_version') version`
    mustBeNewEnough(Number(row?.no), row?.version ?? '')
    await migrate(pool)
  } catch (error) {
    await pool.end({ timeout: 1 })
    if ((error as { name?: string }).name === 'Refusal') throw error
    throw databaseUnreachable({ reason: (error as Error).message })
  }
  return { pool, close: () => pool.end({ timeout: 10 }) }
}

async function ensureDatabase(server: EmbeddedPostgres): Promise<void> {
  const admin = connect(server, { database: 'postgres', connections: 1 })
  try {
    const there = await admin`select 1 from pg_database where datname = 'beita'`
    if (there.length === 0) await admin.unsafe('create database beita').catch(ignoreDuplicate)
  } finally {
    await admin.end()
  }
}

function ignoreDuplicate(error: { code?: string }): void {
  // another process made it a moment ago
  if (error.code !== '42P04' && error.code !== '23505') throw error
}

async function openEmbedded(config: Config, role: 'server' | 'tool'): Promise<Installation> {
  mkdirSync(config.data_dir, { recursive: true })
  const server = await startEmbedded(config.data_dir)
  await ensureDatabase(server)
  const lease = await takeLease(server, role)
  if (!lease) throw alreadyRunning({ data_dir: config.data_dir })
  if (role === 'server') server.watch()
  const pool = connect(server, { connections: config.database_connections })
  const close = async () => {
    await pool.end({ timeout: 10 })
    if (await lease.release()) await server.stop()
  }
  try {
    await migrate(pool)
  } catch (error) {
    await close()
    throw error
  }
  return { pool, close }
}
