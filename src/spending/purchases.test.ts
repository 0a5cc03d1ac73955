// From an accepted delivery to its payment: the claim pays out of the requisition's hold, and procurement is told.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { refusalOf, run, testDatabase } from '../../test/support/database.ts'
import { accept, contracted, LINE, type Office, office, SECTION } from '../../test/support/purchase.ts'
import { attachPaper, DAY, leftOn, savedClaim, settle } from '../../test/support/spending.ts'
import { testStore } from '../../test/support/uploads.ts'
import { addPerson } from '../people/add-person.ts'
import type { Actor, Pool } from '../platform/index.ts'
import { decideClaim } from './approval/decide-claim.ts'
import { submitClaim } from './claims/submit-claim.ts'
import { makeBatch } from './payment/batches.ts'
import { refundClaim } from './payment/refund.ts'

let pool: Pool
let people: Office
let cashier: Actor
const { files, remove } = testStore()
afterAll(remove)

beforeAll(async () => {
  pool = await testDatabase()
  people = await office(pool)
  const person = {
    name: '出纳',
    login: 'chuna',
    roles: ['cashier'],
    joined_on: '2024-01-01',
    password: 'ten-letters-and-more',
  }
  cashier = { id: String((await run(pool, addPerson, person)).person_id), name: '出纳', roles: ['cashier'] }
})

async function accepted(): Promise<string> {
  const { requisition_id } = await contracted(pool, people)
  await accept(pool, people.applicant, requisition_id)
  return requisition_id
}

const SUPPLIER = '某影视器材公司'
const claimFor = (requisition_id: string, amount: string, more: Record<string, unknown> = {}) => ({
  title: '付摄像机款',
  on_date: DAY,
  line_no: LINE,
  section: SECTION,
  purpose: '方案第一条：更新摄像机',
  details: { kind: 'purchase' },
  items: [{ title: '摄像机', on_date: DAY, amount_fen: amount }],
  payees: [{ name: SUPPLIER, account_no: '6222', gross_fen: amount }],
  requisition_id,
  ...more,
})

async function submitted(requisition_id: string, amount: string, more: Record<string, unknown> = {}) {
  const made = await savedClaim(pool, people.applicant, claimFor(requisition_id, amount, more))
  for (const document of ['invoice', 'plan', 'contract', 'acceptance', 'settlement']) {
    await attachPaper(pool, files, people.applicant, made.claim_id, { document, total_fen: '99999999' })
  }
  await run(pool, submitClaim, made, { actor: people.applicant })
  return made.claim_id
}

async function sent(claim_id: string): Promise<string[]> {
  for (const [at, actor] of [people.clerk, people.leader].entries()) {
    const decision = { claim_id, round: 1, step_n: at + 1, decision: 'approve' }
    await run(pool, decideClaim, decision, { actor })
  }
  const { batch_id } = await run(
    pool,
    makeBatch,
    { claim_ids: [claim_id], layout_id: '1', on_date: DAY },
    { actor: cashier },
  )
  const rows = await pool<{ id: bigint }[]>`select id from spending.payments where batch_id = ${String(batch_id)}`
  return rows.map(row => String(row.id))
}

const requisitionOf = async (id: string) =>
  (
    await pool<
      { state: string; paid_fen: bigint }[]
    >`select state, paid_fen from procurement.requisitions where id = ${id}`
  )[0]!
const left = () => leftOn(pool, LINE)
const finance = () => ({ finance: people.clerk }) as never

test('a purchase is paid out of what its requisition holds, and closes it; what bounces is owed again', async () => {
  const requisition_id = await accepted()
  const before = await left()
  const claim_id = await submitted(requisition_id, '3000000')
  expect(await left()).toBe(before)
  const payments = await sent(claim_id)
  await settle(pool, finance(), payments)
  expect(await requisitionOf(requisition_id)).toEqual({ state: 'closed', paid_fen: 3_000_000n })
  expect(await left()).toBe(before)
  const entries = await pool<{ account: string }[]>`
    select p.account from accounts.postings p join spending.payments x on x.voucher_id = p.voucher_id
    where x.claim_id = ${claim_id} order by p.account`
  // what acceptance owed is settled: 2302, no second expense
  expect(entries.map(row => row.account)).toEqual(['1011', '2302', '7201', '8001'])
  await settle(pool, finance(), payments, 'bounce', '账号有误')
  expect((await requisitionOf(requisition_id)).paid_fen).toBe(0n)
  expect(await left()).toBe(before)
})

const stateOf = async (id: string) => (await requisitionOf(id)).state
/** A contract with 20,000 元 of it paid before delivery. */
async function prepaid() {
  const { requisition_id } = await contracted(pool, people)
  const claim_id = await submitted(requisition_id, '2000000')
  const payments = await sent(claim_id)
  await settle(pool, finance(), payments)
  return { requisition_id, claim_id, payments }
}

test('a delivery that was prepaid in full is done; a prepayment that bounces after it is owed, and held by the contract', async () => {
  const { requisition_id, payments, claim_id } = await prepaid()
  const before = await left()
  const { state } = await accept(pool, people.applicant, requisition_id, 2, '2000000')
  expect(state).toBe('closed')
  expect(await left()).toBe(before + 1_000_000n)
  await settle(pool, finance(), payments, 'bounce', '账号有误')
  expect(await stateOf(requisition_id)).toBe('accepted')
  const back = await pool<{ account: string }[]>`
    select p.account from accounts.postings p join spending.returns r on r.voucher_id = p.voucher_id
    where r.claim_id = ${claim_id} order by p.account`
  expect(back.map(row => row.account)).toEqual(['1011', '2302', '7201', '8001'])
  const [held] = await pool`
    select s.committed_fen, s.reserved_fen from budget.reservations s
    join procurement.requisitions r on r.reservation_id = s.id where r.id = ${requisition_id}`
  expect(held).toEqual({ committed_fen: 2_000_000n, reserved_fen: 0n })
})

test('a delivery for less than was prepaid is done once the supplier gave the rest back, which nothing holds any more', async () => {
  const { requisition_id, claim_id } = await prepaid()
  const before = await left()
  const { state } = await accept(pool, people.applicant, requisition_id, 2, '1900000')
  expect(state).toBe('accepted')
  expect(await left()).toBe(before + 1_000_000n)
  const refund = { claim_id, amount_fen: '100000', on_date: DAY, reason: '多付' }
  await run(pool, refundClaim, refund, { actor: people.clerk })
  expect(await stateOf(requisition_id)).toBe('closed')
  expect(await left()).toBe(before + 1_100_000n)
  const [rest] = await pool<
    { prepaid_fen: bigint }[]
  >`select prepaid_fen from procurement.requisitions where id = ${requisition_id}`
  expect(rest!.prepaid_fen).toBe(0n)
})

test('a payment that fails is held by its contract again', async () => {
  const requisition_id = await accepted()
  const payments = await sent(await submitted(requisition_id, '1000000'))
  await settle(pool, finance(), payments, 'fail', '账号有误')
  const [held] = await pool<{ committed_fen: bigint; in_transit_fen: bigint }[]>`
    select s.committed_fen, s.in_transit_fen from budget.reservations s
    join procurement.requisitions r on r.reservation_id = s.id where r.id = ${requisition_id}`
  expect(held).toEqual({ committed_fen: 3_000_000n, in_transit_fen: 0n })
})

test('nothing is paid beyond the requisition, to another than the supplier, or from another line', async () => {
  const requisition_id = await accepted()
  expect(await refusalOf(submitted(requisition_id, '3000001'))).toBe('spending.beyond-contract')
  const payees = [{ name: '别的公司', account_no: '6222', gross_fen: '1000' }]
  expect(await refusalOf(submitted(requisition_id, '1000', { payees }))).toBe('spending.payee-is-supplier')
  await submitted(requisition_id, '2000000')
  expect(await refusalOf(submitted(requisition_id, '1000001'))).toBe('spending.beyond-contract')
  expect(await refusalOf(submitted('999999', '1000'))).not.toBe('')
})
