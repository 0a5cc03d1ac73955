// Spending for tests: people with their roles, a budget that is allotted, and claims on their way.
import { afterAll } from 'vitest'
import { adoptBudget } from '../../src/budget/adopt-budget.ts'
import { allot } from '../../src/budget/allot.ts'
import { addPerson } from '../../src/people/add-person.ts'
import { ensureSection } from '../../src/people/index.ts'
import type { FileStore } from '../../src/platform/files/index.ts'
import type { Actor, Pool } from '../../src/platform/index.ts'
import { decideClaim } from '../../src/spending/approval/decide-claim.ts'
import { saveClaim } from '../../src/spending/claims/save-claim.ts'
import { submitClaim } from '../../src/spending/claims/submit-claim.ts'
import { addAttachment } from '../../src/spending/invoices/attach.ts'
import { makeBatch } from '../../src/spending/payment/batches.ts'
import { settlePayments } from '../../src/spending/payment/settle.ts'
import { run, testDatabase } from './database.ts'
import { standHere } from './place.ts'
import { keptFile, testStore } from './uploads.ts'

export const SECTION = '新闻采访部'
export const DAY = '2026-03-02'
export type Staff = Record<'reporter' | 'other' | 'finance' | 'director' | 'cashier', Actor>

const ROLES: Record<keyof Staff, string[]> = {
  reporter: ['editor'],
  other: ['editor'],
  finance: ['finance'],
  director: ['director'],
  cashier: ['cashier'],
}

const line = (line_no: string, title: string, more: Record<string, unknown> = {}) => ({
  line_no,
  side: 'expenditure',
  title,
  category: 'operating',
  opening_fen: '1000000',
  ...more,
})

/** Five people and a budget of 2026: G01 office, G03 travel, G04 reception (三公), X01 a project. 10,000 元 each, all allotted. */
export async function spendingCentre(pool: Pool): Promise<Staff> {
  await pool.begin(async tx => {
    await standHere(tx)
    await ensureSection(tx, SECTION)
  })
  const staff: Partial<Staff> = {}
  for (const [login, roles] of Object.entries(ROLES)) {
    const person = { name: login, login, roles, joined_on: '2024-01-01', password: 'ten-letters-and-more' }
    const { person_id } = await run(pool, addPerson, person)
    staff[login as keyof Staff] = { id: String(person_id), name: login, roles }
  }
  const lines = [
    { line_no: 'S01', side: 'income', title: '财政拨款', opening_fen: '4000000' },
    line('G01', '办公费', { economic_code: '30201' }),
    line('G03', '差旅费', { economic_code: '30211' }),
    line('G04', '公务接待费', { economic_code: '30217', three_public: 'reception' }),
    line('X01', '平台运维', { category: 'specific', project: '平台运维', economic_code: '30213', procurement: true }),
  ]
  const totals = { income_fen: '4000000', expenditure_fen: '4000000' }
  await run(pool, adoptBudget, { year: 2026, doc_no: '财预1号', adopted_on: '2026-01-20', ...totals, lines })
  for (const line_no of ['G01', 'G03', 'G04', 'X01']) {
    const movement = { line_no, section: SECTION, amount_fen: '1000000', on_date: '2026-01-21', summary: '下达' }
    await run(pool, allot, movement)
  }
  return staff as Staff
}

/** What a test file of spending begins with: such a centre in a database of its own, and a store of files that goes when it ends. */
export async function spendingTest(): Promise<{ pool: Pool; staff: Staff; files: FileStore }> {
  const { files, remove } = testStore()
  afterAll(remove)
  const pool = await testDatabase()
  return { pool, staff: await spendingCentre(pool), files }
}

/** What is left of the section's allotment on a line. */
export async function leftOn(pool: Pool, lineNo: string): Promise<bigint> {
  const [row] = await pool<{ left_fen: bigint }[]>`
    select a.allotted_fen - a.reserved_fen - a.committed_fen - a.in_transit_fen - a.spent_fen left_fen
    from budget.allotments a join budget.lines l on l.id = a.line_id where l.line_no = ${lineNo} and l.year = 2026`
  return row!.left_fen
}

/** An office claim of this amount in 分, to one payee. */
export const officeClaim = (amount: string, more: Record<string, unknown> = {}) => ({
  title: '购打印纸',
  on_date: DAY,
  line_no: 'G01',
  section: SECTION,
  details: { kind: 'office' },
  items: [{ title: '打印纸', on_date: DAY, amount_fen: amount }],
  payees: [{ name: '某文具店', account_no: '622202123456789012', gross_fen: amount }],
  ...more,
})

let invoiceNo = 10_000_000

/** Attaches a typed invoice of this total under a number of its own, or the paper that is named. */
export async function attachPaper(
  pool: Pool,
  files: FileStore,
  actor: Actor,
  claim_id: unknown,
  { document = 'invoice', total_fen = '100000', invoice_no = String(++invoiceNo) } = {},
): Promise<void> {
  const file_id = await keptFile(pool, files, actor, { name: `${document}.pdf` })
  const typed = { invoice_no, issued_on: DAY, seller: '某文具店', buyer: '某区融媒体中心', total_fen }
  const invoice = document === 'invoice' ? typed : null
  await run(pool, addAttachment, { claim_id: String(claim_id), file_id, document, invoice }, { actor })
}

export type Made = { claim_id: string; version: number }

export async function savedClaim(pool: Pool, actor: Actor, input: Record<string, unknown>): Promise<Made> {
  const { claim_id, version } = await run(pool, saveClaim, input, { actor })
  return { claim_id: String(claim_id), version: Number(version) }
}

/** A claim with its invoice, submitted by the reporter. */
export async function submittedClaim(
  pool: Pool,
  files: FileStore,
  staff: Staff,
  input: Record<string, unknown>,
  papers: readonly string[] = ['invoice'],
): Promise<string> {
  const made = await savedClaim(pool, staff.reporter, input)
  for (const document of papers) {
    await attachPaper(pool, files, staff.reporter, made.claim_id, { document, total_fen: '99999999' })
  }
  await run(pool, submitClaim, made, { actor: staff.reporter })
  return made.claim_id
}

export const decide = (
  pool: Pool,
  actor: Actor,
  claim_id: string,
  step_n: number,
  more: Record<string, unknown> = {},
) => run(pool, decideClaim, { claim_id, round: 1, step_n, decision: 'approve', ...more }, { actor })

export async function approvedClaim(
  pool: Pool,
  files: FileStore,
  staff: Staff,
  input: Record<string, unknown>,
  papers?: readonly string[],
): Promise<string> {
  const claim_id = await submittedClaim(pool, files, staff, input, papers)
  await decide(pool, staff.finance, claim_id, 1)
  await decide(pool, staff.director, claim_id, 2)
  return claim_id
}

/** Sends claims to the bank; returns the ids of the payments. */
export async function sentPayments(pool: Pool, staff: Staff, claim_ids: readonly string[]): Promise<string[]> {
  const { batch_id } = await run(pool, makeBatch, { claim_ids, layout_id: '1', on_date: DAY }, { actor: staff.cashier })
  const rows = await pool<
    { id: bigint }[]
  >`select id from spending.payments where batch_id = ${String(batch_id)} order by id`
  return rows.map(row => String(row.id))
}

export const settle = (pool: Pool, staff: Staff, payment_ids: readonly string[], outcome = 'confirm', reason = '') =>
  run(pool, settlePayments, { payment_ids, outcome, on_date: DAY, reason }, { actor: staff.finance })
