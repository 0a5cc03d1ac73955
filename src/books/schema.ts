// A year's books as data: what a workbook is read into, and what the import command takes. Money in 分 as decimal text.
import { z } from 'zod'
import {
  ACQUIRED_BY,
  CARD_KINDS,
  DETAIL_KEYS,
  type DetailKey,
  DISPOSAL_KINDS,
  FINANCIAL_CLASSES,
  FUNDS,
  VALUE_KINDS,
} from '../assets/index.ts'
import { CATEGORIES, HEADINGS, PURPOSES, SOURCES, THREE_PUBLIC } from '../budget/index.ts'
import { DayField, FenInput, PositiveFen, Text, YearField } from '../platform/index.ts'
import { ADJUSTMENTS, PURCHASE_CATEGORIES, STATES, VOUCHER_SOURCES } from './sheet-words.ts'

const keys = <T extends object>(of: T) => Object.keys(of) as [keyof T & string, ...(keyof T & string)[]]
const UpTo = (max: number) => z.string().max(max, `不能超过 ${max} 个字`)
const Optional = (max: number) => UpTo(max).nullable()
const note = UpTo(200)
const heading = z.enum(keys(HEADINGS))
const Digits = (min: number, max: number) =>
  z.string().regex(new RegExp(`^\\d{${min},${max}}$`), `应为 ${min} 到 ${max} 位数字`)
const code = (min: number, max: number) => Digits(min, max).nullable()
/** What came later than the first workbooks may be missing. */
const Later = (max: number) => Optional(max).default(null)
const LaterWords = (max: number) => UpTo(max).default('')
const laterOneOf = <T extends object>(of: T) => z.enum(keys(of)).nullable().default(null)
const laterDay = DayField.nullable().default(null)

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
  kind: z.enum(keys(ADJUSTMENTS)),
  section: Optional(40),
  amount_fen: FenInput,
  doc_no: UpTo(80),
  summary: Text(400),
  note,
  counterparty: LaterWords(80),
  matter: Later(60),
  matter_title: Later(400),
})
const BookEntry = z.strictObject({
  ref: Text(40),
  on_date: DayField,
  line_no: Text(20),
  section: Optional(40),
  summary: Text(400),
  amount_fen: FenInput,
  economic_code: code(3, 5),
  purpose: z.enum(keys(PURPOSES)),
  counterparty: UpTo(80),
  reported_as: heading.nullable(),
  note,
  doc_no: LaterWords(80),
  reverses: Later(40),
  returns: Later(40),
  matter: Later(60),
})
const BookPosting = z.strictObject({
  ref: Text(40),
  on_date: DayField,
  summary: Text(400),
  account: Digits(4, 12),
  debit_fen: FenInput,
  credit_fen: FenInput,
  note,
  entry_no: z.int().min(1).nullable().default(null),
  source: laterOneOf(VOUCHER_SOURCES),
  reverses: Later(40),
  entry_summary: Later(400),
  fund: laterOneOf(SOURCES),
  category: laterOneOf(CATEGORIES),
  line_no: Later(20),
  economic_code: code(3, 5).default(null),
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
  original_fen: FenInput.refine(fen => fen >= 0n, '不能为负'),
  acquired_on: DayField,
  life_months: z.int().min(0, '不能为负').max(1200, '不能超过 1200 个月'),
  section: Optional(40),
  holder: UpTo(40),
  place: UpTo(80),
  note,
  financial_class: laterOneOf(FINANCIAL_CLASSES),
  card_kind: laterOneOf(CARD_KINDS),
  class_version: Later(20),
  tag_no: Later(40),
  brand_model: Later(200),
  serial_no: Later(80),
  quantity: z.int().min(1, '至少 1 件').nullable().default(null),
  measure: Later(20),
  value_kind: laterOneOf(VALUE_KINDS),
  acquired_by: laterOneOf(ACQUIRED_BY),
  booked_on: laterDay,
  ref: Later(40),
  fund: laterOneOf(FUNDS),
  purchase_form: Later(80),
  contract_no: Later(80),
  requisition_no: Later(80),
  supplier: Later(80),
  invoice_no: Later(80),
  warranty_until: laterDay,
  expense_account: z.enum(['5001', '5101']).nullable().default(null),
  use_state: laterOneOf(STATES),
  manager: Later(40),
  own_note: Later(400),
  ...(Object.fromEntries(DETAIL_KEYS.map(key => [key, Later(60)])) as Record<DetailKey, ReturnType<typeof Later>>),
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
  category: laterOneOf(PURCHASE_CATEGORIES),
  supplements: Later(60),
  published_on: laterDay,
  published_url: Later(400),
  filed_on: laterDay,
  filed_no: Later(80),
})
const BookDisposal = z.strictObject({
  disposal_no: Text(40),
  card_no: Text(40),
  kind: z.enum(keys(DISPOSAL_KINDS)),
  reason: Text(400),
  completed_on: DayField,
  proceeds_fen: FenInput.refine(fen => fen >= 0n, '不能为负'),
  remitted_fen: FenInput.refine(fen => fen >= 0n, '不能为负'),
  appraisal_fen: FenInput.refine(fen => fen >= 0n, '不能为负'),
  appraiser: UpTo(80),
  minutes_no: UpTo(80),
  approval_no: UpTo(80),
  counterparty: UpTo(80),
  ref: Optional(40),
  note,
})

const ROWS_MAX = 50_000
const rows = <S extends z.ZodType>(schema: S) => z.array(schema).max(ROWS_MAX, `一张表最多 ${ROWS_MAX} 行`)

export const Books = z.strictObject({
  unit_name: Text(60),
  year: YearField,
  authorised_count: z.int().min(0),
  in_post_count: z.int().min(0),
  doc_no: Text(80),
  adopted_on: DayField,
  income_fen: FenInput,
  expenditure_fen: FenInput,
  closed: z.boolean().default(false),
  lines: rows(BookLine),
  adjustments: rows(BookAdjustment),
  entries: rows(BookEntry),
  postings: rows(BookPosting),
  prior_totals: rows(BookPriorTotal),
  cards: rows(BookCard),
  depreciation: rows(BookDepreciation),
  contracts: rows(BookContract),
  disposals: rows(BookDisposal).default([]),
})
/** Books as read: money is bigint. */
export type Books = z.output<typeof Books>
/** Books as JSON: money is decimal text. */
export type BooksJson = z.input<typeof Books>

/** The mark of an invented detail in the column 备注. */
export const EXAMPLE = '示例'
export const isExample = (row: { note: string }) => row.note.includes(EXAMPLE)
