// The product as an operator runs it: `bin/beita start` as processes of their own, on a data directory of their own.
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

export const LAUNCHER = fileURLToPath(new URL('../../bin/beita', import.meta.url))
const READY_TIMEOUT_MS = 180_000

export type Product = {
  url: string
  data_dir: string
  /** how long it took from the command to the first served page */
  ready_ms: number
  log(): string
  /** SIGKILL to launcher and server; the database stays behind, as after a crash */
  kill(): Promise<void>
  /** orderly stop; the exit code */
  stop(): Promise<number | null>
}

/** A data directory for one trial; `remove` stops whatever database is still running in it. */
export function trialFolder(): { data_dir: string; remove(): Promise<void> } {
  const data_dir = mkdtempSync(path.join(os.tmpdir(), 'beita-trial-'))
  const remove = async () => {
    await killDatabase(data_dir)
    rmSync(data_dir, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
  }
  return { data_dir, remove }
}

/** What postmaster.pid says of a running database: its process and the folder of its socket. */
export function databaseOf(dataDir: string): { pid: number; socket_dir: string } | undefined {
  try {
    const lines = readFileSync(path.join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n')
    return { pid: Number(lines[0]), socket_dir: lines[4] ?? '' }
  } catch {
    return undefined
  }
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2)[0] !== 'Z'
  } catch {
    return false
  }
}

/** SIGKILL to the postmaster of a data directory, and waits until it is gone. */
export async function killDatabase(dataDir: string): Promise<void> {
  const found = databaseOf(dataDir)
  if (!found || !alive(found.pid)) return
  process.kill(found.pid, 'SIGKILL')
  while (alive(found.pid)) await pause(5)
}

/** A port nobody listens on. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = net.createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as net.AddressInfo
      probe.close(() => resolve(port))
    })
  })
}

function gone(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve(child.exitCode)
  return new Promise(resolve => child.once('exit', code => resolve(code)))
}

// a trial that is stopped stops what it started: the exit handlers below run
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130))

/** Everything the launcher started stands in one process group; none of them outlives the trial. */
function killGroup(child: ChildProcess): void {
  try {
    process.kill(-child.pid!, 'SIGKILL')
  } catch {
    // already gone
  }
}

/**
 * Starts `bin/beita start` and resolves once it serves. `args`: `--empty` for a centre without the sample. `port`: to come
 * back under the same address; else a free one. `env`: further settings, as DATABASE_CONNECTIONS.
 */
export async function startProduct(
  dataDir: string,
  options: { args?: string[]; port?: number; env?: Record<string, string> } = {},
): Promise<Product> {
  const began = performance.now()
  const port = options.port ?? (await freePort())
  const child = spawn(process.execPath, [LAUNCHER, 'start', ...(options.args ?? [])], {
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...options.env, DATA_DIR: dataDir, PORT: String(port) },
  })
  const onExit = () => {
    killGroup(child)
    const database = databaseOf(dataDir)
    if (database && alive(database.pid)) process.kill(database.pid, 'SIGKILL')
  }
  process.once('exit', onExit)
  let log = ''
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', part => {
      log += part
    })
  const end = async () => {
    const code = await gone(child)
    process.removeListener('exit', onExit)
    return code
  }
  const kill = async () => {
    killGroup(child)
    await end()
  }
  while (performance.now() - began < READY_TIMEOUT_MS) {
    if (log.includes('公开页面')) {
      const stop = () => {
        child.kill('SIGINT')
        return end()
      }
      return {
        url: `http://127.0.0.1:${port}`,
        data_dir: dataDir,
        ready_ms: performance.now() - began,
        log: () => log,
        kill,
        stop,
      }
    }
    if (child.exitCode !== null || child.signalCode !== null) break
    await pause(10)
  }
  await kill()
  throw new Error(`the product did not start: ${log}`)
}
