// Reads of the report for the workbench: the draft with its texts, marks and findings, and what was signed.
import { z } from 'zod'
import { ClassificationField, type FigureSet, query, YearField } from '../platform/index.ts'
import { assembleReport, defaultClassification } from './assemble.ts'
import { checkReport } from './check-report.ts'
import { linePlaces } from './layout.ts'
import { buildReport } from './report.ts'
import { SLOTS } from './texts.ts'

const Json = z.unknown()

/** The draft laid out for writing, texts by slot, what is missing, marks, and what the checker finds where. */
export const draft = (set: FigureSet) =>
  query({
    name: 'performance.draft',
    title: '报告草稿',
    access: 'signed-in',
    input: z.strictObject({ year: YearField, as: ClassificationField.optional() }),
    output: z.object({
      year: z.number(),
      as: z.string(),
      layout: Json,
      line_blocks: z.array(z.number()),
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
          edited_at: z.iso.datetime().nullable(),
          edited_by: z.string().nullable(),
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
      const layout = buildReport({ ...report.input, for_writing: true })
      return {
        year,
        as: period.as,
        layout,
        line_blocks: linePlaces(report.document, layout),
        evaluation: report.evaluation ?? null,
        missing: report.missing,
        check: checkReport(report.document),
        slots: SLOTS.map(({ slot, title, hint, required }) => {
          const text = report.texts.get(slot)
          return {
            slot,
            title,
            hint,
            required: required === 'always' || (typeof required === 'function' && required(report.figures)),
            content: text?.content ?? [],
            version: text?.version ?? 0,
            edited_at: text?.edited_at.toISOString() ?? null,
            edited_by: text?.edited_by ?? null,
          }
        }),
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
