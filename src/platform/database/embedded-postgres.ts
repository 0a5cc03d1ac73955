// The embedded PostgreSQL of one data directory: made, started, re-attached after a crash, revived, stopped.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, renameSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { refusal } from '../../kernel/index.ts'
import { databaseEnvironment } from '../config.ts'
import { findRunner, ownedFolder, type Runner } from './postgres-binaries.ts'

const databaseDidNotStart = refusal<{ log: string; reason: string }>(
  'platform.database-did-not-start',
  503,
  f => `内置数据库没有启动（${f.reason}）。原因见日志 ${f.log}`,
)

const START_TIMEOUT_MS = 60_000
const SOCKET_PATH_MAX = 90
const REVIVE_EVERY_MS = 100
const REVIVE_EVERY_MAX_MS = 2_000
const LOOK_EVERY_MS = 300
const CRASH_PATIENCE_MS = 20_000

export type EmbeddedPostgres = {
  /** folder of the unix socket */
  socket_dir: string
  /** false when a server that was already running was joined */
  started: boolean
  /** keeps the server alive while we run: starts it again should it die */
  watch(): void
  /** orderly stop (fast): running transactions are rolled back, data is flushed */
  stop(): Promise<void>
}

type Place = { data: string; socket: string; log: string }

function placeOf(dataDir: string): Place {
  const socket = path.join(dataDir, 'socket')
  const short = path.join(os.tmpdir(), `beita-${createHash('sha256').update(dataDir).digest('hex').slice(0, 12)}`)
  return {
    data: path.join(dataDir, 'postgres'),
    socket: Buffer.byteLength(socket) <= SOCKET_PATH_MAX ? socket : short,
    log: path.join(dataDir, 'postgres.log'),
  }
}

/** What postmaster.pid says; undefined when there is none. */
function postmaster(data: string): { pid: number; state: string } | undefined {
  try {
    const lines = readFileSync(path.join(data, 'postmaster.pid'), 'utf8').split('\n')
    return { pid: Number(lines[0]), state: (lines[7] ?? '').trim() }
  } catch {
    return undefined
  }
}

/** Alive, no zombie, and really the server of this directory (process numbers are used again). */
function isOurs(pid: number, data: string): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false
  }
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    if (stat.slice(stat.lastIndexOf(')') + 2)[0] === 'Z') return false
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(data)
  } catch {
    return !existsSync('/proc')
  }
}

function runTool(runner: Runner, tool: string, args: string[]): { status: number | null; output: string } {
  const [command = '', ...rest] = [...runner.prefix, path.join(runner.bin, tool), ...args]
  const done = spawnSync(command, rest, { cwd: '/', env: databaseEnvironment(), uid: runner.uid, gid: runner.gid })
  return { status: done.status, output: `${done.stdout}${done.stderr}` }
}

/** Makes the cluster beside its place and moves it in whole, so that a crash leaves no half-made one. */
function initialise(runner: Runner, place: Place, fast: boolean): void {
  const fresh = `${place.data}.new`
  rmSync(fresh, { recursive: true, force: true })
  ownedFolder(fresh, runner)
  const locale = [
    '--encoding=UTF8',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--lc-collate=C',
    '--lc-ctype=C.UTF-8',
  ]
  const args = ['-D', fresh, '-U', 'beita', '--auth=trust', ...locale, ...(fast ? ['--no-sync'] : [])]
  const made = runTool(runner, 'initdb', args)
  if (made.status !== 0) throw databaseDidNotStart({ log: place.log, reason: made.output.trim().slice(-300) })
  renameSync(fresh, place.data)
}

function spawnServer(runner: Runner, place: Place, settings: string[]): ChildProcess {
  const log = openSync(place.log, 'a')
  const base = [
    'listen_addresses=',
    `unix_socket_directories=${place.socket}`,
    'unix_socket_permissions=0700',
    'jit=off',
    'max_connections=200',
    'timezone=UTC',
    'log_timezone=UTC',
  ]
  const options = [...base, ...settings].flatMap(setting => ['-c', setting])
  const [command = '', ...rest] = [...runner.prefix, path.join(runner.bin, 'postgres'), '-D', place.data, ...options]
  // detached: Ctrl-C must reach us first, so that work is drained before the database stops
  const child = spawn(command, rest, {
    cwd: '/',
    detached: true,
    stdio: ['ignore', log, log],
    env: databaseEnvironment(),
    uid: runner.uid,
    gid: runner.gid,
  })
  closeSync(log)
  child.unref()
  return child
}

async function untilReady(child: ChildProcess, place: Place): Promise<void> {
  let exit: string | undefined
  child.once('exit', (code, signal) => {
    exit = `退出码 ${code ?? signal}`
  })
  const deadline = performance.now() + START_TIMEOUT_MS
  while (performance.now() < deadline) {
    const running = postmaster(place.data)
    if (running?.pid === child.pid && running?.state === 'ready') return
    if (exit !== undefined) throw databaseDidNotStart({ log: place.log, reason: exit })
    await pause(15)
  }
  throw databaseDidNotStart({ log: place.log, reason: '超时' })
}

/** Waits for a server found in the directory to become ready; false when it goes away instead. */
async function joined(place: Place): Promise<boolean> {
  const deadline = performance.now() + START_TIMEOUT_MS
  while (performance.now() < deadline) {
    const running = postmaster(place.data)
    if (!running || !isOurs(running.pid, place.data)) return false
    if (running.state === 'ready') return true
    await pause(20)
  }
  return false
}

type Keeper = { begin(patienceMs: number): Promise<void>; follow(): void; letGo(): void }

/** Starts the server of a place, and again whenever it ends, until told to let go. */
function keeperOf(runner: Runner, place: Place, settings: string[]): Keeper {
  let child: ChildProcess | undefined
  let ended = false
  // after a crash the processes of the old server may still be leaving: they hold its memory for a moment
  const begin = async (patienceMs: number): Promise<void> => {
    const deadline = performance.now() + patienceMs
    for (let attempt = 1; ; attempt += 1) {
      try {
        child = spawnServer(runner, place, settings)
        return await untilReady(child, place)
      } catch (error) {
        if (ended || performance.now() > deadline) throw error
        await pause(Math.min(REVIVE_EVERY_MS * attempt, REVIVE_EVERY_MAX_MS))
      }
    }
  }
  const revive = async (): Promise<void> => {
    if (ended) return
    if (!(await joined(place))) await begin(Number.POSITIVE_INFINITY).catch(() => undefined)
    follow()
  }
  // our own child tells when it ends; of a server that we joined only its process number is known
  const follow = (): void => {
    const pid = postmaster(place.data)?.pid
    if (pid === child?.pid && child?.exitCode === null && child.signalCode === null) {
      child.once('exit', () => void revive())
      return
    }
    const looking = setInterval(() => {
      if (!ended && pid !== undefined && isOurs(pid, place.data)) return
      clearInterval(looking)
      void revive()
    }, LOOK_EVERY_MS)
    looking.unref()
  }
  return {
    begin,
    follow,
    letGo: () => {
      ended = true
    },
  }
}

/**
 * Starts the PostgreSQL of `dataDir`, or joins the one that is running there (ours, left behind by a killed process).
 * `fast` is for tests: no flush to disk. Refuses with `platform.database-did-not-start`.
 */
export async function startEmbedded(dataDir: string, options: { fast?: boolean } = {}): Promise<EmbeddedPostgres> {
  mkdirSync(dataDir, { recursive: true })
  const place = placeOf(dataDir)
  const runner = findRunner(dataDir)
  const settings = options.fast ? ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'] : []
  ownedFolder(place.socket, runner)
  if (!existsSync(path.join(place.data, 'PG_VERSION'))) initialise(runner, place, options.fast === true)

  const keeper = keeperOf(runner, place, settings)
  const crashed = postmaster(place.data) !== undefined
  const started = !(await joined(place))
  if (started) await keeper.begin(crashed ? CRASH_PATIENCE_MS : 0)
  return {
    socket_dir: place.socket,
    started,
    watch: keeper.follow,
    stop: async () => {
      keeper.letGo()
      runTool(runner, 'pg_ctl', ['stop', '-D', place.data, '-m', 'fast', '-w', '-t', '60'])
    },
  }
}
