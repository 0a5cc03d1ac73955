// Reads of the budget for lists and charts: years, execution by month and by section.
import { z } from 'zod'
import { Int64, query, YearField } from '../platform/index.ts'
import { CATEGORIES, HEADINGS, MOVEMENT_KINDS, SOURCES, THREE_PUBLIC, TOTAL_KINDS } from './vocabulary.ts'

/** Everything that holds an allotment before it is paid. */
const HOLDING = [...TOTAL_KINDS.reserved, ...TOTAL_KINDS.committed, ...TOTAL_KINDS.in_transit]

const Year = z.object({
  year: z.number(),
  origin: z.string(),
  doc_no: z.string(),
  adopted_on: z.string(),
  income_fen: Int64,
  expenditure_fen: Int64,
  closed: z.boolean(),
})

export const years = query({
  name: 'budget.years',
  title: '账套年度',
  access: 'signed-in',
  input: z.strictObject({}),
  output: z.array(Year),
  read: tx => tx<z.input<typeof Year>[]>`
    select year, origin, doc_no, adopted_on, income_fen, expenditure_fen, closed_at is not null closed from budget.years order by year desc`,
})

export const executionByMonth = query({
  name: 'budget.execution-by-month',
  title: '分月执行',
  access: 'signed-in',
  input: z.strictObject({ year: YearField }),
  output: z.array(z.object({ month: z.number(), income_fen: Int64, spent_fen: Int64 })),
  read: (tx, { year }) => tx<{ month: number; income_fen: bigint; spent_fen: bigint }[]>`
    select month, coalesce(sum(amount_fen) filter (where kind = 'income'), 0)::bigint income_fen,
      coalesce(sum(amount_fen) filter (where kind in ('spend', 'return')), 0)::bigint spent_fen
    from generate_series(1, 12) month left join budget.movements m
      on m.year = ${year} and extract(month from m.on_date) = month and m.kind in ('income', 'spend', 'return')
    group by month order by month`,
})

export const executionBySection = query({
  name: 'budget.execution-by-section',
  title: '分科室执行',
  access: 'signed-in',
  input: z.strictObject({ year: YearField }),
  output: z.array(z.object({ section: z.string(), allotted_fen: Int64, reserved_fen: Int64, spent_fen: Int64 })),
  read: (tx, { year }) => tx<{ section: string; allotted_fen: bigint; reserved_fen: bigint; spent_fen: bigint }[]>`
    select s.name section, coalesce(sum(m.amount_fen) filter (where m.kind = 'allot'), 0)::bigint allotted_fen,
      coalesce(sum(m.amount_fen) filter (where m.kind = any(${HOLDING})), 0)::bigint reserved_fen,
      coalesce(sum(m.amount_fen) filter (where m.kind in ('spend', 'return')), 0)::bigint spent_fen
    from budget.movements m join budget.allotments a on a.id = m.allotment_id join people.sections s on s.id = a.section_id
    where m.year = ${year} group by s.name, s.sort order by s.sort`,
})

export const vocabulary = query({
  name: 'budget.vocabulary',
  title: '预算用词',
  access: 'signed-in',
  input: z.strictObject({}),
  output: z.object({
    sources: z.record(z.string(), z.string()),
    categories: z.record(z.string(), z.string()),
    headings: z.record(z.string(), z.string()),
    three_public: z.record(z.string(), z.string()),
    movement_kinds: z.record(z.string(), z.string()),
  }),
  async read() {
    return {
      sources: SOURCES,
      categories: CATEGORIES,
      headings: HEADINGS,
      three_public: THREE_PUBLIC,
      movement_kinds: MOVEMENT_KINDS,
    }
  },
})
