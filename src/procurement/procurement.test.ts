import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { refusalOf, run, staff, testDatabase } from '../../test/support/database.ts'
import {
  accept,
  approved,
  camera,
  contracted,
  draft,
  LINE,
  lifeRule,
  type Office,
  office,
  SECTION,
} from '../../test/support/purchase.ts'
import { writeCard } from '../assets/index.ts'
import { budgetFigures, reservationHold } from '../budget/index.ts'
import { recordExpenditure } from '../budget/record-expenditure.ts'
import { returnPayment } from '../budget/reservations/return-payment.ts'
import { next } from '../kernel/index.ts'
import { nameFile } from '../platform/files/index.ts'
import {
  type Actor,
  ask,
  type Call,
  collectTodos,
  evaluateAll,
  figureSet,
  type Pool,
  type Query,
  type Sql,
} from '../platform/index.ts'
import { acceptDelivery } from './acceptance/accept-delivery.ts'
import { addAcceptancePapers } from './acceptance/papers.ts'
import { contracts } from './contracts/contracts.ts'
import { fileContract, publishContract } from './contracts/publish-contract.ts'
import { signContract, supplementContract } from './contracts/sign-contract.ts'
import { procurementFigures } from './figures.ts'
import { recordPayment, recordPaymentReturn, requisitionForClaim } from './payments.ts'
import { planPurchase, plans, publishIntent, withdrawPlan } from './plans/plans.ts'
import { cancelRequisition } from './requisitions/cancel-requisition.ts'
import { chooseMethod, leastMethod, strictEnough } from './requisitions/choose-method.ts'
import { decideRequisition } from './requisitions/decide-requisition.ts'
import { requisition, requisitionChecks, requisitions } from './requisitions/requisition-queries.ts'
import { saveRequisition } from './requisitions/save-requisition.ts'
import { publishSingleSource } from './requisitions/single-source.ts'
import { submitRequisition, withdrawRequisition } from './requisitions/submit-requisition.ts'
import { rules, setRule } from './rules/set-rule.ts'
import { procurementTodos, procurementVetoes } from './todos.ts'
import {
  CATEGORIES_OF_PURCHASE,
  ITEM_KINDS,
  METHODS,
  type Method,
  type RequisitionMove,
  type RequisitionState,
  requisitionMachine,
} from './vocabulary.ts'

let pool: Pool
let people: Office
const at = new Date('2026-03-02T02:00:00Z')
const call = (): Call => ({ id: '4e8f3f0a-5b1c-4b3f-9d43-1f3b5a7c9e11', actor: people.clerk, at, today: '2026-03-02' })
const inTx = <T>(work: (tx: Sql) => Promise<T>) => pool.begin(work) as Promise<T>
const reading = (query: Query, input: unknown) =>
  ask(pool, query, { actor: staff('editor'), at }, input) as Promise<Read>
type Read = Record<string, unknown> & {
  events: { move: string }[]
  acceptances: { lines: { cards: unknown[] }[] }[]
}
const leftOnLine = async () =>
  (
    await pool<{ left_fen: bigint }[]>`
      select a.allotted_fen - a.reserved_fen - a.committed_fen - a.in_transit_fen - a.spent_fen left_fen
      from budget.allotments a join budget.lines l on l.id = a.line_id where l.line_no = ${LINE}`
  )[0]!.left_fen
const allRules = async () => (await reading(rules, {})).rules as Record<string, unknown>[]
/** in 万元 */
const figure = async (name: string) => {
  const set = figureSet([budgetFigures, procurementFigures])
  const all = await inTx(tx => evaluateAll(set, tx, { year: 2026, as: 'classified' }))
  return Number(all.get(name)!.value)
}
const stateOf = async (id: string) =>
  (await pool<{ state: string }[]>`select state from procurement.requisitions where id = ${id}`)[0]!.state

beforeAll(async () => {
  pool = await testDatabase()
  people = await office(pool)
})

describe('先由各委室提出申请，经业务分管领导审核同意，再由办公室采购并建立固定资产实物登记台账', () => {
  test('an application becomes cards: applied, approved by another, bought, accepted by another, in the register at once', async () => {
    const before = await leftOnLine()
    const requisition_id = await draft(pool, people.applicant, { standard_reason: '采访需要' })
    await run(pool, submitRequisition, { requisition_id }, { actor: people.applicant })
    expect(await leftOnLine()).toBe(before - 3_000_000n)
    await run(pool, decideRequisition, { requisition_id, decision: 'approve' }, { actor: people.leader })
    await run(pool, chooseMethod, { requisition_id, method: 'inquiry' }, { actor: people.buyer })
    const contract = { requisition_id, contract_no: 'HT-1', supplier: '某影视器材公司', amount_fen: '2900000' }
    await run(pool, signContract, { ...contract, signed_on: '2026-02-27' }, { actor: people.buyer })
    // what the contract does not need is free again
    expect(await leftOnLine()).toBe(before - 2_900_000n)
    const accepted = await accept(pool, people.applicant, requisition_id, 2, '2900000')
    expect(accepted).toMatchObject({ state: 'accepted', cards: [{}, {}] })
    const cards = await pool`
      select name, original_fen, use_state, life_months, contract_no, supplier, requisition_no, voucher_id is not null posted
      from assets.cards where requisition_no = (select req_no from procurement.requisitions where id = ${requisition_id})`
    const card = {
      name: '摄像机',
      use_state: 'idle',
      life_months: 60,
      contract_no: 'HT-1',
      supplier: '某影视器材公司',
      posted: true,
    }
    expect(cards).toEqual([1, 2].map(() => expect.objectContaining({ ...card, original_fen: 1_450_000n })))
    const postings = await pool<{ account: string; amount_fen: bigint }[]>`
      select account, amount_fen from accounts.postings where voucher_id = (select max(voucher_id) from procurement.acceptances)`
    expect(postings.map(row => [row.account, row.amount_fen]).sort()).toEqual([
      ['1601', 2_900_000n],
      ['2302', -2_900_000n],
    ])
    const read = await reading(requisition, { requisition_id })
    expect(read.events.map(event => event.move)).toEqual([
      'submit',
      'approve',
      'choose-method',
      'sign-contract',
      'accept',
    ])
    expect(read.acceptances[0]?.lines[0]?.cards).toHaveLength(2)
    expect(await reading(requisitions, { year: 2026 })).toContainEqual(expect.objectContaining({ state: 'accepted' }))
  })

  test('who applied does not approve, who approved or bought does not accept', async () => {
    const own = { ...people.applicant, roles: ['editor', 'director', 'operations'] }
    const requisition_id = await draft(pool, own, { standard_reason: '采访需要' })
    await run(pool, submitRequisition, { requisition_id }, { actor: own })
    const decide = { requisition_id, decision: 'approve' }
    expect(await refusalOf(run(pool, decideRequisition, decide, { actor: own }))).toBe('procurement.own-requisition')
    expect(await refusalOf(run(pool, decideRequisition, decide, { actor: people.buyer }))).toBe('platform.forbidden')
    const leader = { ...people.leader, roles: ['director', 'operations'] }
    await run(pool, decideRequisition, decide, { actor: leader })
    const method = { requisition_id, method: 'inquiry' }
    expect(await refusalOf(run(pool, chooseMethod, method, { actor: leader }))).toBe('procurement.same-person')
    expect(await refusalOf(accept(pool, people.applicant, requisition_id))).toBe('procurement.method-first')
    await run(pool, chooseMethod, method, { actor: people.buyer })
    expect(await refusalOf(accept(pool, leader, requisition_id))).toBe('procurement.same-person')
    expect(await refusalOf(accept(pool, people.buyer, requisition_id))).toBe('procurement.same-person')
  })

  test('the contract comes before the delivery, not after it', async () => {
    const requisition_id = await draft(pool, people.applicant, { standard_reason: '采访需要', split_reason: '不同' })
    await run(pool, submitRequisition, { requisition_id }, { actor: people.applicant })
    await run(pool, decideRequisition, { requisition_id, decision: 'approve' }, { actor: people.leader })
    await run(pool, chooseMethod, { requisition_id, method: 'inquiry' }, { actor: people.buyer })
    await accept(pool, people.applicant, requisition_id, 1, '1000000')
    const contract = { requisition_id, contract_no: 'HT-后', supplier: '某影视器材公司', amount_fen: '2000000' }
    const late = run(pool, signContract, { ...contract, signed_on: '2026-02-27' }, { actor: people.buyer })
    expect(await refusalOf(late)).toBe('procurement.contract-after-delivery')
  })
})

describe('各委室不得擅自购买任何办公用品和设备，否则不予报销', () => {
  test('a claim without an approved requisition is refused', async () => {
    const requisition_id = await draft(pool, people.applicant, { standard_reason: '采访需要' })
    const claim = () => inTx(tx => requisitionForClaim(tx, BigInt(requisition_id), '2026-03-02'))
    expect(await refusalOf(claim())).toBe('procurement.not-approved')
    await run(pool, submitRequisition, { requisition_id }, { actor: people.applicant })
    expect(await refusalOf(claim())).toBe('procurement.not-approved')
    await run(
      pool,
      decideRequisition,
      { requisition_id, decision: 'reject', opinion: '用旧的' },
      { actor: people.leader },
    )
    expect(await refusalOf(claim())).toBe('procurement.not-approved')
    const unknown = inTx(tx => requisitionForClaim(tx, 999_999n, '2026-03-02'))
    expect(await refusalOf(unknown)).toBe('procurement.no-such-requisition')
  })
})

describe('a requisition', () => {
  test('holds its money until it is returned, withdrawn or cancelled', async () => {
    const before = await leftOnLine()
    const requisition_id = await draft(pool, people.applicant, { standard_reason: '采访需要' })
    const id = { requisition_id }
    const applicant = { actor: people.applicant }
    await run(pool, submitRequisition, id, applicant)
    expect(await refusalOf(run(pool, submitRequisition, id, applicant))).toBe('procurement.wrong-state')
    await run(pool, withdrawRequisition, id, applicant)
    expect(await leftOnLine()).toBe(before)
    await run(pool, submitRequisition, id, applicant)
    const back = { ...id, decision: 'return' }
    const silent = run(pool, decideRequisition, back, { actor: people.leader })
    expect(await refusalOf(silent)).toBe('platform.malformed')
    await run(pool, decideRequisition, { ...back, opinion: '写明型号' }, { actor: people.leader })
    expect(await leftOnLine()).toBe(before)
    const stranger = { actor: people.clerk }
    expect(await refusalOf(run(pool, submitRequisition, id, stranger))).toBe('procurement.not-the-applicant')
    await run(pool, submitRequisition, id, applicant)
    await run(pool, decideRequisition, { ...id, decision: 'approve' }, { actor: people.leader })
    expect(await refusalOf(run(pool, cancelRequisition, { ...id, reason: '不买了' }, stranger))).toBe(
      'procurement.not-the-applicant',
    )
    await run(pool, cancelRequisition, { ...id, reason: '不买了' }, { actor: people.buyer })
    expect([await leftOnLine(), await stateOf(requisition_id)]).toEqual([before, 'cancelled'])
  })

  test('is changed by its applicant while it is a draft, and refused beyond what the section has left', async () => {
    const requisition_id = await draft(pool, people.applicant, { standard_reason: '需要' })
    const more = {
      requisition_id,
      items: [{ ...camera, quantity: 1000 }],
      split_reason: '一次采购',
      idle_reason: '不够',
    }
    const base = { section: SECTION, line_no: LINE, title: '摄像机', reason: '更新', category: 'goods' }
    const saved = await run(
      pool,
      saveRequisition,
      { ...base, ...more, standard_reason: '需要' },
      { actor: people.applicant },
    )
    expect(saved.amount_fen).toBe('1500000000')
    const submitted = run(pool, submitRequisition, { requisition_id }, { actor: people.applicant })
    expect(await refusalOf(submitted)).toBe('budget.not-enough')
    expect(await stateOf(requisition_id)).toBe('draft')
    const other = run(pool, saveRequisition, { ...base, ...more }, { actor: people.clerk })
    expect(await refusalOf(other)).toBe('procurement.not-the-applicant')
  })

  test('is not for the money of 人员类', async () => {
    await pool`insert into budget.lines (year, line_no, side, title, source, category, opening_fen)
      values (2026, 'R01', 'expenditure', '在职人员工资', 'fiscal', 'personnel', 0)`
    const wages = {
      section: SECTION,
      line_no: 'R01',
      title: '摄像机',
      reason: '更新',
      category: 'goods',
      items: [camera],
    }
    const bought = run(pool, saveRequisition, wages, { actor: people.applicant })
    expect(await refusalOf(bought)).toBe('procurement.not-from-personnel')
  })

  test('is refused while an idle asset of the kind is there, unless it says why that does not serve', async () => {
    const card = { card_no: 'IDLE-1', name: '无人机', class_code: 'A02091100', original_fen: 100n, life_months: 60 }
    const place = { acquired_on: '2025-01-01', section_id: null, holder: '', place: '库房', is_example: false }
    const id = await inTx(tx => writeCard(tx, { ...card, ...place }))
    await pool`update assets.cards set use_state = 'idle' where id = ${id}`
    const items = [{ ...camera, name: '无人机', class_code: 'A02091100', quantity: 1 }]
    const silent = await draft(pool, people.applicant, { items, idle_reason: '' })
    const submit = (requisition_id: string) =>
      run(pool, submitRequisition, { requisition_id }, { actor: people.applicant })
    await expect(submit(silent)).rejects.toThrow('IDLE-1 无人机')
    expect(await refusalOf(submit(silent))).toBe('procurement.idle-there')
    await submit(await draft(pool, people.applicant, { items, idle_reason: '旧机不能夜航' }))
  })

  test('is refused above a configuration standard, unless it says why', async () => {
    const items = [{ kind: 'asset', name: '台式机', quantity: 9, unit_fen: '600000' }]
    const requisition_id = await draft(pool, people.applicant, { items, title: '台式机' })
    const submitted = run(pool, submitRequisition, { requisition_id }, { actor: people.applicant })
    expect(await refusalOf(submitted)).toBe('procurement.beyond-standard')
    const checks = { section: SECTION, line_no: LINE, category: 'goods', items: 'asset,,9,600000,台式机' }
    expect((await reading(requisitionChecks, checks)).standard).toHaveLength(2)
  })

  test('that reaches the limit only together with others looks split, and needs a reason', async () => {
    const items = [{ ...camera, name: '镜头', class_code: '', quantity: 1, unit_fen: '28000000' }]
    const silent = await draft(pool, people.applicant, { items, title: '镜头' })
    const submit = (requisition_id: string) =>
      run(pool, submitRequisition, { requisition_id }, { actor: people.applicant })
    expect(await refusalOf(submit(silent))).toBe('procurement.looks-split')
    await submit(await draft(pool, people.applicant, { items, title: '镜头', split_reason: '与前次用途不同' }))
  })
})

describe('a plan', () => {
  const plan = (amount_fen: string) =>
    run(pool, planPurchase, {
      ...{ line_no: LINE, section: SECTION, title: '三脚架', category: 'goods', expected_on: '2026-05-01' },
      amount_fen,
    })
  const apply = async (plan_id: unknown, more: Record<string, unknown> = {}) => {
    const items = [{ ...camera, name: '三脚架', class_code: '', quantity: 1, unit_fen: '60000' }]
    const input = { items, title: '三脚架', plan_id: String(plan_id), split_reason: '不同', ...more }
    const requisition_id = await draft(pool, people.applicant, input)
    return run(pool, submitRequisition, { requisition_id }, { actor: people.applicant })
  }

  test('is not applied beyond its amount, nor for another category, and plans stay within their line', async () => {
    expect(await refusalOf(plan('1000000001'))).toBe('procurement.plans-beyond-line')
    const { plan_id } = await plan('100000')
    expect(await refusalOf(apply(plan_id, { category: 'services' }))).toBe('procurement.other-category')
    await apply(plan_id)
    expect(await refusalOf(apply(plan_id))).toBe('procurement.beyond-purchase-plan')
    await expect(apply(plan_id)).rejects.toThrow('还剩 400.00 元')
  })
})

describe('the method', () => {
  test('follows from the limits of the day', () => {
    const limits = { limit_fen: 300n, tender_fen: 2000n }
    expect([299n, 300n, 1999n, 2000n].map(amount => leastMethod(amount, limits))).toEqual([
      'any',
      'government',
      'government',
      'open-tender',
    ])
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: 5000n }),
        fc.constantFrom(...(Object.keys(METHODS) as Method[])),
        (amount, method) => {
          // what is strict enough for more is strict enough for less
          const strict = strictEnough(method, leastMethod(amount, limits))
          return !strict || strictEnough(method, leastMethod(amount / 2n, limits))
        },
      ),
    )
  })

  test('weaker than the limit asks, or before the intent was public for 30 days, is refused without a reason', async () => {
    const plan = { line_no: LINE, section: SECTION, title: '转播系统', category: 'goods', amount_fen: '50000000' }
    const { plan_id } = await run(pool, planPurchase, { ...plan, expected_on: '2026-03-15' })
    const published = { plan_id: String(plan_id), published_on: '2026-02-15', url: 'https://example.com/1' }
    await run(pool, publishIntent, published)
    const ahead = run(pool, publishIntent, { ...published, published_on: '2026-03-03' })
    expect(await refusalOf(ahead)).toBe('procurement.days-reversed')
    const items = [{ ...camera, name: '转播系统', class_code: '', quantity: 1, unit_fen: '50000000' }]
    const requisition_id = await draft(pool, people.applicant, { items, title: '转播系统', plan_id: String(plan_id) })
    await run(pool, submitRequisition, { requisition_id }, { actor: people.applicant })
    await run(pool, decideRequisition, { requisition_id, decision: 'approve' }, { actor: people.leader })
    const choose = (input: Record<string, unknown>, day = '2026-03-02') =>
      run(pool, chooseMethod, { requisition_id, ...input }, { actor: people.buyer, at: new Date(`${day}T02:00:00Z`) })
    expect(await refusalOf(choose({ method: 'own' }))).toBe('procurement.method-too-weak')
    expect(await refusalOf(choose({ method: 'consultation' }))).toBe('procurement.intent-not-public')
    expect(await choose({ method: 'consultation' }, '2026-03-18')).toMatchObject({ least: 'government' })
    // from the limit on nothing is accepted without a written contract
    expect(await refusalOf(accept(pool, people.applicant, requisition_id, 1, '1'))).toBe('procurement.contract-first')
    expect(await refusalOf(run(pool, withdrawPlan, { plan_id: String(plan_id) }))).toBe('procurement.no-such-plan')
    const read = await reading(plans, { year: 2026 })
    expect(read).toContainEqual(
      expect.objectContaining({ title: '转播系统', intent_published_on: '2026-02-15', applied_fen: 50_000_000n }),
    )
  })

  test('its limits are rows with a period: a new one ends the old one, and what is missing is told', async () => {
    const rule = { kind: 'limit', category: 'works', region: '湖南省', level: '区县级', source: '试验文件' }
    await run(pool, setRule, { ...rule, value: '70000000', effective_from: '2027-01-01', confirmed: true })
    const all = await allRules()
    const works = all.filter(one => one.kind === 'limit' && one.category === 'works')
    expect(works.map(one => [one.value, one.effective_from, one.effective_to])).toEqual([
      [70_000_000n, '2027-01-01', null],
      [60_000_000n, '2020-01-01', '2026-12-31'],
    ])
    // a rule of another region or level ends none of these
    for (const scope of [{ region: '某市' }, { level: '省级' }])
      await run(pool, setRule, { ...rule, ...scope, value: '1', effective_from: '2028-01-01' })
    const open = (await allRules()).filter(
      one => one.kind === 'limit' && one.category === 'works' && one.effective_to === null,
    )
    expect(open.map(one => [one.region, one.level])).toContainEqual(['湖南省', '区县级'])
    expect(open).toHaveLength(3)
    const before = { actor: people.applicant, at: new Date('2001-03-02T02:00:00Z') }
    const requisition_id = await draft(pool, people.applicant, { standard_reason: '需要' })
    expect(await refusalOf(run(pool, submitRequisition, { requisition_id }, before))).toBe('procurement.no-such-rule')
  })
})

describe('a single source from the amount of open tendering on', () => {
  const onDay = (day: string) => ({ actor: people.buyer, at: new Date(`${day}T02:00:00Z`) })
  const choose = (requisition_id: string, day: string) =>
    run(pool, chooseMethod, { requisition_id, method: 'single-source', reason: '财购〔2026〕3 号' }, onDay(day))
  const large = async () => {
    const items = [{ ...camera, name: '直播车系统', class_code: '', quantity: 1, unit_fen: '200000000' }]
    const requisition_id = await draft(pool, people.applicant, { items, title: '直播车系统', split_reason: '不同' })
    await run(pool, submitRequisition, { requisition_id }, { actor: people.applicant })
    await run(pool, decideRequisition, { requisition_id, decision: 'approve' }, { actor: people.leader })
    return requisition_id
  }
  const notice = { supplier: '某专利公司', reason: '专利技术只此一家', published_on: '2026-09-24' }
  const todoTitles = async (day: string) =>
    (await inTx(tx => collectTodos(procurementTodos, tx, people.buyer, day))).map(todo => todo.title)

  test('waits until its notice was public for five working days, counted with 调休, and tells from which day it goes on', async () => {
    const requisition_id = await large()
    expect(await reading(requisition, { requisition_id })).toMatchObject({ notice: null, notice_needed: true })
    expect(await refusalOf(choose(requisition_id, '2026-03-02'))).toBe('procurement.notice-not-over')
    await expect(choose(requisition_id, '2026-03-02')).rejects.toThrow('今天公示的，2026-03-10 起可以办理')
    const publish = (day: string, more = {}) =>
      run(pool, publishSingleSource, { requisition_id, ...notice, ...more }, onDay(day))
    expect(await refusalOf(publish('2026-09-23'))).toBe('procurement.days-reversed')
    // 中秋 25–27 September and 国庆 1–7 October are free; 20 September and 10 October, a Sunday and a Saturday, are worked
    expect(await publish('2026-09-24')).toEqual({ ends_on: '2026-10-09', open_from: '2026-10-10' })
    await expect(choose(requisition_id, '2026-10-09')).rejects.toThrow('2026-10-10 起可以办理')
    expect(await todoTitles('2026-10-09')).toContain('单一来源公示中，2026-10-10 起可办：直播车系统')
    expect(await todoTitles('2026-10-10')).toContain('公示期满，确定采购方式：直播车系统')
    await choose(requisition_id, '2026-10-10')
    expect((await reading(requisition, { requisition_id })).notice).toMatchObject({ supplier: '某专利公司' })
    const contract = { requisition_id, contract_no: 'HT-DY', supplier: '某专利公司', amount_fen: '200000000' }
    const sign = (input: Record<string, unknown>) =>
      run(pool, signContract, { ...contract, ...input }, onDay('2026-10-12'))
    // a contract dated back into the notice, or with another supplier than was public
    expect(await refusalOf(sign({ signed_on: '2026-10-09' }))).toBe('procurement.notice-not-over')
    const other = sign({ signed_on: '2026-10-12', supplier: '别家公司' })
    expect(await refusalOf(other)).toBe('procurement.other-supplier')
    await sign({ signed_on: '2026-10-12' })
    expect(await refusalOf(publish('2026-10-12'))).toBe('procurement.wrong-state')
  })

  test('keeps to a notice made below that amount too, and says when the calendar of the year is not known', async () => {
    const requisition_id = await approved(pool, people)
    const input = { requisition_id, ...notice, published_on: '2027-03-01' }
    await run(pool, publishSingleSource, input, onDay('2027-03-01'))
    await expect(choose(requisition_id, '2027-03-02')).rejects.toThrow('放假调休还没有登记，日期待核')
    const approver = { ...people.leader, roles: ['operations'] }
    const own = run(pool, publishSingleSource, input, { actor: approver, at: new Date('2027-03-01T02:00:00Z') })
    expect(await refusalOf(own)).toBe('procurement.same-person')
    const small = await approved(pool, people)
    await choose(small, '2026-03-02')
  })
})

describe('the papers of an acceptance', () => {
  const kept = async (name: string, type = 'application/pdf') => {
    const digest = `${name}${'0'.repeat(64)}`.replace(/[^0-9a-f]/g, 'a').slice(0, 64)
    const blob = { digest, name, size_bytes: 9, type, width: null, height: null }
    return String(await inTx(tx => nameFile(tx, { actor: people.applicant, at }, blob as never)))
  }

  test('come with it or afterwards, from who accepted or the office, and are read by staff', async () => {
    const { requisition_id } = await contracted(pool, people)
    const form = await kept('验收单.pdf')
    const input = { requisition_id, accepted_on: '2026-03-02', opinion: '相符', file_ids: [form] }
    const [item] = await pool<{ id: bigint }[]>`
      select id from procurement.requisition_items where requisition_id = ${requisition_id}`
    const line = { item_id: String(item!.id), quantity: 2, amount_fen: '3000000', life_rule_id: await lifeRule(pool) }
    const lied = { ...input, lines: [line], file_ids: [await kept('声音.mp3', 'audio/mpeg')] }
    const wrong = run(pool, acceptDelivery, lied, { actor: people.applicant })
    expect(await refusalOf(wrong)).toBe('files.wrong-kind')
    await run(pool, acceptDelivery, { ...input, lines: [line] }, { actor: people.applicant })
    const read = await reading(requisition, { requisition_id })
    const papers = () =>
      reading(requisition, { requisition_id }).then(
        one => (one.acceptances as unknown as { papers: { name: string }[] }[])[0]!.papers,
      )
    expect((await papers()).map(paper => paper.name)).toEqual(['验收单.pdf'])
    const acceptance_id = String((read.acceptances[0] as unknown as { id: bigint }).id)
    const add = (who: Actor, id = acceptance_id) =>
      kept('现场照片.pdf').then(file =>
        run(pool, addAcceptancePapers, { acceptance_id: id, file_ids: [file] }, { actor: who }),
      )
    expect(await refusalOf(add(people.clerk))).toBe('procurement.not-for-this-acceptance')
    expect(await refusalOf(add(people.applicant, '999999'))).toBe('procurement.no-such-acceptance')
    await add(people.applicant)
    expect(await papers()).toHaveLength(2)
    // somebody else of the same name is not who accepted
    await inTx(tx => tx`update procurement.requisitions set applied_by_id = null where id = ${requisition_id}`)
    expect(await refusalOf(add({ ...people.clerk, name: people.applicant.name }))).toBe(
      'procurement.not-for-this-acceptance',
    )
    await add(people.applicant)
    expect(await papers()).toHaveLength(3)
  })
})

describe('a contract', () => {
  test('is published in 2 and filed in 7 working days, counted with the working weekends', async () => {
    const { contract_id } = await contracted(pool, people)
    const list = (await reading(contracts, { year: 2026 })) as unknown as Record<string, unknown>[]
    // 2026-02-28 is a Saturday that is worked
    expect(list.find(one => String(one.id) === contract_id)).toMatchObject({
      sign_due_on: '2026-03-12',
      publish_due_on: '2026-03-02',
      file_due_on: '2026-03-09',
      keep_until: '2041-12-31',
      calendar_confirmed: true,
    })
    const due = () => inTx(tx => collectTodos(procurementTodos, tx, people.buyer, '2026-03-03'))
    const mine = (await due()).filter(todo => /^(公告|备案)-/.test(todo.key) && todo.key.endsWith(`-${contract_id}`))
    expect(mine.map(todo => [todo.due_on, todo.overdue])).toEqual([
      ['2026-03-02', true],
      ['2026-03-09', false],
    ])
    expect(await refusalOf(run(pool, publishContract, { contract_id, published_on: '2026-02-26' }))).toBe(
      'procurement.days-reversed',
    )
    await run(pool, publishContract, { contract_id, published_on: '2026-03-02', url: 'https://example.com/2' })
    await run(pool, fileContract, { contract_id, filed_on: '2026-03-02', filed_no: '备-1' })
    expect(
      (await due()).filter(todo => /^(公告|备案)-/.test(todo.key) && todo.key.endsWith(`-${contract_id}`)),
    ).toEqual([])
    const unknown = run(pool, fileContract, { contract_id: '999999', filed_on: '2026-03-02' })
    expect(await refusalOf(unknown)).toBe('procurement.no-such-contract')
  })

  test('of a purchase that was cancelled counts no more, and is not waited for', async () => {
    const { requisition_id, contract_id } = await contracted(pool, people)
    const before = await figure('procurement.contracted')
    await run(pool, cancelRequisition, { requisition_id, reason: '不买了' }, { actor: people.buyer })
    expect(before - (await figure('procurement.contracted'))).toBeCloseTo(3)
    const list = (await reading(contracts, { year: 2026 })) as unknown as Record<string, unknown>[]
    expect(list.find(one => String(one.id) === contract_id)).toMatchObject({ cancelled: true })
    const due = await inTx(tx => collectTodos(procurementTodos, tx, people.buyer, '2026-03-03'))
    expect(due.filter(todo => todo.key.endsWith(`-${contract_id}`) && /^(公告|备案)/.test(todo.key))).toEqual([])
  })

  test('stays within what was approved, and its supplements within a tenth of it', async () => {
    const requisition_id = await approved(pool, people)
    const contract = { requisition_id, contract_no: 'HT-2', supplier: '某公司', signed_on: '2026-02-27' }
    const sign = (input: Record<string, unknown>) =>
      run(pool, signContract, { ...contract, ...input }, { actor: people.buyer })
    expect(await refusalOf(sign({ amount_fen: '3000001' }))).toBe('procurement.contract-above-approval')
    const { contract_id } = await sign({ amount_fen: '3000000' })
    const more = { contract_id: String(contract_id), signed_on: '2026-03-01' }
    const add = (contract_no: string, amount_fen: string) =>
      run(pool, supplementContract, { ...more, contract_no, amount_fen }, { actor: people.buyer })
    await add('HT-2-1', '200000')
    expect(await refusalOf(add('HT-2-2', '100001'))).toBe('procurement.supplement-too-big')
    await add('HT-2-2', '100000')
    const grown = pool`update procurement.contracts set supplement_fen = supplement_fen + 1 where id = ${String(contract_id)}`
    await expect(grown).rejects.toThrow('supplement_within_a_tenth')
    const taken = contracted(pool, people).then(({ requisition_id: other }) =>
      run(pool, signContract, { ...contract, requisition_id: other, amount_fen: '1' }, { actor: people.buyer }),
    )
    expect(await refusalOf(taken)).toBe('procurement.wrong-state')
    const again = approved(pool, people).then(other =>
      run(pool, signContract, { ...contract, requisition_id: other, amount_fen: '1' }, { actor: people.buyer }),
    )
    expect(await refusalOf(again)).toBe('procurement.contract-no-taken')
  })
})

describe('an acceptance', () => {
  test('counts what came: not more pieces than applied for, not more money than agreed, each asset with its rule', async () => {
    const { requisition_id } = await contracted(pool, people)
    const by = people.applicant
    expect(await refusalOf(accept(pool, by, requisition_id, 3))).toBe('procurement.too-many-accepted')
    expect(await refusalOf(accept(pool, by, requisition_id, 2, '3000001'))).toBe('procurement.beyond-agreed')
    expect(await refusalOf(accept(pool, by, requisition_id, 1, '1', { life_rule_id: null }))).toBe(
      'procurement.life-needed',
    )
    expect(await refusalOf(accept(pool, by, requisition_id, 1, '1', { item_id: '999999' }))).toBe(
      'procurement.no-such-item',
    )
    const short = accept(pool, by, requisition_id, 1, '1500000', { life_months: 59 })
    expect(await refusalOf(short)).toBe('assets.life-too-short')
    const rule = accept(pool, by, requisition_id, 1, '1500000', { life_rule_id: '999999' })
    expect(await refusalOf(rule)).toBe('assets.no-such-life-rule')
    expect(await accept(pool, by, requisition_id, 1, '1500000')).toMatchObject({ state: 'contracted' })
    expect(await accept(pool, by, requisition_id, 1, '1400000')).toMatchObject({ state: 'accepted' })
    // 1,400.00 元 less than the contract are free again
    const [row] = await pool<{ id: bigint }[]>`
      select reservation_id id from procurement.requisitions where id = ${requisition_id}`
    expect(await inTx(tx => reservationHold(tx, row!.id))).toMatchObject({
      committed_fen: 2_900_000n,
      reserved_fen: 0n,
    })
    expect(
      await refusalOf(run(pool, cancelRequisition, { requisition_id, reason: '退' }, { actor: people.buyer })),
    ).toBe('procurement.cannot-cancel')
  })

  test('of something that is no asset is an expense', async () => {
    const items = [{ kind: 'service', name: '设备保养', quantity: 1, unit_fen: '200000' }]
    const requisition_id = await approved(pool, people, { items, category: 'services', title: '设备保养' })
    const done = await accept(pool, people.applicant, requisition_id, 1, '200000', { life_rule_id: null })
    expect(done).toMatchObject({ state: 'accepted', cards: [] })
    const [posting] = await pool<{ account: string }[]>`
      select account from accounts.postings where amount_fen = 200000 and account ~ '^5'`
    expect(posting?.account).toBe('5001')
  })
})

describe('paying a purchase', () => {
  const pay = (id: string, amount_fen: bigint, purpose: 'payable' | 'prepayment' = 'payable') =>
    inTx(tx =>
      recordPayment(tx, call(), {
        ...{ requisition_id: BigInt(id), amount_fen, purpose, paid_on: '2026-03-02' },
        subject: 'spending.claim/1',
        movement_id: null,
      }),
    )

  test('goes up to what was accepted, then the requisition is closed; money that comes back opens it again', async () => {
    const { requisition_id } = await contracted(pool, people)
    await accept(pool, people.applicant, requisition_id)
    const claim = await inTx(tx => requisitionForClaim(tx, BigInt(requisition_id), '2026-03-02'))
    expect(claim).toMatchObject({ purpose: 'payable', left_fen: 3_000_000n, supplier: '某影视器材公司', line_no: LINE })
    expect(await pay(requisition_id, 1_000_000n)).toBe('accepted')
    expect(await refusalOf(pay(requisition_id, 2_000_001n))).toBe('procurement.beyond-payable')
    expect(await pay(requisition_id, 2_000_000n)).toBe('closed')
    const nothing = inTx(tx => requisitionForClaim(tx, BigInt(requisition_id), '2026-03-02'))
    expect(await refusalOf(nothing)).toBe('procurement.nothing-payable')
    const back = { requisition_id: BigInt(requisition_id), amount_fen: 500_000n, paid_on: '2026-03-02' }
    const returned = inTx(tx =>
      recordPaymentReturn(tx, call(), {
        ...back,
        purpose: 'payable',
        subject: 'spending.claim/1',
        movement_id: null,
      }),
    )
    expect(await returned).toBe('accepted')
    expect(await pay(requisition_id, 500_000n)).toBe('closed')
  })

  test('before acceptance is a prepayment, never the whole of it, and is settled first when the goods come', async () => {
    const { requisition_id } = await contracted(pool, people)
    const claim = await inTx(tx => requisitionForClaim(tx, BigInt(requisition_id), '2026-03-02'))
    expect(claim).toMatchObject({ purpose: 'prepayment', left_fen: 2_100_000n })
    expect(await refusalOf(pay(requisition_id, 2_100_001n, 'prepayment'))).toBe('procurement.beyond-payable')
    await pay(requisition_id, 900_000n, 'prepayment')
    await accept(pool, people.applicant, requisition_id)
    const postings = await pool<{ account: string; amount_fen: bigint }[]>`
      select account, amount_fen from accounts.postings where voucher_id = (select max(voucher_id) from procurement.acceptances)`
    expect(postings.map(row => [row.account, row.amount_fen]).sort()).toEqual([
      ['1214', -900_000n],
      ['1601', 3_000_000n],
      ['2302', -2_100_000n],
    ])
    expect(await pay(requisition_id, 2_100_000n)).toBe('closed')
  })
})

test('what was paid for procurement is told without what came back', async () => {
  const before = await figure('procurement.paid')
  const fact = { on_date: '2026-03-02', summary: '零星采购' }
  const paid = { line_no: LINE, section: SECTION, amount_fen: '900000', counterparty: '某店', economic_code: '31003' }
  const { movement_id } = await run(pool, recordExpenditure, { ...paid, ...fact })
  expect((await figure('procurement.paid')) - before).toBeCloseTo(0.9)
  await run(pool, returnPayment, { ...fact, movement_id: String(movement_id), amount_fen: '400000' })
  expect((await figure('procurement.paid')) - before).toBeCloseTo(0.5)
})

test('what waits is told to whom it waits for, and stands in the way of who would leave with it', async () => {
  const requisition_id = await draft(pool, people.applicant, { standard_reason: '需要', split_reason: '不同' })
  await run(pool, submitRequisition, { requisition_id }, { actor: people.applicant })
  const todos = (actor = people.leader) => inTx(tx => collectTodos(procurementTodos, tx, actor, '2026-03-02'))
  const approval = (await todos()).find(todo => todo.key === `approve-${requisition_id}`)
  expect(approval?.actions.map(action => action.title)).toEqual(['同意', '退回'])
  expect((await todos(people.clerk)).length).toBe(0)
  const vetoes = await inTx(tx =>
    procurementVetoes.list(tx, { kind: 'person-leaves', person_id: BigInt(people.applicant.id) }),
  )
  expect(vetoes.some(veto => veto.path === `/procurement/requisitions/${requisition_id}`)).toBe(true)
  const year = await inTx(tx => procurementVetoes.list(tx, { kind: 'year-closes', year: 2026 }))
  expect(year.length).toBeGreaterThan(0)
})

test('no way through the machine pays what was not approved', () => {
  const moves = fc.array(
    fc.constantFrom(
      ...(Object.keys(requisitionMachine.contracted).concat(
        Object.keys(requisitionMachine.submitted),
        Object.keys(requisitionMachine.draft),
        'settle',
      ) as RequisitionMove[]),
    ),
    { maxLength: 30 },
  )
  fc.assert(
    fc.property(moves, list => {
      let state: RequisitionState = 'draft'
      let approvedOnce = false
      for (const move of list) {
        const to: RequisitionState | undefined = next(requisitionMachine, state, move)
        if (!to) continue
        if (move === 'approve') approvedOnce = true
        if (move === 'withdraw' || move === 'return') approvedOnce = false
        if (['pay-part', 'settle', 'accept', 'accept-part', 'sign-contract'].includes(move) && !approvedOnce)
          return false
        state = to
      }
      return true
    }),
  )
})

test('everything a form offers has its word', () => {
  const named = [CATEGORIES_OF_PURCHASE, ITEM_KINDS, METHODS].flatMap(words => Object.values(words))
  expect(named.filter(word => !/[\u4e00-\u9fff]/.test(word))).toEqual([])
})

test('an acceptance posts what its life rule says', async () => {
  const { requisition_id } = await contracted(pool, people)
  const software = await lifeRule(pool, '软件等无形资产')
  await accept(pool, people.applicant, requisition_id, 2, '3000000', { life_rule_id: software, one_card: true })
  const [posting] = await pool<{ account: string }[]>`
    select account from accounts.postings where voucher_id = (select max(voucher_id) from procurement.acceptances) and amount_fen > 0`
  expect(posting?.account).toBe('1701')
  expect(acceptDelivery.name).toBe('procurement.accept-delivery')
})
