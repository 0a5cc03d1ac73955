// Makes a year's books from a plan: hundreds of receipts and payments over twelve months, cards with depreciation,
// contracts, opening balances — all invented (示例), all adding up to the plan exactly.
//   node samples/make-books.ts        writes samples/beita-2022/*.csv again
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { type BooksJson, booksToSheets } from '../src/books/index.ts'
import { toCsv } from '../src/platform/workbooks/index.ts'
import { makeRegister } from './make-register.ts'
import { BEITA_2022, type Plan, type PlannedLine } from './plan.ts'
import { type Random, random, split } from './random.ts'

type Entry = BooksJson['entries'][number]
const day = (year: number, month: number, date: number) =>
  `${year}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`

/** The month and date of each payment of a line, spread over the year. */
function dates(plan: Plan, payments: number, chance: Random): string[] {
  return Array.from({ length: payments }, (_, n) => {
    const month = Math.min(12, 1 + Math.floor((n * 12) / payments))
    return day(plan.year, month, 5 + Math.floor(chance.between(0, 22)))
  })
}

/** The item whose share of the weights the turn falls into. */
function drawn(items: PlannedLine['items'], turn: number): PlannedLine['items'][number] {
  let reached = 0
  for (const item of items) {
    reached += item.weight
    if (reached > turn) return item
  }
  return items[0]!
}

function payments(plan: Plan, line: PlannedLine, chance: Random): Omit<Entry, 'ref'>[] {
  if (line.payments === 0 || line.spent === 0n) return []
  const weights = Array.from({ length: line.payments }, () => chance.between(0.7, 1.3))
  const amounts = split(line.spent, weights)
  const total = line.items.reduce((sum, item) => sum + item.weight, 0)
  return dates(plan, line.payments, chance).map((on_date, n) => {
    const item = drawn(line.items, chance.next() * total)
    return {
      on_date,
      line_no: line.line_no,
      section: line.section,
      summary: `${Number(on_date.slice(5, 7))}月${item.summary}`,
      amount_fen: amounts[n]!.toString(),
      economic_code: item.code,
      purpose: item.purpose ?? 'expense',
      counterparty: item.counterparty,
      reported_as: line.reported_as ? ('operating' as const) : null,
      note: '示例',
    }
  })
}

/** Receipts: each month's payments are granted on the third, in two parts, so that cash is never below nothing. */
function receipts(plan: Plan, spent: readonly Omit<Entry, 'ref'>[], chance: Random): Omit<Entry, 'ref'>[] {
  return Array.from({ length: 12 }, (_, n) => n + 1).flatMap(month => {
    const total = spent
      .filter(entry => Number(entry.on_date.slice(5, 7)) === month)
      .reduce((sum, entry) => sum + BigInt(entry.amount_fen), 0n)
    if (total === 0n) return []
    return split(total, [chance.between(2, 3), chance.between(1, 2)]).map((amount, part) => ({
      on_date: day(plan.year, month, 3 + part),
      line_no: 'S01',
      section: null,
      summary: `${month}月授权支付额度到账（第${part + 1}笔）`,
      amount_fen: amount.toString(),
      economic_code: null,
      purpose: 'expense' as const,
      counterparty: '区财政局',
      reported_as: null,
      note: '示例',
    }))
  })
}

function numbered(entries: Omit<Entry, 'ref'>[]): Entry[] {
  const ordered = entries.toSorted((a, b) => (a.on_date < b.on_date ? -1 : a.on_date > b.on_date ? 1 : 0))
  return ordered.map((entry, n) => ({ ref: `记-${String(n + 1).padStart(4, '0')}`, ...entry }))
}

/** Allotments to sections at the start of the year, one a line. */
function allotments(plan: Plan): BooksJson['adjustments'] {
  return plan.lines
    .filter(line => line.opening_fen !== '0')
    .map((line, n) => ({
      ref: String(n + 1),
      on_date: plan.adopted_on,
      line_no: line.line_no,
      kind: 'allot' as const,
      section: line.section,
      amount_fen: String(line.opening_fen),
      doc_no: plan.doc_no,
      summary: `${line.title}额度分解到${line.section}`,
      note: '示例',
    }))
}

const CONTRACTS = ['年度合同', '补充采购合同', '维保合同']

/** The contracts of the year, on the lines marked for procurement, in proportion to what the lines may spend. */
function contracts(plan: Plan, chance: Random): BooksJson['contracts'] {
  const lines = plan.lines.filter(line => line.procurement)
  const shares = split(
    plan.contracted,
    lines.map(line => Number(line.opening_fen)),
  )
  let no = 0
  return lines.flatMap((line, n) =>
    split(
      shares[n]!,
      CONTRACTS.map(() => chance.between(0.5, 1.6)),
    ).map((amount, part) => {
      no += 1
      return {
        contract_no: `HT-${plan.year}-${String(no).padStart(3, '0')}`,
        title: `${line.title}${CONTRACTS[part]}`,
        line_no: line.line_no,
        supplier: line.items[0]!.counterparty,
        method: chance.pick(['询价', '竞争性磋商', '框架协议']),
        amount_fen: amount.toString(),
        signed_on: day(plan.year, 2 + Math.floor(chance.between(0, 9)), 4 + Math.floor(chance.between(0, 22))),
        note: '示例',
      }
    }),
  )
}

/** Makes the books of a plan. The same plan always gives the same books. */
export function makeBooks(plan: Plan): BooksJson {
  const chance = random(plan.seed)
  const spent = plan.lines.flatMap(line => payments(plan, line, chance))
  const entries = numbered([...receipts(plan, spent, chance), ...spent])
  const expenditure = plan.lines.reduce((sum, line) => sum + BigInt(line.opening_fen), 0n)
  const income: BooksJson['lines'][number] = {
    line_no: 'S01',
    side: 'income',
    title: '财政拨款收入',
    source: 'fiscal',
    category: null,
    function_code: null,
    economic_code: null,
    section: null,
    project: null,
    three_public: null,
    procurement: false,
    opening_fen: expenditure.toString(),
    reported_as: null,
    note: '示例',
  }
  const lines = plan.lines.map(({ spent: _spent, items: _items, payments: _payments, ...line }) => line)
  const register = makeRegister(plan, entries, chance)
  return {
    unit_name: plan.unit_name,
    year: plan.year,
    authorised_count: plan.staff,
    in_post_count: plan.staff,
    doc_no: plan.doc_no,
    adopted_on: plan.adopted_on,
    income_fen: expenditure.toString(),
    expenditure_fen: expenditure.toString(),
    lines: [income, ...lines],
    adjustments: allotments(plan),
    entries,
    prior_totals: plan.prior.map(({ code, title, amount }) => ({
      side: 'expenditure' as const,
      code,
      title,
      amount_fen: amount.toString(),
      source: `${plan.year - 1}年度部门决算`,
      note: '示例',
    })),
    contracts: contracts(plan, chance),
    ...register,
  }
}

if (import.meta.main) {
  const folder = path.join(import.meta.dirname, 'beita-2022')
  mkdirSync(folder, { recursive: true })
  for (const sheet of booksToSheets(makeBooks(BEITA_2022)))
    writeFileSync(path.join(folder, `${sheet.name}.csv`), toCsv(sheet.columns, sheet.rows))
}
