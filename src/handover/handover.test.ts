import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { refusalOf, run, testDatabase } from '../../test/support/database.ts'
import { assetVetoes, writeCard } from '../assets/index.ts'
import { adoptBudget } from '../budget/adopt-budget.ts'
import { addPerson } from '../people/add-person.ts'
import { ensureSection } from '../people/index.ts'
import { type Actor, ask, collectTodos, type Pool, type Query, vetoSource } from '../platform/index.ts'
import { closeYear } from './close-year.ts'
import { completeDeparture } from './complete-departure.ts'
import { confirmDocument } from './confirm-document.ts'
import { document, documents } from './documents.ts'
import { makeDocument } from './make-document.ts'
import { departures, personVetoes } from './queries.ts'
import { handoverTodos, handoverVetoes } from './vetoes.ts'
import { withdrawDocument } from './withdraw-document.ts'

const sources = [assetVetoes, handoverVetoes]
const complete = completeDeparture(sources)
let pool: Pool

beforeAll(async () => {
  pool = await testDatabase()
  await pool.begin(async tx => {
    await ensureSection(tx, '综合运行部')
    await ensureSection(tx, '新闻采访部')
  })
})

async function person(roles: string[] = ['editor']): Promise<Actor> {
  const login = `p${randomUUID().slice(0, 8)}`
  const input = { name: login, login, roles, joined_on: '2024-01-01', password: 'ten-letters-and-more' }
  const { person_id } = await run(pool, addPerson, input)
  return { id: String(person_id), name: login, roles }
}

/** A card in somebody's name. */
async function cardOf(holder: Actor): Promise<string> {
  const card_no = `T-${randomUUID().slice(0, 8)}`
  const card = { card_no, name: '摄像机', class_code: 'A02091001', original_fen: 100n, acquired_on: '2025-01-01' }
  const place = { section_id: null, holder: holder.name, place: '采编室', life_months: 60, is_example: false }
  const id = await pool.begin(tx => writeCard(tx, { ...card, ...place }))
  await pool`update assets.cards set holder_id = ${holder.id} where id = ${id}`
  return String(id)
}

const reading = (query: Query, input: unknown) =>
  ask(pool, query, { actor: { id: '1', name: 'x', roles: [] }, at: new Date() }, input) as Promise<
    Record<string, unknown>[]
  >

describe('工作人员异动，必须及时办理固定资产移交手续', () => {
  test('nobody leaves or moves while an asset is in their name, and everything in the way is listed', async () => {
    const [giver, receiver] = [await person(), await person()]
    const card_id = await cardOf(giver)
    const leave = { kind: 'leaves', person_id: giver.id, on_date: '2026-03-01' }
    expect(await refusalOf(run(pool, complete, leave))).toBe('handover.vetoes-stand')
    const move = { ...leave, kind: 'moves', to_section: '新闻采访部' }
    expect(await refusalOf(run(pool, complete, move))).toBe('handover.vetoes-stand')
    const made = { from_id: giver.id, to_id: receiver.id, reason: 'leaves', card_ids: [card_id] }
    const { document_id } = await run(pool, makeDocument, { ...made, others: [{ title: '记者证' }] }, { actor: giver })
    const vetoes = await reading(personVetoes(sources), { person_id: giver.id })
    expect(vetoes.map(veto => veto.source)).toEqual(['名下资产', '交接单'])
    const waiting = await pool.begin(tx => collectTodos(handoverTodos, tx, receiver, '2026-03-02'))
    expect(waiting.map(todo => todo.title)).toEqual([`接收 ${giver.name} 移交的 2 项`])
    // not the giver, and not another person: only who receives it can say that it was received
    const confirm = { document_id: String(document_id) }
    expect(await refusalOf(run(pool, confirmDocument, confirm, { actor: giver }))).toBe('handover.not-the-receiver')
    expect(await run(pool, confirmDocument, confirm, { actor: receiver })).toMatchObject({ card_count: 1 })
    expect(await pool`select holder_id, holder from assets.cards where id = ${card_id}`).toEqual([
      { holder_id: BigInt(receiver.id), holder: receiver.name },
    ])
    expect(await refusalOf(run(pool, complete, { ...leave, on_date: '2026-03-03' }))).toBe('handover.day-is-ahead')
    await run(pool, complete, leave)
    const [gone] = await pool`select left_on from people.persons where id = ${giver.id}`
    expect(gone).toEqual({ left_on: '2026-03-01' })
    expect(await reading(departures, {})).toMatchObject([{ kind: 'leaves', person: giver.name }])
    expect(await refusalOf(run(pool, complete, leave))).toBe('people.no-such-person')
  })

  test('a person who hands everything over moves to the other section', async () => {
    const mover = await person()
    const move = {
      kind: 'moves',
      person_id: mover.id,
      on_date: '2026-03-02',
      to_section: '新闻采访部',
      to_post: '记者',
    }
    await run(pool, complete, move)
    const [moved] = await pool`select s.name section, p.post from people.persons p
      join people.sections s on s.id = p.section_id where p.id = ${mover.id}`
    expect(moved).toEqual({ section: '新闻采访部', post: '记者' })
  })

  test('the last system administrator cannot leave', async () => {
    const admin = await person(['admin'])
    const leave = { kind: 'leaves', person_id: admin.id, on_date: '2026-03-01' }
    expect(await refusalOf(run(pool, complete, leave))).toBe('people.last-admin')
  })
})

describe('a hand-over document', () => {
  test('holds what is in the name of who gives, is made by them or the office, and is done once', async () => {
    const [giver, receiver, stranger] = [await person(), await person(), await person()]
    const foreign = await cardOf(stranger)
    const base = { from_id: giver.id, to_id: receiver.id, reason: 'other' }
    const made = { ...base, others: [{ title: '办公室钥匙' }] }
    const make = (input: unknown, actor?: Actor) => run(pool, makeDocument, input, actor ? { actor } : {})
    expect(await refusalOf(make({ ...made, to_id: giver.id }))).toBe('handover.same-person')
    expect(await refusalOf(make(base))).toBe('handover.nothing-to-hand-over')
    expect(await refusalOf(make({ ...base, card_ids: [foreign] }))).toBe('assets.not-in-name')
    expect(await refusalOf(make(made, stranger))).toBe('handover.not-the-giver')
    const { document_id } = await make(made, giver)
    const id = { document_id: String(document_id) }
    expect(await refusalOf(run(pool, withdrawDocument, id, { actor: stranger }))).toBe('handover.not-the-giver')
    await run(pool, withdrawDocument, id, { actor: giver })
    expect(await refusalOf(run(pool, confirmDocument, id, { actor: receiver }))).toBe('handover.document-is-done')
    expect(await refusalOf(run(pool, confirmDocument, { document_id: '999' }))).toBe('handover.no-such-document')
    expect(await reading(documents, { person_id: giver.id })).toMatchObject([{ state: 'withdrawn', item_count: 1 }])
    expect(await reading(document, id)).toMatchObject({ items: [{ title: '办公室钥匙' }] })
  })

  test('a card of imported books that names its holder in words is in his name, too', async () => {
    const [giver, receiver] = [await person(), await person()]
    const card_id = await cardOf(giver)
    await pool`update assets.cards set holder_id = null where id = ${card_id}`
    const leave = { kind: 'leaves', person_id: giver.id, on_date: '2026-03-01' }
    expect(await refusalOf(run(pool, complete, leave))).toBe('handover.vetoes-stand')
    const made = { from_id: giver.id, to_id: receiver.id, reason: 'leaves', card_ids: [card_id] }
    const { document_id } = await run(pool, makeDocument, made, { actor: giver })
    await run(pool, confirmDocument, { document_id: String(document_id) }, { actor: receiver })
    await run(pool, complete, leave)
    const [card] = await pool`select holder_id::text, holder from assets.cards where id = ${card_id}`
    expect(card).toEqual({ holder_id: receiver.id, holder: receiver.name })
  })
})

test('a year closes only when nothing of it is in the way', async () => {
  const totals = { income_fen: '100', expenditure_fen: '100' }
  const lines = [
    { line_no: 'S1', side: 'income', title: '拨款', opening_fen: '100' },
    { line_no: 'Z1', side: 'expenditure', title: '办公费', category: 'operating', opening_fen: '100' },
  ]
  await run(pool, adoptBudget, { year: 2026, doc_no: '1号', adopted_on: '2026-01-20', ...totals, lines })
  const unfinished = vetoSource({
    name: 'test.unfinished',
    title: '未了事项',
    list: async (_tx, subject) =>
      subject.kind === 'year-closes' ? [{ reason: '还有一张单据没有办完', path: '/' }] : [],
  })
  const refused = run(pool, closeYear([unfinished]), { year: 2026 })
  await expect(refused).rejects.toThrow('还有一张单据没有办完')
  expect(await run(pool, closeYear(sources), { year: 2026 })).toEqual({ voucher_id: null })
})
