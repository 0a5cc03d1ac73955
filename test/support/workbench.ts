// A workbench for journeys: built once a test run, served by the real server on a database of its own, opened by a person who signed in.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { type ServerType, serve } from '@hono/node-server'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { build } from 'vite'
import { afterAll, inject } from 'vitest'
import { createApp } from '../../src/app.ts'
import { addPerson } from '../../src/people/add-person.ts'
import { ensureSection } from '../../src/people/index.ts'
import { type Pool, programDir, readConfig } from '../../src/platform/index.ts'
import { launchBrowser } from './browser.ts'
import { run } from './database.ts'
import { standHere } from './place.ts'

const TYPES: Record<string, string> = {
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.html': 'text/html',
  '.svg': 'image/svg+xml',
}
/** The password of everybody whom `staffUnit` and `fillBooks` add. */
export const PASSWORD = 'a-long-first-secret'

export type SignedIn = { context: BrowserContext; page: Page; faults: string[] }
export type Workbench = {
  base: string
  /** signs a person in, in a browser context of its own */
  open(login: string, width?: number): Promise<SignedIn>
}

/** A unit with its sections and people: login, roles and section of each. */
export async function staffUnit(
  pool: Pool,
  sections: readonly string[],
  people: readonly { login: string; name: string; roles: readonly string[]; section: string }[],
): Promise<void> {
  const ids = new Map<string, bigint>()
  await pool.begin(async tx => {
    await standHere(tx)
    for (const name of sections) ids.set(name, await ensureSection(tx, name))
  })
  for (const { section, ...person } of people) {
    const section_id = String(ids.get(section))
    await run(pool, addPerson, {
      ...person,
      section_id,
      joined_on: '2026-01-01',
      password: PASSWORD,
      must_change: false,
    })
  }
}

const POLL_MS = 50
const MOST_POLLS = 2400

/** The folder with this run's build: the first file that asks builds it, the others wait for it. */
async function builtOnce(): Promise<string> {
  const folder = path.join(inject('socket_dir'), '..', 'workbench')
  const dist = path.join(folder, 'dist')
  const done = path.join(folder, 'done')
  try {
    mkdirSync(folder)
  } catch {
    for (let i = 0; i < MOST_POLLS && !existsSync(done); i++) await new Promise(next => setTimeout(next, POLL_MS))
    if (!existsSync(done)) throw new Error('the workbench was not built by the file that began it')
    return dist
  }
  const configFile = path.join(programDir, 'workbench', 'vite.config.ts')
  await build({ configFile, logLevel: 'error', build: { outDir: dist, emptyOutDir: true } })
  writeFileSync(done, '')
  return dist
}

/** Builds and serves, with a folder for files where a journey needs one; server and browser stop when the file's tests are done. */
export async function serveWorkbench(
  pool: Pool,
  now = new Date('2026-03-02T02:00:00Z'),
  environment: Record<string, string> = {},
): Promise<Workbench> {
  const dist = await builtOnce()
  const app = createApp({ pool, config: readConfig(environment), now: () => now, log: console.error })
  let server: ServerType | undefined
  const base = await new Promise<string>(resolve => {
    server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) =>
      resolve(`http://127.0.0.1:${port}`),
    )
  })
  const browser = await launchBrowser()
  afterAll(async () => {
    await browser.close()
    await new Promise(resolve => (server ? server.close(resolve) : resolve(undefined)))
  })
  return { base, open: (login, width = 1280) => signIn({ browser, base, dist }, login, width) }
}

async function signIn(
  { browser, base, dist }: { browser: Browser; base: string; dist: string },
  login: string,
  width: number,
): Promise<SignedIn> {
  const context = await browser.newContext({ locale: 'zh-CN', viewport: { width, height: 800 } })
  const answer = await context.request.post(`${base}/api/people/sign-in`, {
    data: { login, password: PASSWORD },
    headers: { origin: base },
  })
  if (!answer.ok()) throw new Error(`${login} cannot sign in: ${answer.status()}`)
  const policy = answer.headers()['content-security-policy']!
  await context.route(/\/workbench(\/|$)/, route => {
    const name = new URL(route.request().url()).pathname.replace(/^\/workbench\/?/, '')
    const file = path.join(dist, path.extname(name) ? name : 'index.html')
    const contentType = TYPES[path.extname(file)] ?? 'application/octet-stream'
    return route.fulfill({ body: readFileSync(file), contentType, headers: { 'content-security-policy': policy } })
  })
  const page = await context.newPage()
  const faults: string[] = []
  page.on('pageerror', error => faults.push(error.message))
  page.on('response', response => {
    if (response.status() >= 400) faults.push(`${response.status()} ${response.url()}`)
  })
  return { context, page, faults }
}
