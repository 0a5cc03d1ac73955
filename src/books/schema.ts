// A year's books as data: what a workbook is read into, and what the import command takes. Money in 分 as decimal text.
import { z } from 'zod'
import { CATEGORIES, HEADINGS, PURPOSES, SOURCES, THREE_PUBLIC } from '../budget/index.ts'
import { DayField, FenInput, PositiveFen, Text, YearField } from '../platform/index.ts'

const keys = <T extends object>(of: T) => Object.keys(of) as [keyof T & string, ...(keyof T & string)[]]
const UpTo = (max: number) => z.string().max(max, `不能超过 ${max} 个字`)
const Optional = (max: number) => UpTo(max).nullable()
const note = UpTo(200)
const heading = z.enum(keys(HEADINGS))
const Digits = (min: number, max: number) =>
  z.string().regex(new RegExp(`^\\d{${min},${max}}$`), `应为 ${min} 到 ${max} 位数字`)
const code = (min: number, max: number) => Digits(min, max).nullable()

const BookLine = z.strictObject({
  line_no: Text(20),
  side: z.enum(['income', 'expenditure']),
  title: Text(80),
  source: z.enum(keys(SOURCES)),
  category: z.enum(keys(CATEGORIES)).nullable(),
  function_code: code(3, 7),
  economic_code: code(3, 5),
  section: Optional(40),
  project: Optional(80),
  three_public: z.enum(keys(THREE_PUBLIC)).nullable(),
  procurement: z.boolean(),
  opening_fen: FenInput,
  reported_as: z.array(heading).nullable(),
  note,
})
const BookAdjustment = z.strictObject({
  ref: Text(40),
  on_date: DayField,
  line_no: Text(20),
  kind: z.enum(['increase', 'cut', 'virement', 'allot']),
  section: Optional(40),
  amount_fen: FenInput,
  doc_no: UpTo(80),
  summary: Text(200),
  note,
})
const BookEntry = z.strictObject({
  ref: Text(40),
  on_date: DayField,
  line_no: Text(20),
  section: Optional(40),
  summary: Text(200),
  amount_fen: FenInput,
  economic_code: code(3, 5),
  purpose: z.enum(keys(PURPOSES)),
  counterparty: UpTo(80),
  reported_as: heading.nullable(),
  note,
})
const BookPosting = z.strictObject({
  ref: Text(40),
  on_date: DayField,
  summary: Text(200),
  account: Digits(4, 12),
  debit_fen: FenInput,
  credit_fen: FenInput,
  note,
})
const BookPriorTotal = z.strictObject({
  side: z.enum(['income', 'expenditure']),
  code: Text(20),
  title: Text(80),
  amount_fen: FenInput,
  source: Text(200),
  note,
})
const BookCard = z.strictObject({
  card_no: Text(40),
  name: Text(80),
  class_code: Text(20),
  original_fen: PositiveFen,
  acquired_on: DayField,
  life_months: z.int().min(1, '至少 1 个月').max(1200, '不能超过 1200 个月'),
  section: Optional(40),
  holder: UpTo(40),
  place: UpTo(80),
  note,
})
const BookDepreciation = z.strictObject({
  card_no: Text(40),
  on_date: DayField,
  amount_fen: FenInput,
  ref: Optional(40),
})
const BookContract = z.strictObject({
  contract_no: Text(60),
  title: Text(80),
  line_no: Text(20),
  supplier: Text(80),
  method: Text(40),
  amount_fen: PositiveFen,
  signed_on: DayField,
  note,
})

const ROWS_MAX = 50_000
const rows = <S extends z.ZodType>(schema: S) => z.array(schema).max(ROWS_MAX)

export const Books = z.strictObject({
  unit_name: Text(60),
  year: YearField,
  authorised_count: z.int().min(0),
  in_post_count: z.int().min(0),
  doc_no: Text(80),
  adopted_on: DayField,
  income_fen: FenInput,
  expenditure_fen: FenInput,
  lines: rows(BookLine),
  adjustments: rows(BookAdjustment),
  entries: rows(BookEntry),
  postings: rows(BookPosting),
  prior_totals: rows(BookPriorTotal),
  cards: rows(BookCard),
  depreciation: rows(BookDepreciation),
  contracts: rows(BookContract),
})
/** Books as read: money is bigint. */
export type Books = z.output<typeof Books>
/** Books as JSON: money is decimal text. */
export type BooksJson = z.input<typeof Books>

/** The mark of an invented detail in the column 备注. */
export const EXAMPLE = '示例'
export const isExample = (row: { note: string }) => row.note.includes(EXAMPLE)
