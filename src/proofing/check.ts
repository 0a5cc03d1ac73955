// Runs all checks over one document, in reading order. Pure: no clock, no files, no network; never throws on odd text.
import type { DocumentText } from '../kernel/index.ts'
import { checkCalculations } from './calculations.ts'
import { checkContradictions } from './contradictions.ts'
import { type Reading, readPassage } from './facts.ts'
import { checkFunctionItems } from './function-items.ts'
import { groupsOf } from './groups.ts'
import { History } from './history.ts'
import { checkNamedLists } from './named-lists.ts'
import { checkNumbering } from './numbering.ts'
import { ownNameOf } from './own-name.ts'
import { type Layout, layOut } from './passages.ts'
import { checkChanges } from './relations-changes.ts'
import { checkChangeSums, checkColumns } from './relations-columns.ts'
import { checkCounts, departmentsOf } from './relations-counts.ts'
import { checkEqualities } from './relations-equalities.ts'
import { checkIdentities } from './relations-identities.ts'
import { checkRatios, type RatioBinding } from './relations-ratios.ts'
import { checkShares, type ShareLedger } from './relations-shares.ts'
import { checkClosingTotals, checkGroups, checkItems } from './relations-sums.ts'
import { checkTable } from './relations-tables.ts'
import { checkEchoedClauses, checkEchoes, checkRepeats } from './repeats.ts'
import { newReport } from './report.ts'
import { checkResidue } from './residue.ts'
import { checkRuns } from './runs.ts'
import { checkScores } from './scoring.ts'
import { type NamedShare, settleShares } from './share-bases.ts'
import { applyTrimmedStyle } from './style.ts'
import { knownValues } from './suspects.ts'
import { modelsOf } from './table-model.ts'
import { checkSides } from './table-sides.ts'
import { checkTableEchoes, tableValuesOf } from './table-values.ts'
import { checkThreePublic } from './three-public.ts'
import { checkThreePublicTables } from './three-public-table.ts'
import type { CheckResult } from './types.ts'
import { checkComparisons, checkRating, checkTotals } from './wording.ts'
import { checkZeroPercents } from './zero-percents.ts'

/** Checks the figures and the wording of one document. Relations and findings come in reading order. */
export function checkText(document: DocumentText): CheckResult {
  const layout = layOut(document)
  const ownName = ownNameOf(layout.passages)
  const history = new History(ownName)
  const readings: Reading[] = layout.passages.map(passage => readPassage(passage, ownName))
  applyTrimmedStyle(readings)
  const models = modelsOf(layout)
  const report = newReport(knownValues(readings, models))
  const bindings: RatioBinding[] = []
  const ledger: ShareLedger = new Map()
  const open: NamedShare[] = []
  readings.forEach((reading, at) => {
    for (const fact of reading.facts) history.add(fact)
    const groups = groupsOf(reading)
    checkGroups(report, groups)
    checkClosingTotals(report, reading)
    checkItems(report, readings, at)
    checkRuns(report, reading, groups, history)
    checkShares(report, reading, groups, history, ledger, open)
    bindings.push(...checkRatios(report, reading))
    checkChanges(report, reading)
    checkColumns(report, reading)
    checkChangeSums(report, reading, groups)
    checkComparisons(report, reading)
    checkIdentities(report, reading)
    checkNamedLists(report, reading, history)
    checkCalculations(report, reading.passage)
    checkTotals(report, reading)
    checkCounts(report, reading)
    checkZeroPercents(report, reading)
  })
  settleShares(report, readings, open)
  checkFunctionItems(report, readings)
  for (const model of models) {
    checkTable(report, model, model.grid ? models.filter(other => other.grid === model.grid) : [model])
    checkScores(report, model)
  }
  checkSides(report, models)
  checkThreePublicTables(report, layout)
  const values = tableValuesOf(models)
  checkTableEchoes(report, values)
  checkEqualities(report, readings, values)
  checkContradictions(report, readings, bindings)
  checkRepeats(report, readings)
  checkEchoes(report, readings)
  checkEchoedClauses(report, readings)
  checkThreePublic(report, readings)
  checkRating(report, readings)
  checkResidue(report, document, readings, ownName, departmentsOf(readings))
  if (isNumberingLegible(document, layout)) checkNumbering(report, layout)
  return {
    relations: report.relations.toSorted((a, b) => a.line - b.line),
    findings: report.findings.toSorted((a, b) => a.line - b.line),
  }
}

/** Numbers that the editor makes are not in the text; lines of tables that lost their borders pass for headings. */
function isNumberingLegible(document: DocumentText, layout: Layout): boolean {
  if (document.format === 'pdf' && layout.tables.length > 0) return false
  if (layout.wrapped || layout.tables.some(table => table.flattened && table.rows.length > 5)) return false
  return !document.blocks.some(block => block.kind === 'paragraph' && block.auto_numbered)
}
