import { beforeAll, describe, expect, test } from 'vitest'
import { refusalOf, run, staff, testDatabase } from '../../test/support/database.ts'
import type { FigureAmount } from '../kernel/index.ts'
import type { FigureValue, Pool } from '../platform/index.ts'
import { evaluationTable } from './annexes.ts'
import { judge } from './judge.ts'
import { evaluate, gradeOf, marksFor, marksText, type Rule } from './scoring.ts'

/** A rate in percent, exact: `rate(95.5)`. */
const rate = (percent: number): FigureAmount => ({ num: BigInt(Math.round(percent * 1000)), den: 100_000n })
const step = { limit_bp: 10_000, step_bp: 500, minus_cent: 200 }

describe('a rule', () => {
  test('over the limit takes marks for each whole step, never below nothing', () => {
    const rule: Rule = { kind: 'over', ...step, step_bp: 100 }
    const marks = [0, 100, 100.999, 101, 102.5, 104.9, 105, 900].map(percent => marksFor(rule, 800, rate(percent)))
    expect(marks).toEqual([800, 800, 800, 600, 400, 0, 0, 0])
  })

  test('under the limit drops what is less than a step', () => {
    const rule: Rule = { kind: 'under', ...step }
    const marks = [120, 100, 95.001, 95, 90, 79.64, 0].map(percent => marksFor(rule, 800, rate(percent)))
    expect(marks).toEqual([800, 800, 800, 600, 400, 0, 0])
  })

  test('off the limit counts either side', () => {
    const rule: Rule = { kind: 'off', ...step }
    const marks = [100, 104.999, 105, 95, 110, 90, 0].map(percent => marksFor(rule, 700, rate(percent)))
    expect(marks).toEqual([700, 700, 500, 500, 300, 300, 0])
  })

  test('in bands includes the border of each band, and takes a cut for its size', () => {
    const rule: Rule = {
      kind: 'bands',
      bands: [
        [0, 700],
        [1000, 550],
        [2000, 400],
      ],
      else_cent: 0,
    }
    const marks = [0, 0.001, 10, 10.001, -10, -20, 20.001].map(percent => marksFor(rule, 700, rate(percent)))
    expect(marks).toEqual([700, 550, 550, 400, 550, 400, 0])
  })

  test('compares the exact rate, not the rounded one', () => {
    const almost: FigureAmount = { num: 949_999_999n, den: 1_000_000_000n }
    expect(marksFor({ kind: 'under', ...step }, 800, almost)).toBe(600)
    const third: FigureAmount = { num: 285n, den: 300n }
    expect(marksFor({ kind: 'under', ...step }, 800, third)).toBe(600)
  })

  test('gives full marks for what does not apply only where it says so', () => {
    expect(marksFor({ kind: 'off', ...step, not_applicable: 'full' }, 700, null)).toBe(700)
    expect(marksFor({ kind: 'off', ...step }, 700, null)).toBeNull()
    expect(marksFor({ kind: 'bands', bands: [], else_cent: 0 }, 700, null)).toBeNull()
  })
})

test('grades are closed at their lower border, on the unrounded total', () => {
  expect([10_000, 9000, 8999, 8000, 7999, 6000, 5999, 0].map(gradeOf)).toEqual([
    '优',
    '优',
    '良',
    '良',
    '中',
    '中',
    '差',
    '差',
  ])
  expect([7250, 8000, 5, 0].map(marksText)).toEqual(['72.5', '80', '0.05', '0'])
})

describe('the evaluation of a year', () => {
  let pool: Pool
  const figures = (amounts: Record<string, FigureAmount>) =>
    new Map(
      Object.entries(amounts).map(([name, amount]) => [name, { name, title: name, table: '', amount } as FigureValue]),
    )
  const full = figures({
    'people.staffing-rate': rate(100),
    'budget.three-public-control-rate': null,
    'budget.full-year-execution-rate': rate(100),
    'budget.adjustment-rate': rate(0),
    'budget.operating-control-rate': rate(100),
    'procurement.execution-rate': null,
  })
  const amountsOf = (values: typeof full) =>
    Object.fromEntries([...values].map(([name, value]) => [name, value.amount])) as Record<string, FigureAmount>
  const evaluated = (values = full) => pool.begin(tx => evaluate(tx, 2026, values))
  const give = (sort: number, marks_cent: number, actor = staff('finance')) =>
    run(pool, judge, { year: 2026, scheme: 'hunan-county', sort, marks_cent, evidence: '有记录' }, { actor })

  beforeAll(async () => {
    pool = await testDatabase()
  })

  test('has no total and no grade while a criterion waits for its marks', async () => {
    const open = await evaluated()
    expect(open?.scores.filter(score => score.marks_cent === null).map(score => score.sort)).toEqual([
      7, 8, 9, 10, 11, 12, 13,
    ])
    expect([open?.total_cent, open?.grade]).toEqual([null, null])
  })

  test('shows beside a judged criterion the figures it rests on, as far as the year has them', async () => {
    const values = new Map([
      ...full,
      ...figures({ 'supervision.rules-in-force': rate(3), 'supervision.checks-made': rate(4) }),
    ])
    const support = (sort: number, from = values) =>
      evaluated(from).then(one => one?.scores.find(score => score.sort === sort)?.support.map(figure => figure.name))
    expect(await support(7)).toEqual(['supervision.rules-in-force', 'supervision.checks-made'])
    expect(await support(8)).toEqual(['supervision.checks-made'])
    expect(await support(7, full)).toEqual([])
    expect(await support(3)).toEqual([])
    const href = (name: string) => `/figures/${name}`
    const [annex] = evaluationTable({ evaluation: await evaluated(values), hrefOf: href })
    const cells = (annex as { rows: { text: string; figure?: string; href?: string }[][][] }).rows[6]![4]!
    expect(cells.filter(run => run.figure).map(run => run.href)).toEqual([
      '/figures/supervision.rules-in-force',
      '/figures/supervision.checks-made',
    ])
  })

  test('adds up computed and judged marks', async () => {
    for (const [sort, cent] of [
      [7, 800],
      [8, 800],
      [9, 600],
      [10, 800],
      [11, 1500],
      [12, 1000],
      [13, 500],
    ] as const)
      await give(sort, cent)
    expect(await evaluated()).toMatchObject({ total_cent: 10_000, grade: '优' })
    await give(11, 499)
    expect(await evaluated()).toMatchObject({ total_cent: 8999, grade: '良' })
  })

  test('将预算执行情况作为年度目标考核的内容: marks follow from the execution rate itself', async () => {
    const slow = figures({ ...amountsOf(full), 'budget.full-year-execution-rate': rate(80) })
    const markOf = async (values: typeof full) =>
      (await evaluated(values))?.scores.find(score => score.figure === 'budget.full-year-execution-rate')?.marks_cent
    expect(Number(await markOf(slow))).toBeLessThan(Number(await markOf(full)))
  })

  test('waits again when a rate without a rule for it does not apply', async () => {
    const values = new Map(full)
    values.set('people.staffing-rate', { ...full.get('people.staffing-rate')!, amount: null })
    expect(await evaluated(values)).toMatchObject({ total_cent: null, grade: null })
  })

  test('takes no more than full marks, and none for what is computed or unknown', async () => {
    expect(await refusalOf(give(9, 601))).toBe('performance.too-many-marks')
    expect(await refusalOf(give(3, 100))).toBe('performance.unknown-criterion')
    expect(await refusalOf(give(99, 100))).toBe('performance.unknown-criterion')
    expect(await refusalOf(give(9, 1.5))).toBe('platform.malformed')
    expect(await refusalOf(give(9, 100, staff('editor')))).toBe('platform.forbidden')
  })

  test('has no table before there was a scheme', async () => {
    expect(await pool.begin(tx => evaluate(tx, 2010, full))).toBeUndefined()
  })
})
