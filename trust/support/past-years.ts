// Past years for a trial, each as the books that one command takes in: changes of the plan, holds of matters from reservation
// to the payment on its way, receipts and payments, some of which are reversed or come back.
import { type Random, random } from '../../samples/random.ts'
import { must } from './centre.ts'
import type { Client } from './client.ts'

const LINES = 12
const INCOME = 'S01'
const OPENING_FEN = 900_000_000n
const MOST_FEN = 90_000
/** a year's sheet takes at most 50,000 rows */
const SHEET_MOST = 50_000
/** the first year whose payments name a code of today's economic classification; before it there are receipts alone */
const FIRST_PAYMENTS = 2018
/** of five movements four change what is planned or held, one receives or pays */
const ENTRIES_SHARE = 5

type Centre = { unit_name: string; sections: readonly string[] }
type Matter = { no: string; line_no: string; section: string; held: Record<'reserve' | 'commit' | 'dispatch', bigint> }
type Adjustment = { kind: string; line_no: string; section: string | null; amount: bigint; matter?: Matter }
type Payment = { ref: string; line_no: string; section: string; left: bigint; whole: boolean }

const HOLDS = [
  ['reserve', 'release'],
  ['commit', 'uncommit'],
  ['dispatch', 'arrive'],
] as const
const PLANS = ['increase', 'cut', 'allot'] as const

const amountOf = (course: Random, most = MOST_FEN) => BigInt(1 + Math.floor(course.next() * most))
const dayOf = (year: number, n: number, of: number) =>
  new Date(Date.UTC(year, 0, 1 + Math.floor((n * 360) / of))).toISOString().slice(0, 10)

/** A change of the plan, a hold by hand, or a step of a matter: never more given back than is held. */
function adjustment(course: Random, year: number, centre: Centre, matters: Matter[]): Adjustment {
  const line_no = `P${Math.floor(course.next() * LINES)}`
  const section = course.pick(centre.sections)
  const kind = course.pick(PLANS)
  if (course.next() < 0.3)
    return { kind, line_no, section: kind === 'allot' ? section : null, amount: amountOf(course) }
  if (matters.length === 0 || course.next() < 0.2) {
    const held = { reserve: 0n, commit: 0n, dispatch: 0n }
    matters.push({ no: `事项${year}-${matters.length + 1}`, line_no, section, held })
  }
  const matter = course.pick(matters)
  const [take, give] = course.pick(HOLDS)
  const giving = matter.held[take] > 0n && course.next() < 0.5
  const amount = giving ? amountOf(course, Number(matter.held[take])) : amountOf(course)
  matter.held[take] += giving ? -amount : amount
  return { kind: giving ? give : take, line_no: matter.line_no, section: matter.section, amount, matter }
}

function adjustmentRow(change: Adjustment, ref: string, on_date: string) {
  const { kind, line_no, section, amount, matter } = change
  const held = matter ? { matter: matter.no, matter_title: '试验事项' } : {}
  const row = { ref, on_date, line_no, kind, section, amount_fen: String(amount), doc_no: '试验' }
  return { ...row, summary: '往年变动', note: '', ...held }
}

/** The sheet 指标变动; what 调剂 takes from one line the next row gives to another. */
function adjustmentsOf(course: Random, year: number, centre: Centre, count: number) {
  const matters: Matter[] = []
  const rows: ReturnType<typeof adjustmentRow>[] = []
  const add = (change: Adjustment) =>
    rows.push(adjustmentRow(change, `变${rows.length}`, dayOf(year, rows.length, count)))
  while (rows.length < count) {
    if (rows.length + 2 > count || course.next() > 0.04) {
      add(adjustment(course, year, centre, matters))
      continue
    }
    const from = Math.floor(course.next() * LINES)
    const moved = { kind: 'virement', section: null, amount: amountOf(course) }
    add({ ...moved, line_no: `P${from}`, amount: -moved.amount })
    add({ ...moved, line_no: `P${(from + 1) % LINES}` })
  }
  return rows
}

/** A receipt, a payment, its reversal, or a part of it that comes back. */
function entryRow(course: Random, centre: Centre, payments: Payment[], ref: string, on_date: string, pays: boolean) {
  const about = { ref, on_date, summary: '往年收支', purpose: 'expense', counterparty: '', reported_as: null, note: '' }
  const chance = course.next()
  const paid = course.pick(payments.length > 0 ? payments : [undefined])
  if (paid && chance < 0.15 && paid.left > 0n) {
    const back = chance < 0.05 && paid.whole ? paid.left : amountOf(course, Number(paid.left))
    const named = chance < 0.05 && paid.whole ? { reverses: paid.ref } : { returns: paid.ref }
    paid.left -= back
    paid.whole = false
    const place = { line_no: paid.line_no, section: paid.section, economic_code: '30201' }
    return { ...about, ...place, amount_fen: String(-back), ...named }
  }
  const amount = amountOf(course)
  if (!pays || chance < 0.3) {
    return { ...about, line_no: INCOME, section: null, amount_fen: String(amount), economic_code: null }
  }
  const place = { line_no: `P${Math.floor(course.next() * LINES)}`, section: course.pick(centre.sections) }
  payments.push({ ref, ...place, left: amount, whole: true })
  return { ...about, ...place, amount_fen: String(amount), economic_code: '30201' }
}

const line = (line_no: string, side: 'income' | 'expenditure', opening: bigint) => ({
  ...{ line_no, side, title: `往年${line_no}`, source: 'fiscal', category: side === 'income' ? null : 'operating' },
  ...{ function_code: null, economic_code: null, section: null, project: null, three_public: null },
  ...{ procurement: false, opening_fen: String(opening), reported_as: null, note: '' },
})

/** The books of a past year of `count` movements besides the openings of its lines; the same for the same seed. */
function booksOf(centre: Centre, year: number, count: number, seed: number) {
  const course = random(seed + year)
  if (count > 2 * SHEET_MOST) throw new Error(`a year takes ${2 * SHEET_MOST} movements at most, not ${count}`)
  const entries = Math.max(Math.floor(count / ENTRIES_SHARE), count - SHEET_MOST)
  const payments: Payment[] = []
  const total = String(OPENING_FEN * BigInt(LINES))
  return {
    ...{ unit_name: centre.unit_name, year, authorised_count: 7, in_post_count: 7, doc_no: '试验' },
    ...{ adopted_on: `${year}-01-01`, income_fen: total, expenditure_fen: total },
    lines: [
      line(INCOME, 'income', OPENING_FEN * BigInt(LINES)),
      ...Array.from({ length: LINES }, (_, n) => line(`P${n}`, 'expenditure', OPENING_FEN)),
    ],
    adjustments: adjustmentsOf(course, year, centre, count - entries),
    entries: Array.from({ length: entries }, (_, n) =>
      entryRow(course, centre, payments, `收支${n}`, dayOf(year, n, entries), year >= FIRST_PAYMENTS),
    ),
    ...{ postings: [], prior_totals: [], cards: [], depreciation: [], contracts: [] },
  }
}

/** Has past years of `count` movements in all taken in, year by year through HTTP. */
export async function takeInPastYears(
  client: Client,
  centre: Centre,
  years: readonly number[],
  { count, seed }: { count: number; seed: number },
): Promise<void> {
  let left = count
  for (const [n, year] of years.entries()) {
    const share = Math.ceil(left / (years.length - n))
    if (share === 0) return
    left -= share
    const { imported_count } = await must(client, 'books.import-year', { books: booksOf(centre, year, share, seed) })
    const lines = LINES + 1
    if (imported_count !== share + lines)
      throw new Error(`${year}: ${imported_count} rows taken in of ${share + lines}`)
  }
}
