// Brings the database to the newest shape: numbered SQL files, forward only, each in a transaction of its own.
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { refusal } from '../../kernel/index.ts'
import { programDir } from '../config.ts'
import type { Pool } from './database.ts'

const migrationChanged = refusal<{ file: string }>(
  'platform.migration-changed',
  409,
  f => `数据库升级文件 ${f.file} 与已执行的不一致，程序文件可能损坏或被改动，已停止启动。`,
)
const databaseIsNewer = refusal<{ file: string }>(
  'platform.database-is-newer',
  409,
  f => `数据库比程序新（已执行 ${f.file}）。请使用较新版本的程序。`,
)

const MIGRATION_LOCK = 7_201_001

/** Runs the migrations that are not in the database yet; returns their file names. Safe to run from several processes. */
export async function migrate(pool: Pool, folder: string = path.join(programDir, 'migrations')): Promise<string[]> {
  const files = readdirSync(folder)
    .filter(name => /^\d{4}-.*\.sql$/.test(name))
    .sort()
  const done: string[] = []
  await pool.begin(async tx => {
    await tx`select pg_advisory_xact_lock(${MIGRATION_LOCK})`
    await tx`create schema if not exists platform`
    await tx`create table if not exists platform.migrations (
      file text primary key, digest text not null, run_at timestamptz not null default now())`
    const rows = await tx<
      { file: string; digest: string }[]
    >`select file, digest from platform.migrations order by file`
    const known = new Map(rows.map(row => [row.file, row.digest]))
    for (const file of known.keys()) if (!files.includes(file)) throw databaseIsNewer({ file })
    for (const file of files) {
      const text = readFileSync(path.join(folder, file), 'utf8')
      const digest = createHash('sha256').update(text).digest('hex')
      const before = known.get(file)
      if (before === digest) continue
      if (before !== undefined) throw migrationChanged({ file })
      await tx.unsafe(text)
      await tx`insert into platform.migrations (file, digest) values (${file}, ${digest})`
      done.push(file)
    }
  })
  return done
}
