// The running year comes in to be gone on with: under the limits of today, and kept here from then on. Years that are over come in as
// they were, and what is drawn on them here keeps to their limits all the same.
import { beforeEach, describe, expect, test } from 'vitest'
import { refusalOf, run, staff, testDatabase } from '../../test/support/database.ts'
import { importBooks } from '../../test/support/sample.ts'
import { recordExpenditure } from '../budget/record-expenditure.ts'
import { setUnit } from '../people/set-unit.ts'
import { ask, type Pool, type Query } from '../platform/index.ts'
import type { BooksJson } from './index.ts'
import { matters, releaseMatter } from './matters.ts'

const YEAR = 2026
const SECTION = '综合运行部'
const IN_THE_YEAR = new Date('2026-09-02T02:00:00Z')

const line = (line_no: string, side: 'income' | 'expenditure', opening_fen: string) => ({
  ...{ line_no, side, title: `指标${line_no}`, source: 'fiscal' as const, opening_fen },
  category: side === 'income' ? null : ('operating' as const),
  ...{ function_code: null, economic_code: null, section: null, project: null, three_public: null },
  ...{ procurement: false, reported_as: null, note: '' },
})
const change = (ref: string, kind: string, amount_fen: string, more: object = {}) =>
  ({
    ...{ ref, on_date: `${YEAR}-02-01`, line_no: 'G1', kind, section: SECTION, amount_fen },
    ...{ doc_no: '', summary: '变动', note: '', ...more },
  }) as BooksJson['adjustments'][number]
const payment = (ref: string, amount_fen: string, more: object = {}) => ({
  ...{ ref, on_date: `${YEAR}-03-01`, line_no: 'G1', section: SECTION, summary: '办公费', amount_fen },
  ...{ economic_code: '30201', purpose: 'expense' as const, counterparty: '', reported_as: null, note: '', ...more },
})

/** 10,000.00 planned, 8,000.00 allotted, 1,000.00 paid, 700.00 held for a matter: 300.00 applied for, 400.00 on its way. */
const books = (): BooksJson => ({
  ...{ unit_name: '某中心', year: YEAR, authorised_count: 7, in_post_count: 7, doc_no: '财预1号' },
  ...{ adopted_on: `${YEAR}-01-20`, income_fen: '1000000', expenditure_fen: '1000000' },
  lines: [line('S1', 'income', '1000000'), line('G1', 'expenditure', '1000000')],
  adjustments: [
    change('1', 'allot', '800000'),
    change('2', 'reserve', '70000', { matter: '差旅1', matter_title: '赴省城培训' }),
    change('3', 'release', '40000', { matter: '差旅1' }),
    change('4', 'dispatch', '40000', { matter: '差旅1' }),
  ],
  entries: [payment('5', '100000')],
  ...{ postings: [], prior_totals: [], cards: [], depreciation: [], contracts: [] },
})

let pool: Pool
beforeEach(async () => {
  pool = await testDatabase()
  await run(pool, setUnit, { name: '某中心', district: '某区' })
})
const spend = (amount_fen: string) =>
  run(
    pool,
    recordExpenditure,
    {
      ...{ line_no: 'G1', section: SECTION, amount_fen, on_date: `${YEAR}-09-02`, summary: '办公费' },
      ...{ counterparty: '某店', economic_code: '30201' },
    },
    { at: IN_THE_YEAR },
  )
const waiting = () =>
  ask(pool, matters as unknown as Query, { actor: staff('finance'), at: IN_THE_YEAR }, {}) as Promise<
    { id: bigint; no: string; title: string; held_fen: bigint }[]
  >

describe('the running year', () => {
  test('is kept here after its import: every limit binds, and no second import adds to it', async () => {
    expect(await importBooks(pool, books(), IN_THE_YEAR)).toMatchObject({ imported_count: 7 })
    expect(await refusalOf(spend('630001'))).toBe('budget.not-enough')
    expect(await spend('630000')).toMatchObject({ left_fen: '0' })
    const more = books()
    more.entries.push(payment('6', '100'))
    expect(await refusalOf(importBooks(pool, more, IN_THE_YEAR))).toBe('books.kept-year')
    const overspend = pool`update budget.allotments set spent_fen = spent_fen + 1`
    await expect(overspend).rejects.toThrow('allotment_is_not_overspent')
    expect(await pool`select origin, imported from budget.years y join budget.lines l using (year)`).toEqual([
      { origin: 'kept', imported: false },
      { origin: 'kept', imported: false },
    ])
  })

  test('gives up what its matters held, once, and the line has it again', async () => {
    await importBooks(pool, books(), IN_THE_YEAR)
    const [matter] = await waiting()
    expect(matter).toMatchObject({ no: '差旅1', title: '赴省城培训', held_fen: 70000n })
    const giving = { matter_id: String(matter!.id), on_date: `${YEAR}-09-02`, reason: '改在系统里报销' }
    expect(await run(pool, releaseMatter, giving, { at: IN_THE_YEAR })).toMatchObject({ released_fen: '70000' })
    expect(await refusalOf(run(pool, releaseMatter, giving, { at: IN_THE_YEAR }))).toBe('books.nothing-held')
    expect(await waiting()).toEqual([])
    expect(await spend('700000')).toMatchObject({ left_fen: '0' })
    const none = run(pool, releaseMatter, { ...giving, matter_id: '99999' }, { at: IN_THE_YEAR })
    expect(await refusalOf(none)).toBe('books.no-such-matter')
  })

  test('is refused where it breaks what binds a kept year, and is history a year later all the same', async () => {
    const spoilt: [(given: BooksJson) => void, string][] = [
      [given => given.entries.push(payment('6', '630001')), '“指标G1”综合运行部的占用和支出比下达的额度多 0.01 元'],
      [given => given.adjustments.push(change('7', 'allot', '200001')), '“指标G1”下达的额度比指标多 0.01 元'],
      [
        given => given.adjustments.push(change('7', 'cut', '200001', { section: null })),
        '“指标G1”下达的额度比指标多 0.01 元',
      ],
      [given => given.entries.push(payment('6', '1', { section: null })), '当年的支出要写科室'],
      [given => given.entries.push(payment('6', '1', { reported_as: 'operating' })), '当年的账由系统按类别列报'],
    ]
    for (const [spoil, told] of spoilt) {
      const given = books()
      spoil(given)
      await expect(importBooks(pool, given, IN_THE_YEAR)).rejects.toThrow(told)
    }
    expect(await pool`select 1 from budget.years`).toEqual([])
    const overspent = books()
    spoilt[0]![0](overspent)
    await importBooks(pool, overspent)
    expect(await refusalOf(spend('1'))).toBe('budget.not-enough')
    expect(await waiting()).toEqual([])
  })

  test('that is still to come is refused', async () => {
    const early = importBooks(pool, books(), new Date('2025-12-30T02:00:00Z'))
    expect(await refusalOf(early)).toBe('books.future-year')
  })
})
