import { beforeAll, describe, expect, test } from 'vitest'
import { refusalOf, run, staff, testDatabase } from '../../../test/support/database.ts'
import { closeYear } from '../../handover/close-year.ts'
import { ensureSection } from '../../people/index.ts'
import { ask, type Call, type Pool, type Sql } from '../../platform/index.ts'
import { increaseLine } from '../adjust-line.ts'
import { adoptBudget } from '../adopt-budget.ts'
import { allot } from '../allot.ts'
import { approvals, attachApproval } from '../approvals.ts'
import { recordIncome } from '../record-income.ts'
import { spendAllotment, spendReservation } from '../reservations/pay.ts'
import { reservationHold, reserveAllotment } from '../reservations/reservations.ts'
import { commitReservation, dispatchReservation, releaseReservation } from '../reservations/steps.ts'
import { carryLine, carryReservation } from './clear-line.ts'
import { budgetVetoes, carryOver, recall, yearEnd } from './clear-year.ts'

let pool: Pool
const section = '新闻采访部'
const doc_no = '财预〔2026〕99号'
const fact = { on_date: '2026-06-01', summary: '平台升级' }
const call: Call = {
  id: '4e8f3f0a-5b1c-4b3f-9d43-1f3b5a7c9e12',
  actor: staff('finance'),
  at: new Date('2026-12-31T02:00:00Z'),
  today: '2026-12-31',
}
const inTx = <T>(work: (tx: Sql) => Promise<T>) => pool.begin(work) as Promise<T>
const reading = { actor: staff('finance'), at: call.at }
const budget = (year: number) => ({
  year,
  doc_no: '财预1号',
  adopted_on: `${year}-01-20`,
  income_fen: '300000',
  expenditure_fen: '300000',
  lines: [
    { line_no: 'S1', side: 'income', title: '财政拨款', opening_fen: '300000' },
    {
      line_no: 'X1',
      side: 'expenditure',
      title: '平台升级',
      category: 'specific',
      project: '平台',
      opening_fen: '200000',
    },
    { line_no: 'G1', side: 'expenditure', title: '办公费', category: 'operating', opening_fen: '100000' },
  ],
})
const vetoes = async () =>
  (await inTx(tx => budgetVetoes.list(tx, { kind: 'year-closes', year: 2026 }))).map(one => one.reason)
let reservation_id: bigint
let applied: bigint

beforeAll(async () => {
  pool = await testDatabase()
  await inTx(tx => ensureSection(tx, section))
  await run(pool, adoptBudget, budget(2026))
  for (const line_no of ['X1', 'G1']) await run(pool, allot, { line_no, section, amount_fen: '100000', ...fact })
  const matter = { ...fact, line_no: 'X1', section, subject: 'procurement.contract/7', title: '升级合同' }
  const held = await inTx(tx => reserveAllotment(tx, call, { ...matter, amount_fen: 80_000n }))
  reservation_id = held.reservation_id
  await inTx(tx => commitReservation(tx, call, { ...fact, reservation_id, amount_fen: 80_000n }))
  const paid = { ...fact, counterparty: '某公司', economic_code: '30213' }
  await inTx(tx => spendReservation(tx, call, { ...paid, reservation_id, amount_fen: 30_000n }))
  await inTx(tx =>
    spendAllotment(tx, call, { ...paid, economic_code: '30201', line_no: 'G1', section, amount_fen: 90_000n }),
  )
  const claim = { ...fact, line_no: 'G1', section, subject: 'spending.claim/1', title: '报销', amount_fen: 500n }
  applied = (await inTx(tx => reserveAllotment(tx, call, claim))).reservation_id
  await run(pool, recordIncome, { line_no: 'S1', amount_fen: '130000', ...fact }, { at: call.at })
})

describe('at the end of a year', () => {
  test('what is held, what contracts hold and what is left forbid the year to close', async () => {
    expect(await vetoes()).toEqual([
      '指标“G1 办公费”还有 5.00 元占用或在途，请先付款或释放',
      '指标“G1 办公费”还有 95.00 元没有结转或收回',
      '指标“X1 平台升级”还有 500.00 元合同占用，请结转下年',
      '指标“X1 平台升级”还有 1,200.00 元没有结转或收回',
    ])
    expect(await refusalOf(run(pool, closeYear([budgetVetoes]), { year: 2026 }))).toBe('handover.vetoes-stand')
    await inTx(tx => releaseReservation(tx, call, { ...fact, reservation_id: applied }))
  })

  test('a line is carried over by a document, with its contracts, into the next year', async () => {
    const carry = { year: 2026, line_no: 'X1', balance_fen: '70000', doc_no }
    expect(await refusalOf(run(pool, carryOver, carry))).toBe('budget.next-year-missing')
    await run(pool, adoptBudget, budget(2027))
    expect(await refusalOf(run(pool, carryOver, { ...carry, balance_fen: '120001' }))).toBe('budget.not-so-much-left')
    expect(await run(pool, carryOver, carry)).toEqual({ carried_fen: '120000' })
    const [line] =
      await pool`select opening_fen, adjusted_fen, allotted_fen, committed_fen from budget.lines where year = 2027 and line_no = 'X1-J'`
    expect(line).toEqual({ opening_fen: 0n, adjusted_fen: 120_000n, allotted_fen: 50_000n, committed_fen: 50_000n })
  })

  test('and the contract is paid on in the new year under the same matter', async () => {
    const pay = { on_date: '2027-02-01', summary: '尾款', counterparty: '某公司', economic_code: '30213' }
    await inTx(tx => spendReservation(tx, call, { ...pay, reservation_id, amount_fen: 50_000n }))
    expect(await inTx(tx => reservationHold(tx, reservation_id))).toMatchObject({
      committed_fen: 0n,
      spent_fen: 80_000n,
    })
  })

  test('what was on its way to the bank joins its contract in the new year', async () => {
    const matter = { ...fact, line_no: 'G1', section, subject: 'procurement.requisition/8', title: '打印机' }
    await inTx(async tx => {
      const { reservation_id: id } = await reserveAllotment(tx, call, { ...matter, amount_fen: 3000n })
      await commitReservation(tx, call, { ...fact, reservation_id: id, amount_fen: 3000n })
      await dispatchReservation(tx, call, { ...fact, reservation_id: id, amount_fen: 1000n })
      await carryLine(tx, call, { year: 2026, line_no: 'G1', balance_fen: 0n, doc_no, on_date: '2026-12-31' })
      expect(await reservationHold(tx, id)).toMatchObject({ committed_fen: 2000n, in_transit_fen: 1000n })
      const carried = await carryReservation(tx, call, { reservation_id: id, year: 2026, doc_no })
      expect(carried).toEqual({ year: 2027, carried_fen: 1000n })
      const [row] = await tx`select r.committed_fen, r.in_transit_fen, l.year from budget.reservations r
        join budget.lines l on l.id = r.line_id where r.carried_from_id = ${id}`
      expect(row).toEqual({ committed_fen: 2000n, in_transit_fen: 1000n, year: 2027 })
      throw new Error('only tried')
    }).catch((error: Error) => expect(error.message).toBe('only tried'))
  })

  test('what the bureau takes back leaves the plan', async () => {
    expect(await run(pool, recall, { year: 2026, line_no: 'X1', doc_no })).toEqual({ recalled_fen: '50000' })
    expect(await refusalOf(run(pool, recall, { year: 2026, line_no: 'G1', amount_fen: '10001', doc_no }))).toBe(
      'budget.not-so-much-left',
    )
    expect(await run(pool, recall, { year: 2026, line_no: 'G1', doc_no })).toEqual({ recalled_fen: '10000' })
    const rows = (await ask(pool, yearEnd, reading, { year: 2026 })) as {
      line_no: string
      free_fen: bigint
      plan_fen: bigint
    }[]
    expect(rows.map(row => [row.line_no, row.free_fen, row.plan_fen])).toEqual([
      ['G1', 0n, 90_000n],
      ['X1', 0n, 30_000n],
    ])
  })

  test('then it closes, through the surplus of the year and by source of funds', async () => {
    expect(await vetoes()).toEqual([])
    await run(pool, closeYear([budgetVetoes]), { year: 2026 })
    const rows = await pool<{ account: string; fen: bigint }[]>`
      select account, sum(amount_fen)::bigint fen from accounts.postings where year = 2026 and account ~ '^[3-8]'
      group by account order by account`
    const left = new Map(rows.map(row => [row.account, row.fen]))
    expect(left.get('3301')).toBe(0n)
    expect(left.get('3302')).toBe(0n)
    expect(left.get('3001')).toBe(-10_000n)
    expect(left.get('7201')).toBe(0n)
    expect(left.get('8101')).toBe(-10_000n)
  })
})

describe('a document that approves a change', () => {
  test('is listed with what rests on it, and its scan is attached later', async () => {
    const change = {
      line_no: 'X1',
      side: 'expenditure',
      amount_fen: '100',
      on_date: '2027-03-01',
      doc_no: '财预〔2027〕5号',
      summary: '追加',
    }
    await run(pool, increaseLine, change)
    const [row] = (await ask(pool, approvals, reading, { year: 2027 })) as {
      id: bigint
      kinds: string
      files: unknown[]
    }[]
    expect(row).toMatchObject({ doc_no: '财预〔2027〕5号', kinds: '追加', files: [] })
    const [blob] = await pool<{ id: bigint }[]>`
      with b as (insert into platform.blobs (digest, size_bytes, type, kept_at) values (${'a'.repeat(64)}, 9, 'application/pdf', now()) returning digest)
      insert into platform.files (digest, name, uploaded_by_id, uploaded_by, uploaded_at) select digest, '文件.pdf', '1', '会计', now() from b returning id`
    await run(pool, attachApproval, { approval_id: String(row!.id), file_ids: [String(blob!.id)] })
    const [again] = (await ask(pool, approvals, reading, { year: 2027 })) as { files: { name: string }[] }[]
    expect(again!.files.map(file => file.name)).toEqual(['文件.pdf'])
    const nothing = run(pool, attachApproval, { approval_id: '999', file_ids: [String(blob!.id)] })
    expect(await refusalOf(nothing)).toBe('budget.no-such-approval')
  })
})
