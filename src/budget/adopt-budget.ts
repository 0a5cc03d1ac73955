// Adopt the approved budget of a year: its lines become the plan, and must sum to what was approved.
import { z } from 'zod'
import { command, DayField, FenInput, Id, Text, YearField } from '../platform/index.ts'
import { writeBudget } from './lines.ts'
import { classesMixed } from './preparation/refusals.ts'
import { mixedClasses } from './preparation/words.ts'
import { alreadyAdopted } from './refusals.ts'
import { CATEGORIES, SOURCES, THREE_PUBLIC } from './vocabulary.ts'

const keys = <T extends object>(of: T) => Object.keys(of) as [keyof T & string, ...(keyof T & string)[]]

export const LineInput = z
  .strictObject({
    line_no: Text(20),
    side: z.enum(['income', 'expenditure']),
    title: Text(80),
    source: z.enum(keys(SOURCES)).default('fiscal'),
    category: z.enum(keys(CATEGORIES)).nullable().default(null),
    function_code: z
      .string()
      .regex(/^\d{3,7}$/)
      .nullable()
      .default(null),
    economic_code: z
      .string()
      .regex(/^\d{3,5}$/)
      .nullable()
      .default(null),
    section_id: Id.nullable().default(null),
    project: z.string().max(80).nullable().default(null),
    three_public: z.enum(keys(THREE_PUBLIC)).nullable().default(null),
    procurement: z.boolean().default(false),
    opening_fen: FenInput.refine(fen => fen >= 0n, '年初预算不能为负'),
  })
  .refine(line => (line.side === 'income') === (line.category === null), {
    path: ['category'],
    message: '支出指标要选类别，收入指标不选',
  })
  .refine(line => !['other_running', 'specific'].includes(line.category ?? '') || line.project, {
    path: ['project'],
    message: '其他运转类和特定目标类要写项目名称',
  })

/** Adopt a year's budget. Refused when the lines do not sum to the approved totals, or the year has a budget already. */
export const adoptBudget = command({
  name: 'budget.adopt-budget',
  title: '批复预算入账',
  access: ['finance'],
  input: z.strictObject({
    year: YearField,
    doc_no: Text(80),
    adopted_on: DayField,
    income_fen: FenInput,
    expenditure_fen: FenInput,
    lines: z.array(LineInput).min(1).max(2000),
  }),
  output: z.object({ year: z.number(), line_count: z.number() }),
  async run(tx, call, { lines, ...budget }) {
    const known = await tx`select 1 from budget.years where year = ${budget.year} for update`
    if (known.length > 0) throw alreadyAdopted({ year: budget.year })
    for (const line of lines) {
      const why = mixedClasses(line)
      if (why) throw classesMixed({ title: line.title, why })
    }
    const plain = lines.map(line => ({ ...line, reported_as: null, is_example: false }))
    await writeBudget(tx, call, { ...budget, imported: false }, plain)
    return { year: budget.year, line_count: lines.length }
  },
})
