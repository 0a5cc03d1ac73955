import { beforeAll, describe, expect, test } from 'vitest'
import { refusalOf, run, staff, testDatabase } from '../../../test/support/database.ts'
import { ensureSection } from '../../people/index.ts'
import type { Call, Pool, Sql } from '../../platform/index.ts'
import { adoptBudget } from '../adopt-budget.ts'
import { allot } from '../allot.ts'
import { release, reserve } from '../reserve.ts'
import { reverseMovement } from '../reverse-movement.ts'
import { TOTAL_KINDS } from '../vocabulary.ts'
import { spendAllotment, spendReservation } from './pay.ts'
import { reservationHold, reserveAllotment } from './reservations.ts'
import { returnPayment } from './return-payment.ts'
import {
  commitReservation,
  dispatchReservation,
  extendReservation,
  recallDispatch,
  releaseReservation,
} from './steps.ts'

let pool: Pool
const section = '新闻采访部'
const step = { on_date: '2026-03-02', summary: '购摄像机' }
const call: Call = {
  id: '4e8f3f0a-5b1c-4b3f-9d43-1f3b5a7c9e11',
  actor: staff('finance'),
  at: new Date('2026-03-02T02:00:00Z'),
  today: '2026-03-02',
}
const inTx = <T>(work: (tx: Sql) => Promise<T>) => pool.begin(work) as Promise<T>
const hold = (id: bigint) => inTx(tx => reservationHold(tx, id))
const apply = (amount_fen: bigint, line_no = 'X1') =>
  inTx(tx =>
    reserveAllotment(tx, call, {
      ...step,
      line_no,
      section,
      amount_fen,
      subject: 'procurement.requisition/1',
      title: '摄像机',
    }),
  )
const payment = { ...step, counterparty: '某器材公司', economic_code: '31003', purpose: 'fixed_asset' as const }
const left = async () => {
  const [row] = await pool<{ left_fen: bigint }[]>`
    select a.allotted_fen - a.reserved_fen - a.committed_fen - a.in_transit_fen - a.spent_fen left_fen from budget.allotments a
    join budget.lines l on l.id = a.line_id where l.line_no = 'X1'`
  return row!.left_fen
}

beforeAll(async () => {
  pool = await testDatabase()
  await pool.begin(tx => ensureSection(tx, section))
  const lines = [
    { line_no: 'S1', side: 'income', title: '财政拨款', opening_fen: '1000000' },
    {
      line_no: 'X1',
      side: 'expenditure',
      title: '设备更新',
      category: 'specific',
      project: '设备更新',
      opening_fen: '1000000',
    },
  ]
  await run(pool, adoptBudget, {
    year: 2026,
    doc_no: '财预〔2026〕1号',
    adopted_on: '2026-01-20',
    income_fen: '1000000',
    expenditure_fen: '1000000',
    lines,
  })
  await run(pool, allot, { line_no: 'X1', section, amount_fen: '1000000', ...step })
})

describe('a matter that holds an allotment', () => {
  test('goes from application by contract to payment, and what it does not need is available again', async () => {
    const { reservation_id, left_fen } = await apply(300_000n)
    expect(left_fen).toBe(700_000n)
    await inTx(tx => commitReservation(tx, call, { ...step, reservation_id, amount_fen: 280_000n, release_rest: true }))
    expect(await left()).toBe(720_000n)
    await inTx(tx => dispatchReservation(tx, call, { ...step, reservation_id, amount_fen: 100_000n }))
    expect(await hold(reservation_id)).toMatchObject({ committed_fen: 180_000n, in_transit_fen: 100_000n })
    await inTx(tx => recallDispatch(tx, call, { ...step, reservation_id, amount_fen: 40_000n, to: 'committed' }))
    await inTx(tx => spendReservation(tx, call, { ...payment, reservation_id, amount_fen: 60_000n }))
    expect(await hold(reservation_id)).toMatchObject({
      committed_fen: 220_000n,
      in_transit_fen: 0n,
      spent_fen: 60_000n,
    })
    await inTx(tx =>
      spendReservation(tx, call, { ...payment, reservation_id, amount_fen: 200_000n, release_rest: true }),
    )
    expect(await hold(reservation_id)).toMatchObject({ reserved_fen: 0n, committed_fen: 0n, spent_fen: 260_000n })
    expect(await left()).toBe(740_000n)
  })

  test('is refused beyond the allotment, at application and when it grows', async () => {
    expect(await refusalOf(apply(740_001n))).toBe('budget.not-enough')
    const { reservation_id } = await apply(40_000n)
    const more = (amount_fen: bigint) =>
      inTx(tx => extendReservation(tx, call, { ...step, reservation_id, amount_fen }))
    expect(await refusalOf(more(700_001n))).toBe('budget.not-enough')
    await more(10_000n)
    expect(await inTx(tx => releaseReservation(tx, call, { ...step, reservation_id }))).toBe(50_000n)
  })

  test('cannot pay more than it holds', async () => {
    const { reservation_id } = await apply(10_000n)
    const pay = inTx(tx => spendReservation(tx, call, { ...payment, reservation_id, amount_fen: 10_001n }))
    expect(await refusalOf(pay)).toBe('budget.beyond-reservation')
    const late = inTx(tx =>
      spendReservation(tx, call, { ...payment, on_date: '2027-01-05', reservation_id, amount_fen: 1n }),
    )
    expect(await refusalOf(late)).toBe('budget.wrong-year')
    const unknown = inTx(tx => releaseReservation(tx, call, { ...step, reservation_id: 999_999n }))
    expect(await refusalOf(unknown)).toBe('budget.no-such-reservation')
    await inTx(tx => releaseReservation(tx, call, { ...step, reservation_id, amount_fen: 10_000n }))
  })

  test('is not released by hand under another name', async () => {
    const { reservation_id } = await apply(5_000n)
    await run(pool, reserve, { ...step, line_no: 'X1', section, amount_fen: '1000' })
    const byHand = run(pool, release, { ...step, line_no: 'X1', section, amount_fen: '1001' })
    expect(await refusalOf(byHand)).toBe('budget.not-reserved')
    await run(pool, release, { ...step, line_no: 'X1', section, amount_fen: '1000' })
    await inTx(tx => releaseReservation(tx, call, { ...step, reservation_id }))
  })
})

describe('money that comes back', () => {
  test('is available again, up to what was paid, and posts the mirror of the payment', async () => {
    const paid = await inTx(tx => spendAllotment(tx, call, { ...payment, line_no: 'X1', section, amount_fen: 9_000n }))
    const before = await left()
    const back = { movement_id: String(paid.movement_id), purpose: 'fixed_asset', ...step }
    const returned = await run(pool, returnPayment, { ...back, amount_fen: '4000' })
    expect(await left()).toBe(before + 4_000n)
    const postings = await pool<{ account: string; amount_fen: bigint }[]>`
      select account, amount_fen from accounts.postings where voucher_id = ${String(returned.voucher_id)} order by account`
    expect(postings.map(row => [row.account, row.amount_fen])).toEqual([
      ['1011', 4_000n],
      ['1601', -4_000n],
      ['7201', -4_000n],
      ['8001', 4_000n],
    ])
    expect(await refusalOf(run(pool, returnPayment, { ...back, amount_fen: '5001' }))).toBe('budget.beyond-payment')
    const again = { ...back, movement_id: returned.movement_id, amount_fen: '1' }
    expect(await refusalOf(run(pool, returnPayment, again))).toBe('budget.cannot-return')
    const reversal = { movement_id: String(paid.movement_id), on_date: step.on_date, reason: '重复' }
    expect(await refusalOf(run(pool, reverseMovement, reversal))).toBe('budget.partly-returned')
  })

  test('is not booked beside the matter that paid it, nor is its payment reversed', async () => {
    const { reservation_id } = await apply(1_000n)
    const paid = await inTx(tx => spendReservation(tx, call, { ...payment, reservation_id, amount_fen: 1_000n }))
    const movement_id = String(paid.movement_id)
    const back = run(pool, returnPayment, { movement_id, purpose: 'fixed_asset', ...step, amount_fen: '1' })
    expect(await refusalOf(back)).toBe('budget.belongs-to-matter')
    const reversal = { movement_id, on_date: step.on_date, reason: '重复' }
    expect(await refusalOf(run(pool, reverseMovement, reversal))).toBe('budget.belongs-to-matter')
  })

  test('of an earlier year goes to the surplus of earlier years and changes no line', async () => {
    const paid = await inTx(tx => spendAllotment(tx, call, { ...payment, line_no: 'X1', section, amount_fen: 8_000n }))
    const before = await left()
    const back = {
      movement_id: String(paid.movement_id),
      amount_fen: '3000',
      on_date: '2027-02-01',
      summary: '上年多付退回',
    }
    const returned = await run(pool, returnPayment, back)
    expect(returned.movement_id).toBeNull()
    expect(await left()).toBe(before)
    const accounts = await pool<{ account: string }[]>`
      select account from accounts.postings where voucher_id = ${String(returned.voucher_id)} order by account`
    expect(accounts.map(row => row.account)).toEqual(['1011', '3501', '8001', '8101'])
  })
})

test('lines, allotments and reservations are the sums of the movements', async () => {
  const kinds = (name: keyof typeof TOTAL_KINDS) => [...TOTAL_KINDS[name]] as string[]
  for (const by of ['line_id', 'allotment_id', 'reservation_id'] as const) {
    const table = { line_id: 'budget.lines', allotment_id: 'budget.allotments', reservation_id: 'budget.reservations' }[
      by
    ]
    const loose = by === 'reservation_id' ? pool`true` : pool`t.reserved_fen = s.reserved`
    const off = await pool`
      select t.id from ${pool(table)} t join (
        select ${pool(by)} id,
          coalesce(sum(amount_fen) filter (where kind = any(${kinds('reserved')})), 0) reserved,
          coalesce(sum(amount_fen) filter (where kind = any(${kinds('committed')})), 0) committed,
          coalesce(sum(amount_fen) filter (where kind = any(${kinds('in_transit')})), 0) in_transit
        from budget.movements group by 1
      ) s using (id)
      where not (${loose}) or t.committed_fen <> s.committed or t.in_transit_fen <> s.in_transit`
    expect(off).toHaveLength(0)
  }
})
