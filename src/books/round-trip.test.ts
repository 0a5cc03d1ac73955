// The proof that a year's workbook is the year: made by commands of every kind, exported, imported into an empty house.
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { Hono } from 'hono'
import { beforeAll, describe, expect, test } from 'vitest'
import { run, testDatabase } from '../../test/support/database.ts'
import { faultsFound, isInstalled, LEDGER_TOOLS } from '../../test/support/ledger-tools.ts'
import { accept, contracted, LINE, lifeRule, type Office, office, SECTION } from '../../test/support/purchase.ts'
import { figuresOf, importBooks } from '../../test/support/sample.ts'
import { trialBalance } from '../accounts/index.ts'
import { depreciateMonth } from '../assets/depreciation/depreciate-month.ts'
import { completeDisposal, remitProceeds } from '../assets/disposal/complete-disposal.ts'
import { decideDisposal, proposeDisposal } from '../assets/disposal/propose-disposal.ts'
import { registerCard } from '../assets/register-card.ts'
import { cardsAndLedger } from '../assets/report/year-report.ts'
import { accrue, settle } from '../budget/accruals.ts'
import { cutLine, increaseLine, moveBetweenLines } from '../budget/adjust-line.ts'
import { adoptBudget } from '../budget/adopt-budget.ts'
import { allot } from '../budget/allot.ts'
import {
  closeYear,
  dispatchReservation,
  ledgerRows,
  MOVEMENT_KINDS,
  reserveAllotment,
  spendReservation,
} from '../budget/index.ts'
import { recordExpenditure } from '../budget/record-expenditure.ts'
import { recordIncome } from '../budget/record-income.ts'
import { returnPayment } from '../budget/reservations/return-payment.ts'
import { release, reserve } from '../budget/reserve.ts'
import { reverseMovement } from '../budget/reverse-movement.ts'
import { carryOver, recall } from '../budget/year-end/clear-year.ts'
import { setStaffing } from '../people/set-staffing.ts'
import { setUnit } from '../people/set-unit.ts'
import { type Actor, type Call, errorAnswer, type Pool } from '../platform/index.ts'
import { readWorkbook, writeWorkbook } from '../platform/workbooks/index.ts'
import { supplementContract } from '../procurement/contracts/sign-contract.ts'
import {
  type BooksJson,
  booksToSheets,
  booksToWorkbook,
  checkBooks,
  exportBooks,
  readBooks,
  readBooksFolder,
} from './index.ts'
import { VOUCHER_SOURCES } from './sheet-words.ts'
import { storedBooks } from './stored-books.ts'
import { mountWorkbook } from './workbook-file.ts'

let pool: Pool
let people: Office
const EARLIER = 2025
const YEAR = 2026
const LATER = 2027
const fact = { on_date: '2026-03-02', summary: '事项' }
const at = new Date('2026-12-31T02:00:00Z')

const plan = (year: number) => ({
  year,
  doc_no: '财预2号',
  adopted_on: `${year}-01-20`,
  income_fen: '5000000',
  expenditure_fen: '5000000',
  lines: [
    { line_no: 'S1', side: 'income', title: '财政拨款', opening_fen: '5000000' },
    { line_no: 'G1', side: 'expenditure', title: '办公费', category: 'operating', opening_fen: '4000000' },
    { line_no: 'G2', side: 'expenditure', title: '水电费', category: 'operating', opening_fen: '1000000' },
  ],
})
const spent = (more: Record<string, unknown>) =>
  run(pool, recordExpenditure, {
    ...fact,
    line_no: LINE,
    section: SECTION,
    counterparty: '某公司',
    economic_code: '31003',
    ...more,
  })

/** A year before, of which some came back later. */
async function earlierYear(): Promise<string> {
  await run(pool, adoptBudget, plan(EARLIER))
  const days = { on_date: '2025-05-05', summary: '上年的事' }
  await run(pool, allot, { ...days, line_no: 'G1', section: SECTION, amount_fen: '3000000' })
  await run(pool, recordIncome, { ...days, line_no: 'S1', amount_fen: '4000000' })
  const paid = await spent({ ...days, line_no: 'G1', amount_fen: '900000', economic_code: '30201' })
  await spent({ ...days, line_no: 'G1', amount_fen: '70000', economic_code: '30218', purpose: 'stock' })
  await pool.begin(tx => closeYear(tx, { id: '', actor: people.clerk, at, today: '2026-01-10' } as Call, EARLIER))
  return String(paid.movement_id)
}

/** Movements of every kind on the line of the office. */
async function movements(earlier: string): Promise<void> {
  const doc = { ...fact, doc_no: '财预〔2026〕9号' }
  await run(pool, increaseLine, { ...doc, line_no: 'S1', side: 'income', amount_fen: '7000' })
  await run(pool, increaseLine, { ...doc, line_no: LINE, side: 'expenditure', amount_fen: '7000' })
  await run(pool, cutLine, { ...doc, line_no: 'S1', side: 'income', amount_fen: '100' })
  await run(pool, allot, { ...fact, line_no: LINE, section: SECTION, amount_fen: '-500000' })
  await run(pool, recordIncome, { ...fact, line_no: 'S1', amount_fen: '900000000' })
  const one = { ...fact, line_no: LINE, section: SECTION }
  await run(pool, reserve, { ...one, amount_fen: '4000' })
  await run(pool, release, { ...one, amount_fen: '4000' })
  const wrong = await spent({ amount_fen: '1234', doc_no: '付1号' })
  await run(pool, reverseMovement, { movement_id: String(wrong.movement_id), on_date: '2026-03-01', reason: '重复' })
  const paid = await spent({ amount_fen: '50000', purpose: 'fixed_asset' })
  const back = { movement_id: String(paid.movement_id), ...fact, amount_fen: '20000', purpose: 'fixed_asset' }
  await run(pool, returnPayment, back)
  await run(pool, returnPayment, { ...fact, movement_id: earlier, amount_fen: '30000' })
  await run(pool, accrue, { ...fact, line_no: LINE, amount_fen: '600', owed: 'payable' })
  await spent({ amount_fen: '600', purpose: 'payable' })
  await spent({ amount_fen: '800', purpose: 'advance' })
  await run(pool, settle, { ...fact, line_no: LINE, amount_fen: '800', from: 'advance' })
  await onItsWay()
}

/** A matter of which part is paid and part is on its way when the year leaves. */
async function onItsWay(): Promise<void> {
  const call = { id: '', actor: people.clerk, at, today: '2026-03-02' } as Call
  await pool.begin(async tx => {
    const matter = { line_no: LINE, section: SECTION, subject: 'spending.claim/77', title: '差旅费' }
    const { reservation_id } = await reserveAllotment(tx, call, { ...fact, ...matter, amount_fen: 9000n })
    await dispatchReservation(tx, call, { ...fact, reservation_id, amount_fen: 8000n })
    const payment = { ...fact, counterparty: '某人', economic_code: '30211', amount_fen: 3000n }
    await spendReservation(tx, call, { ...payment, reservation_id })
  })
}

async function card(title: string, more: Record<string, unknown>): Promise<string> {
  const asset = { origin: 'donation', name: title, class_code: 'A02', amount_fen: '720000', section: SECTION }
  const days = { acquired_on: '2026-01-15', booked_on: '2026-01-15', life_rule_id: await lifeRule(pool, title) }
  const made = (await run(pool, registerCard, { ...asset, ...days, ...more })) as unknown as { cards: { id: string }[] }
  return made.cards[0]!.id
}

/** Cards of every kind, two months of depreciation, one disposal done and one applied for. */
async function assets(): Promise<void> {
  await card('文物和陈列品（不提折旧）', { name: '老照片', class_code: 'A03' })
  await card('软件等无形资产', { origin: 'developed', details: { right_cert_no: '软著登字1号' } })
  await card('车辆', { details: { plate_no: '湘E12345', vehicle_use: '业务用车' }, note: '采访车\n=两座' })
  const sold = await card('计算机设备', { origin: 'allocation', depreciated_fen: '120000', quantity: 3 })
  const waiting = await card('办公设备', {})
  for (const month of ['2026-01', '2026-02']) await run(pool, depreciateMonth, { month })
  const sale = {
    kind: 'sell',
    reason: '不再使用，\n“已坏”,报废',
    appraisal_fen: '60000',
    appraiser: '某评估所',
    card_ids: [sold],
  }
  const disposal_id = String((await run(pool, proposeDisposal, sale)).disposal_id)
  await run(pool, decideDisposal, { disposal_id, decision: 'approve' }, { actor: people.leader })
  await run(pool, completeDisposal, { disposal_id, completed_on: '2026-03-02', proceeds_fen: '65000' })
  await run(pool, remitProceeds, { disposal_id, amount_fen: '65000', on_date: '2026-03-02' })
  await run(pool, proposeDisposal, { kind: 'scrap', reason: '坏了', card_ids: [waiting] })
}

beforeAll(async () => {
  pool = await testDatabase()
  await run(pool, setUnit, { name: '某区融媒体中心', district: '某区' })
  people = await office(pool)
  for (const year of [EARLIER, YEAR, LATER])
    await run(pool, setStaffing, { year, authorised_count: 7, in_post_count: 7, source: '编办〔2025〕1号' })
  await movements(await earlierYear())
  await assets()
  const bought = await contracted(pool, people)
  await accept(pool, people.applicant, bought.requisition_id)
  const open = await contracted(pool, people, '2000000')
  const more = { contract_id: open.contract_id, contract_no: 'HT-补', amount_fen: '50000', signed_on: '2026-03-01' }
  await run(pool, supplementContract, more, { actor: people.buyer })
  await run(pool, adoptBudget, plan(LATER))
  const moved = { on_date: '2027-02-01', summary: '调剂', doc_no: '财预3号', from_line_no: 'G1', to_line_no: 'G2' }
  await run(pool, moveBetweenLines, { ...moved, amount_fen: '900' })
  const year = { year: YEAR, line_no: LINE, doc_no: '财预〔2026〕99号' }
  await run(pool, recall, { ...year, amount_fen: '1000' }, { at })
  await run(pool, carryOver, { ...year, balance_fen: '5000' }, { at })
  await pool.begin(tx => closeYear(tx, { id: '', actor: people.clerk, at, today: '2026-12-31' } as Call, YEAR))
})

const cells = (books: BooksJson) => booksToSheets(books)
const stored = (from: Pool, year: number) => from.begin(tx => storedBooks(tx, year)) as Promise<BooksJson>

/** What the books of a year say, whatever the ids of their rows. */
async function said(house: Pool, year: number) {
  const figures = async (as: 'reported' | 'classified') =>
    [...(await figuresOf(house, { year, as })).values()]
      .filter(({ name }) => /^(budget|assets|procurement|people)\./.test(name))
      .map(({ name, value, display }) => [name, value, display])
  const [vouchers, nets] = await Promise.all([
    house`select v.voucher_no, v.on_date, v.summary, p.ledger, p.account, p.amount_fen, p.aux from accounts.vouchers v
      join accounts.postings p on p.voucher_id = v.id where v.year = ${year} and v.source <> 'books.opening' order by v.voucher_no, p.id`,
    house`select c.card_no, c.method, c.use_state = 'to_dispose' waits, c.financial_class, c.details, c.original_fen - coalesce(sum(d.amount_fen), 0) net_fen from assets.cards c
      left join assets.depreciation d on d.card_id = c.id and d.on_date <= ${`${year}-12-31`}
      where c.booked_on <= ${`${year}-12-31`} and (c.disposed_on is null or c.disposed_on >= ${`${year}-01-01`}) group by c.id order by c.card_no`,
  ])
  const ledger = await house.begin(tx => ledgerRows(tx, year))
  return {
    balances: [...(await house.begin(tx => trialBalance(tx, year)))],
    register: await house.begin(tx => cardsAndLedger(tx, year)),
    ledger: ledger.map(({ id: _id, ...row }) => row),
    figures: [await figures('reported'), await figures('classified')],
    vouchers: [...vouchers],
    nets: [...nets],
    checks: (await house.begin(tx => checkBooks(tx, year))).filter(one => one.severity === 'error'),
    closed: await house`select 1 from accounts.closed_periods where year = ${year}`,
  }
}

describe.each([EARLIER, YEAR, LATER])('the workbook of %i', year => {
  let house: Pool
  let first: BooksJson

  test('comes in again into an empty house', async () => {
    first = await stored(pool, year)
    const read = readBooks(await readWorkbook(await writeWorkbook(booksToWorkbook(first)), '账套.xlsx'))
    expect(read.errors).toEqual([])
    house = await testDatabase()
    await run(house, setUnit, { name: '某区融媒体中心', district: '某区' })
    await importBooks(house, read.books!)
    expect(await importBooks(house, read.books!)).toMatchObject({ imported_count: 0 })
  })

  test('gives the same books: every balance, voucher, line, card, figure', async () => {
    expect(await said(house, year)).toEqual(await said(pool, year))
  })

  test('leaves as CSV files too, which hold the same', async () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'beita-csv-'))
    await pool.begin(tx => exportBooks(tx, year, 'csv', folder))
    const read = readBooksFolder(folder)
    expect(read.errors).toEqual([])
    expect(cells(read.books!)).toEqual(cells(first))
    copyFileSync(path.join(folder, `${year}-收支.csv`), path.join(folder, '1999-收支.csv'))
    expect(readBooksFolder(folder).errors).toMatchObject([
      { sheet: '收支', message: expect.stringContaining('两张同名的表') },
    ])
    rmSync(folder, { recursive: true })
  })

  for (const tool of LEDGER_TOOLS) {
    test.skipIf(!isInstalled(tool))(
      `leaves as a ledger that ${tool.command} passes, and refuses one yuan off`,
      async () => {
        const folder = mkdtempSync(path.join(os.tmpdir(), 'beita-ledger-'))
        const [file] = await pool.begin(tx => exportBooks(tx, year, tool.format, folder))
        expect(faultsFound(tool, file!)).toBe('')
        // the yuan of the first posting
        const off = (_all: string, place: string, yuan: string, rest: string) =>
          `${place}${(Number(yuan) + 1) % 10}${rest}`
        const spoilt = readFileSync(file!, 'utf8').replace(/^( +\S+ +(?:CNY )?-?\d*)(\d)(\.\d\d(?: CNY)?)$/m, off)
        writeFileSync(file!, spoilt)
        expect(faultsFound(tool, file!)).not.toBe('')
        rmSync(folder, { recursive: true })
      },
    )
  }

  test('leaves as the same cells', async () => {
    expect(cells(await stored(house, year))).toEqual(cells(first))
  })
})

test('a year that was imported and closed keeps the numbers of its vouchers when it moves on', async () => {
  const own = await testDatabase()
  const first = await stored(pool, EARLIER)
  const receipt = { ...first.entries[0]!, ref: '收1' }
  const posting = { ref: '期初1', on_date: `${EARLIER}-01-01`, summary: '期初余额', note: '', source: null }
  const postings = [
    { ...posting, account: '1002', debit_fen: '100', credit_fen: '0' },
    { ...posting, account: '3001', debit_fen: '0', credit_fen: '100' },
  ]
  const given = { ...first, entries: [receipt], postings, cards: [], depreciation: [], closed: false }
  await importBooks(own, given)
  await own.begin(tx => closeYear(tx, { id: '', actor: people.clerk, at, today: '2026-01-10' } as Call, EARLIER))
  const other = await testDatabase()
  await importBooks(other, await stored(own, EARLIER))
  const numbers = (house: Pool) =>
    house`select n.ref, n.generated, v.voucher_no, v.source from books.vouchers_named n join accounts.vouchers v using (id) order by 3`
  expect([...(await numbers(other))].map(row => [row.voucher_no, row.source])).toEqual([
    [1n, 'books.opening'],
    [2n, 'budget.income'],
    [3n, 'accounts.closing'],
  ])
  expect([...(await numbers(other))]).toEqual([...(await numbers(own))])
  expect(cells(await stored(other, EARLIER))).toEqual(cells(await stored(own, EARLIER)))
})

test('the workbook leaves by the workbench for those who may see the books', async () => {
  const asked = (actor: Actor | undefined) => {
    const app = new Hono()
    mountWorkbook(app, { pool, actorOf: async () => actor, now: () => at })
    app.onError((error, c) => errorAnswer(c, error, () => undefined))
    return app.request(`/api/books/workbook-file?year=${YEAR}`)
  }
  const answer = await asked(people.clerk)
  const name = /filename\*=UTF-8''(.+)$/.exec(answer.headers.get('content-disposition')!)![1]!
  expect(decodeURIComponent(name)).toBe('某区融媒体中心2026年度账套.xlsx')
  const read = readBooks(await readWorkbook(new Uint8Array(await answer.arrayBuffer()), '账套.xlsx'))
  expect(read.errors).toEqual([])
  expect((await asked(people.applicant)).status).toBe(403)
})

test('the year of the proof holds every kind of movement and voucher', async () => {
  const [{ adjustments, entries, postings, cards, disposals }, later] = [
    await stored(pool, YEAR),
    await stored(pool, LATER),
  ]
  const kinds = new Set([...adjustments, ...later.adjustments].map(row => row.kind))
  expect([...kinds].sort()).toEqual(
    Object.keys(MOVEMENT_KINDS)
      .filter(kind => !['opening', 'spend', 'return', 'income'].includes(kind))
      .sort(),
  )
  expect(entries.some(row => row.reverses) && entries.some(row => row.returns)).toBe(true)
  const sources = new Set(postings.map(row => row.source))
  expect(Object.keys(VOUCHER_SOURCES).filter(source => !sources.has(source))).toEqual([
    'books.voucher',
    'spending.accrual',
    'spending.loan',
  ])
  expect(cards.find(row => row.name === '老照片')).toMatchObject({ life_months: 0, financial_class: 'relic' })
  expect(disposals).toHaveLength(1)
})
