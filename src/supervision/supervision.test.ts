import { beforeAll, describe, expect, test } from 'vitest'
import { refusalOf, run, testDatabase } from '../../test/support/database.ts'
import { figuresOf } from '../../test/support/sample.ts'
import { allVetoes } from '../app.ts'
import { addPerson } from '../people/add-person.ts'
import { ensureSection } from '../people/index.ts'
import { type Actor, ask, collectTodos, type Pool, type Query, vetoesOf } from '../platform/index.ts'
import { findings, plans } from './checks/check-queries.ts'
import { endPlan, planCheck } from './checks/plan-check.ts'
import { recordCheck } from './checks/record-check.ts'
import { confirmRectification, rectifyFinding } from './checks/rectify.ts'
import { confirmRead } from './rules/confirm-read.ts'
import { publishRule, repealRule } from './rules/publish-rule.ts'
import { rule, rules } from './rules/rule-queries.ts'
import { periodOf } from './vocabulary.ts'
import { supervisionTodos } from './waiting.ts'

let pool: Pool
const staff: Record<'office' | 'reporter' | 'finance', Actor> = {} as never
const DAY = '2026-03-02'

beforeAll(async () => {
  pool = await testDatabase()
  const section_id = String(await pool.begin(tx => ensureSection(tx, '新闻采访部')))
  for (const [login, role] of [
    ['office', 'operations'],
    ['reporter', 'editor'],
    ['finance', 'finance'],
  ] as const) {
    const person = { name: login, login, roles: [role], joined_on: '2024-01-01', password: 'ten-letters-and-more' }
    const input = login === 'reporter' ? { ...person, section_id } : person
    const { person_id } = await run(pool, addPerson, input)
    staff[login] = { id: String(person_id), name: login, roles: [role] }
  }
})

const published = (title: string, more: Record<string, unknown> = {}) =>
  run(pool, publishRule, {
    title,
    kind: 'finance',
    everybody: true,
    effective_from: DAY,
    body: '第一条 ……',
    ...more,
  }) as Promise<{ rule_id: string; version_no: number }>
const read = (actor: Actor, rule_id: string, version_no = 1) =>
  run(pool, confirmRead, { rule_id: String(rule_id), version_no }, { actor })
const waiting = async (actor: Actor, today = DAY) =>
  (await pool.begin(tx => collectTodos(supervisionTodos, tx, actor, today))).map(todo => todo.title)
const asked = <Q extends Query>(query: Q, input: unknown = {}, actor = staff.office) =>
  ask(pool, query as Query, { actor, at: new Date(`${DAY}T09:00:00+08:00`) }, input) as Promise<never>

describe('a rule of the house', () => {
  test('组织相关人员认真学习: asks who must know it to read it, and asks again with a new version', async () => {
    const { rule_id } = await published('资产管理制度', { kind: 'assets' })
    expect(await waiting(staff.reporter)).toContain('学习《资产管理制度》')
    await read(staff.reporter, rule_id)
    expect(await refusalOf(read(staff.reporter, rule_id))).toBe('supervision.already-read')
    expect(await waiting(staff.reporter)).not.toContain('学习《资产管理制度》')
    const second = await published('资产管理制度', { rule_id: String(rule_id), note: '增加领用规定' })
    expect(second.version_no).toBe(2)
    expect(await waiting(staff.reporter)).toContain('学习《资产管理制度》')
    expect(await refusalOf(read(staff.reporter, rule_id, 1))).toBe('supervision.newer-version')
    await read(staff.reporter, rule_id, 2)
    const shown = (await asked(rule, { rule_id: String(rule_id) })) as {
      versions: unknown[]
      readers: { read_at: unknown }[]
    }
    expect(shown.versions).toHaveLength(2)
    expect(shown.readers.filter(reader => reader.read_at !== null)).toHaveLength(1)
  })

  test('for a section is asked of its members alone; who is late is counted', async () => {
    const [section] = await pool<{ id: bigint }[]>`select id from people.sections where name = '新闻采访部'`
    const more = { kind: 'news_safety', everybody: false, section_ids: [String(section!.id)], read_days: 1 }
    const { rule_id } = await published('采访安全规定', more)
    expect(await waiting(staff.finance)).not.toContain('学习《采访安全规定》')
    const at = new Date(Date.now() + 5 * 86_400_000)
    const list = (await ask(pool, rules as unknown as Query, { actor: staff.reporter, at }, {})) as {
      id: bigint
      late_count: number
      mine: boolean | null
    }[]
    const row = list.find(one => String(one.id) === String(rule_id))
    expect(row).toMatchObject({ must_read_count: 1, late_count: 1, mine: false })
  })

  test('without text or file, for nobody, under a known title, or repealed is refused', async () => {
    expect(await refusalOf(published('空制度', { body: '' }))).toBe('supervision.empty-rule')
    expect(await refusalOf(published('无人制度', { everybody: false }))).toBe('supervision.nobody-must-know')
    const { rule_id } = await published('旧制度')
    expect(await refusalOf(published('旧制度'))).toBe('supervision.rule-title-taken')
    const repeal = { rule_id: String(rule_id), on_date: DAY, reason: '已有新规定' }
    await run(pool, repealRule, repeal)
    expect(await refusalOf(run(pool, repealRule, repeal))).toBe('supervision.rule-repealed')
    expect(await refusalOf(read(staff.reporter, rule_id))).toBe('supervision.rule-repealed')
    expect(await refusalOf(run(pool, repealRule, { ...repeal, rule_id: '99999' }))).toBe('supervision.no-such-rule')
    expect(await waiting(staff.reporter)).not.toContain('学习《旧制度》')
  })
})

const planned = (title: string) =>
  run(pool, planCheck, {
    title,
    kind: 'finance',
    items: ['原始凭证真实有效', '审批手续完整'],
    every: 'month',
    responsible_id: staff.finance.id,
    starts_on: '2026-01-01',
  }) as Promise<{ plan_id: string }>
const results = (finding: unknown = null) => [
  { item: '原始凭证真实有效', result: finding ? 'problem' : 'ok', finding },
  { item: '审批手续完整', result: 'ok' },
]
const checked = (plan_id: string, finding: unknown = null, on_date = DAY) =>
  run(pool, recordCheck, { plan_id: String(plan_id), on_date, results: results(finding) }, { actor: staff.finance })
const problem = () => ({ title: '一张发票抬头不对', responsible_id: staff.reporter.id, due_on: '2026-03-10' })

describe('a routine check', () => {
  test('监督检查常态化: is due once in its period, from its plan', async () => {
    const { plan_id } = await planned('每月财务检查')
    expect(await waiting(staff.finance)).toContain('检查：每月财务检查')
    await checked(plan_id)
    expect(await waiting(staff.finance)).not.toContain('检查：每月财务检查')
    expect(await waiting(staff.finance, '2026-04-01')).toContain('检查：每月财务检查')
    await run(pool, endPlan, { plan_id: String(plan_id) })
    expect(await refusalOf(checked(plan_id))).toBe('supervision.plan-ended')
    expect(await waiting(staff.finance, '2026-04-01')).not.toContain('检查：每月财务检查')
    const list = (await asked(plans)) as { title: string; due_on: string | null }[]
    expect(list.find(plan => plan.title === '每月财务检查')?.due_on).toBeNull()
    expect(await refusalOf(planned('每月财务检查'))).toBe('supervision.plan-title-taken')
    expect(await refusalOf(run(pool, endPlan, { plan_id: '99999' }))).toBe('supervision.no-such-plan')
  })

  test('periods are those of the calendar', () => {
    expect(periodOf('month', '2026-02-14')).toEqual({ from: '2026-02-01', to: '2026-02-28' })
    expect(periodOf('quarter', '2026-11-27')).toEqual({ from: '2026-10-01', to: '2026-12-31' })
    expect(periodOf('half', '2026-06-30')).toEqual({ from: '2026-01-01', to: '2026-06-30' })
    expect(periodOf('year', '2026-06-30')).toEqual({ from: '2026-01-01', to: '2026-12-31' })
  })

  test('answers every item, and every problem with who mends it until when', async () => {
    const { plan_id } = await planned('专项检查')
    const one = { plan_id: String(plan_id), on_date: DAY, results: results().slice(0, 1) }
    expect(await refusalOf(run(pool, recordCheck, one, { actor: staff.finance }))).toBe('supervision.items-differ')
    const bare = [{ item: '原始凭证真实有效', result: 'problem' }, results()[1]]
    expect(await refusalOf(run(pool, recordCheck, { ...one, results: bare }))).toBe('supervision.finding-needed')
    expect(await refusalOf(checked(plan_id, { ...problem(), due_on: '2026-03-01' }))).toBe('supervision.due-too-early')
    expect(await refusalOf(checked(plan_id, null, '2099-01-01'))).toBe('supervision.check-in-future')
    expect(await refusalOf(checked('99999'))).toBe('supervision.no-such-plan')
    const whole = { ...one, results: results() }
    expect(await refusalOf(run(pool, recordCheck, whole, { actor: staff.reporter }))).toBe(
      'supervision.not-the-checker',
    )
    // who is named leaves when another is
    const leaving = () =>
      pool.begin(tx => vetoesOf(allVetoes, tx, { kind: 'person-leaves', person_id: BigInt(staff.finance.id) }))
    expect((await leaving()).map(veto => veto.reason)).toContain('“专项检查”由本人检查，先换检查人')
    await run(pool, endPlan, { plan_id: String(plan_id) })
    expect((await leaving()).map(veto => veto.reason)).not.toContain('“专项检查”由本人检查，先换检查人')
  })
})

describe('a finding', () => {
  test('is mended by who is responsible, confirmed by another, and keeps the year open until then', async () => {
    const { plan_id } = await planned('整改检查')
    await checked(plan_id, problem())
    const list = (await asked(findings)) as { id: bigint; title: string; state: string }[]
    const finding_id = String(list.find(one => one.title === '一张发票抬头不对')!.id)
    const vetoes = () => pool.begin(tx => vetoesOf(allVetoes, tx, { kind: 'year-closes', year: 2026 }))
    expect((await vetoes()).map(veto => veto.reason)).toContain('“一张发票抬头不对”还没有整改到位（reporter负责）')
    const mine = { kind: 'person-leaves', person_id: BigInt(staff.reporter.id) } as const
    const leaving = async () => (await pool.begin(tx => vetoesOf(allVetoes, tx, mine))).map(veto => veto.reason)
    expect(await leaving()).toContain('“一张发票抬头不对”由本人负责，还没有整改')
    const mend = (actor: Actor) => run(pool, rectifyFinding, { finding_id, measure: '已换开发票' }, { actor })
    const confirm = (actor: Actor, decision = 'confirm', opinion = '') =>
      run(pool, confirmRectification, { finding_id, decision, opinion }, { actor })
    expect(await refusalOf(mend(staff.finance))).toBe('supervision.not-responsible')
    expect(await refusalOf(confirm(staff.finance))).toBe('supervision.wrong-finding-state')
    expect(await waiting(staff.reporter)).toContain('整改：一张发票抬头不对')
    await mend(staff.reporter)
    expect(await leaving()).not.toContain('“一张发票抬头不对”由本人负责，还没有整改')
    expect(await waiting(staff.finance)).toContain('确认整改：一张发票抬头不对')
    const both = { ...staff.reporter, roles: ['editor', 'operations'] }
    expect(await refusalOf(confirm(both))).toBe('supervision.own-rectification')
    expect(await refusalOf(confirm(staff.finance, 'return'))).toBe('supervision.reason-needed')
    await confirm(staff.finance, 'return', '还差一张')
    await mend(staff.reporter)
    await confirm(staff.finance)
    expect((await vetoes()).map(veto => veto.source)).not.toContain('检查整改')
    const gone = run(pool, rectifyFinding, { finding_id: '99999', measure: '无' }, { actor: staff.reporter })
    expect(await refusalOf(gone)).toBe('supervision.no-such-finding')
  })

  test('建立健全财务管理制度: rules in force, readings, checks and findings of the year are figures', async () => {
    const figures = await figuresOf(pool, { year: 2026, as: 'classified' })
    const display = (name: string) => figures.get(`supervision.${name}`)?.display
    expect(display('findings-made')).toBe('1项')
    expect(display('rectified-rate')).toBe('100%')
    expect(display('checks-made')).toBe('2项')
    expect(display('rules-in-force')).toBe('2项')
    expect(figures.get('supervision.read-rate')?.value).not.toBeNull()
  })
})
