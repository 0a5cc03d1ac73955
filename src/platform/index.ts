// What the platform offers to the modules.
export { canonicalJson } from './canonical.ts'
export { type Access, type Actor, type Call, type Command, command, malformed, parseInput, perform } from './command.ts'
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
export { type ChainReport, runSealer, sealJournal, verifyJournal } from './journal.ts'
export { ask, type Query, query, type Reading } from './query.ts'
