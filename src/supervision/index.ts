// supervision/ 制度与监督: rules of the house and who has read them, routine checks, findings and their rectification
import { checks, findings, plans } from './checks/check-queries.ts'
import { endPlan, planCheck } from './checks/plan-check.ts'
import { recordCheck } from './checks/record-check.ts'
import { confirmRectification, rectifyFinding } from './checks/rectify.ts'
import { confirmRead } from './rules/confirm-read.ts'
import { publishRule, repealRule } from './rules/publish-rule.ts'
import { rule, rules } from './rules/rule-queries.ts'

export { supervisionFigures } from './figures.ts'
export { supervisionTodos, supervisionVetoes } from './waiting.ts'

export const supervisionCommands = [
  publishRule,
  repealRule,
  confirmRead,
  planCheck,
  endPlan,
  recordCheck,
  rectifyFinding,
  confirmRectification,
]
export const supervisionQueries = [rules, rule, plans, checks, findings]
