// A purchase for tests: people with their posts, a line with money, and a requisition as far as it is wanted.
import { randomUUID } from 'node:crypto'
import { adoptBudget } from '../../src/budget/adopt-budget.ts'
import { allot } from '../../src/budget/allot.ts'
import { reachMilestone, setMilestones } from '../../src/budget/projects/milestones.ts'
import { addPerson } from '../../src/people/add-person.ts'
import { ensureSection } from '../../src/people/index.ts'
import type { Actor, Pool } from '../../src/platform/index.ts'
import { acceptDelivery } from '../../src/procurement/acceptance/accept-delivery.ts'
import { signContract } from '../../src/procurement/contracts/sign-contract.ts'
import { chooseMethod } from '../../src/procurement/requisitions/choose-method.ts'
import { decideRequisition } from '../../src/procurement/requisitions/decide-requisition.ts'
import { saveRequisition } from '../../src/procurement/requisitions/save-requisition.ts'
import { submitRequisition } from '../../src/procurement/requisitions/submit-requisition.ts'
import { run } from './database.ts'
import { standHere } from './place.ts'

export type Office = Record<'applicant' | 'leader' | 'buyer' | 'clerk', Actor>
export const SECTION = '新闻采访部'
export const LINE = 'X02'

const POSTS = { applicant: ['editor'], leader: ['director'], buyer: ['operations'], clerk: ['finance'] }

/** An equipment line of 10,000,000.00 元 in 2026, allotted to the section. */
export async function equipmentLine(pool: Pool): Promise<void> {
  const fen = '1000000000'
  const lines = [
    { line_no: 'S1', side: 'income', title: '财政拨款', opening_fen: fen },
    {
      line_no: LINE,
      side: 'expenditure',
      title: '采编设备更新',
      category: 'specific',
      project: '采编设备更新',
      economic_code: '31003',
      procurement: true,
      opening_fen: fen,
    },
  ]
  const totals = { income_fen: fen, expenditure_fen: fen }
  await run(pool, adoptBudget, { year: 2026, doc_no: '财预1号', adopted_on: '2026-01-20', ...totals, lines })
  const allotted = { line_no: LINE, section: SECTION, amount_fen: fen, on_date: '2026-01-21', summary: '下达' }
  await run(pool, allot, allotted)
  await projectDone(pool, LINE, fen)
}

/** The project of a line is done: its one milestone is reached, for an amount. */
export async function projectDone(pool: Pool, line_no: string, amount_fen: string): Promise<void> {
  const milestones = [{ title: '全部完成', due_on: '2026-01-31', amount_fen }]
  const { milestone_ids } = await run(pool, setMilestones, { year: 2026, line_no, milestones })
  const [milestone_id] = milestone_ids as string[]
  await run(pool, reachMilestone, { milestone_id, reached_on: '2026-01-31', note: '见验收单' })
}

/** The section, its line, and four people. */
export async function office(pool: Pool): Promise<Office> {
  const section_id = await pool.begin(async tx => {
    await standHere(tx)
    return ensureSection(tx, SECTION)
  })
  await equipmentLine(pool)
  const people: Partial<Office> = {}
  for (const [post, roles] of Object.entries(POSTS)) {
    const login = `${post}.${randomUUID().slice(0, 6)}`
    const person = { name: post, login, roles, joined_on: '2024-01-01', password: 'ten-letters-and-more' }
    const { person_id } = await run(pool, addPerson, { ...person, section_id: String(section_id) })
    people[post as keyof Office] = { id: String(person_id), name: post, roles }
  }
  return people as Office
}

export const camera = { kind: 'asset', name: '摄像机', class_code: 'A02091001', quantity: 2, unit_fen: '1500000' }

/** A draft; its id. */
export async function draft(pool: Pool, who: Actor, more: Record<string, unknown> = {}): Promise<string> {
  const input = {
    section: SECTION,
    line_no: LINE,
    title: '摄像机',
    reason: '旧机报废',
    category: 'goods',
    items: [camera],
  }
  const reason = { idle_reason: '机型不合用' }
  const { requisition_id } = await run(pool, saveRequisition, { ...input, ...reason, ...more }, { actor: who })
  return String(requisition_id)
}

/** Submitted and approved, its method chosen. */
export async function approved(pool: Pool, people: Office, more: Record<string, unknown> = {}): Promise<string> {
  const reasons = { idle_reason: '不适用', standard_reason: '采访需要', split_reason: '不同用途' }
  const requisition_id = await draft(pool, people.applicant, { ...reasons, ...more })
  await run(pool, submitRequisition, { requisition_id }, { actor: people.applicant })
  await run(pool, decideRequisition, { requisition_id, decision: 'approve' }, { actor: people.leader })
  await run(pool, chooseMethod, { requisition_id, method: 'inquiry' }, { actor: people.buyer })
  return requisition_id
}

/** Under contract for its whole amount unless told. */
export async function contracted(
  pool: Pool,
  people: Office,
  amount_fen = '3000000',
  more: Record<string, unknown> = {},
): Promise<{ requisition_id: string; contract_id: string }> {
  const requisition_id = await approved(pool, people, more)
  const contract = { contract_no: `HT-${randomUUID().slice(0, 8)}`, supplier: '某影视器材公司', amount_fen }
  const days = { signed_on: '2026-02-27', notice_on: '2026-02-10' }
  const signed = await run(pool, signContract, { requisition_id, ...contract, ...days }, { actor: people.buyer })
  return { requisition_id, contract_id: String(signed.contract_id) }
}

/** The life rule of broadcasting equipment, 60 months. */
export async function lifeRule(pool: Pool, title = '广播、电视、电影设备'): Promise<string> {
  const [rule] = await pool<{ id: bigint }[]>`select id from assets.life_rules where title = ${title}`
  return String(rule!.id)
}

/** Accepts `quantity` of the first item for an amount, by its applicant. */
export async function accept(
  pool: Pool,
  who: Actor,
  requisition_id: string,
  quantity = 2,
  amount_fen = '3000000',
  more: Record<string, unknown> = {},
) {
  const [item] = await pool<{ id: bigint }[]>`
    select id from procurement.requisition_items where requisition_id = ${requisition_id} order by id`
  const line = { item_id: String(item!.id), quantity, amount_fen, life_rule_id: await lifeRule(pool) }
  const input = { requisition_id, accepted_on: '2026-03-02', opinion: '数量、型号相符', invoice_no: '01234567' }
  return run(pool, acceptDelivery, { ...input, lines: [{ ...line, ...more }] }, { actor: who })
}
