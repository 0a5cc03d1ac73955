// The server: opens the installation, loads the sample on a first start, serves and works until told to stop.
import http, { type RequestListener, type ServerOptions } from 'node:http'
import path from 'node:path'
import { serve } from '@hono/node-server'
import { announceLogins, loadSample, type SampleLogin } from '../samples/load.ts'
import { allJobs, allSweeps, createServing } from './app.ts'
import { runVisitWriter, visitCounter } from './audience/index.ts'
import { awaitsSetup, findUnit, prepareSetup } from './people/index.ts'
import { openFileStore, sweepUploads } from './platform/files/index.ts'
import {
  addressOf,
  type Config,
  type Installation,
  openInstallation,
  type Pool,
  runSealer,
  sealJournal,
  startWorker,
} from './platform/index.ts'

const say = (line: string) => process.stderr.write(`${line}\n`)
const STOP_TIMEOUT_MS = 10_000
/** a film over a slow line takes its time; headers must still come within the server's own minute */
const UPLOAD_TIMEOUT_MS = 3_600_000

/** web: pages and commands; worker: jobs; all: both in one process. */
export const SERVER_ROLES = ['all', 'web', 'worker'] as const
export type ServerRole = (typeof SERVER_ROLES)[number]
export type Server = { url: string; stop(): Promise<void> }

/** The clock of the installation: the machine's, shifted only in trials. */
const clockOf = (config: Config) => () => new Date(Date.now() + config.clock_offset * 1_000)

/** Loads the sample centre where nothing is there yet and nobody began an empty one; true when it did. */
export async function ensureSample(pool: Pool, { data_dir }: Pick<Config, 'data_dir'>): Promise<boolean> {
  if ((await pool.begin(tx => findUnit(tx))) || (await awaitsSetup(pool))) return false
  await loadSample(pool, new Date(), openFileStore(path.join(data_dir, 'files')))
  // sealed at once: a command that loaded the sample leaves no unsealed tail behind
  while ((await sealJournal(pool)) > 0);
  return true
}

/** Said in one piece: whoever reads along sees the addresses and the logins together. */
function announce(url: string, logins: SampleLogin[]): void {
  const lines = [`\n北塔已启动。\n  公开页面  ${url}/\n  工作台    ${url}/workbench/`]
  if (logins.length > 0) {
    lines.push(
      `  2022年度报告  ${url}/disclosure/2022\n\n首次启动已装入示例单位，登录名和密码（只显示这一次，请记下）：`,
    )
    for (const { login, name, roles, password } of logins)
      lines.push(`  ${login.padEnd(10)} ${password}   ${name}（${roles.join('、')}）`)
  }
  say(lines.join('\n'))
}

/** Starts the server. Refuses a data directory in use, a taken port, wrong settings. */
export async function startServer(config: Config, options: { empty: boolean; role: ServerRole }): Promise<Server> {
  if (options.role === 'worker') return startJobsOnly(config)
  const installation = await openInstallation(config, 'server')
  try {
    if (!options.empty) await ensureSample(installation.pool, config)
    const logins = await announceLogins(installation.pool, new Date())
    const setup = await prepareSetup(installation.pool)
    const server = await listen(config, installation, options.role)
    announce(server.url, logins)
    if (setup) say(`\n还没有设置单位。请打开 ${server.url}/workbench/setup?code=${setup} 完成设置。`)
    return server
  } catch (error) {
    await installation.close()
    throw error
  }
}

function workerOf(config: Config, pool: Pool) {
  return startWorker({ pool, jobs: allJobs(config), sweeps: allSweeps(config), now: clockOf(config), log: say })
}

/** A process that only does jobs, beside the server of the same data. */
async function startJobsOnly(config: Config): Promise<Server> {
  const { pool, close } = await openInstallation(config, 'tool')
  const worker = workerOf(config, pool)
  say('\n后台任务进程已启动。')
  return {
    url: '',
    stop: async () => {
      await worker.stop()
      await close()
    },
  }
}

async function listen(config: Config, { pool, close }: Installation, role: ServerRole): Promise<Server> {
  if (config.database_url === undefined) sweepUploads(path.join(config.data_dir, 'files'))
  const now = clockOf(config)
  const visits = visitCounter({ now, addressOf: c => addressOf(c, config.trust_proxy) })
  const { app, quick } = createServing({ pool, config, now, log: say, visits })
  const sealer = runSealer(pool, error => say(`日志封存暂时失败：${(error as Error).message}`))
  const serverOptions = { requestTimeout: UPLOAD_TIMEOUT_MS }
  const createServer = (options: ServerOptions, listener: RequestListener) =>
    http.createServer(options, (request, response) => {
      if (!quick(request, response)) return listener(request, response)
      visits.note(request)
    })
  const listening = {
    hostname: config.host,
    port: config.port,
    serverOptions,
    createServer: createServer as typeof http.createServer,
  }
  const server = serve({ fetch: app.fetch, ...listening })
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('listening', resolve)
      server.once('error', reject)
    })
  } catch (error) {
    await sealer.stop()
    throw error
  }
  const visitWriter = runVisitWriter(pool, visits, { now, log: say })
  const worker = role === 'all' ? workerOf(config, pool) : undefined
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : config.port
  const stop = async () => {
    const closed = new Promise<void>(resolve => server.close(() => resolve()))
    if ('closeIdleConnections' in server) server.closeIdleConnections()
    // a visitor who keeps a connection busy does not hold up the end
    const drained = new Promise<void>(resolve => setTimeout(resolve, STOP_TIMEOUT_MS).unref())
    await Promise.all([Promise.race([closed, drained]), worker?.stop()])
    if ('closeAllConnections' in server) server.closeAllConnections()
    await Promise.all([visitWriter.stop(), sealer.stop()])
    await close()
  }
  return { url: `http://${config.host === '0.0.0.0' ? '127.0.0.1' : config.host}:${port}`, stop }
}
