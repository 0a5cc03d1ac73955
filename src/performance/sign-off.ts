// Sign the report off: everything that must be written is written, the checker has spoken, a snapshot is kept.
import { createHash } from 'node:crypto'
import { z } from 'zod'
import { ClassificationField, canonicalJson, command, type FigureSet, Int64, YearField } from '../platform/index.ts'
import { assembleReport } from './assemble.ts'
import { checkReport } from './check-report.ts'
import { findingsOpen, textMissing } from './refusals.ts'

/** Where the public trace of a figure stands. */
function traceHref(year: number, classification: string): (figure: string) => string {
  return figure => `/figures/${figure}?year=${year}&as=${classification}`
}

/** Sign off a year's report. Refused while texts are missing, or while the checker finds errors nobody gave a reason for. */
export const signOff = (set: FigureSet) =>
  command({
    name: 'performance.sign-off',
    title: '签发报告',
    access: ['director'],
    input: z.strictObject({
      year: YearField,
      as: ClassificationField,
      accept_reason: z.string().trim().max(500).default(''),
    }),
    output: z.object({ report_id: Int64, digest: z.string() }),
    async run(tx, call, { year, as, accept_reason }) {
      const report = await assembleReport(tx, set, { year, as }, { dated: call.today, hrefOf: traceHref(year, as) })
      if (report.missing.length > 0) throw textMissing({ slots: report.missing })
      const { findings } = checkReport(report.document)
      const errors = findings.filter(finding => finding.severity === 'error')
      if (errors.length > 0 && accept_reason === '') throw findingsOpen({ errors: errors.map(error => error.message) })
      const figures = [...report.figures.values()].map(({ amount: _amount, ...figure }) => figure)
      const digest = createHash('sha256')
        .update(canonicalJson({ document: report.document, figures }))
        .digest('hex')
      const [row] = await tx<{ id: bigint }[]>`
        insert into performance.signed_reports (year, classification, document, figures, findings, accept_reason, digest, signed_at, signed_by)
        values (${year}, ${as}, ${tx.json(JSON.parse(canonicalJson(report.document)))}, ${tx.json(figures)},
          ${tx.json(JSON.parse(canonicalJson(findings)))}, ${accept_reason || null}, ${digest}, ${call.at}, ${call.actor.name}) returning id`
      return { report_id: row!.id, digest }
    },
  })
