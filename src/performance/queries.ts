// Reads of the report for the workbench: the draft with its texts, marks and findings, and what was signed.
import { z } from 'zod'
import { ClassificationField, type FigureSet, query, YearField } from '../platform/index.ts'
import { assembleReport, defaultClassification } from './assemble.ts'
import { checkReport } from './check-report.ts'
import { SLOTS } from './texts.ts'

const Json = z.unknown()

/** The draft: document, texts by slot, what is missing, marks, and what the checker finds. */
export const draft = (set: FigureSet) =>
  query({
    name: 'performance.draft',
    title: '报告草稿',
    access: 'signed-in',
    input: z.strictObject({ year: YearField, as: ClassificationField.optional() }),
    output: z.object({
      year: z.number(),
      as: z.string(),
      document: Json,
      evaluation: Json,
      missing: z.array(z.string()),
      check: Json,
      slots: z.array(
        z.object({
          slot: z.string(),
          title: z.string(),
          hint: z.string(),
          required: z.boolean(),
          content: Json,
          version: z.number(),
        }),
      ),
      figures: z.array(
        z.object({ name: z.string(), title: z.string(), display: z.string(), table: z.string(), basis: z.string() }),
      ),
    }),
    async read(tx, { year, as }) {
      const period = { year, as: as ?? (await defaultClassification(tx, year)) }
      const report = await assembleReport(tx, set, period, {
        hrefOf: name => `/figures/${name}?year=${year}&as=${period.as}`,
      })
      return {
        year,
        as: period.as,
        document: report.document,
        evaluation: report.evaluation ?? null,
        missing: report.missing,
        check: checkReport(report.document),
        slots: SLOTS.map(({ slot, title, hint, required }) => ({
          slot,
          title,
          hint,
          required: required === 'always' || (typeof required === 'function' && required(report.figures)),
          content: report.texts.get(slot)?.content ?? [],
          version: report.texts.get(slot)?.version ?? 0,
        })),
        figures: [...report.figures.values()].map(({ name, title, display, table, basis }) => ({
          name,
          title,
          display,
          table,
          basis,
        })),
      }
    },
  })
