// Proofing: what is wrong with the figures and the wording of an official text. See check.ts.
export { checkText } from './check.ts'
export { RULES } from './rules.ts'
export type { CheckResult, Finding, Relation, RelationKind, RelationPart, RelationStatus, Severity } from './types.ts'
