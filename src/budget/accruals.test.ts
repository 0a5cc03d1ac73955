// Each kind of business fact and the parallel entries it posts: 财务会计 by accrual, 预算会计 by cash.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { refusalOf, run, testDatabase } from '../../test/support/database.ts'
import { closeBooks } from '../accounts/index.ts'
import { checkBooks, exportBooks } from '../books/index.ts'
import { ensureSection } from '../people/index.ts'
import type { Pool } from '../platform/index.ts'
import { accrue, settle } from './accruals.ts'
import { adoptBudget } from './adopt-budget.ts'
import { allot } from './allot.ts'
import { recordExpenditure } from './record-expenditure.ts'
import { recordIncome } from './record-income.ts'
import { returnPayment } from './reservations/return-payment.ts'

let pool: Pool
const section = '综合运行部'
const fact = { on_date: '2026-03-02', summary: '事项' }

beforeAll(async () => {
  pool = await testDatabase()
  await pool.begin(tx => ensureSection(tx, section))
  const line = (line_no: string, title: string, category: string, source = 'fiscal') => ({
    line_no,
    side: 'expenditure',
    title,
    category,
    source,
    opening_fen: '1000000',
  })
  const lines = [
    { line_no: 'S1', side: 'income', title: '财政拨款', opening_fen: '2000000' },
    { line_no: 'S2', side: 'income', title: '经营收入', source: 'commercial', opening_fen: '1000000' },
    line('R1', '基本工资', 'personnel'),
    line('G1', '办公费', 'operating'),
    line('J1', '经营成本', 'commercial', 'commercial'),
  ]
  const totals = { income_fen: '3000000', expenditure_fen: '3000000' }
  await run(pool, adoptBudget, { year: 2026, doc_no: '1号', adopted_on: '2026-01-20', ...totals, lines })
  for (const line_no of ['R1', 'G1', 'J1']) await run(pool, allot, { line_no, section, amount_fen: '1000000', ...fact })
})

const entriesOf = async (answer: Record<string, unknown>) => {
  const rows = await pool<{ account: string; amount_fen: bigint }[]>`
    select account, amount_fen from accounts.postings where voucher_id = ${String(answer.voucher_id)} order by id`
  return Object.fromEntries(rows.map(row => [row.account, Number(row.amount_fen)]))
}
const pay = (line_no: string, amount_fen: string, purpose: string, economic_code = '30201') =>
  run(pool, recordExpenditure, { ...fact, line_no, section, amount_fen, purpose, economic_code, counterparty: '某人' })

test('an expense', async () => {
  expect(await entriesOf(await pay('G1', '100', 'expense'))).toEqual({ 5101: 100, 1011: -100, 7201: 100, 8001: -100 })
})

test('a purchase of something that stays', async () => {
  expect(await entriesOf(await pay('G1', '200', 'fixed_asset', '31002'))).toEqual({
    1601: 200,
    1011: -200,
    7201: 200,
    8001: -200,
  })
  expect(await entriesOf(await pay('G1', '300', 'intangible', '31022'))).toEqual({
    1701: 300,
    1011: -300,
    7201: 300,
    8001: -300,
  })
  expect(await entriesOf(await pay('G1', '50', 'stock'))).toEqual({ 1302: 50, 1011: -50, 7201: 50, 8001: -50 })
})

test('income of each ledger, by its source', async () => {
  const received = (line_no: string) => run(pool, recordIncome, { ...fact, line_no, amount_fen: '5000' })
  expect(await entriesOf(await received('S1'))).toEqual({ 1011: 5000, 4001: -5000, 8001: 5000, 6001: -5000 })
  expect(await entriesOf(await received('S2'))).toEqual({ 1002: 5000, 4401: -5000, 8001: 5000, 6401: -5000 })
})

test('salaries are owed before they are paid, and the budgetary ledger waits for the money', async () => {
  const owed = await run(pool, accrue, {
    ...fact,
    line_no: 'R1',
    amount_fen: '400',
    owed: 'salary',
    economic_code: '30101',
  })
  expect(await entriesOf(owed)).toEqual({ 5001: 400, 2201: -400 })
  expect(await entriesOf(await pay('R1', '400', 'salary', '30101'))).toEqual({
    2201: 400,
    1011: -400,
    7201: 400,
    8001: -400,
  })
})

test('a bill that is in is owed, and paying it is no second expense', async () => {
  const owed = await run(pool, accrue, { ...fact, line_no: 'G1', amount_fen: '70', owed: 'payable' })
  expect(await entriesOf(owed)).toEqual({ 5101: 70, 2302: -70 })
  expect(await entriesOf(await pay('G1', '70', 'payable'))).toEqual({ 2302: 70, 1011: -70, 7201: 70, 8001: -70 })
})

test('budget.settle-advance: an advance is settled by what it was spent on, and the rest comes back', async () => {
  const advance = await pay('G1', '1000', 'advance', '30211')
  expect(await entriesOf(advance)).toEqual({ 1218: 1000, 1011: -1000, 7201: 1000, 8001: -1000 })
  const spent = { ...fact, line_no: 'G1', from: 'advance', economic_code: '30211' }
  expect(await entriesOf(await run(pool, settle, { ...spent, amount_fen: '900' }))).toEqual({ 5101: 900, 1218: -900 })
  const back = { ...fact, movement_id: advance.movement_id, amount_fen: '100', purpose: 'advance' }
  expect(await entriesOf(await run(pool, returnPayment, back))).toEqual({
    1218: -100,
    1011: 100,
    7201: -100,
    8001: 100,
  })
  expect(await refusalOf(run(pool, settle, { ...spent, amount_fen: '1' }))).toBe('budget.advance-too-small')
})

test('stock that was issued becomes an expense, as much as is on the books and of nothing else', async () => {
  await pay('G1', '500', 'stock', '30201')
  const used = { ...fact, line_no: 'G1', from: 'stock', economic_code: '30201' }
  expect(await entriesOf(await run(pool, settle, { ...used, amount_fen: '300' }))).toEqual({ 5101: 300, 1302: -300 })
  expect(await refusalOf(run(pool, settle, { ...used, amount_fen: '99999999' }))).toBe('budget.advance-too-small')
  const bought = { ...used, amount_fen: '1', purpose: 'fixed_asset' }
  expect(await refusalOf(run(pool, settle, bought))).toBe('budget.stock-is-used-up')
})

test('postings say what they are about: fund, category, line and economic classification', async () => {
  const paid = await pay('J1', '10', 'expense', '30299')
  const rows = await pool<{ account: string; aux: object }[]>`
    select account, aux from accounts.postings where voucher_id = ${String(paid.voucher_id)} and aux <> '{}' order by account`
  const aux = { fund: 'commercial', category: 'commercial', line_no: 'J1', economic_code: '30299' }
  expect(rows).toEqual([
    { account: '5201', aux },
    { account: '7301', aux },
  ])
})

test('closing carries the surplus through its accounts and each fund to its own carry-over', async () => {
  const call = {
    id: '1',
    actor: { id: '1', name: '会计', roles: [] },
    at: new Date('2026-12-31T00:00:00Z'),
    today: '2026-12-31',
  }
  await pool.begin(tx => closeBooks(tx, call, 2026))
  const rows = await pool<{ account: string; fen: bigint }[]>`
    select account, sum(amount_fen)::bigint fen from accounts.postings group by account having sum(amount_fen) <> 0`
  const left = new Map(rows.map(row => [row.account, Number(row.fen)]))
  const accounts = [...left.keys()]
  expect(accounts.filter(account => /^[4567]|^330/.test(account))).toEqual([])
  expect(left.get('8401')).toBe(-5000 + 10)
  expect(left.get('8001')).toBe(-(left.get('8101')! + left.get('8401')!))
})

test('books with every kind of entry, closed, have no error of check-books and pass hledger where it is installed', async () => {
  const errors = (await pool.begin(tx => checkBooks(tx, 2026))).filter(finding => finding.severity === 'error')
  // what was bought has no cards in this test
  expect(errors.map(error => error.rule)).toEqual(['cards-and-ledger'])
  const folder = mkdtempSync(path.join(os.tmpdir(), 'beita-books-'))
  const [file] = await pool.begin(tx => exportBooks(tx, 2026, 'hledger', folder))
  const hledger = spawnSync('hledger', ['-f', file!, 'check', '--strict'], { encoding: 'utf8' })
  rmSync(folder, { recursive: true, force: true })
  if (!hledger.error) expect(hledger).toMatchObject({ status: 0, stderr: '' })
})

test('a movement that the ledger does not know is found by what does not tie, a hold without its matter too', async () => {
  await pool`alter table budget.movements disable trigger movements_refuse_closed_year`
  await pool`insert into budget.movements (year, line_id, kind, amount_fen, on_date, summary, recorded_at, recorded_by)
    select year, id, 'spend', 12300, '2026-12-30', '账外', now(), '某人' from budget.lines where year = 2026 and line_no = 'G1'`
  await pool`update budget.allotments set committed_fen = 5 where line_id = (select id from budget.lines where line_no = 'G1')`
  await pool`update budget.lines set project = '混' where line_no = 'G1'`
  const rules = (await pool.begin(tx => checkBooks(tx, 2026))).map(finding => finding.rule)
  expect(rules).toContain('final-accounts-do-not-tie')
  expect(rules).toContain('holds-astray')
  expect(rules).toContain('classes-mixed')
})
