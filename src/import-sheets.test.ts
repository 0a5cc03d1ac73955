import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { refusalOf, run, testDatabase } from '../test/support/database.ts'
import { lifeRule } from '../test/support/purchase.ts'
import { allCommands } from './app.ts'
import { type Arguments, readArguments } from './arguments.ts'
import { importKinds } from './import-kinds.ts'
import { ensureSection } from './people/index.ts'
import type { Pool } from './platform/index.ts'
import { readWorkbook, writeWorkbook } from './platform/workbooks/index.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'beita-sheets-'))
const file = (name: string) => path.join(folder, name)
let pool: Pool
beforeAll(async () => {
  pool = await testDatabase()
  await pool.begin(tx => ensureSection(tx, '综合运行部'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function write(name: string, titles: string[], ...rows: string[][]): Promise<string> {
  writeFileSync(file(name), await writeWorkbook([{ name: '表', columns: titles.map(title => ({ title })), rows }]))
  return file(name)
}

/** As the command line would, with what it said beside the result. */
async function bring(from: string, kind: string, ...args: string[]) {
  const given: Arguments['values'] = readArguments(args).values
  const said: string[] = []
  const dry_run = given['dry-run'] === true
  const options = { dry_run, now: () => new Date('2026-03-02T02:00:00Z'), data_dir: folder, given }
  const result = await importKinds[kind]!(pool, from, { ...options, say: line => said.push(line) })
  return { ...result, said }
}

const countOf = async (table: 'budget.years' | 'people.persons' | 'platform.journal' | 'assets.classes') =>
  Number((await pool<{ n: bigint }[]>`select count(*) n from ${pool.unsafe(table)}`)[0]!.n)

const BUDGET = ['行号', '收支', '名称', '年初预算（元）', '类别']
const INCOME = ['S01', '收入', '财政拨款', '1000', '']
const PAPERS = ['--year', '2027', '--doc-no', '批〔2027〕1号', '--adopted-on', '2027-02-10']
const TOTALS = ['--income', '1000', '--expenditure', '1,000.00']

test('a budget is shown first, then adopted once; the approved totals must be those of its rows', async () => {
  const from = await write('预算.xlsx', BUDGET, INCOME, ['G01', '支出', '办公费', '1000', '公用经费'])
  const journal = await countOf('platform.journal')
  const shown = await bring(from, 'budget', ...PAPERS, ...TOTALS, '--dry-run')
  expect(shown).toMatchObject({ ok: true, detail: { changed: false, line_count: 2, income_fen: 100_000n } })
  expect(shown.message).toBe('可以导入：2027年度预算 2 行，收入 1,000.00 元，支出 1,000.00 元。（试运行，没有写入）')
  expect(await countOf('budget.years')).toBe(0)
  expect(await countOf('platform.journal')).toBe(journal)
  const wrong = [...PAPERS, '--income', '1000', '--expenditure', '900']
  expect(await refusalOf(bring(from, 'budget', ...wrong, '--dry-run'))).toBe('budget.lines-do-not-sum')
  expect(await refusalOf(bring(from, 'budget', ...wrong))).toBe('budget.lines-do-not-sum')
  expect((await bring(from, 'budget', ...PAPERS, ...TOTALS)).detail).toMatchObject({ changed: true })
  expect(await refusalOf(bring(from, 'budget', ...PAPERS, ...TOTALS))).toBe('budget.already-adopted')
  expect(await refusalOf(bring(from, 'budget', ...PAPERS, ...TOTALS, '--dry-run'))).toBe('budget.already-adopted')
  await expect(bring(from, 'budget', ...PAPERS)).rejects.toThrow('请用 --income 写明批复的收入总额（元）。')
})

test('faults are told row by row and go into a workbook where one is wished; nothing is taken in', async () => {
  const from = await write('坏预算.xlsx', BUDGET, INCOME, ['G01', '支出', '办公费', '约一千', '公用经费'])
  const papers = PAPERS.map(word => (word === '2027' ? '2028' : word))
  const { ok, message, detail, said } = await bring(from, 'budget', ...papers, ...TOTALS, '--out', file('问题.xlsx'))
  expect(ok).toBe(false)
  expect(message).toContain('第 3 行：金额“约一千”无法识别')
  expect(detail).toMatchObject({ changed: false, errors: [{ row: 3 }] })
  expect(said).toEqual([`问题清单已写入 ${file('问题.xlsx')}`])
  const [sheet] = await readWorkbook(readFileSync(file('问题.xlsx')), '问题.xlsx')
  expect(sheet?.rows[1]?.[0]).toBe('3')
  expect(await pool`select 1 from budget.years where year = 2028`).toHaveLength(0)
})

test('the people of a roster get first passwords that are told nowhere and must be changed; the roster comes in once', async () => {
  const titles = ['姓名', '登录名', '科室', '岗位', '入职日期', '角色']
  const from = await write('名单.xlsx', titles, ['某甲', 'moujia', '综合运行部', '会计', '2026-03-01', '会计'])
  expect((await bring(from, 'roster', '--dry-run')).message).toContain('某甲　moujia　综合运行部　会计　2026-03-01')
  expect(await countOf('people.persons')).toBe(0)
  const taken = await bring(from, 'roster')
  expect(taken.detail).toEqual({ changed: true, errors: [], person_count: 1, logins: ['moujia'] })
  expect(JSON.stringify(taken)).not.toMatch(/[a-z2-9]{4}-[a-z2-9]{4}-[a-z2-9]{4}/)
  expect(taken.said[0]).toContain('重置密码')
  expect(await pool`select must_change from people.credentials`).toEqual([{ must_change: true }])
  const again = await bring(from, 'roster')
  expect(again).toMatchObject({ ok: false, detail: { errors: [{ row: 2, message: '登录名“moujia”已有人使用' }] } })
  expect(await countOf('people.persons')).toBe(1)
})

test('cards are described anew from their list; a second time changes nothing and writes no line of the journal', async () => {
  const register = allCommands.find(command => command.name === 'assets.register-card')!
  const asset = { origin: 'donation', name: '摄像机', class_code: 'A02020501', amount_fen: '600000' }
  const days = { acquired_on: '2026-01-15', booked_on: '2026-01-15', life_rule_id: await lifeRule(pool) }
  await run(pool, register, { ...asset, ...days, section: '综合运行部' })
  const [card] = await pool<{ card_no: string }[]>`select card_no from assets.cards`
  const from = await write('卡片.xlsx', ['卡片编号', '存放地点', '原值'], [card!.card_no, '演播室', '1'])
  const shown = await bring(from, 'cards', '--dry-run')
  expect(shown.message).toContain(`${card!.card_no} 存放地点：（空） → 演播室`)
  expect((await pool`select place, original_fen from assets.cards`)[0]).toEqual({ place: '', original_fen: 600_000n })
  expect((await bring(from, 'cards')).detail).toMatchObject({ changed: true, changed_count: 1 })
  const journal = await countOf('platform.journal')
  const again = await bring(from, 'cards')
  expect(again).toMatchObject({ ok: true, message: '没有变动：1 张卡片都与表里一致。', detail: { changed: false } })
  expect(await countOf('platform.journal')).toBe(journal)
  expect((await pool`select place, original_fen from assets.cards`)[0]).toEqual({
    place: '演播室',
    original_fen: 600_000n,
  })
  const empty = await write('空.xlsx', ['卡片编号'])
  expect(await bring(empty, 'cards')).toMatchObject({ ok: false, detail: { errors: [{ row: 2 }] } })
})

test('classes come in as a version; what was confirmed stays so when the same table comes again', async () => {
  const from = await write('分类.xlsx', ['代码', '名称', '旧代码'], ['A99010101', '试验设备', '2999999'])
  const before = await countOf('assets.classes')
  expect((await bring(from, 'asset-classes', '--dry-run')).detail).toMatchObject({ changed: false, added_count: 1 })
  expect(await countOf('assets.classes')).toBe(before)
  expect((await bring(from, 'asset-classes', '--confirmed')).detail).toMatchObject({ added_count: 1, confirmed: true })
  const same = { changed: false, unchanged_count: 1, edited_count: 0 }
  expect((await bring(from, 'asset-classes')).detail).toMatchObject(same)
  expect((await bring(from, 'asset-classes', '--dry-run')).message).toMatch(/^没有变动/)
  const mapped = await write('对应.xlsx', ['代码', '名称', '旧代码'], ['A99010101', '试验设备', '2999998'])
  expect((await bring(mapped, 'asset-classes')).detail).toMatchObject({ ...same, changed: true })
  expect(await pool`select version, source, confirmed from assets.classes where code = 'A99010101'`).toEqual([
    { version: '2022', source: 'GB/T 14885-2022', confirmed: true },
  ])
  expect(await pool`select new_code from assets.class_mapping where old_code = '2999999'`).toEqual([
    { new_code: 'A99010101' },
  ])
})

const RULES = ['规定', '类别', '地区', '级次', '数值', '生效日期', '失效日期', '依据', '核对']
const LIMIT = ['政府采购限额标准', '货物', '湖南省', '县区']

test('thresholds come in as the page exports them: each ends the one before it, and twice changes nothing', async () => {
  const rule = [...LIMIT, '400,000.00', '2026-07-01', '', '湘财购〔2026〕1号', '已核']
  const days = [
    '单一来源公示（工作日）',
    '',
    '全国',
    '各级',
    '5',
    '2015-03-01',
    '',
    '《政府采购法实施条例》第三十八条',
    '已核',
  ]
  const from = await write('规定.xlsx', RULES, rule, days)
  const shown = await bring(from, 'thresholds', '--dry-run')
  expect(shown.message).toContain('新增或改动 1 条采购规定，1 条采购规定不变')
  expect(shown.message).toContain('新增　政府采购限额标准（货物） 2026-07-01 起')
  expect((await bring(from, 'thresholds')).detail).toMatchObject({ changed: true, changed_count: 1 })
  const limits = await pool`
    select value, effective_from, effective_to, confirmed from procurement.rules where kind = 'limit' and category = 'goods' order by id`
  expect(limits).toMatchObject([
    { value: 30_000_000n, effective_to: '2026-06-30', confirmed: false },
    { value: 40_000_000n, effective_from: '2026-07-01', effective_to: null, confirmed: true },
  ])
  expect(await bring(from, 'thresholds')).toMatchObject({ ok: true, detail: { changed: false, unchanged_count: 2 } })
  const bad = await write(
    '坏规定.xlsx',
    RULES,
    [...LIMIT, '一百万', '2026-07-01', '', '文件', ''],
    ['招标', '', '全国', '各级', '5', '2026-01-01', '', '文件', ''],
    [...LIMIT, '5', '2026-07-01', '2026-06-01', '文件', ''],
    ['政府采购限额标准', '', '湖南省', '县区', '5', '2026-07-01', '', '文件', ''],
    rule,
    rule,
  )
  // procurement.import-rules is not reached
  const { ok, message } = await bring(bad, 'thresholds')
  expect(ok).toBe(false)
  for (const fault of ['第 2 行：金额', '第 3 行：“招标”不在', '第 4 行：失效', '第 5 行：限额', '第 7 行：与第 6 行'])
    expect(message).toContain(fault)
})

const CONTRACTS = [
  '合同号',
  '名称',
  '指标',
  '供应商',
  '采购方式',
  '签订日期',
  '金额',
  '原合同号',
  '公告日期',
  '备案日期',
]

test('contracts of before come in with their supplements; of those that are there only publication and filing change', async () => {
  const row = ['HT-旧-1', '印刷服务', 'G01', '某印务公司', '询价', '2027-03-02', '1000', '', '', '']
  const more = ['HT-旧-1补', '印刷服务（补充）', 'G01', '某印务公司', '询价', '2027-04-01', '100', 'HT-旧-1', '', '']
  const from = await write('合同.xlsx', CONTRACTS, row, more)
  expect((await bring(from, 'contracts', '--dry-run')).message).toContain('新增　HT-旧-1　印刷服务')
  expect((await bring(from, 'contracts')).detail).toMatchObject({ changed: true, changed_count: 2 })
  const kept = () => pool`
    select contract_no, amount_fen, supplement_fen, publish_due_on, published_on from procurement.contracts order by id`
  expect(await kept()).toMatchObject([
    { contract_no: 'HT-旧-1', amount_fen: 100_000n, supplement_fen: 10_000n, publish_due_on: '2027-03-04' },
    { contract_no: 'HT-旧-1补', amount_fen: 10_000n },
  ])
  const published = await write('公告.xlsx', CONTRACTS, [...row.slice(0, 8), '2027-03-03', ''], more)
  expect((await bring(published, 'contracts')).detail).toMatchObject({ changed_count: 1, unchanged_count: 1 })
  expect((await kept())[0]).toMatchObject({ published_on: '2027-03-03' })
  expect((await bring(published, 'contracts')).detail).toMatchObject({ changed: false })
  const bad = await write(
    '坏合同.xlsx',
    CONTRACTS,
    [...row.slice(0, 6), '999', '', '', ''],
    ['HT-新', '印刷', 'G99', '某公司', '询价', '2027-03-02', '1', '', '', ''],
    ['HT-新2', '印刷', 'G01', '某公司', '询价', '2027-03-02', '1', '没有', '', ''],
    ['HT-新3', '印刷', 'G01', '某公司', '询价', '2027-03-02', '1', '', '2027-03-01', ''],
  )
  const { ok, message } = await bring(bad, 'contracts')
  expect(ok).toBe(false)
  for (const fault of ['不能用表格改金额', '没有支出指标“G99”', '没有原合同“没有”', '公告日期早于签订日期'])
    expect(message).toContain(fault)
  const beyond = await write('超.xlsx', CONTRACTS, ['HT-旧-1补2', ...more.slice(1, 6), '0.01', ...more.slice(7)])
  expect(await refusalOf(bring(beyond, 'contracts'))).toBe('procurement.supplement-too-big')
  const importer = allCommands.find(one => one.name === 'procurement.import-contracts')!
  const typed = { contract_no: 'HT-旧-1', title: '印刷服务', line_no: 'G01', supplier: '别家', method: '询价' }
  const rows = [{ ...typed, signed_on: '2027-03-02', amount_fen: '100000' }]
  expect(await refusalOf(run(pool, importer, { rows }))).toBe('procurement.contract-differs')
  const stray = [{ ...rows[0], contract_no: 'HT-新4', line_no: 'G99' }]
  expect(await refusalOf(run(pool, importer, { rows: stray }))).toBe('procurement.no-open-line')
})

test('standards come in as their page exports them, with what cannot be told by row', async () => {
  const titles = ['类别', '项目', '分类', '职级', '标准', '单位', '起用日期', '失效日期', '依据', '核对']
  const row = ['差旅费', '伙食补助', '不分', '不分', '120', '元/人·天', '2031-01-01', '', '示例文件', '待核']
  const from = await write('开支标准.xlsx', titles, row)
  expect((await bring(from, 'expense-standards', '--dry-run')).message).toContain('新增　差旅费 伙食补助 2031-01-01 起')
  expect((await bring(from, 'expense-standards')).detail).toMatchObject({ changed: true, changed_count: 1 })
  expect((await bring(from, 'expense-standards')).detail).toMatchObject({ changed: false, unchanged_count: 1 })
  const bad = await write('坏标准.xlsx', titles, row.with(4, '-1'), row.with(0, '宴请'), row.with(5, '元'))
  const { ok, message } = await bring(bad, 'expense-standards')
  expect(ok).toBe(false)
  for (const fault of ['第 2 行：', '第 3 行：“宴请”不在可选范围', '第 4 行：“元”不在可选范围'])
    expect(message).toContain(fault)
})
