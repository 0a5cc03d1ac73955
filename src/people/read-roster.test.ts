import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { refusalOf, run, staff, testDatabase } from '../../test/support/database.ts'
import type { Pool } from '../platform/index.ts'
import { toCsv, writeWorkbook } from '../platform/workbooks/index.ts'
import { passwordMatches } from './passwords.ts'
import { importPersons, readRoster } from './read-roster.ts'
import { ROSTER_COLUMNS, ROSTER_EXAMPLE, ROSTER_NOTES } from './roster-sheet.ts'
import { ensureSection } from './structure.ts'

let pool: Pool
const admin = { actor: staff('admin') }
const columns = ROSTER_COLUMNS.map(title => ({ title }))
type Row = Partial<Record<(typeof ROSTER_COLUMNS)[number], string>>
const cells = (row: Row) => ROSTER_COLUMNS.map(title => row[title] ?? '')
const person = (login: string, more: Row = {}): Row => ({ ...ROSTER_EXAMPLE, 登录名: login, ...more })

beforeAll(async () => {
  pool = await testDatabase()
  await pool.begin(tx => ensureSection(tx, '综合运行部'))
})

const read = (bytes: Uint8Array, name: string) =>
  pool.begin(tx => readRoster.read(tx, { bytes, name }, { actor: undefined, at: new Date(0) }))
const readRows = (...rows: Row[]) => read(new TextEncoder().encode(toCsv(columns, rows.map(cells))), '名单.csv')

test('the template with its example row is read without a fault, from XLSX and CSV', async () => {
  const workbook = await writeWorkbook([{ name: '人员', columns, rows: [cells(ROSTER_EXAMPLE)] }])
  const fromWorkbook = await read(workbook, '人员.xlsx')
  expect(fromWorkbook.errors).toEqual([])
  expect(fromWorkbook.rows).toEqual([
    expect.objectContaining({ login: 'moumou', joined_on: '2026-03-01', roles: ['finance', 'operations'] }),
  ])
  expect((await readRows(ROSTER_EXAMPLE)).rows).toEqual(fromWorkbook.rows)
})

test('every column of the template is explained', () => {
  expect(ROSTER_NOTES.map(([title]) => title)).toEqual([...ROSTER_COLUMNS])
})

test('each faulty row is told with its number in the sheet, and the good ones are still read', async () => {
  const { rows, errors } = await readRows(
    person('a1'),
    person('a2', { 科室: '不存在部' }),
    person('a3', { 角色: '船长' }),
    person('a4', { 入职日期: '三月' }),
    person('张三'),
    person('a6', { 姓名: '' }),
    person('a1'),
  )
  expect(rows).toHaveLength(1)
  expect(errors.map(error => error.row)).toEqual([3, 4, 5, 6, 7, 8])
  expect(errors[0]?.message).toBe('没有“不存在部”这个科室，现有：综合运行部')
  expect(errors[1]?.message).toContain('船长')
  expect(errors[4]?.message).toBe('姓名不能为空')
  expect(errors[5]?.message).toBe('登录名“a1”已有人使用')
})

test('an empty roster and missing columns are told', async () => {
  expect((await readRows()).errors).toEqual([{ row: 2, message: '名单是空的' }])
  const headless = await read(new TextEncoder().encode(toCsv([{ title: '姓名' }], [['甲']])), 'a.csv')
  expect(headless.errors[0]?.message).toBe('缺少这些列：登录名、科室、岗位、入职日期、角色')
})

test('the people of a roster are taken on with first passwords that must be changed and are not in the journal', async () => {
  const { rows } = await readRows(person('b1'), person('b2'))
  const id = randomUUID()
  const { passwords } = (await run(pool, importPersons, { rows }, { ...admin, id })) as {
    passwords: { login: string; password: string }[]
  }
  expect(passwords.map(one => one.login)).toEqual(['b1', 'b2'])
  const [kept] = await pool<{ password_hash: string; must_change: boolean }[]>`
    select c.password_hash, c.must_change from people.credentials c join people.persons p on p.id = c.person_id
    where p.login = 'b1'`
  expect(kept?.must_change).toBe(true)
  expect(await passwordMatches(passwords[0]!.password, kept!.password_hash)).toBe(true)
  const [line] = await pool<{ output: string }[]>`select output from platform.journal where id = ${id}`
  expect(line?.output).not.toContain(passwords[0]!.password)
  expect((await readRows(person('b1'))).errors[0]?.message).toBe('登录名“b1”已有人使用')
})

test('all of a roster is taken on, or none', async () => {
  const { rows } = await readRows(person('c1'))
  const again = [...rows, { ...(rows[0] as object), login: 'b1' }]
  expect(await refusalOf(run(pool, importPersons, { rows: again }, admin))).toBe('people.login-taken')
  expect(await pool`select 1 from people.persons where login = 'c1'`).toHaveLength(0)
  const elsewhere = [{ ...(rows[0] as object), section: '撤销的科室' }]
  expect(await refusalOf(run(pool, importPersons, { rows: elsewhere }, admin))).toBe('people.no-such-section')
})

test('only a system administrator takes people on', async () => {
  const { rows } = await readRows(person('d1'))
  expect(await refusalOf(run(pool, importPersons, { rows }, { actor: staff('finance') }))).toBe('platform.forbidden')
})
