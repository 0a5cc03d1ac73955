import { beforeAll, describe, expect, test } from 'vitest'
import { refusalOf, run, staff, testDatabase } from '../../test/support/database.ts'
import { closeYear } from '../handover/index.ts'
import { ensureSection } from '../people/index.ts'
import { ask, evaluateAll, figureSet, type Pool } from '../platform/index.ts'
import { cutLine, increaseLine, moveBetweenLines } from './adjust-line.ts'
import { adoptBudget } from './adopt-budget.ts'
import { allot } from './allot.ts'
import { directLimit, setDirectLimit } from './direct-limit.ts'
import { budgetFigures } from './figures.ts'
import { ledgerRows } from './ledger.ts'
import { recordExpenditure } from './record-expenditure.ts'
import { recordIncome } from './record-income.ts'
import { release, reserve } from './reserve.ts'
import { reverseMovement } from './reverse-movement.ts'

let pool: Pool
const section = '综合运行部'
const day = '2026-03-02'
const lines = [
  { line_no: 'S1', side: 'income', title: '财政拨款', opening_fen: '1000000' },
  { line_no: 'Z1', side: 'expenditure', title: '人员经费', category: 'personnel', opening_fen: '600000' },
  { line_no: 'Z2', side: 'expenditure', title: '日常公用', category: 'operating', opening_fen: '300000' },
  {
    line_no: 'Z3',
    side: 'expenditure',
    title: '设备更新',
    category: 'specific',
    project: '设备更新',
    procurement: true,
    opening_fen: '100000',
  },
]
const budget = {
  doc_no: '财预〔2026〕1号',
  adopted_on: '2026-01-20',
  income_fen: '1000000',
  expenditure_fen: '1000000',
  lines,
}
const spend = (amount: string, line = 'Z2') => ({
  line_no: line,
  section,
  amount_fen: amount,
  on_date: day,
  summary: '购办公用品',
  counterparty: '某文具店',
  economic_code: '30201',
})

beforeAll(async () => {
  pool = await testDatabase()
  await pool.begin(tx => ensureSection(tx, section))
  await run(pool, adoptBudget, { year: 2026, ...budget })
  await run(pool, allot, { line_no: 'Z2', section, amount_fen: '200000', on_date: day, summary: '下达' })
})

describe('a budget', () => {
  test('is refused when its lines do not sum to the approved total', async () => {
    const off = run(pool, adoptBudget, { year: 2027, ...budget, expenditure_fen: '1000001' })
    expect(await refusalOf(off)).toBe('budget.lines-do-not-sum')
    expect(await pool`select 1 from budget.lines where year = 2027`).toHaveLength(0)
  })

  test('is adopted once a year', async () => {
    expect(await refusalOf(run(pool, adoptBudget, { year: 2026, ...budget }))).toBe('budget.already-adopted')
  })

  test('is adopted by finance only', async () => {
    expect(await refusalOf(run(pool, adoptBudget, { year: 2027, ...budget }, { actor: staff('editor') }))).toBe(
      'platform.forbidden',
    )
  })
})

describe('an allotment', () => {
  test('cannot exceed what the line has left', async () => {
    const input = { line_no: 'Z2', section, amount_fen: '100001', on_date: day, summary: '再下达' }
    expect(await refusalOf(run(pool, allot, input))).toBe('budget.beyond-plan')
  })

  test('cannot be taken back once it is used', async () => {
    await run(pool, recordExpenditure, spend('150000'))
    const input = { line_no: 'Z2', section, amount_fen: '-60000', on_date: day, summary: '收回' }
    expect(await refusalOf(run(pool, allot, input))).toBe('budget.not-enough')
  })

  test('is not overspent, and the refusal says what is left', async () => {
    expect(await refusalOf(run(pool, recordExpenditure, spend('50001')))).toBe('budget.not-enough')
    await expect(run(pool, recordExpenditure, spend('50001'))).rejects.toThrow('500.00 元')
  })

  test('不集中使用: must be there before a section can spend', async () => {
    expect(await refusalOf(run(pool, recordExpenditure, spend('1', 'Z1')))).toBe('budget.no-such-allotment')
  })

  test('holds what is reserved until it is released', async () => {
    const fact = { line_no: 'Z2', section, on_date: day, summary: '采购申请' }
    await run(pool, reserve, { ...fact, amount_fen: '50000' })
    expect(await refusalOf(run(pool, recordExpenditure, spend('1')))).toBe('budget.not-enough')
    expect(await refusalOf(run(pool, release, { ...fact, amount_fen: '50001' }))).toBe('budget.not-reserved')
    await run(pool, release, { ...fact, amount_fen: '50000' })
  })
})

describe('an adjustment', () => {
  const doc = { on_date: day, doc_no: '财预〔2026〕7号', summary: '年中调整' }

  test('cuts only what was not allotted', async () => {
    expect(
      await refusalOf(run(pool, cutLine, { line_no: 'Z2', side: 'expenditure', amount_fen: '100001', ...doc })),
    ).toBe('budget.cut-below-use')
  })

  test('moves plan between lines without changing the total', async () => {
    await run(pool, moveBetweenLines, { from_line_no: 'Z1', to_line_no: 'Z2', amount_fen: '1000', ...doc })
    expect(
      await refusalOf(run(pool, moveBetweenLines, { from_line_no: 'Z1', to_line_no: 'Z1', amount_fen: '1', ...doc })),
    ).toBe('budget.same-line')
    const rows = await pool.begin(tx => ledgerRows(tx, 2026))
    expect(rows.filter(row => row.side === 'expenditure').reduce((sum, row) => sum + row.adjusted_fen, 0n)).toBe(0n)
  })

  test('makes the full-year basis differ from the opening one', async () => {
    await run(pool, increaseLine, { line_no: 'Z3', side: 'expenditure', amount_fen: '20000', ...doc })
    const figures = await pool.begin(tx =>
      evaluateAll(figureSet([budgetFigures]), tx, { year: 2026, as: 'classified' }),
    )
    expect(figures.get('budget.opening')?.value).toBe('1')
    expect(figures.get('budget.full-year')?.value).toBe('1.02')
    expect(figures.get('budget.execution-rate')?.display).toBe('15%')
    expect(figures.get('budget.full-year-execution-rate')?.display).toBe('14.71%')
    expect(figures.get('budget.three-public-control-rate')?.display).toBe('不适用')
  })

  test('is refused for an unknown line, and for a line of the other side', async () => {
    expect(await refusalOf(run(pool, cutLine, { line_no: 'X', side: 'expenditure', amount_fen: '1', ...doc }))).toBe(
      'budget.no-such-line',
    )
    expect(await refusalOf(run(pool, cutLine, { line_no: 'S1', side: 'expenditure', amount_fen: '1', ...doc }))).toBe(
      'budget.wrong-side',
    )
  })
})

describe('a reversal', () => {
  test('gives the amount back, mirrors the voucher, and works once', async () => {
    const paid = await run(pool, recordExpenditure, spend('10000'))
    const reversal = { movement_id: paid.movement_id, on_date: day, reason: '重复支付' }
    const back = await run(pool, reverseMovement, reversal)
    const postings = await pool<{ account: string; net: bigint }[]>`
      select account, sum(amount_fen)::bigint net from accounts.postings
      where voucher_id in (${String(paid.voucher_id)}, ${String(back.voucher_id)}) group by account`
    expect(postings.map(row => row.net)).toEqual([0n, 0n, 0n, 0n])
    expect(await refusalOf(run(pool, reverseMovement, reversal))).toBe('budget.already-reversed')
    expect(await refusalOf(run(pool, reverseMovement, { ...reversal, movement_id: back.movement_id }))).toBe(
      'budget.cannot-reverse',
    )
    expect(await refusalOf(run(pool, reverseMovement, { ...reversal, movement_id: '999999' }))).toBe(
      'budget.no-such-movement',
    )
    expect(await refusalOf(run(pool, reverseMovement, { ...reversal, on_date: '2027-01-01' }))).toBe(
      'budget.wrong-year',
    )
  })
})

test('entries cannot be changed or removed', async () => {
  await expect(pool`update budget.movements set amount_fen = 1`).rejects.toThrow('append-only')
  await expect(pool`delete from accounts.postings`).rejects.toThrow('append-only')
})

test('the stored totals equal the sums of the movements', async () => {
  await run(pool, recordIncome, { line_no: 'S1', amount_fen: '700000', on_date: day, summary: '额度到账' })
  const off = await pool`
    select l.line_no from budget.lines l left join budget.movements m on m.line_id = l.id group by l.id
    having l.executed_fen <> coalesce(sum(m.amount_fen) filter (where m.kind in ('spend', 'income')), 0)
      or l.allotted_fen <> coalesce(sum(m.amount_fen) filter (where m.kind = 'allot'), 0)
      or l.reserved_fen <> coalesce(sum(m.amount_fen) filter (where m.kind in ('reserve', 'release')), 0)
      or l.adjusted_fen <> coalesce(sum(m.amount_fen) filter (where m.kind in ('increase', 'cut', 'virement')), 0)`
  expect(off).toHaveLength(0)
})

describe('严格实行专项资金专款专用', () => {
  test('project and procurement money is recorded as paid directly below a limit only; from there on by a claim', async () => {
    await run(pool, allot, { line_no: 'Z3', section, amount_fen: '90000', on_date: day, summary: '下达' })
    const limit = { limit_fen: '30000', effective_from: '2026-01-01', source: '内部制度' }
    expect(await refusalOf(run(pool, setDirectLimit, limit, { actor: staff('finance') }))).toBe('platform.forbidden')
    await run(pool, setDirectLimit, limit, { actor: staff('director') })
    const buy = (amount: string) => ({ ...spend(amount, 'Z3'), economic_code: '31003' })
    expect(await refusalOf(run(pool, recordExpenditure, buy('30000')))).toBe('budget.only-by-claim')
    await expect(run(pool, recordExpenditure, buy('30000'))).rejects.toThrow('300.00 元以上要凭报销单据付款')
    await run(pool, recordExpenditure, buy('29999'))
    const told = await ask(pool, directLimit, { actor: staff(), at: new Date('2026-03-02T02:00:00Z') }, {})
    expect(told).toMatchObject({ limit_fen: 30_000n, source: '内部制度' })
  })
})

test('三公 expenses stand on lines of their own: their codes go to no other line, and no other code to theirs', async () => {
  const banquet = run(pool, recordExpenditure, { ...spend('1'), economic_code: '30217' })
  expect(await refusalOf(banquet)).toBe('budget.three-public-apart')
  await expect(banquet).rejects.toThrow('30217 是公务接待费，要在“三公”经费里单列')
  // 会议费 and 培训费 are none of them
  await run(pool, recordExpenditure, { ...spend('1'), economic_code: '30215' })
})

test('人员 and 公用 are not mixed when money is paid: salaries go to no 公用 line, office costs to no 人员 line', async () => {
  const salary = run(pool, recordExpenditure, { ...spend('1'), economic_code: '30101' })
  expect(await refusalOf(salary)).toBe('budget.not-its-class')
  await expect(salary).rejects.toThrow('不能从指标“日常公用”列支：公用经费不能用 301、303')
  await run(pool, allot, { line_no: 'Z1', section, amount_fen: '100', on_date: day, summary: '下达' })
  expect(await refusalOf(run(pool, recordExpenditure, spend('1', 'Z1')))).toBe('budget.not-its-class')
  // an advance is no expense yet; a subsidy to persons is 人员
  await run(pool, recordExpenditure, { ...spend('1', 'Z1'), economic_code: '30305' })
})

test('nothing is received or paid before its day', async () => {
  const tomorrow = { on_date: '2026-03-03' }
  expect(await refusalOf(run(pool, recordExpenditure, { ...spend('1'), ...tomorrow }))).toBe('budget.day-is-ahead')
  const income = { line_no: 'S1', amount_fen: '1', summary: '拨款', ...tomorrow }
  expect(await refusalOf(run(pool, recordIncome, income))).toBe('budget.day-is-ahead')
})

test('a closed year takes no more entries', async () => {
  expect(await refusalOf(run(pool, closeYear([]), { year: 2031 }))).toBe('budget.no-such-year')
  await run(pool, closeYear([]), { year: 2026 })
  expect(await refusalOf(run(pool, recordExpenditure, spend('1')))).toBe('accounts.year-is-closed')
  expect(await refusalOf(run(pool, closeYear([]), { year: 2026 }))).toBe('accounts.year-is-closed')
  const left =
    await pool`select account from accounts.postings where year = 2026 and account ~ '^[4567]' group by account having sum(amount_fen) <> 0`
  expect(left).toHaveLength(0)
})
