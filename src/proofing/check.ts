// Runs all checks over one document, in reading order. Pure: no clock, no files, no network; never throws on odd text.
import type { DocumentText } from '../kernel/index.ts'
import { type Reading, readPassage } from './facts.ts'
import { groupsOf } from './groups.ts'
import { History } from './history.ts'
import { ownNameOf } from './own-name.ts'
import { layOut } from './passages.ts'
import { checkChanges } from './relations-changes.ts'
import { checkRatios } from './relations-ratios.ts'
import { checkShares } from './relations-shares.ts'
import { checkClosingTotals, checkGroups, checkItems } from './relations-sums.ts'
import { newReport } from './report.ts'
import type { CheckResult } from './types.ts'

/** Checks the figures and the wording of one document. Relations and findings come in reading order. */
export function checkText(document: DocumentText): CheckResult {
  const layout = layOut(document)
  const ownName = ownNameOf(layout.passages)
  const report = newReport()
  const history = new History(ownName)
  const readings: Reading[] = layout.passages.map(passage => readPassage(passage, ownName))
  readings.forEach((reading, at) => {
    for (const fact of reading.facts) history.add(fact)
    const groups = groupsOf(reading)
    checkGroups(report, groups)
    checkClosingTotals(report, reading)
    checkItems(report, readings, at)
    checkShares(report, reading, groups, history)
    checkRatios(report, reading)
    checkChanges(report, reading)
  })
  return {
    relations: report.relations.toSorted((a, b) => a.line - b.line),
    findings: report.findings.toSorted((a, b) => a.line - b.line),
  }
}
