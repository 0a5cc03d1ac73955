import { beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { refusalOf, run, staff, testDatabase } from '../../test/support/database.ts'
import { ask, type Call, command, type Pool } from '../platform/index.ts'
import {
  type AccountBalance,
  closeBooks,
  codesOf,
  currentAssetRows,
  currentAssets,
  ledgerOf,
  postVoucher,
  reverseVoucher,
  trialBalance,
} from './index.ts'
import { balances, dayBook, voucher } from './queries.ts'

type Lines = Record<string, number>

const at = new Date('2026-03-02T02:00:00Z')
const call: Call = { id: '', actor: staff('finance'), at, today: '2026-03-02' }
const reader = { actor: staff('editor'), at }
let pool: Pool

const entriesOf = (lines: Lines) =>
  Object.entries(lines).map(([account, fen]) => ({ account, amount_fen: BigInt(fen) }))

/** Posting as the modules do it, inside a command, so that the database's refusals are told in words. */
const post = command({
  name: 'test.post',
  title: '记账',
  access: ['finance'],
  input: z.strictObject({ on_date: z.string(), lines: z.record(z.string(), z.number()), source: z.string() }),
  output: z.object({ id: z.bigint() }),
  run: async (tx, call, { on_date, lines, source }) => ({
    id: await postVoucher(tx, call, { on_date, summary: '测试', source, entries: entriesOf(lines) }),
  }),
})
const reverse = command({
  name: 'test.reverse',
  title: '红冲',
  access: ['finance'],
  input: z.strictObject({ voucher_id: z.string(), on_date: z.string() }),
  output: z.object({ id: z.bigint() }),
  run: async (tx, call, { voucher_id, on_date }) => ({
    id: await reverseVoucher(tx, call, { voucher_id: BigInt(voucher_id), on_date, summary: '红冲' }),
  }),
})

async function posted(on_date: string, lines: Lines, source = 'test'): Promise<string> {
  return String((await run(pool, post, { on_date, lines, source })).id)
}

async function balanceOf(year: number): Promise<Record<string, number[]>> {
  const rows: AccountBalance[] = await pool.begin(tx => trialBalance(tx, year))
  return Object.fromEntries(
    rows.map(row => [row.account, [row.opening_fen, row.debit_fen, row.credit_fen, row.closing_fen].map(Number)]),
  )
}

beforeAll(async () => {
  pool = await testDatabase()
})

describe('a voucher', () => {
  test('is refused when its debits do not equal its credits, and leaves nothing', async () => {
    expect(await refusalOf(posted('2020-01-05', { 1002: 100, 4001: -99 }))).toBe('accounts.voucher-off')
    expect(await pool`select 1 from accounts.vouchers`).toHaveLength(0)
    expect(await pool`select 1 from accounts.counters`).toHaveLength(0)
  })

  test('must balance in each ledger, not only over both', async () => {
    expect(ledgerOf('1002')).toBe('financial')
    expect(ledgerOf('7201')).toBe('budgetary')
    expect(await refusalOf(posted('2020-01-05', { 1002: 100, 6001: -100 }))).toBe('accounts.voucher-off')
  })

  test('has two lines at least', async () => {
    expect(await refusalOf(posted('2020-01-05', { 1002: 100 }))).toBe('accounts.empty-voucher')
  })

  test('takes the next number of its year, without gaps however many post at once', async () => {
    await Promise.all(Array.from({ length: 20 }, () => posted('2010-05-05', { 1002: 1, 4001: -1 })))
    const rows = await pool<
      { voucher_no: bigint }[]
    >`select voucher_no from accounts.vouchers where year = 2010 order by 1`
    expect(rows.map(row => Number(row.voucher_no))).toEqual(Array.from({ length: 20 }, (_, n) => n + 1))
  })

  test('cannot be changed or removed', async () => {
    await expect(pool`update accounts.postings set amount_fen = 1`).rejects.toThrow('append-only')
    await expect(pool`delete from accounts.vouchers`).rejects.toThrow('append-only')
  })

  test('is shown with its postings, both ledgers', async () => {
    const id = await posted('2011-05-05', { 5001: 300, 1002: -300, 7201: 300, 8001: -300 })
    const shown = (await ask(pool, voucher, reader, { voucher_id: id })) as { postings: { ledger: string }[] }
    expect(shown.postings.map(line => line.ledger)).toEqual(['financial', 'financial', 'budgetary', 'budgetary'])
    expect(await refusalOf(ask(pool, voucher, reader, { voucher_id: '999999' }))).toBe('accounts.no-such-voucher')
  })
})

describe('a reversal', () => {
  test('mirrors the voucher and works once', async () => {
    const id = await posted('2012-05-05', { 1002: 700, 4001: -700 })
    const back = await run(pool, reverse, { voucher_id: id, on_date: '2012-06-05' })
    expect(await balanceOf(2012)).toMatchObject({ 4001: [-20, 700, 700, -20] })
    expect(await refusalOf(run(pool, reverse, { voucher_id: id, on_date: '2012-06-06' }))).toBe(
      'accounts.already-reversed',
    )
    expect(
      await pool`select 1 from accounts.vouchers where reverses_id = ${id} and id = ${String(back.id)}`,
    ).toHaveLength(1)
  })

  test('needs a voucher that is there', async () => {
    expect(await refusalOf(run(pool, reverse, { voucher_id: '999999', on_date: '2012-06-06' }))).toBe(
      'accounts.no-such-voucher',
    )
  })
})

describe('the trial balance', () => {
  test('opens a year with what the last one closed with', async () => {
    await posted('2020-01-01', { 1002: 1000, 3001: -1000 }, 'books.opening')
    await posted('2020-03-01', { 1002: 500, 4001: -500 })
    await posted('2021-03-01', { 5001: 200, 1002: -200 })
    expect(await balanceOf(2020)).toMatchObject({ 1002: [1000, 500, 0, 1500], 3001: [-1000, 0, 0, -1000] })
    expect(await balanceOf(2021)).toEqual({
      1002: [1500, 0, 200, 1300],
      3001: [-1000, 0, 0, -1000],
      4001: [-500, 0, 0, -500],
      5001: [0, 200, 0, 200],
    })
  })

  test('starts anew at an opening voucher, so that skipped years are not added twice', async () => {
    await posted('2023-01-01', { 1002: 4000, 3001: -4000 }, 'books.opening')
    await posted('2023-02-01', { 1201: 10, 1002: -10 })
    expect(await balanceOf(2023)).toEqual({
      1002: [4000, 0, 10, 3990],
      1201: [0, 10, 0, 10],
      3001: [-4000, 0, 0, -4000],
    })
    expect(await balanceOf(2021)).toMatchObject({ 1002: [1500, 0, 200, 1300] })
  })

  test('sums to nothing in every column, each year', async () => {
    for (const year of [2010, 2011, 2012, 2020, 2021, 2022, 2023, 2024]) {
      const rows = (await ask(pool, balances, reader, { year: String(year) })) as AccountBalance[]
      const sum = (pick: (row: AccountBalance) => bigint) => rows.reduce((total, row) => total + pick(row), 0n)
      expect(
        sum(row => row.opening_fen),
        `${year}`,
      ).toBe(0n)
      expect(
        sum(row => row.closing_fen),
        `${year}`,
      ).toBe(0n)
      expect(
        sum(row => row.debit_fen - row.credit_fen),
        `${year}`,
      ).toBe(0n)
    }
  })

  test('gives the current assets, and the rows that add up to them on every page', async () => {
    const total = await pool.begin(tx => currentAssets(tx, { year: 2023, as: 'classified' }))
    expect(total).toBe(4000n)
    const first = await pool.begin(tx => currentAssetRows(tx, 2023, { offset: 0, limit: 2 }))
    const second = await pool.begin(tx => currentAssetRows(tx, 2023, { offset: 2, limit: 2 }))
    expect([first.total_amount, second.total_amount, first.total_count]).toEqual([4000n, 4000n, 3])
    expect([...first.rows, ...second.rows].reduce((sum, row) => sum + row.amount, 0n)).toBe(4000n)
    expect(await pool.begin(tx => currentAssets(tx, { year: 1999, as: 'classified' }))).toBeNull()
  })

  test('and the day book list the same postings', async () => {
    const book = (await ask(pool, dayBook, reader, { year: '2023', account: '1002' })) as {
      total_count: number
      rows: { amount_fen: bigint }[]
    }
    expect(book.total_count).toBe(2)
    expect(book.rows.map(row => row.amount_fen)).toEqual([4000n, -10n])
  })
})

describe('closing a year', () => {
  test('carries income and expense to the surplus and takes no more vouchers', async () => {
    await posted('2015-03-01', { 1002: 900, 4001: -900, 8001: 900, 6001: -900 })
    await posted('2015-04-01', { 5001: 400, 1002: -400, 7201: 400, 8001: -400 })
    await pool.begin(tx => closeBooks(tx, call, 2015))
    expect(await balanceOf(2015)).toMatchObject({
      3001: [0, 0, 500, -500],
      3301: [0, 900, 900, 0],
      3302: [0, 500, 500, 0],
      4001: [-20, 900, 900, -20],
      5001: [300, 400, 400, 300],
      8101: [0, 400, 900, -500],
    })
    expect(await refusalOf(posted('2015-05-01', { 1002: 1, 4001: -1 }))).toBe('accounts.year-is-closed')
    expect(await refusalOf(pool.begin(tx => closeBooks(tx, call, 2015)))).toBe('accounts.year-is-closed')
  })

  test('of a year without entries posts nothing and still shuts it', async () => {
    expect(await pool.begin(tx => closeBooks(tx, call, 2014))).toBeNull()
    expect(await refusalOf(posted('2014-05-01', { 1002: 1, 4001: -1 }))).toBe('accounts.year-is-closed')
  })

  test('waits for a voucher that is being posted, and carries it too', async () => {
    let finish: () => void = () => undefined
    const held = new Promise<void>(resolve => {
      finish = resolve
    })
    await posted('2017-03-01', { 1002: 50, 4001: -50 })
    let begun: () => void = () => undefined
    const isPosted = new Promise<void>(resolve => {
      begun = resolve
    })
    const late = pool.begin(async tx => {
      await postVoucher(tx, call, {
        on_date: '2017-12-31',
        summary: '晚到',
        source: 'test',
        entries: entriesOf({ 1002: 5, 4001: -5 }),
      })
      begun()
      await held
    })
    await isPosted
    const closing = pool.begin(tx => closeBooks(tx, call, 2017))
    await expect
      .poll(async () => (await pool`select 1 from pg_locks where not granted`).length, { timeout: 30_000 })
      .toBeGreaterThan(0)
    finish()
    await Promise.all([late, closing])
    const [left] =
      await pool`select sum(amount_fen)::bigint fen from accounts.postings where year = 2017 and account = '4001'`
    expect(left?.fen).toBe(0n)
  })
})

test('codes are asked by year: what was replaced still names the old years', async () => {
  await pool`insert into accounts.codes (kind, code, title, valid_from, valid_to) values
    ('economic', '99901', '旧称', 2019, 2021), ('economic', '99901', '新称', 2022, null)`
  const title = async (year: number) => (await pool.begin(tx => codesOf(tx, 'economic', year))).get('99901')
  expect([await title(2018), await title(2021), await title(2022)]).toEqual([undefined, '旧称', '新称'])
})
