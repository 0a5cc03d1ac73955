import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import writeXlsxFile from 'write-excel-file/node'
import { refusalOf, run, staff, testDatabase } from '../../test/support/database.ts'
import { ensureSample } from '../main.ts'
import { readFileFor } from '../platform/file-reading.ts'
import { ask, evaluateAll, figureSet, type Pool, perform } from '../platform/index.ts'
import { addPerson } from './add-person.ts'
import { peopleFigures } from './figures.ts'
import { journal, journalChain, securityLog } from './journal-queries.ts'
import { passwordProblem, randomPassword } from './passwords.ts'
import { setPlace } from './place.ts'
import { me, persons, roles, sections, unit } from './queries.ts'
import { importPersons, readRoster } from './read-roster.ts'
import { setRoles } from './set-roles.ts'
import { setStaffing } from './set-staffing.ts'
import { setUnit } from './set-unit.ts'
import { prepareSetup, setUp } from './set-up.ts'

const at = new Date('2026-03-02T02:00:00Z')
const stranger = () => ({ id: randomUUID(), actor: undefined, at })
let pool: Pool
let first: string

const person = (login: string, more = {}) => ({
  name: login,
  login,
  joined_on: '2024-01-01',
  roles: ['editor'],
  password: 'ten-letters-and-more',
  ...more,
})

beforeAll(async () => {
  pool = await testDatabase()
})

test('a place needs a unit', async () => {
  const place = { province: '湖南省', level: '区县级' }
  expect(await refusalOf(run(pool, setPlace, place))).toBe('people.no-unit')
})

describe('the first setup', () => {
  const input = {
    name: '某区融媒体中心',
    district: '某某区',
    sections: ['综合科', '采编科'],
    admin_name: '管理员',
    admin_login: 'boss',
    password: '三更灯火五更鸡鸣 1',
  }

  test('needs the newest code the start printed, and a wrong one does not use it up', async () => {
    const old = await prepareSetup(pool)
    const code = await prepareSetup(pool)
    // begun empty, it stays empty, whatever the command line is asked for meanwhile
    expect(await ensureSample(pool, { data_dir: '/nowhere' })).toBe(false)
    expect(await pool`select 1 from people.unit`).toHaveLength(0)
    expect(await refusalOf(perform(pool, setUp, stranger(), { ...input, code: 'guess' }))).toBe(
      'people.wrong-setup-code',
    )
    expect(await refusalOf(perform(pool, setUp, stranger(), { ...input, code: old }))).toBe('people.wrong-setup-code')
    const weak = perform(pool, setUp, stranger(), { ...input, code, password: '我们某某区最好看了' })
    expect(await refusalOf(weak)).toBe('people.weak-password')
    const { output } = await perform(pool, setUp, stranger(), { ...input, code })
    first = (output as { person_id: string }).person_id
    const kept = await pool`select 1 from platform.settings where value::text like ${`%${code}%`}`
    expect(kept).toHaveLength(0)
  })

  test('works once, whatever code is brought', async () => {
    expect(await prepareSetup(pool)).toBeUndefined()
    expect(await refusalOf(perform(pool, setUp, stranger(), { ...input, code: 'any' }))).toBe('people.already-set-up')
    const written = await pool<{ input: string }[]>`select input from platform.journal where command = 'people.set-up'`
    expect(written).toHaveLength(1)
    expect(written[0]!.input).not.toContain('三更灯火')
  })

  test('is followed by changes of the unit, which keep its sections', async () => {
    await run(pool, setUnit, {
      name: '某区融媒体中心',
      district: '某某区',
      duties: '新闻采编',
      sections: ['综合科', '技术科'],
    })
    const list = (await ask(pool, sections, { actor: staff(), at }, {})) as { name: string }[]
    expect(list.map(section => section.name)).toEqual(['综合科', '采编科', '技术科'])
    const read = (await ask(pool, unit, { actor: staff(), at }, {})) as Record<string, unknown>
    expect(read.unit).toMatchObject({ name: '某区融媒体中心', duties: '新闻采编' })
    expect(read.sections).toEqual(['综合科', '采编科', '技术科'])
  })

  test('tells where the unit is and at which level its budget stands, set by the administrator or the bookkeeper', async () => {
    const placeOf = async () => ((await ask(pool, unit, { actor: staff(), at }, {})) as { place: unknown }).place
    expect(await placeOf()).toBeNull()
    const place = { province: '湖南省', city: '邵阳市', county: '北塔区', level: '区县级' }
    await run(pool, setPlace, place, { actor: staff('finance') })
    expect(await placeOf()).toEqual(place)
    // the district of another kind of unit, and a province that is not written in full
    await run(pool, setPlace, { province: '重庆市', county: '渝中区', level: '区县级' }, { actor: staff('admin') })
    expect(await placeOf()).toMatchObject({ province: '重庆市', city: '' })
    for (const wrong of [{ province: '湖南' }, { level: '县区' }, { city: '邵阳 市' }, { province: '' }])
      expect(await refusalOf(run(pool, setPlace, { ...place, ...wrong }))).toBe('platform.malformed')
    expect(await refusalOf(run(pool, setPlace, place, { actor: staff('operations') }))).toBe('platform.forbidden')
    await run(pool, setUnit, { name: '某区融媒体中心', district: '某某区', duties: '新闻采编' })
    expect(await placeOf()).toMatchObject({ province: '重庆市' })
  })
})

describe('a person', () => {
  test('is taken on by the administrator only, under a login of their own', async () => {
    await run(pool, addPerson, person('lin'))
    expect(await refusalOf(run(pool, addPerson, person('lin')))).toBe('people.login-taken')
    expect(await refusalOf(run(pool, addPerson, person('Lin Mu')))).toBe('platform.malformed')
    expect(await refusalOf(run(pool, addPerson, person('she'), { actor: staff('director') }))).toBe(
      'platform.forbidden',
    )
    expect(await refusalOf(run(pool, addPerson, person('she', { roles: ['emperor'] })))).toBe('people.unknown-role')
    const list = (await ask(pool, persons, { actor: staff(), at }, {})) as { login: string }[]
    expect(list.map(one => one.login)).toEqual(['boss', 'lin'])
  })

  test('sees their own name, roles and today in Beijing', async () => {
    const actor = { id: first, name: '管理员', roles: ['admin'] }
    const late = new Date('2026-03-02T17:00:00Z')
    expect(await ask(pool, me, { actor, at: late }, {})).toEqual({
      id: first,
      name: '管理员',
      roles: ['admin'],
      must_change: false,
      second_factor: false,
      unit: '某区融媒体中心',
      today: '2026-03-03',
    })
    expect(await refusalOf(ask(pool, me, { actor: undefined, at }, {}))).toBe('platform.sign-in-first')
  })
})

describe('roles', () => {
  const rolesOf = async (id: unknown) => {
    const rows = await pool<{ role: string }[]>`
      select role from people.person_roles where person_id = ${BigInt(String(id))} order by role`
    return rows.map(row => row.role)
  }

  test('are replaced as a whole, for people who are there and roles that exist', async () => {
    const { person_id } = await run(pool, addPerson, person('su', { roles: ['editor', 'finance'] }))
    await run(pool, setRoles, { person_id, roles: ['editor', 'auditor'] })
    expect(await rolesOf(person_id)).toEqual(['auditor', 'editor'])
    expect(await refusalOf(run(pool, setRoles, { person_id, roles: ['king'] }))).toBe('people.unknown-role')
    expect(await refusalOf(run(pool, setRoles, { person_id: '99999', roles: [] }))).toBe('people.no-such-person')
    const all = (await ask(pool, roles, { actor: staff(), at }, {})) as { role: string }[]
    expect(all.map(one => one.role)).toContain('auditor')
  })

  test('leave one administrator at least', async () => {
    expect(await refusalOf(run(pool, setRoles, { person_id: first, roles: ['finance'] }))).toBe('people.last-admin')
    expect(await rolesOf(first)).toContain('admin')
  })

  test('leave one administrator also when two take the role from each other at once', async () => {
    for (let round = 0; round < 5; round += 1) {
      const { person_id: second } = await run(pool, addPerson, person(`admin${round}`, { roles: ['admin'] }))
      const both = await Promise.allSettled(
        [first, second].map(id => run(pool, setRoles, { person_id: id, roles: [] })),
      )
      expect(both.map(one => one.status).sort()).toEqual(['fulfilled', 'rejected'])
      await run(pool, setRoles, { person_id: first, roles: ['admin'] })
      await run(pool, setRoles, { person_id: second, roles: [] })
    }
  })
})

describe('a roster', () => {
  const head = ['姓名', '登录名', '科室', '岗位', '入职日期', '角色']
  const read = async (rows: (string | number)[][]) => {
    const sheet = rows.map(row => row.map(value => ({ value, type: typeof value === 'number' ? Number : String })))
    const bytes = new Uint8Array(await (await writeXlsxFile(sheet as never)).toBuffer())
    return (await readFileFor(pool, readRoster, { actor: staff('admin'), at }, { bytes, name: '名单.xlsx' })) as {
      rows: Record<string, unknown>[]
      errors: { row: number; message: string }[]
    }
  }

  test('is read with its faults told by row, and nothing kept', async () => {
    const before = await pool`select 1 from people.persons`
    const { rows, errors } = await read([
      head,
      ['甲', 'Jia', '综合科', '主办', '2021-07-01', '采编、会计'],
      ['乙', '乙乙', '综合科', '', '2021-07-01', '采编'],
      ['丙', 'bing', '综合科', '', '2021-02-30', '采编'],
      ['丁', 'ding', '综合科', '', '2021-07-01', '皇帝'],
    ])
    expect(rows).toEqual([
      {
        name: '甲',
        login: 'jia',
        section: '综合科',
        post: '主办',
        joined_on: '2021-07-01',
        roles: ['editor', 'finance'],
      },
    ])
    expect(errors.map(error => error.row)).toEqual([3, 4, 5])
    expect(errors[2]!.message).toContain('皇帝')
    expect(await pool`select 1 from people.persons`).toHaveLength(before.length)
  })

  test('without its columns says which are missing', async () => {
    const { errors } = await read([
      ['姓名', '登录名', '科室', '岗位'],
      ['甲', 'jia', '综合科', ''],
    ])
    expect(errors).toEqual([{ row: 1, message: '缺少这些列：入职日期、角色' }])
  })

  const row = (login: string, section = '综合科') => ({
    name: login,
    login,
    section,
    post: '',
    joined_on: '2021-07-01',
    roles: ['editor'],
  })

  test('is taken on whole or not at all', async () => {
    const rows = [row('one'), row('two', '没有的科室')]
    expect(await refusalOf(run(pool, importPersons, { rows }))).toBe('people.no-such-section')
    expect(await refusalOf(run(pool, importPersons, { rows: [row('one'), row('one')] }))).toBe('people.login-taken')
    expect(await pool`select 1 from people.persons where login = 'one'`).toHaveLength(0)
  })

  test('gives first passwords once, which the journal does not keep', async () => {
    const { passwords } = (await run(pool, importPersons, { rows: [row('one'), row('two')] })) as {
      passwords: { login: string; password: string }[]
    }
    expect(passwords.map(one => one.login)).toEqual(['one', 'two'])
    expect(new Set(passwords.map(one => one.password)).size).toBe(2)
    const [kept] = await pool<{ output: string }[]>`
      select output from platform.journal where command = 'people.import-persons'`
    for (const { password } of passwords) expect(kept!.output).not.toContain(password)
    const must = await pool`select 1 from people.credentials c join people.persons p on p.id = c.person_id
      where p.login in ('one', 'two') and c.must_change`
    expect(must).toHaveLength(2)
  })
})

describe('staffing', () => {
  const figures = (year: number) =>
    pool.begin(tx => evaluateAll(figureSet([peopleFigures]), tx, { year, as: 'classified' }))

  test('gives the control rate, and none where there is nothing to divide by', async () => {
    await run(pool, setStaffing, { year: 2026, authorised_count: 8, in_post_count: 7, source: '编办批复' })
    await run(pool, setStaffing, { year: 2027, authorised_count: 0, in_post_count: 7, source: '编办批复' })
    expect((await figures(2026)).get('people.staffing-rate')?.display).toBe('87.50%')
    expect((await figures(2027)).get('people.staffing-rate')?.display).toBe('不适用')
    expect((await figures(2028)).get('people.in-post')?.display).toBe('不适用')
  })

  test('recorded again replaces what was recorded', async () => {
    await run(pool, setStaffing, { year: 2026, authorised_count: 7, in_post_count: 7, source: '更正' })
    const read = (await ask(pool, unit, { actor: staff(), at }, {})) as { staffing: { year: number }[] }
    expect(read.staffing.map(row => row.year)).toEqual([2027, 2026])
    expect(read.staffing[1]).toMatchObject({ authorised_count: 7, source: '更正' })
    expect((await figures(2026)).get('people.staffing-rate')?.display).toBe('100%')
  })
})

describe('those who watch', () => {
  const auditor = { actor: staff('auditor'), at }

  test('read the journal by command and by page', async () => {
    const answer = (await ask(pool, journal, auditor, { command: 'people.set-staffing', limit: '2' })) as {
      total_count: number
      rows: { command: string; actor_name: string; input: string; at: string }[]
    }
    expect(answer.total_count).toBe(3)
    expect(answer.rows).toHaveLength(2)
    expect(answer.rows[0]).toMatchObject({
      command: 'people.set-staffing',
      actor_name: '测试人员',
      at: at.toISOString(),
    })
    const none = (await ask(pool, journal, auditor, { actor: '查无此人' })) as { total_count: number }
    expect(none.total_count).toBe(0)
  })

  test('see how far the journal is sealed, and what was refused', async () => {
    const chain = (await ask(pool, journalChain, auditor, {})) as { unsealed_count: number; head: string | null }
    expect(chain.head).toBeNull()
    expect(chain.unsealed_count).toBeGreaterThan(10)
    const log = (await ask(pool, securityLog, auditor, { limit: '500' })) as { rows: { detail: string }[] }
    expect(log.rows.map(line => line.detail)).toContain('people.wrong-setup-code')
  })

  test('are auditors and administrators, nobody else', async () => {
    const editor = { actor: staff('editor', 'finance'), at }
    expect(await refusalOf(ask(pool, journal, editor, {}))).toBe('platform.forbidden')
    expect(await refusalOf(ask(pool, securityLog, editor, {}))).toBe('platform.forbidden')
  })
})

test('a password may be long and Chinese; a made one can be read out', () => {
  expect(passwordProblem('春眠不觉晓处处闻啼鸟', ['某某区'])).toBeUndefined()
  expect(passwordProblem('😀😀😀😀😀', [])).toContain('至少 10 个字符')
  expect(passwordProblem('某某区的春天真的好美', ['某某区'])).toContain('地名')
  expect(randomPassword()).toMatch(/^([a-z2-9]{4}-){3}[a-z2-9]{4}$/)
  expect(randomPassword()).not.toBe(randomPassword())
})
