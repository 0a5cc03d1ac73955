// Residue of templates and of other units' reports; marks of the editor; a year left over from the report before.
import type { DocumentText } from '../kernel/index.ts'
import type { Reading } from './facts.ts'
import type { Passage } from './passages.ts'
import { type Report, raise } from './report.ts'
import { DEPARTMENT_WORDS, RESIDUES, SELF_NAMES } from './residue-words.ts'

export function checkResidue(
  report: Report,
  document: DocumentText,
  readings: readonly Reading[],
  ownName: string,
  departments: readonly string[],
): void {
  for (const { passage } of readings) {
    if (/(?:\.{4,}|…{2,})\d*$/.test(passage.text)) continue // a line of the table of contents
    for (const { rule, pattern, message } of RESIDUES) {
      const matches = [...passage.text.matchAll(pattern)]
      const first = matches[0]
      if (!first) continue
      const more = matches.length > 1 ? `（本段共${matches.length}处）` : ''
      raise(report, rule, 'warning', message(first[0]) + more, {
        passage,
        start: first.index,
        end: first.index + first[0].length,
      })
    }
    checkNames(report, passage, ownName, departments)
  }
  checkPercentSigns(report, readings)
  checkMarks(report, document)
  checkYears(report, readings)
}

function checkNames(report: Report, passage: Passage, ownName: string, departments: readonly string[]): void {
  if (ownName !== '') {
    for (const { word, pattern, fits } of SELF_NAMES) {
      if (fits.test(ownName)) continue
      for (const match of passage.text.matchAll(pattern)) {
        const message = `单位是“${ownName}”，却自称“${word}”，应改为与单位名称相符的自称。`
        raise(report, 'wrong-self-name', 'warning', message, {
          passage,
          start: match.index,
          end: match.index + match[0].length,
        })
      }
    }
  }
  if (departments.length < 2) return
  for (const { pattern, endings } of DEPARTMENT_WORDS) {
    if (departments.some(department => endings.test(department))) continue
    for (const match of passage.text.matchAll(pattern)) {
      const message = `文中称“${match[0]}”，而机构设置为${departments.slice(0, 4).join('、')}，称谓不符。`
      raise(report, 'wrong-department-name', 'warning', message, {
        passage,
        start: match.index,
        end: match.index + match[0].length,
      })
    }
  }
}

function checkPercentSigns(report: Report, readings: readonly Reading[]): void {
  for (const { facts } of readings) {
    for (const fact of facts) {
      if (fact.role !== 'growth' || fact.numeral.unit !== '') continue
      const place = { passage: fact.passage, start: fact.labelStart, end: fact.numeral.end }
      raise(report, 'missing-percent-sign', 'warning', `“${fact.label}${fact.numeral.text}”漏写百分号。`, place)
    }
  }
}

function checkMarks(report: Report, document: DocumentText): void {
  const shown = new Set(
    report.findings.filter(finding => finding.rule === 'editor-mark').map(finding => finding.excerpt),
  )
  for (const mark of document.marks) {
    if (!/_GoBack|_Toc/.test(mark) || /_Toc/.test(mark) || [...shown].some(excerpt => excerpt.includes(mark))) continue
    report.findings.push({
      rule: 'editor-mark',
      severity: 'warning',
      message: `文档中残留书签“${mark}”。`,
      excerpt: mark,
      line: 1,
    })
  }
}

const TITLE_YEAR = /(20\d\d)年.{0,30}(?:绩效|决算)/
const AS_OF = /截[止至](?:到)?(20\d\d)年(?:12月31日|年?[底末])/g

function checkYears(report: Report, readings: readonly Reading[]): void {
  const title = readings.slice(0, 6).find(({ passage }) => passage.text.length < 60 && TITLE_YEAR.test(passage.text))
  const year = title ? Number(TITLE_YEAR.exec(title.passage.text)![1]) : undefined
  if (year === undefined) return
  for (const { passage } of readings) {
    for (const match of passage.text.matchAll(AS_OF)) {
      if (
        Number(match[1]) !== year - 1 ||
        /上年|比|较|同期/.test(passage.text.slice(match.index - 6, match.index + 40))
      )
        continue
      const message = `本报告是${year}年度的，这里写“${match[0]}”，疑为上一年报告的残留。`
      raise(report, 'stale-year', 'warning', message, {
        passage,
        start: match.index,
        end: match.index + match[0].length,
      })
    }
  }
}
