// Runs all checks over one document, in reading order. Pure: no clock, no files, no network; never throws on odd text.
import type { DocumentText } from '../kernel/index.ts'
import { checkContradictions } from './contradictions.ts'
import { type Reading, readPassage } from './facts.ts'
import { groupsOf } from './groups.ts'
import { History } from './history.ts'
import { checkNumbering } from './numbering.ts'
import { ownNameOf } from './own-name.ts'
import { layOut } from './passages.ts'
import { checkChanges } from './relations-changes.ts'
import { checkCounts, departmentsOf } from './relations-counts.ts'
import { checkRatios, type RatioBinding } from './relations-ratios.ts'
import { checkShares } from './relations-shares.ts'
import { checkClosingTotals, checkGroups, checkItems } from './relations-sums.ts'
import { newReport } from './report.ts'
import { checkResidue } from './residue.ts'
import { checkRuns } from './runs.ts'
import type { CheckResult } from './types.ts'
import { checkComparisons, checkRating, checkTotals } from './wording.ts'

/** Checks the figures and the wording of one document. Relations and findings come in reading order. */
export function checkText(document: DocumentText): CheckResult {
  const layout = layOut(document)
  const ownName = ownNameOf(layout.passages)
  const report = newReport()
  const history = new History(ownName)
  const readings: Reading[] = layout.passages.map(passage => readPassage(passage, ownName))
  const bindings: RatioBinding[] = []
  readings.forEach((reading, at) => {
    for (const fact of reading.facts) history.add(fact)
    const groups = groupsOf(reading)
    checkGroups(report, groups)
    checkClosingTotals(report, reading)
    checkItems(report, readings, at)
    checkRuns(report, reading, history)
    checkShares(report, reading, groups, history)
    bindings.push(...checkRatios(report, reading))
    checkChanges(report, reading)
    checkComparisons(report, reading)
    checkTotals(report, reading)
    checkCounts(report, reading)
  })
  checkContradictions(report, readings, bindings)
  checkRating(report, readings)
  checkResidue(report, document, readings, ownName, departmentsOf(readings))
  if (!document.blocks.some(block => block.kind === 'paragraph' && block.auto_numbered))
    checkNumbering(report, layout.passages)
  return {
    relations: report.relations.toSorted((a, b) => a.line - b.line),
    findings: report.findings.toSorted((a, b) => a.line - b.line),
  }
}
