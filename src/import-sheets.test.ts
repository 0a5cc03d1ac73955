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
