import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { refusalOf, run, staff, testDatabase } from '../../../test/support/database.ts'
import { ensureSection } from '../../people/index.ts'
import { ask, type Pool } from '../../platform/index.ts'
import { adoptBudget } from '../adopt-budget.ts'
import { allot } from '../allot.ts'
import { recordExpenditure } from '../record-expenditure.ts'
import { recordIncome } from '../record-income.ts'
import { assignLine } from './assign-line.ts'
import {
  monthsOver,
  paceState,
  responsibility,
  responsibilityTodos,
  setPaceRule,
  setSectionTargets,
} from './targets.ts'

let pool: Pool
const section = '新闻采访部'
const at = new Date('2026-07-10T02:00:00Z')
type Shown = { rows: { section: string; side: string; state: string; done_rate: string; expected_rate: string }[] }
const shown = async () =>
  ((await ask(pool, responsibility, { actor: staff('finance'), at }, { year: 2026 })) as Shown).rows
const told = async (...roles: string[]) =>
  (await pool.begin(tx => responsibilityTodos[0]!.list(tx, staff(...roles), '2026-07-10'))).map(todo => todo.title)

beforeAll(async () => {
  pool = await testDatabase()
  await pool.begin(tx => ensureSection(tx, section))
  await run(pool, adoptBudget, {
    year: 2026,
    doc_no: '1号',
    adopted_on: '2026-01-20',
    income_fen: '1200000',
    expenditure_fen: '1200000',
    lines: [
      {
        line_no: 'S1',
        side: 'income',
        title: '广告收入',
        source: 'undertaking',

        opening_fen: '1200000',
      },
      { line_no: 'G1', side: 'expenditure', title: '办公费', category: 'operating', opening_fen: '1200000' },
    ],
  })
  const fact = { on_date: '2026-02-01', summary: '一' }
  await run(pool, allot, { line_no: 'G1', section, amount_fen: '1200000', ...fact })
  const paid = { line_no: 'G1', section, amount_fen: '300000', counterparty: '某店', economic_code: '30201', ...fact }
  await run(pool, recordExpenditure, paid)
  const assigned = { year: 2026, section }
  expect(await refusalOf(run(pool, assignLine, { ...assigned, line_no: 'S9' }))).toBe('budget.no-such-line')
  await run(pool, assignLine, { ...assigned, line_no: 'S1' })
  await run(pool, recordIncome, { line_no: 'S1', amount_fen: '600000', ...fact })
})

describe('a section', () => {
  test('answers for income and spending month by month, evenly unless told otherwise', async () => {
    expect(await shown()).toMatchObject([
      { section, side: 'expenditure', state: 'slow', done_rate: '25.00%', expected_rate: '50.00%' },
      { section, side: 'income', state: 'fine', done_rate: '50.00%', expected_rate: '50.00%' },
    ])
    expect(await told('finance')).toEqual(['新闻采访部支出进度偏慢'])
    expect(await told('editor')).toEqual([])
  })

  test('is measured by its own months once they are set', async () => {
    const months = ['0', '300000', '0', '0', '0', '0', '0', '0', '0', '0', '0', '900000']
    await run(pool, setSectionTargets, { year: 2026, section, side: 'expenditure', months })
    expect((await shown())[0]).toMatchObject({ state: 'fine', expected_rate: '25.00%' })
    expect(await told('director')).toEqual([])
  })

  test('is told by thresholds that are data, from the day they hold', async () => {
    const months = Array.from({ length: 12 }, (_, n) => (n === 11 ? '1200000' : '0'))
    await run(pool, setSectionTargets, { year: 2026, section, side: 'expenditure', months })
    expect((await shown())[0]).toMatchObject({ state: 'fast' })
    const rule = { slow_gap_bp: 3000, fast_gap_bp: 3000, effective_from: '2026-07-01', source: '示例' }
    await run(pool, setPaceRule, rule)
    expect((await shown())[0]).toMatchObject({ state: 'fine' })
  })
})

test('months that are over are those before today, none before the year and all after it', () => {
  expect([monthsOver(2026, '2025-12-31'), monthsOver(2026, '2026-07-10'), monthsOver(2026, '2027-01-01')]).toEqual([
    0, 6, 12,
  ])
})

test('a section that does what its target says is never slow or fast', () => {
  const months = fc.array(fc.bigInt(0n, 10n ** 9n), { minLength: 12, maxLength: 12 })
  fc.assert(
    fc.property(months, fc.integer({ min: 0, max: 12 }), (target_fen, month) => {
      const total_fen = target_fen.reduce((sum, fen) => sum + fen, 0n)
      const rule = { slow_gap_bp: 1, fast_gap_bp: 1 }
      expect(paceState({ total_fen, target_fen, done_fen: target_fen }, month, rule)).toBe('fine')
    }),
  )
})
