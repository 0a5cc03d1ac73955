// Figures for everyone: value, formula, inputs and the rows behind them. Years whose report is not published need a sign-in.
import { z } from 'zod'
import type { Classification } from '../kernel/index.ts'
import { defaultClassification } from '../performance/index.ts'
import {
  ClassificationField,
  evaluateAll,
  evaluateFigure,
  type FigureSet,
  type FigureValue,
  figureContext,
  Int64,
  PageFields,
  query,
  type Reading,
  type Sql,
  unknownFigure,
  YearField,
} from '../platform/index.ts'
import { publishedReport } from './publications.ts'
import { notPublic } from './refusals.ts'

const FigureOut = z.object({
  name: z.string(),
  title: z.string(),
  value: z.string().nullable(),
  unit: z.string(),
  display: z.string(),
  table: z.string(),
  basis: z.string(),
  formula: z.string().nullable(),
  inputs: z.array(
    z.object({
      name: z.string(),
      title: z.string(),
      value: z.string().nullable(),
      unit: z.string(),
      display: z.string(),
    }),
  ),
})
export type FigureOut = z.infer<typeof FigureOut>

const MonthField = z.coerce.number('月份应为数字').int().min(1, '月份无效').max(12, '月份无效').optional()
const ByName = { name: z.string().max(80), year: YearField, as: ClassificationField.optional(), month: MonthField }

/** A figure as it leaves: its inputs with their values. */
export function figureOut(figure: FigureValue, all: ReadonlyMap<string, FigureValue>): FigureOut {
  const { name, title, value, unit, display, table, basis, formula } = figure
  const inputs = figure.inputs.map(input => {
    const part = all.get(input)!
    return { name: input, title: part.title, value: part.value, unit: part.unit, display: part.display }
  })
  return { name, title, value, unit, display, table, basis, formula, inputs }
}

/** The classification to use: what was asked for, else what the public report uses, else the year's default. */
async function period(tx: Sql, year: number, as: Classification | undefined, reading: Reading) {
  const published = await publishedReport(tx, year)
  if (!published && !reading.actor) throw notPublic({ year })
  return { year, as: as ?? published?.classification ?? (await defaultClassification(tx, year)) }
}

/** One figure with everything it stands on, and where its rows are. */
export const figure = (set: FigureSet) =>
  query({
    name: 'disclosure.figure',
    title: '指标数',
    access: 'public',
    input: z.strictObject(ByName),
    output: FigureOut.extend({
      year: z.number(),
      as: z.string(),
      month: z.number().nullable(),
      kind: z.enum(['source', 'derived']),
      rows: z.string(),
    }),
    async read(tx, { name, year, as, month }, reading) {
      const declared = set.get(name)
      if (!declared) throw unknownFigure({ name })
      const at = await period(tx, year, as, reading)
      const known = new Map<string, FigureValue>()
      const value = await evaluateFigure(set, figureContext(tx, { ...at, month }), name, known)
      return {
        ...figureOut(value, known),
        ...at,
        month: month ?? null,
        kind: declared.kind,
        rows: `/api/figures/${name}/rows?year=${year}&as=${at.as}${month === undefined ? '' : `&month=${month}`}`,
      }
    },
  })

/** Every figure of a year. */
export const figures = (set: FigureSet) =>
  query({
    name: 'disclosure.figures',
    title: '全部指标数',
    access: 'public',
    input: z.strictObject({ year: YearField, as: ClassificationField.optional() }),
    output: z.array(FigureOut),
    async read(tx, { year, as }, reading) {
      const all = await evaluateAll(set, tx, await period(tx, year, as, reading))
      return [...all.values()].map(value => figureOut(value, all))
    },
  })

const Row = z.object({
  id: z.string(),
  on_date: z.string().nullable(),
  summary: z.string(),
  detail: z.string(),
  amount: Int64,
  source: z.string().nullable(),
})

/** The rows behind a source figure, in pages; a derived figure has inputs instead. */
export const figureRows = (set: FigureSet) =>
  query({
    name: 'disclosure.figure-rows',
    title: '指标数的逐笔记录',
    access: 'public',
    input: z.strictObject({ ...ByName, ...PageFields }),
    output: z.object({ total_count: z.number(), total_amount: Int64, rows: z.array(Row) }),
    async read(tx, { name, year, as, month, offset, limit }, reading) {
      const declared = set.get(name)
      if (!declared) throw unknownFigure({ name })
      const at = { ...(await period(tx, year, as, reading)), month }
      if (declared.kind === 'derived') return { total_count: 0, total_amount: 0n, rows: [] }
      const page = await declared.rows(figureContext(tx, at), { offset, limit })
      if (page.rows.length > 0 || offset === 0) return page
      // the totals come with the rows: behind the last one, they are read off the first
      return { ...(await declared.rows(figureContext(tx, at), { offset: 0, limit: 1 })), rows: [] }
    },
  })
