import { beforeAll, describe, expect, test } from 'vitest'
import { refusalOf, run, staff, testDatabase } from '../../../test/support/database.ts'
import { ensureSection } from '../../people/index.ts'
import { ask, collectTodos, type Pool } from '../../platform/index.ts'
import { adoptBudget } from '../adopt-budget.ts'
import { allot } from '../allot.ts'
import { setDirectLimit } from '../direct-limit.ts'
import { recordExpenditure } from '../record-expenditure.ts'
import { projects, projectTodos } from './milestone-queries.ts'
import { milestonesCover, reachMilestone, setMilestones } from './milestones.ts'

let pool: Pool
const section = '新闻采访部'
const at = new Date('2026-07-10T02:00:00Z')
const plan = (milestones: object[], line_no = 'X1') => run(pool, setMilestones, { year: 2026, line_no, milestones })
const step = (title: string, due_on: string, amount_fen: string) => ({ title, due_on, amount_fen })
const office = { actor: staff('operations'), at }
const covers = (amount: bigint) =>
  pool.begin(async tx => {
    const [line] = await tx<{ id: bigint }[]>`select id from budget.lines where line_no = 'X1'`
    return milestonesCover(tx, line!.id, amount)
  })

beforeAll(async () => {
  pool = await testDatabase()
  await pool.begin(tx => ensureSection(tx, section))
  const line = { side: 'expenditure', opening_fen: '100000' }
  const lines = [
    { line_no: 'S1', side: 'income', title: '财政拨款', opening_fen: '200000' },
    { ...line, line_no: 'X1', title: '采编设备', category: 'specific', project: '采编设备' },
    { ...line, line_no: 'G1', title: '办公费', category: 'operating' },
  ]
  const totals = { income_fen: '200000', expenditure_fen: '200000' }
  await run(pool, adoptBudget, { year: 2026, doc_no: '1号', adopted_on: '2026-01-20', ...totals, lines })
  const given = { line_no: 'X1', section, amount_fen: '100000', on_date: '2026-01-21', summary: '下达' }
  await run(pool, allot, given)
})

describe('严格按照专项资金项目实施方案执行', () => {
  test('the milestones of a project stay within its plan, and only projects have them', async () => {
    expect(await refusalOf(plan([step('全部', '2026-12-01', '100001')]))).toBe('budget.milestones-beyond-plan')
    expect(await refusalOf(plan([step('全部', '2026-12-01', '1')], 'G1'))).toBe('budget.no-project')
    await plan([step('到货', '2026-06-30', '60000'), step('验收', '2026-12-01', '40000')])
    const told = await ask(pool, projects, { actor: staff(), at }, { year: 2026 })
    expect(told).toMatchObject([{ line_no: 'X1', plan_fen: 100_000n, reached_fen: 0n, milestones: [{}, {}] }])
    const todos = await pool.begin(tx => collectTodos(projectTodos, tx, staff('operations'), '2026-07-10'))
    expect(todos.map(todo => [todo.title, todo.overdue])).toEqual([['项目节点：到货', true]])
  })

  test('what is reached can be paid, less what was paid; what comes later can be planned anew, what was reached not', async () => {
    expect(await covers(1n)).toBe(false)
    const [first] = (await ask(pool, projects, { actor: staff(), at }, { year: 2026 })) as {
      milestones: { id: string }[]
    }[]
    const reach = { milestone_id: first!.milestones[0]!.id, reached_on: '2026-07-01', note: '验收单 3 号' }
    const ahead = run(pool, reachMilestone, { ...reach, reached_on: '2026-07-11' }, office)
    expect(await refusalOf(ahead)).toBe('budget.milestone-reached')
    // who records payments does not say that the work was done
    expect(await refusalOf(run(pool, reachMilestone, reach, { actor: staff('finance'), at }))).toBe(
      'platform.forbidden',
    )
    await run(pool, reachMilestone, reach, office)
    expect(await refusalOf(run(pool, reachMilestone, reach, office))).toBe('budget.milestone-reached')
    expect([await covers(60_000n), await covers(60_001n)]).toEqual([true, false])
    await run(pool, setDirectLimit, { limit_fen: '100000', effective_from: '2026-01-01', source: '试验' })
    const paid = { counterparty: '某公司', economic_code: '31003', on_date: '2026-07-02', summary: '设备' }
    await run(pool, recordExpenditure, { ...paid, line_no: 'X1', section, amount_fen: '50000' }, { at })
    expect([await covers(10_000n), await covers(10_001n)]).toEqual([true, false])
    expect(await refusalOf(plan([step('余下', '2026-12-01', '40001')]))).toBe('budget.milestones-beyond-plan')
    await plan([step('培训', '2026-10-01', '10000'), step('验收', '2026-12-01', '30000')])
    const again = await ask(pool, projects, { actor: staff(), at }, { year: 2026 })
    expect(again).toMatchObject([{ milestones: [{ title: '到货' }, { title: '培训' }, { title: '验收' }] }])
    const gone = run(pool, reachMilestone, { ...reach, milestone_id: '999999' }, office)
    expect(await refusalOf(gone)).toBe('budget.no-such-milestone')
  })
})
