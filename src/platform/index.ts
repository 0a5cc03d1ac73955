// What the platform offers to the modules.
export { canonicalJson } from './canonical.ts'
export {
  type Access,
  type Actor,
  type Call,
  type Command,
  command,
  mustBeAllowed,
  perform,
  rehearse,
} from './command.ts'
export { type Config, programDir, readConfig } from './config.ts'
export { onConstraint } from './database/constraints.ts'
export { connect, type Pool, type Sql } from './database/database.ts'
export { type EmbeddedPostgres, startEmbedded } from './database/embedded-postgres.ts'
export { migrate } from './database/migrate.ts'
export {
  ClassificationField,
  DayField,
  FenInput,
  Id,
  Int64,
  PageFields,
  PositiveFen,
  Text,
  YearField,
} from './fields.ts'
export {
  evaluateAll,
  evaluateFigure,
  type FigureSet,
  type FigureValue,
  figureContext,
  figureSet,
  toTracePage,
  unknownFigure,
} from './figures.ts'
export { type FileReading, fileReading, mountFileReadings, readFileFor, uploadedFile } from './file-reading.ts'
export {
  type Answer,
  type Asked,
  Blocked,
  type Guard,
  guardedFetch,
  isInnerName,
  NotSent,
  TooLarge,
  TooSlow,
} from './guarded-fetch.ts'
export { errorAnswer, json, toJson } from './http/answer.ts'
export { type ApiParts, mountApi, mountApiEnd, readJson, routeOf } from './http/api.ts'
export { openApi, permissionMatrix } from './http/openapi.ts'
export {
  addressOf,
  limitedBody,
  plainAddresses,
  SECURITY_HEADERS,
  sameOriginWrites,
  securityHeaders,
} from './http/security.ts'
export { readStaticFolder, type StaticFolder, staticAnswer } from './http/static-files.ts'
export { parseInput } from './input.ts'
export { type Installation, openInstallation } from './installation.ts'
export { enqueue, type Job, job, type Sweep, sweep, type Work } from './jobs/job.ts'
export { SYSTEM, startWorker, workOff } from './jobs/worker.ts'
export { type ChainReport, runSealer, sealJournal, verifyJournal } from './journal.ts'
export { isPublicAddress } from './public-address.ts'
export { ask, type Query, query, type Reading } from './query.ts'
export { SEAL_ALG, seal, signatureHolds, signingKey, signText, takeKeysOf, unseal } from './sealing.ts'
export { inThread } from './thread.ts'
export { collectTodos, type Todo, type TodoAction, TodoOut, type TodoSource, todoSource } from './todo.ts'
export { type Veto, type VetoSource, type VetoSubject, vetoesOf, vetoSource } from './veto.ts'
export { addDays, type DueDay, workingDayAfter, writeCalendarDays } from './working-days.ts'
export { writeZip, type ZipMember } from './zip.ts'
export { type ZipPart, zipStream } from './zip-stream.ts'
