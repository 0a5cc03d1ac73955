// One 分 more in one entry changes exactly the figures that stand on it, in every format.
import { describe, expect, test } from 'vitest'
import { allFigures } from '../src/app.ts'
import { Books, type BooksJson, importYear } from '../src/books/index.ts'
import type { Classification, Formula } from '../src/kernel/index.ts'
import { assembleReport, renderReport } from '../src/performance/index.ts'
import { readDocument } from '../src/platform/documents/index.ts'
import { type Call, evaluateAll, type FigureValue, type Sql } from '../src/platform/index.ts'
import { staff, testDatabase } from './support/database.ts'
import { beitaBooks } from './support/sample.ts'

const pool = await testDatabase()
const call: Call = {
  id: '00000000-0000-4000-8000-000000000000',
  actor: staff('finance'),
  at: new Date('2026-03-02T02:00:00Z'),
  today: '2026-03-02',
}

class Undo<T> extends Error {
  readonly answer: T
  constructor(answer: T) {
    super('undo')
    this.answer = answer
  }
}

/** Imports the books, asks, and leaves nothing behind. */
async function withBooks<T>(books: BooksJson, work: (tx: Sql) => Promise<T>): Promise<T> {
  try {
    await pool.begin(async tx => {
      await importYear.run(tx, call, { books: Books.parse(books) })
      throw new Undo(await work(tx))
    })
  } catch (error) {
    if (error instanceof Undo) return error.answer as T
    throw error
  }
  throw new Error('the transaction was not undone')
}

const figuresOf = (books: BooksJson, as: Classification) =>
  withBooks(books, tx => evaluateAll(allFigures, tx, { year: 2022, as }))

const plus = (fen: unknown) => String(BigInt(fen as string) + 1n)
const add = (row: Record<string, unknown>, key: string) => {
  row[key] = plus(row[key])
}

/** The value of a formula as a fraction, by the test's own arithmetic. */
function fraction(formula: Formula, values: ReadonlyMap<string, FigureValue>): string {
  const [a = 0n, b = 0n] = formula.of.map(name => values.get(name)?.amount?.num ?? 0n)
  if (formula.op === 'sum') return String(a + b)
  if (formula.op === 'difference') return String(a - b)
  if (b === 0n) return '不适用'
  const top = formula.op === 'growth' ? a - b : a
  let [x, y] = [top < 0n ? -top : top, b]
  while (y !== 0n) [x, y] = [y, x % y]
  return x === 0n ? '0' : `${top / x}/${b / x}`
}

/** The names that must change: the sources named, and every formula whose value moves with its inputs. */
function expected(
  sources: readonly string[],
  before: ReadonlyMap<string, FigureValue>,
  after: ReadonlyMap<string, FigureValue>,
): string[] {
  const derived = [...allFigures.values()].flatMap(figure =>
    figure.kind === 'derived' && fraction(figure.formula, before) !== fraction(figure.formula, after)
      ? [figure.name]
      : [],
  )
  return [...sources, ...derived].toSorted()
}

function changed(before: ReadonlyMap<string, FigureValue>, after: ReadonlyMap<string, FigureValue>): string[] {
  return [...before.keys()].filter(name => before.get(name)!.value !== after.get(name)!.value).toSorted()
}

const SPENT = ['budget.spent', 'budget.basic-spent']
const OPENING = ['budget.opening', 'budget.full-year']
const both = (key: string) => [`budget.${key}-opening`, `budget.${key}-full-year`]
const entryOf = (books: BooksJson, line: string, purpose = 'expense') =>
  books.entries.find(entry => entry.line_no === line && entry.purpose === purpose)!

function raiseLine(books: BooksJson, lineNo: string): void {
  add(books.lines.find(line => line.line_no === lineNo)!, 'opening_fen')
  add(books, 'expenditure_fen')
}

type Case = [what: string, as: Classification, change: (books: BooksJson) => void, sources: string[]]
const CASES: Case[] = [
  [
    'a receipt',
    'reported',
    books => add(entryOf(books, 'S01'), 'amount_fen'),
    ['budget.income', 'budget.income-fiscal', 'assets.current'],
  ],
  [
    'a salary',
    'reported',
    books => add(entryOf(books, 'R01'), 'amount_fen'),
    [...SPENT, 'budget.personnel-spent', 'assets.current'],
  ],
  [
    'an office cost',
    'reported',
    books => add(entryOf(books, 'G01'), 'amount_fen'),
    [...SPENT, 'budget.operating-spent', 'assets.current'],
  ],
  [
    'a purchase of stock',
    'reported',
    books => add(entryOf(books, 'G01', 'stock'), 'amount_fen'),
    [...SPENT, 'budget.operating-spent'],
  ],
  [
    'a project cost as reported',
    'reported',
    books => add(entryOf(books, 'X01'), 'amount_fen'),
    [...SPENT, 'budget.operating-spent', 'procurement.paid', 'assets.current'],
  ],
  [
    'a project cost as classified',
    'classified',
    books => add(entryOf(books, 'X01'), 'amount_fen'),
    ['budget.spent', 'budget.project-spent', 'procurement.paid', 'assets.current'],
  ],
  [
    'a personnel line',
    'reported',
    books => raiseLine(books, 'R01'),
    [...OPENING, ...both('basic'), ...both('personnel')],
  ],
  [
    'a project line as reported',
    'reported',
    books => raiseLine(books, 'X01'),
    [...OPENING, ...both('basic'), ...both('operating'), ...both('project'), 'procurement.opening'],
  ],
  ['a project line as classified', 'classified', books => raiseLine(books, 'X04'), [...OPENING, ...both('project')]],
  ['a contract', 'reported', books => add(books.contracts[0]!, 'amount_fen'), ['procurement.contracted']],
  ['an asset card', 'reported', books => add(books.cards[0]!, 'original_fen'), ['assets.fixed-net']],
  ['a depreciation', 'reported', books => add(books.depreciation[0]!, 'amount_fen'), ['assets.fixed-net']],
  ['a prior-year total', 'reported', books => add(books.prior_totals[0]!, 'amount_fen'), ['budget.prior-spent']],
  ['an allotment', 'reported', books => add(books.adjustments[0]!, 'amount_fen'), []],
  [
    'an opening balance',
    'reported',
    books => {
      const of = (account: string) =>
        books.postings.find(posting => posting.account === account && posting.summary === '期初余额')!
      add(of('1002'), 'debit_fen')
      add(of('3001'), 'credit_fen')
    },
    ['assets.current'],
  ],
]

describe('one 分 more', () => {
  test.each(CASES)(
    'in %s (%s) changes the figures that stand on it and no other',
    async (_what, as, change, sources) => {
      const books = beitaBooks()
      const before = await figuresOf(books, as)
      change(books)
      const after = await figuresOf(books, as)
      expect(changed(before, after)).toEqual(expected(sources, before, after))
      for (const name of sources) {
        const moved = after.get(name)!.amount!.num - before.get(name)!.amount!.num
        expect(moved === 1n || moved === -1n, name).toBe(true)
      }
    },
  )

  test('in any of the receipts and payments moves income or expenditure by just that', async () => {
    const before = await figuresOf(beitaBooks(), 'reported')
    const books = beitaBooks()
    for (let at = 0; at < books.entries.length; at += 23) {
      const changedBooks = beitaBooks()
      add(changedBooks.entries[at]!, 'amount_fen')
      const after = await figuresOf(changedBooks, 'reported')
      const total = (figures: Map<string, FigureValue>) =>
        figures.get('budget.income')!.amount!.num + figures.get('budget.spent')!.amount!.num
      expect(total(after) - total(before), books.entries[at]!.ref).toBe(1n)
    }
  })

  test('shows in every format of the report', async () => {
    const books = beitaBooks()
    add(entryOf(books, 'R01'), 'amount_fen')
    const { document, figures } = await withBooks(books, tx =>
      assembleReport(tx, allFigures, { year: 2022, as: 'reported' }),
    )
    const values = [...figures.values()]
    for (const format of ['text', 'html', 'docx', 'pdf', 'json'] as const) {
      const bytes = await renderReport(
        { year: 2022, as: 'reported', document, figures: values.map(({ amount: _amount, ...rest }) => rest) },
        format,
      )
      const text =
        format === 'json'
          ? new TextDecoder().decode(bytes)
          : (await readDocument(bytes, `r.${format === 'text' ? 'txt' : format}`)).text
      expect(text, format).toContain('1,297,000.01')
      expect(text, format).toContain('79.6438446423')
    }
  })
})

describe('the sample', () => {
  const books = beitaBooks()
  const published = [
    '162.85',
    '129.7',
    '33.15',
    '45.06',
    '174.76',
    '65.25',
    '64.45',
    '116.76',
    '110',
    '96.01',
    '52.01',
    '49.92',
    '4.04',
    '45.88',
    '52.85',
    '46.09',
    '6.76',
  ]
  const totals = new Set(published.map(wan => String(Math.round(Number(wan) * 1_000_000))))

  test('has at least 300 receipts and payments over twelve months, each marked as an example', () => {
    expect(books.entries.length).toBeGreaterThanOrEqual(300)
    expect(new Set(books.entries.map(entry => entry.on_date.slice(0, 7))).size).toBe(12)
    for (const row of [...books.entries, ...books.lines, ...books.cards, ...books.contracts, ...books.postings])
      expect(row.note).toContain('示例')
  })

  test('has no entry that is a published total', () => {
    expect(books.entries.filter(entry => totals.has(String(entry.amount_fen)))).toEqual([])
  })

  test('is made again by its generator, to the letter', async () => {
    const { makeBooks } = await import('../samples/make-books.ts')
    const { BEITA_2022 } = await import('../samples/plan.ts')
    // what a sheet leaves empty is said by the schema
    expect(Books.parse(makeBooks(BEITA_2022))).toEqual(Books.parse(books))
  })
})
