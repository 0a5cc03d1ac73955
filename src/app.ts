// The composition root: every module once, in order. Nothing else knows them all.
import path from 'node:path'
import { Hono } from 'hono'
import { accountsQueries } from './accounts/index.ts'
import { assetCommands, assetFileReadings, assetQueries } from './assets/index.ts'
import {
  audienceCommands,
  audienceFileReadings,
  audienceQueries,
  audienceSweeps,
  mountBulletins,
  type VisitCounter,
} from './audience/index.ts'
import { booksCommands, booksFileReadings, booksQueries, mountBooks } from './books/index.ts'
import { budgetCommands, budgetFileReadings, budgetQueries } from './budget/index.ts'
import { channelsCommands, channelsQueries } from './channels/index.ts'
import { disclosureCommands, disclosureQueries, mountFigures } from './disclosure/index.ts'
import { allFigures, allTodos, allVetoes } from './gathered.ts'
import { handoverCommands, handoverQueries } from './handover/index.ts'
import { inboxQueries } from './inbox/index.ts'
import { Refusal } from './kernel/index.ts'
import { mountPress, newspaperCommands, newspaperQueries } from './newspaper/index.ts'
import {
  feedFetcher,
  ffmpegTranscoder,
  importBy,
  intakeBy,
  mountMail,
  mountMedia,
  mountReviewLinks,
  newsroomCommands,
  newsroomQueries,
  readFeedBy,
  transcodeBy,
} from './newsroom/index.ts'
import { mountSignIn, peopleCommands, peopleFileReadings, peopleQueries, ROLES, sessionReader } from './people/index.ts'
import { mountReports, performanceCommands, performanceQueries } from './performance/index.ts'
import { forgetSweep, forgetUploads, mountFiles, mountResumable, openFileStore } from './platform/files/index.ts'
import {
  type ApiParts,
  type Command,
  type Config,
  errorAnswer,
  type FileReading,
  type Job,
  json,
  limitedBody,
  mountApi,
  mountApiEnd,
  mountFileReadings,
  openApi,
  type Pool,
  permissionMatrix,
  plainAddresses,
  programDir,
  type Query,
  readStaticFolder,
  type Sweep,
  sameOriginWrites,
  securityHeaders,
  staticAnswer,
} from './platform/index.ts'
import { mountPortal } from './portal/index.ts'
import { procurementCommands, procurementFileReadings, procurementQueries } from './procurement/index.ts'
import { checkUpload, proofingCommands, proofingQueries } from './proofing/index.ts'
import {
  mountCallbacks,
  mountCertificates,
  mountFediverse,
  mountKit,
  publishingCommands,
  publishingJobs,
  publishingQueries,
  publishingSweeps,
} from './publishing/index.ts'
import {
  mountArchive,
  mountInvoices,
  spendingCommands,
  spendingFileReadings,
  spendingQueries,
  spendingSweeps,
} from './spending/index.ts'
import { supervisionCommands, supervisionQueries } from './supervision/index.ts'
import { VERSION } from './version.ts'

export { allFigures, allTodos, allVetoes } from './gathered.ts'

export const allCommands = [
  forgetUploads,
  ...peopleCommands,
  ...budgetCommands,
  ...spendingCommands,
  ...assetCommands,
  ...procurementCommands,
  ...booksCommands,
  ...proofingCommands,
  ...channelsCommands,
  ...newsroomCommands,
  ...newspaperCommands,
  ...publishingCommands,
  ...audienceCommands,
  ...performanceCommands(allFigures),
  ...disclosureCommands,
  ...supervisionCommands,
  ...handoverCommands(allVetoes),
] as unknown as Command[]

export const allQueries = [
  ...peopleQueries,
  ...accountsQueries,
  ...budgetQueries,
  ...assetQueries,
  ...procurementQueries,
  ...spendingQueries,
  ...booksQueries,
  ...proofingQueries,
  ...channelsQueries,
  ...newsroomQueries,
  ...newspaperQueries,
  ...publishingQueries,
  ...audienceQueries(allFigures),
  ...performanceQueries(allFigures),
  ...disclosureQueries(allFigures),
  ...supervisionQueries,
  ...inboxQueries(allTodos),
  ...handoverQueries(allVetoes),
] as unknown as Query[]

/** Reads of uploaded files. */
export const allFileReadings = [
  checkUpload,
  ...peopleFileReadings,
  ...budgetFileReadings,
  ...procurementFileReadings,
  ...spendingFileReadings,
  ...booksFileReadings,
  ...audienceFileReadings,
  ...assetFileReadings,
] as unknown as FileReading[]

/** What the program does by itself. */
export function allJobs(config: Config): Job[] {
  const files = openFileStore(path.join(config.data_dir, 'files'))
  return [
    ...publishingJobs(files.pathOf, config.public_url),
    transcodeBy(ffmpegTranscoder(files, config.ffmpeg)),
    importBy(files),
    readFeedBy(feedFetcher()),
  ] as unknown as Job[]
}
export function allSweeps(config: Config): Sweep[] {
  const files = openFileStore(path.join(config.data_dir, 'files'))
  return [
    ...audienceSweeps,
    ...publishingSweeps,
    ...spendingSweeps,
    intakeBy(files, path.join(config.data_dir, 'intake')),
    forgetSweep(files),
  ]
}

/** Refuses to start with two declarations of one name, or a role nobody can hold. */
function assertDeclarations(): void {
  const names = new Set<string>()
  for (const { name, access } of [...allCommands, ...allQueries, ...allFileReadings]) {
    if (names.has(name)) throw new Error(`${name} is declared twice`)
    names.add(name)
    const roles = typeof access === 'string' ? [] : access
    for (const role of roles) if (!Object.hasOwn(ROLES, role)) throw new Error(`${name} names the unknown role ${role}`)
  }
}

export type AppOptions = { pool: Pool; config: Config; now(): Date; log(line: string): void; visits?: VisitCounter }

export type Quick = ReturnType<typeof mountPortal>['quick']

/** The whole product behind one port: API, workbench, portal. */
export function createApp(options: AppOptions): Hono {
  return createServing(options).app
}

/** The product, and its shortest way for public pages that are in the cache. */
export function createServing({ pool, config, now, log, visits }: AppOptions): { app: Hono; quick: Quick } {
  assertDeclarations()
  const secure = config.public_url?.startsWith('https:') ?? false
  const session = { pool, now, secure, trust_proxy: config.trust_proxy }
  const actorOf = sessionReader(session)
  const files = openFileStore(path.join(config.data_dir, 'files'))
  const parts: ApiParts = {
    pool,
    commands: allCommands,
    queries: allQueries,
    actorOf,
    now,
    trust_proxy: config.trust_proxy,
  }

  const app = new Hono()
  let lookAfterWrites = (): void => undefined
  app.use(securityHeaders, plainAddresses)
  app.use('/api/*', sameOriginWrites)
  app.post('/api/*', async (_c, next) => {
    await next()
    lookAfterWrites()
  })
  mountFiles(app, { pool, files, actorOf, now })
  mountResumable(app, { pool, files, actorOf, now, folder: path.join(config.data_dir, 'files') })
  app.use('/api/*', limitedBody)
  mountSignIn(app, session)
  mountApi(app, parts)
  mountFigures(app, parts, allFigures)
  mountBulletins(app, { ...parts, set: allFigures, fonts_dir: config.fonts_dir })
  mountCertificates(app, { ...parts, fonts_dir: config.fonts_dir })
  mountBooks(app, { ...parts, fonts_dir: config.fonts_dir })
  mountReports(app, { ...parts, set: allFigures, fonts_dir: config.fonts_dir })
  mountFileReadings(app, parts, allFileReadings)
  mountInvoices(app, { ...parts, files })
  mountArchive(app, { ...parts, files })
  mountPress(app, { ...parts, files, fonts_dir: config.fonts_dir })
  app.get('/api/openapi.json', c => json(c, openApi(allCommands, allQueries, VERSION)))
  app.get('/api/permissions', c => json(c, permissionMatrix(allCommands, allQueries)))
  mountHealth(app, pool)
  mountKit(app, { ...parts, files })
  mountMedia(app, { ...parts, files })
  mountMail(app, { ...parts, files })
  mountApiEnd(app)
  mountReviewLinks(app, parts)
  mountCallbacks(app, parts)
  mountFediverse(app, { pool, now, reach: {}, version: VERSION, public_url: config.public_url })
  mountWorkbench(app)
  if (visits) app.use(visits.middleware)
  const { fonts_dir, public_url } = config
  const site = mountPortal(app, { pool, set: allFigures, files, fonts_dir, public_url, now })
  lookAfterWrites = site.cache.look
  app.onError((error, c) => {
    const asPage = error instanceof Refusal && !c.req.path.startsWith('/api/')
    return asPage ? site.refused(c, error) : errorAnswer(c, error, log)
  })
  return { app, quick: site.quick }
}

function mountHealth(app: Hono, pool: Pool): void {
  app.get('/api/health', async c => {
    await pool`select 1`
    return json(c, { ok: true, version: VERSION })
  })
}

function mountWorkbench(app: Hono): void {
  const files = readStaticFolder(path.join(programDir, 'workbench', 'dist'))
  app.get('/workbench', c => c.redirect('/workbench/'))
  app.get('/workbench/*', c => {
    const name = c.req.path.slice('/workbench/'.length)
    const answer = staticAnswer(c, files, name) ?? staticAnswer(c, files, 'index.html')
    return answer ?? c.text('工作台还没有构建，请运行 npm start。', 503)
  })
}
