// The product as a process of its own, as an operator runs it.
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { programDir } from '../../src/platform/index.ts'

const READY_TIMEOUT_MS = 60_000

export type RunningServer = { url: string; process: ChildProcess; log(): string; logins: Map<string, string> }

export function temporaryFolder(): { folder: string; remove(): void } {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'beita-run-'))
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) }
}

/** Starts `src/cli.ts start` on a free port; resolves once it said that it serves. */
export async function startServer(dataDir: string, args: string[] = []): Promise<RunningServer> {
  const child = spawn(process.execPath, [path.join(programDir, 'src/cli.ts'), 'start', ...args], {
    env: { ...process.env, DATA_DIR: dataDir, PORT: '0' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let log = ''
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', part => {
      log += part
    })
  const deadline = performance.now() + READY_TIMEOUT_MS
  while (performance.now() < deadline) {
    const url = /公开页面 {2}(http:\/\/[^/\s]+)/.exec(log)?.[1]
    if (url) {
      const logins = new Map(
        [...log.matchAll(/^ {2}(\w+) +(\w{4}-\w{4}-\w{4}-\w{4})/gm)].map(match => [match[1]!, match[2]!]),
      )
      return { url, process: child, log: () => log, logins }
    }
    if (child.exitCode !== null) throw new Error(`the server ended (${child.exitCode}): ${log}`)
    await pause(25)
  }
  child.kill('SIGKILL')
  throw new Error(`the server did not become ready: ${log}`)
}

/** What `bin/beita` says to these words: the exit code, the result and what is told beside it. */
export async function commandLine(
  dataDir: string,
  words: string[],
): Promise<{ code: number | null; out: string; said: string }> {
  const child = spawn(process.execPath, [path.join(programDir, 'src/cli.ts'), ...words], {
    env: { ...process.env, DATA_DIR: dataDir },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const [out, said] = await Promise.all(
    [child.stdout, child.stderr].map(async stream => (await stream.toArray()).join('')),
  )
  return { code: await ended(child), out: out!, said: said! }
}

/** Waits for the end of a process; its exit code. */
export function ended(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve(child.exitCode)
  return new Promise(resolve => child.once('exit', code => resolve(code)))
}

export async function stopServer(server: RunningServer): Promise<number | null> {
  server.process.kill('SIGINT')
  return ended(server.process)
}

/** The process number of the database of a data directory. */
export function databasePid(dataDir: string): number {
  return Number(readFileSync(path.join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0])
}

/** Signs in and returns the session cookie. */
export async function signIn(server: RunningServer, login: string): Promise<string> {
  const body = JSON.stringify({ login, password: server.logins.get(login) })
  const answer = await fetch(`${server.url}/api/people/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  })
  if (!answer.ok) throw new Error(`sign-in of ${login}: ${answer.status} ${await answer.text()}`)
  return answer.headers.get('set-cookie')!.split(';')[0]!
}
