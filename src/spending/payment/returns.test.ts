import { describe, expect, test } from 'vitest'
import { refusalOf, run } from '../../../test/support/database.ts'
import {
  approvedClaim,
  attachPaper,
  DAY,
  decide,
  leftOn,
  officeClaim,
  savedClaim,
  sentPayments,
  settle,
  spendingTest,
} from '../../../test/support/spending.ts'
import { adoptBudget } from '../../budget/adopt-budget.ts'
import { ask } from '../../platform/index.ts'
import { archiveRows } from '../archive/archive.ts'
import { cancelClaim, submitClaim } from '../claims/submit-claim.ts'
import { spendingVetoes } from '../vetoes.ts'
import { makeBatch } from './batches.ts'
import { carryClaims } from './carry-claims.ts'
import { claimsOnTheWay } from './payment-queries.ts'
import { refundClaim, repayLoan } from './refund.ts'
import { settlePayments } from './settle.ts'

const { pool, staff, files } = await spendingTest()

const stateOf = async (id: string) =>
  (await pool<{ state: string }[]>`select state from spending.claims where id = ${id}`)[0]!.state
/** What an account holds, 分, debit positive. */
const held = async (account: string, year = 2026) => {
  const [row] = await pool<{ fen: bigint }[]>`
    select coalesce(sum(amount_fen), 0)::bigint fen from accounts.postings where account = ${account} and year = ${year}`
  return row!.fen
}
const refund = (claim_id: string, amount_fen: string, on_date = DAY) => {
  const who = { actor: staff.finance, at: new Date(`${on_date}T02:00:00Z`) }
  return run(pool, refundClaim, { claim_id, amount_fen, on_date, reason: '退货' }, who)
}

describe('a loan that the bank returns', () => {
  const loan = (amount: string) =>
    officeClaim(amount, {
      title: '采访借款',
      line_no: 'G03',
      details: { kind: 'loan', due_on: '2026-03-31' },
      items: [],
      payees: [{ name: '记者', account_no: '6222', gross_fen: amount }],
    })
  const lent = async (amount: string) => {
    const id = await approvedClaim(pool, files, staff, loan(amount), [])
    const [payment] = await sentPayments(pool, staff, [id])
    await settle(pool, staff, [payment!])
    return { id, payment: payment! }
  }

  test('is not repaid: nobody owes it, the line holds it for another payment, and has it again when it is cancelled', async () => {
    const before = await leftOn(pool, 'G03')
    const { id, payment } = await lent('30000')
    expect(await held('1218')).toBe(30_000n)
    await settle(pool, staff, [payment], 'bounce', '户名不符')
    expect(await stateOf(id)).toBe('approved')
    expect(await held('1218')).toBe(0n)
    expect(await held('1011')).toBe(0n)
    expect(await leftOn(pool, 'G03')).toBe(before - 30_000n)
    const [row] = await pool`select paid_fen, settled_fen from spending.loans where claim_id = ${id}`
    expect(row).toEqual({ paid_fen: 0n, settled_fen: 0n })
    const kinds = await pool<{ kind: string }[]>`select kind from spending.returns where claim_id = ${id}`
    expect(kinds.map(one => one.kind)).toEqual(['bounced'])
    const [again] = await sentPayments(pool, staff, [id])
    await settle(pool, staff, [again!])
    expect(await held('1218')).toBe(30_000n)
    await settle(pool, staff, [again!], 'bounce', '户名不符')
    await run(pool, cancelClaim, { claim_id: id, reason: '不借了' }, { actor: staff.finance })
    expect(await leftOn(pool, 'G03')).toBe(before)
  })

  test('is refused once part of it was repaid', async () => {
    const { id, payment } = await lent('5000')
    await run(
      pool,
      repayLoan,
      { claim_id: id, amount_fen: '1', on_date: DAY, reason: '余款' },
      { actor: staff.finance },
    )
    expect(await refusalOf(settle(pool, staff, [payment], 'bounce', '退票'))).toBe('spending.loan-is-used')
  })
})

describe('an invoice', () => {
  test('is free again when its claim was refunded in full, and stays in the archive of the old voucher', async () => {
    const invoice = { total_fen: '4000', invoice_no: '26430000000000000001' }
    const first = await savedClaim(pool, staff.reporter, officeClaim('4000'))
    await attachPaper(pool, files, staff.reporter, first.claim_id, invoice)
    await run(pool, submitClaim, first, { actor: staff.reporter })
    for (const [n, who] of [staff.finance, staff.director].entries()) await decide(pool, who, first.claim_id, n + 1)
    await settle(pool, staff, await sentPayments(pool, staff, [first.claim_id]))
    const second = await savedClaim(pool, staff.reporter, officeClaim('4000'))
    const attach = () => attachPaper(pool, files, staff.reporter, second.claim_id, invoice)
    await refund(first.claim_id, '3999')
    expect(await refusalOf(attach())).toBe('spending.invoice-used')
    await refund(first.claim_id, '1')
    await attach()
    const rows = await pool.begin(tx => archiveRows(tx, 2026))
    const invoices = rows.filter(row => String(row.claim_id) === first.claim_id).map(row => row.invoices)
    expect(new Set(invoices)).toEqual(new Set([invoice.invoice_no]))
  })
})

describe('a claim that was approved and not paid when its year ended', () => {
  const YEAR_END = new Date('2026-12-30T02:00:00Z')
  const JANUARY = new Date('2027-01-08T02:00:00Z')
  const doc_no = '财预〔2027〕3号'
  const carry = (ids: readonly string[], at = YEAR_END) =>
    run(pool, carryClaims, { claim_ids: ids, doc_no }, { actor: staff.finance, at })
  const batch = (id: string) =>
    run(
      pool,
      makeBatch,
      { claim_ids: [id], layout_id: '1', on_date: '2027-01-08' },
      { actor: staff.cashier, at: JANUARY },
    )
  const confirm = async (batch_id: unknown) => {
    const rows = await pool<{ id: bigint }[]>`select id from spending.payments where batch_id = ${String(batch_id)}`
    const payment_ids = rows.map(row => String(row.id))
    const paid = { payment_ids, outcome: 'confirm', on_date: '2027-01-08' }
    await run(pool, settlePayments, paid, { actor: staff.finance, at: JANUARY })
  }
  const vetoes = async (year: number) => {
    const subject = { kind: 'year-closes', year } as const
    const found = await Promise.all(spendingVetoes.map(source => pool.begin(tx => source.list(tx, subject))))
    return found.flat().map(one => one.path)
  }

  test('waits for its year to end, for the next budget and for the document; a loan never outlives its year', async () => {
    const id = await approvedClaim(pool, files, staff, officeClaim('7000'))
    expect(await refusalOf(carry([id], new Date('2026-11-30T02:00:00Z')))).toBe('spending.year-is-not-over')
    expect(await refusalOf(carry([id]))).toBe('budget.next-year-missing')
    expect(await refusalOf(batch(id))).toBe('spending.not-carried')
    const loan = officeClaim('100', { details: { kind: 'loan', due_on: '2026-12-31' }, items: [] })
    const lent = await approvedClaim(pool, files, staff, loan, [])
    expect(await refusalOf(carry([lent]))).toBe('spending.loan-outlives-year')
    for (const one of [id, lent])
      await run(pool, cancelClaim, { claim_id: one, reason: '不办了' }, { actor: staff.finance, at: JANUARY })
  })

  test('is owed in the old year and paid in the new one from what was carried over; a refund then is no expense of either', async () => {
    const lines = [
      { line_no: 'S01', side: 'income', title: '财政拨款', opening_fen: '100000' },
      { line_no: 'G01', side: 'expenditure', title: '办公费', category: 'operating', opening_fen: '100000' },
    ]
    const totals = { income_fen: '100000', expenditure_fen: '100000' }
    await run(pool, adoptBudget, { year: 2027, doc_no: '财预1号', adopted_on: '2027-01-05', ...totals, lines })
    const id = await approvedClaim(pool, files, staff, officeClaim('7000'))
    const [left, expense] = [await leftOn(pool, 'G01'), await held('5101')]
    expect(await carry([id])).toEqual({ carried_fen: '7000' })
    expect(await leftOn(pool, 'G01')).toBe(left)
    expect((await held('5101')) - expense).toBe(7000n)
    expect(await held('2302')).toBe(-7000n)
    expect(await vetoes(2026)).not.toContain(`/spending/claims/${id}`)
    expect(await vetoes(2027)).toContain(`/spending/claims/${id}`)
    expect(await refusalOf(carry([id]))).toBe('spending.not-payable')
    expect(await refusalOf(sentPayments(pool, staff, [id]))).toBe('spending.not-carried')
    await confirm((await batch(id)).batch_id)
    expect(await stateOf(id)).toBe('paid')
    const [line] =
      await pool`select executed_fen, reserved_fen, in_transit_fen, adjusted_fen, allotted_fen from budget.lines
      where year = 2027 and line_no = 'G01-J'`
    expect(line).toEqual({
      executed_fen: 7000n,
      reserved_fen: 0n,
      in_transit_fen: 0n,
      adjusted_fen: 7000n,
      allotted_fen: 7000n,
    })
    expect([await held('2302', 2027), await held('5101', 2027), await held('7201', 2027)]).toEqual([7000n, 0n, 7000n])
    await refund(id, '7000', '2027-02-01')
    expect([await held('2302', 2027), await held('3501', 2027), await held('5101', 2027)]).toEqual([7000n, -7000n, 0n])
  })

  test('and cancelled in the new year it is owed no more, and the carried line has it', async () => {
    const id = await approvedClaim(pool, files, staff, officeClaim('900'))
    await carry([id])
    const owed = await held('2302', 2027)
    await run(pool, cancelClaim, { claim_id: id, reason: '重复' }, { actor: staff.finance, at: JANUARY })
    expect((await held('2302', 2027)) - owed).toBe(900n)
    const [line] =
      await pool`select allotted_fen, reserved_fen, executed_fen from budget.lines where year = 2027 and line_no = 'G01-J'`
    expect(line).toEqual({ allotted_fen: 7900n, reserved_fen: 0n, executed_fen: 0n })
  })

  test('on its way to the bank when the year ends it is carried over too, and arrives on its real day without touching the old year', async () => {
    const id = await approvedClaim(pool, files, staff, officeClaim('600'))
    const payment_ids = await sentPayments(pool, staff, [id])
    const settled = (on_date: string, outcome = 'confirm', reason = '') => {
      const given = { payment_ids, outcome, on_date, reason }
      return run(pool, settlePayments, given, { actor: staff.finance, at: JANUARY })
    }
    expect(await refusalOf(settled('2027-01-05'))).toBe('spending.not-carried')
    expect(await vetoes(2026)).toContain(`/spending/claims/${id}`)
    expect(await carry([id], JANUARY)).toEqual({ carried_fen: '600' })
    expect(await vetoes(2026)).not.toContain(`/spending/claims/${id}`)
    const year = (of: number) => pool`
      select count(*)::int n, coalesce(sum(amount_fen), 0)::bigint fen from budget.movements where year = ${of}`
    const [before, spent, owed] = [await year(2026), await held('7201', 2027), await held('2302', 2027)]
    expect(await refusalOf(settled('2026-12-31'))).toBe('spending.not-carried')
    await settled('2027-01-05')
    expect(await stateOf(id)).toBe('paid')
    expect([...(await year(2026))]).toEqual([...before])
    expect([(await held('7201', 2027)) - spent, (await held('2302', 2027)) - owed]).toEqual([600n, 600n])
    const [line] =
      await pool`select in_transit_fen, reserved_fen from budget.lines where year = 2027 and line_no = 'G01-J'`
    expect(line).toEqual({ in_transit_fen: 0n, reserved_fen: 0n })
    const waits = (await ask(pool, claimsOnTheWay, { actor: staff.finance, at: JANUARY }, {})) as { claim_id: bigint }[]
    expect(waits.map(row => String(row.claim_id))).not.toContain(id)
  })

  test('and when the bank turns it down in January it is held in the new year and paid anew', async () => {
    const id = await approvedClaim(pool, files, staff, officeClaim('300'))
    const payment_ids = await sentPayments(pool, staff, [id])
    await carry([id], JANUARY)
    const failed = { payment_ids, outcome: 'fail', on_date: '2027-01-05', reason: '账号有误' }
    await run(pool, settlePayments, failed, { actor: staff.finance, at: JANUARY })
    expect(await stateOf(id)).toBe('approved')
    await confirm((await batch(id)).batch_id)
    expect(await stateOf(id)).toBe('paid')
  })
})
