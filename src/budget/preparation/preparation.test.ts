import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { refusalOf, run, staff, testDatabase } from '../../../test/support/database.ts'
import { ensureSection } from '../../people/index.ts'
import { ask, type Pool } from '../../platform/index.ts'
import { adoptBudget } from '../adopt-budget.ts'
import { ledgerRows } from '../ledger.ts'
import { adoptPrepared } from './adopt-prepared.ts'
import { classesCompared, compared } from './comparison.ts'
import { comparison } from './comparison-query.ts'
import { agreeRequest, returnRequest, reviewRequest, submitRequest } from './decide-request.ts'
import { copyBudget, openPreparation } from './open-preparation.ts'
import { preparation, sectionRequest } from './preparation-queries.ts'
import { budgetPreparationTodos } from './preparation-todos.ts'
import { endQuota, quotas, setQuota } from './quotas.ts'
import { readIndicators, readRequests } from './read-requests.ts'
import { reopenRound, sendUp, takeControlNumbers } from './rounds.ts'
import { removeRequestItem, replaceRequestItems, saveRequestItem } from './save-item.ts'
import { indicatorText, mixedClasses } from './words.ts'

let pool: Pool
const YEAR = 2027
const news = { year: YEAR, section: '新闻采访部' }
const office = { year: YEAR, section: '综合运行部' }
const person = (id: string, ...roles: string[]) => ({ actor: { ...staff(...roles), id } })
const filler = person('11', 'operations')
const reviewer = person('12', 'finance')
const director = person('13', 'director')
const reading = { actor: staff('finance'), at: new Date('2026-10-01T00:00:00Z') }
const indicators = [
  { kind: 'quantity', title: '购置摄像机', direction: '≥', target: '3', unit: '台' },
  { kind: 'satisfaction', title: '采编人员满意度', direction: '≥', target: '90', unit: '%' },
]
const camera = {
  title: '采编设备更新',
  category: 'specific',
  project: '采编设备更新',
  economic_code: '31003',
  quantity: 3,
  quantity_unit: '台',
  price_fen: '2000000',
  objective: '更换超期服役的摄像机，保证外采不断档',
  indicators,
}
const pay = {
  title: '基本工资',
  category: 'personnel',
  economic_code: '30101',
  quantity: 7,
  times: 12,
  price_fen: '300000',
}
const save = (section: object, item: object, who = filler) => run(pool, saveRequestItem, { ...section, ...item }, who)

async function agreed(section: object): Promise<void> {
  await run(pool, submitRequest, section, filler)
  await run(pool, reviewRequest, section, reviewer)
  await run(pool, agreeRequest, section, director)
}

beforeAll(async () => {
  pool = await testDatabase()
  await pool.begin(async tx => {
    await ensureSection(tx, office.section)
    await ensureSection(tx, news.section)
  })
  const lines = [
    { line_no: 'S01', side: 'income', title: '财政拨款', opening_fen: '20000000' },
    {
      line_no: 'R01',
      side: 'expenditure',
      title: '基本工资',
      category: 'personnel',
      economic_code: '30101',
      opening_fen: '20000000',
    },
  ]
  const totals = { income_fen: '20000000', expenditure_fen: '20000000' }
  await run(pool, adoptBudget, { year: 2026, doc_no: '财预1号', adopted_on: '2026-01-20', ...totals, lines })
})

describe('filling in a request', () => {
  test('begins when the preparation is opened, once', async () => {
    expect(await refusalOf(save(news, camera))).toBe('budget.no-such-preparation')
    await run(pool, openPreparation, { year: YEAR })
    expect(await refusalOf(run(pool, openPreparation, { year: YEAR }))).toBe('budget.preparation-is-open')
    expect(await refusalOf(run(pool, submitRequest, news, filler))).toBe('budget.empty-request')
  })

  test('starts from the budget of the year before, and keeps its numbers', async () => {
    expect(await run(pool, copyBudget, { year: YEAR, from_year: 2026 })).toEqual({ item_count: 2 })
    expect(await run(pool, copyBudget, { year: YEAR, from_year: 2026 })).toEqual({ item_count: 0 })
    const fresh = await save(office, { ...pay, title: '津贴补贴', economic_code: '30102' })
    expect(fresh.line_no).toBe('R02')
    await run(pool, removeRequestItem, { ...office, item_id: fresh.item_id }, filler)
    const gone = run(pool, removeRequestItem, { ...office, item_id: fresh.item_id }, filler)
    expect(await refusalOf(gone)).toBe('budget.no-such-item')
  })

  test('multiplies quantity, times and price', async () => {
    const { amount_fen, item_id } = await save(news, { ...camera, quantity: 4, times: 2 })
    expect(amount_fen).toBe('16000000')
    const again = await save(news, { ...camera, item_id })
    expect(again.amount_fen).toBe('6000000')
    expect(await refusalOf(save(news, { ...camera, line_no: 'R01' }))).toBe('budget.item-number-taken')
  })

  test('by a reporter is for the own section only', async () => {
    const reporter = person('99', 'editor')
    expect(await refusalOf(save(office, camera, reporter))).toBe('budget.other-section')
  })

  test('keeps each line to one class: 基本 and 项目, 人员 and 公用 are not mixed', async () => {
    const running = { ...pay, category: 'operating' }
    const wrong = [
      { ...pay, project: '设备' },
      { ...pay, economic_code: '30201' },
      { ...pay, category: 'operating', economic_code: '30101' },
      { ...camera, project: null },
      // 会议费 is no 三公, and 接待费 stands apart
      { ...running, economic_code: '30215', three_public: 'reception' },
      { ...running, economic_code: '30216', three_public: 'abroad' },
      { ...running, economic_code: '30217' },
      { ...running, economic_code: '30217', three_public: 'vehicle_running' },
    ]
    for (const item of wrong) expect(await refusalOf(save(news, item))).toBe('budget.classes-mixed')
    const line = { side: 'expenditure', category: 'operating', project: null } as const
    const right = [
      ['30201', null],
      ['30215', null],
      ['30217', 'reception'],
      ['30231', 'vehicle_running'],
      ['31013', 'vehicle_purchase'],
      // a chapter alone says nothing
      ['302', 'reception'],
      [null, 'abroad'],
    ] as const
    for (const [economic_code, three_public] of right)
      expect(mixedClasses({ ...line, economic_code, three_public })).toBeUndefined()
  })

  test('by a quota takes the price of the quota in force', async () => {
    const quota = {
      kind: 'operating',
      title: '日常公用',
      unit: '人·年',
      source: '示例定额',
      effective_from: '2025-01-01',
    }
    const old = await run(pool, setQuota, { ...quota, amount_fen: '900000' })
    const now = await run(pool, setQuota, { ...quota, amount_fen: '960000', effective_from: '2027-01-01' })
    expect(await refusalOf(run(pool, setQuota, { ...quota, amount_fen: '1' }))).toBe('budget.quota-overlaps')
    const rows = (await ask(pool, quotas, reading, {})) as { effective_to: string | null }[]
    expect(rows.map(row => row.effective_to)).toEqual([null, '2026-12-31'])
    const item = { title: '日常公用', category: 'operating', economic_code: '30201', quantity: 7, quantity_unit: '人' }
    const asked = (quota_id: unknown, price_fen: string) => save(office, { ...item, quota_id, price_fen })
    expect(await refusalOf(asked(old.quota_id, '900000'))).toBe('budget.no-such-quota')
    expect(await refusalOf(asked(now.quota_id, '970000'))).toBe('budget.off-quota')
    expect((await asked(now.quota_id, '960000')).amount_fen).toBe('6720000')
    // from the same day on: its document and check are corrected, the amount no more once a request rests on it
    const checked = { ...quota, effective_from: '2027-01-01', source: '财行〔2026〕8号', confirmed: true }
    expect(await run(pool, setQuota, { ...checked, amount_fen: '960000' })).toEqual({ quota_id: now.quota_id })
    expect(await refusalOf(run(pool, setQuota, { ...checked, amount_fen: '960001' }))).toBe('budget.quota-in-use')
    const one = (await ask(pool, quotas, reading, {})) as { source: string; confirmed: boolean }[]
    expect(one[0]).toMatchObject({ source: '财行〔2026〕8号', confirmed: true })
    const spare = await run(pool, setQuota, { ...quota, title: '空转', amount_fen: '5' })
    await run(pool, setQuota, { ...quota, title: '空转', amount_fen: '6' })
    await run(pool, endQuota, { quota_id: spare.quota_id, effective_to: '2026-06-30' })
    const again = run(pool, endQuota, { quota_id: spare.quota_id, effective_to: '2026-07-31' })
    expect(await refusalOf(again)).toBe('budget.no-such-quota')
  })
})

describe('an objective', () => {
  test('of a project must be measurable before the request is submitted', async () => {
    const { item_id } = await save(news, { ...camera, title: '模糊的项目', indicators: [indicators[0]!] })
    expect(await refusalOf(run(pool, submitRequest, news, filler))).toBe('budget.objective-not-measurable')
    await run(pool, removeRequestItem, { ...news, item_id }, filler)
  })

  test('holds numbers, as they are written in the workbook', () => {
    const read = readIndicators('数量：购置摄像机≥3台；满意度：采编人员满意度>=90%')
    expect(read).toEqual(indicators)
    expect(readIndicators(read.map(indicatorText).join('；'))).toEqual(read)
    expect(() => readIndicators('数量：尽量多买')).toThrow('应写成')
  })
})

describe('a request', () => {
  test('is reviewed and agreed by others than who submitted it', async () => {
    await run(pool, submitRequest, news, filler)
    expect(await refusalOf(save(news, camera))).toBe('budget.request-is-closed')
    expect(await refusalOf(run(pool, reviewRequest, news, filler))).toBe('budget.own-request')
    await run(pool, reviewRequest, news, reviewer)
    await run(pool, returnRequest, { ...news, note: '摄像机数量请说明' }, director)
    await agreed(news)
    expect(await refusalOf(run(pool, reviewRequest, news, reviewer))).toBe('budget.request-is-closed')
    const shown = (await ask(pool, sectionRequest, reading, news)) as { history: { decision: string }[] }
    expect(shown.history.map(one => one.decision)).toEqual(['同意', '审核通过', '报送', '退回', '审核通过', '报送'])
  })

  test('waits in the inbox of who must act, not of who submitted', async () => {
    await run(pool, submitRequest, office, filler)
    const [source] = budgetPreparationTodos
    const keys = async (who: { actor: ReturnType<typeof staff> }) =>
      (await pool.begin(tx => source!.list(tx, who.actor, '2026-10-01'))).map(todo => todo.title)
    expect(await keys(reviewer)).toEqual(['2027年预算：综合运行部申报待审核'])
    expect(await keys(filler)).toEqual([])
    expect(await keys(director)).toEqual([])
  })
})

describe('the rounds', () => {
  const approved = (personnel: string, income = '32720000') => ({
    year: YEAR,
    doc_no: '财预〔2027〕1号',
    adopted_on: '2027-01-20',
    approved: [
      { class: 'income', amount_fen: income },
      { class: 'personnel', amount_fen: personnel },
      { class: 'operating', amount_fen: '6720000' },
      { class: 'project', amount_fen: '6000000' },
    ],
  })

  test('go up when the director has agreed to every section', async () => {
    expect(await refusalOf(run(pool, sendUp, { year: YEAR }))).toBe('budget.not-all-agreed')
    await run(pool, reviewRequest, office, reviewer)
    await run(pool, agreeRequest, office, director)
    expect(await refusalOf(run(pool, adoptPrepared, approved('20000000')))).toBe('budget.not-your-turn')
    expect(await run(pool, sendUp, { year: YEAR })).toMatchObject({ stage: 'first_down' })
  })

  test('can be made again, and keep the version before', async () => {
    await run(pool, reopenRound, { year: YEAR })
    await agreed(office)
    await agreed(news)
    await run(pool, sendUp, { year: YEAR })
    const shown = (await ask(pool, preparation, reading, { year: YEAR })) as { rounds: { title: string }[] }
    expect(shown.rounds.map(round => round.title)).toEqual(['一上', '一上（第2版）'])
  })

  test('come back with control numbers, and 二上 keeps to them', async () => {
    const controls = [
      { class: 'personnel', amount_fen: '20000000' },
      { class: 'project', amount_fen: '5000000' },
    ]
    await run(pool, takeControlNumbers, { year: YEAR, doc_no: '财预控〔2026〕8号', controls })
    await agreed(office)
    await agreed(news)
    expect(await refusalOf(run(pool, sendUp, { year: YEAR }))).toBe('budget.beyond-control')
    controls[1]!.amount_fen = '6000000'
    await run(pool, takeControlNumbers, { year: YEAR, doc_no: '财预控〔2026〕9号', controls })
    await agreed(office)
    await agreed(news)
    expect(await run(pool, sendUp, { year: YEAR })).toMatchObject({ stage: 'second_down' })
  })

  test('are compared with each other and with the year before', async () => {
    type Shown = { rows: Record<string, unknown>[]; classes: Record<string, unknown>[] }
    const shown = (more: Record<string, string>) =>
      ask(pool, comparison, reading, { year: YEAR, before: 'last', after: 'now', ...more }) as Promise<Shown>
    const { rows, classes } = await shown({})
    expect(classes.find(one => one.class_title === '项目支出')).toMatchObject({
      before_fen: null,
      after_fen: 6_000_000n,
      rate: '不适用',
    })
    // what a section submitted is kept too, and says what was changed after it was returned
    const request = (await ask(pool, sectionRequest, reading, news)) as { history: { id: bigint; decision: string }[] }
    const submitted = request.history.filter(one => one.decision === '报送').at(-1)!
    const own = await shown({ before: `submission-${submitted.id}`, section: news.section })
    expect(own.rows.every(one => one.section === news.section)).toBe(true)
    expect(own.rows.length).toBeGreaterThan(0)
    const row = rows.find(one => one.line_no === 'S01')
    expect(row).toMatchObject({ difference_fen: 0n, rate: '0.00%' })
    expect(rows.find(one => one.line_no === 'X01')).toMatchObject({ difference_fen: 6_000_000n, rate: '不适用' })
    const unknown = ask(pool, comparison, reading, { year: YEAR, before: '999999', after: 'now' })
    expect(await refusalOf(unknown)).toBe('budget.no-such-round')
  })

  test('end in the adopted budget: class by class as approved, given to the sections', async () => {
    expect(await refusalOf(run(pool, adoptPrepared, approved('19999999')))).toBe('budget.not-as-approved')
    // income was copied as 200,000.00 元 and must be raised to what is approved
    expect(await refusalOf(run(pool, adoptPrepared, approved('20000000')))).toBe('budget.not-as-approved')
    await run(pool, reopenRound, { year: YEAR })
    await run(pool, replaceRequestItems, {
      ...office,
      items: [
        { line_no: 'S01', side: 'income', title: '财政拨款', quantity: 1, price_fen: '32720000' },
        { ...pay, line_no: 'R01', quantity: 1, times: 1, price_fen: '20000000' },
        { title: '日常公用', category: 'operating', economic_code: '30201', quantity: 7, price_fen: '960000' },
      ],
    })
    await agreed(office)
    await agreed(news)
    await run(pool, sendUp, { year: YEAR })
    expect(await run(pool, adoptPrepared, approved('20000000'))).toEqual({ line_count: 4, allotted: true })
    const lines = (await pool.begin(tx => ledgerRows(tx, YEAR))).filter(line => line.side === 'expenditure')
    expect(lines.map(line => line.allotted_fen)).toEqual(lines.map(line => line.opening_fen))
  })

  test('are refused while nobody has asked for anything', async () => {
    await run(pool, openPreparation, { year: 2030 })
    expect(await refusalOf(run(pool, sendUp, { year: 2030 }))).toBe('budget.nothing-requested')
  })
})

test('a budget with mixed classes is not adopted directly either', async () => {
  const lines = [
    { line_no: 'S01', side: 'income', title: '财政拨款', opening_fen: '100' },
    { line_no: 'G01', side: 'expenditure', title: '公用', category: 'operating', project: '设备', opening_fen: '100' },
  ]
  const head = { year: 2031, doc_no: '1号', adopted_on: '2031-01-20', income_fen: '100', expenditure_fen: '100' }
  expect(await refusalOf(run(pool, adoptBudget, { ...head, lines }))).toBe('budget.classes-mixed')
})

test('a request comes in from a workbook, with its faults by row', async () => {
  const csv = '收支,名称,类别,数量,单价（元）\n支出,办公费,公用经费,7,1000\n支出,差旅费,公用经费,半,1000\n'
  const bytes = new TextEncoder().encode(`\ufeff${csv}`)
  const { items, errors } = (await readRequests.read(
    pool as never,
    { bytes, name: '申报.csv' } as never,
    reading as never,
  )) as {
    items: { title: string; price_fen: string }[]
    errors: { row: number; message: string }[]
  }
  expect(items).toMatchObject([{ title: '办公费', price_fen: '100000' }])
  expect(errors).toEqual([{ row: 3, message: '数量应为整数，读到“半”' }])
})

test('a line that moved to another class or section, or that is counted otherwise, says so', () => {
  const line = { line_no: 'X01', title: '设备', section: '甲', side: 'expenditure' as const, amount_fen: 60n }
  const counted = { quantity: 3, quantity_unit: '台', times: 1, times_unit: '', price_fen: 20n }
  const was = { ...line, ...counted, category: 'operating' as const }
  const is = { ...was, section: '乙', category: 'specific' as const, quantity: 2, price_fen: '30' }
  const [row] = compared([was], [is])
  expect(row).toMatchObject({ difference_fen: 0n, class_title: '项目支出' })
  expect(row!.changes).toEqual(['甲 → 乙', '公用经费 → 项目支出', '3台 × 0.20 → 2台 × 0.30'])
  const classes = classesCompared([was], [is]).map(one => [one.class_title, one.before_fen, one.after_fen])
  expect(classes).toEqual([
    ['公用经费', 60n, null],
    ['项目支出', null, 60n],
    ['支出合计', 60n, 60n],
  ])
})

test('the differences of two versions sum to the difference of their totals', () => {
  const version = fc.uniqueArray(
    fc.record({ line_no: fc.integer({ min: 1, max: 20 }).map(String), amount_fen: fc.bigInt(0n, 10n ** 12n) }),
    {
      selector: item => item.line_no,
    },
  )
  const full = (items: { line_no: string; amount_fen: bigint }[]) =>
    items.map(item => ({
      ...item,
      title: 't',
      section: 's',
      side: 'expenditure' as const,
      category: 'operating' as const,
    }))
  const sum = (items: { amount_fen: bigint }[]) => items.reduce((total, item) => total + item.amount_fen, 0n)
  fc.assert(
    fc.property(version, version, (a, b) => {
      const rows = compared(full(a), full(b))
      expect(rows.reduce((total, row) => total + row.difference_fen, 0n)).toBe(sum(b) - sum(a))
      const [all] = classesCompared(full(a), full(b)).filter(one => one.class_title === '支出合计')
      expect(all?.difference_fen ?? 0n).toBe(sum(b) - sum(a))
    }),
  )
})
