// Gathers what a report of a year stands on — figures, texts, marks, unit — and builds it.
import { noSuchYear } from '../budget/index.ts'
import type { Classification, OfficialDocument, Period } from '../kernel/index.ts'
import { findUnit } from '../people/index.ts'
import { evaluateAll, type FigureSet, type FigureValue, type Sql } from '../platform/index.ts'
import type { HrefOf } from './prose.ts'
import { buildReport, type ReportInput } from './report.ts'
import { type Evaluation, evaluate } from './scoring.ts'
import { missingTexts, readTexts, type WrittenText } from './texts.ts'

export type Assembled = {
  period: Period
  figures: Map<string, FigureValue>
  evaluation: Evaluation | undefined
  texts: Map<string, WrittenText>
  missing: string[]
  document: OfficialDocument
  /** what the document was built from */
  input: ReportInput
}

/** The classification a year is reported under unless told: imported years as they were reported. Refuses unknown years. */
export async function defaultClassification(tx: Sql, year: number): Promise<Classification> {
  const [row] = await tx<{ origin: string }[]>`select origin from budget.years where year = ${year}`
  if (!row) throw noSuchYear({ year })
  return row.origin === 'imported' ? 'reported' : 'classified'
}

/** Everything of a year's report. `dated` is the day of sign-off, null for a draft. */
export async function assembleReport(
  tx: Sql,
  set: FigureSet,
  period: Period,
  options: { dated?: string | null; hrefOf?: HrefOf } = {},
): Promise<Assembled> {
  await defaultClassification(tx, period.year)
  const figures = await evaluateAll(set, tx, period)
  const texts = await readTexts(tx, period.year)
  const evaluation = await evaluate(tx, period.year, figures)
  const unit = (await findUnit(tx)) ?? { name: '（未设置单位）', short_name: '本单位', district: '', duties: '' }
  const sections = await tx<{ name: string }[]>`select name from people.sections where closed_at is null order by sort`
  const input: ReportInput = {
    period,
    unit,
    figures,
    texts,
    evaluation,
    sections: sections.map(row => row.name),
    dated: options.dated ?? null,
    hrefOf: options.hrefOf ?? (() => undefined),
  }
  const document = buildReport(input)
  return { period, figures, evaluation, texts, missing: missingTexts(figures, texts), document, input }
}
