// What modules declare for others and the house gathers: figures, work that waits, what forbids. Collected once, in order.
import { assetFigures, assetTodos, assetVetoes, assetYearVetoes } from './assets/index.ts'
import { audienceFigures, audienceTodos } from './audience/index.ts'
import { budgetFigures, budgetTodos, budgetVetoes } from './budget/index.ts'
import { disclosureTodos } from './disclosure/index.ts'
import { handoverTodos, handoverVetoes } from './handover/index.ts'
import { newspaperTodos } from './newspaper/index.ts'
import { newsroomFigures, newsroomTodos } from './newsroom/index.ts'
import { peopleFigures } from './people/index.ts'
import { figureSet, type TodoSource, type VetoSource } from './platform/index.ts'
import { procurementFigures, procurementTodos, procurementVetoes } from './procurement/index.ts'
import { publishingTodos } from './publishing/index.ts'
import { spendingTodos, spendingVetoes } from './spending/index.ts'
import { supervisionFigures, supervisionTodos, supervisionVetoes } from './supervision/index.ts'

/** Every figure of the house. */
export const allFigures = figureSet([
  peopleFigures,
  budgetFigures,
  procurementFigures,
  assetFigures,
  newsroomFigures,
  audienceFigures,
  supervisionFigures,
])

/** Where work that waits for somebody comes from. */
export const allTodos: readonly TodoSource[] = [
  ...assetTodos,
  ...procurementTodos,
  ...budgetTodos,
  ...spendingTodos,
  ...newsroomTodos,
  publishingTodos,
  ...newspaperTodos,
  ...audienceTodos,
  ...disclosureTodos,
  ...supervisionTodos,
  ...handoverTodos,
]

/** What forbids a person to leave or a year to close; handover/ asks all of them. */
export const allVetoes: readonly VetoSource[] = [
  budgetVetoes,
  assetVetoes,
  assetYearVetoes,
  procurementVetoes,
  ...spendingVetoes,
  supervisionVetoes,
  handoverVetoes,
]
