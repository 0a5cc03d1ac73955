// budget/ 预算编制·指标额度台账·收入支出·结转

import { accrue, settle } from './accruals.ts'
import { cutLine, increaseLine, moveBetweenLines } from './adjust-line.ts'
import { adoptBudget } from './adopt-budget.ts'
import { allot } from './allot.ts'
import { approvals, attachApproval } from './approvals.ts'
import { directLimit, setDirectLimit } from './direct-limit.ts'
import { ledger, movements } from './ledger.ts'
import { preparationCommands, preparationFileReadings, preparationQueries } from './preparation/index.ts'
import { budgetPreparationTodos } from './preparation/preparation-todos.ts'
import { projects, projectTodos } from './projects/milestone-queries.ts'
import { reachMilestone, setMilestones } from './projects/milestones.ts'
import { executionByMonth, executionBySection, vocabulary, years } from './queries.ts'
import { readBudget } from './read-budget.ts'
import { recordExpenditure } from './record-expenditure.ts'
import { recordIncome } from './record-income.ts'
import { returnPayment } from './reservations/return-payment.ts'
import { release, reserve } from './reserve.ts'
import { assignLine } from './responsibility/assign-line.ts'
import { responsibility, responsibilityTodos, setPaceRule, setSectionTargets } from './responsibility/targets.ts'
import { reverseMovement } from './reverse-movement.ts'
import { carryOver, recall, yearEnd } from './year-end/clear-year.ts'

export { accrueExpense } from './accruals.ts'
export { closeYear } from './close-year.ts'
export { budgetFacets, type Facet, type FacetFilter } from './facets.ts'
export { budgetFigures, facetFigure } from './figures.ts'
export {
  entryPoster,
  type ImportedAdjustment,
  type ImportedEntry,
  type ImportedMatter,
  importAdjustments,
  importEntries,
} from './imported.ts'
export { refreshImportedTotals } from './imported-totals.ts'
export { ledgerRows } from './ledger.ts'
export { lockLine, type NewLine, type NewYear, writeBudget } from './lines.ts'
export { appendMovement, type NewMovement } from './movements.ts'
export { type PriorTotal, writePriorTotals } from './prior-totals.ts'
export { milestonesCover } from './projects/milestones.ts'
export { noSuchYear } from './refusals.ts'
export { type Payment, spendAllotment, spendReservation } from './reservations/pay.ts'
export { reservationHold, reserveAllotment, type Step } from './reservations/reservations.ts'
export { returnSpending } from './reservations/return-spending.ts'
export {
  commitReservation,
  dispatchReservation,
  extendReservation,
  recallDispatch,
  releaseReservation,
} from './reservations/steps.ts'
export * from './vocabulary.ts'

export const budgetCommands = [
  adoptBudget,
  increaseLine,
  cutLine,
  moveBetweenLines,
  allot,
  reserve,
  release,
  recordIncome,
  recordExpenditure,
  reverseMovement,
  returnPayment,
  accrue,
  settle,
  carryOver,
  recall,
  attachApproval,
  setSectionTargets,
  setPaceRule,
  setDirectLimit,
  setMilestones,
  reachMilestone,
  assignLine,
  ...preparationCommands,
]
export const budgetQueries = [
  years,
  ledger,
  movements,
  executionByMonth,
  executionBySection,
  vocabulary,
  approvals,
  yearEnd,
  responsibility,
  directLimit,
  projects,
  ...preparationQueries,
]
export const budgetFileReadings = [readBudget, ...preparationFileReadings]
export const budgetTodos = [...budgetPreparationTodos, ...responsibilityTodos, ...projectTodos]
export { mixedClasses } from './preparation/words.ts'
export { carryReservation } from './year-end/clear-line.ts'
export { budgetVetoes } from './year-end/clear-year.ts'
