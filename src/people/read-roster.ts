// People from a workbook: read and shown first, then taken on in one command.
import { z } from 'zod'
import { command, DayField, fileReading, type Sql, Text } from '../platform/index.ts'
import { type CellValue, cellText, parseDayCell, readWorkbook } from '../platform/workbooks/index.ts'
import { insertPerson } from './add-person.ts'
import { randomPassword } from './passwords.ts'
import { ROLES, type Role } from './roles.ts'
import { ROSTER_COLUMNS, type RosterColumn, shortRole } from './roster-sheet.ts'
import { sectionByName } from './structure.ts'

const RosterRow = z.strictObject({
  name: Text(40),
  login: z.string().regex(/^[a-z0-9][a-z0-9._-]{1,31}$/, '登录名用小写字母和数字，2 到 32 位'),
  section: Text(40),
  post: z.string().max(40),
  joined_on: DayField,
  roles: z.array(z.string()).max(10),
})
type Row = z.input<typeof RosterRow>

/** The column a field comes from, to name it in a fault. */
const COLUMN_OF: Record<string, RosterColumn> = {
  name: '姓名',
  section: '科室',
  post: '岗位',
  joined_on: '入职日期',
}

const RowError = z.object({ row: z.number(), message: z.string() })

function roleOf(title: string): string {
  const found = (Object.keys(ROLES) as Role[]).find(role => [role, ROLES[role], shortRole(ROLES[role])].includes(title))
  if (!found) throw new Error(`没有“${title}”这个角色，可填：${Object.values(ROLES).map(shortRole).join('、')}`)
  return found
}

function readRow(cells: readonly CellValue[], at: ReadonlyMap<string, number>): Row {
  const cell = (title: RosterColumn) => cells[at.get(title) ?? -1]
  const roles = cellText(cell('角色'))
    .split(/[、,，;；]/)
    .filter(Boolean)
    .map(title => roleOf(title.trim()))
  const row = {
    name: cellText(cell('姓名')),
    login: cellText(cell('登录名')).toLowerCase(),
    section: cellText(cell('科室')),
    post: cellText(cell('岗位')),
    joined_on: parseDayCell(cell('入职日期')),
    roles,
  }
  const checked = RosterRow.safeParse(row)
  if (checked.success) return row
  const explained = checked.error.issues.map(({ path, message }) => {
    const column = COLUMN_OF[String(path[0])]
    return column ? `${column}${message}` : message
  })
  throw new Error(explained.join('；'))
}

/** What is known already: the sections there are, and the logins that are taken. */
async function known(tx: Sql): Promise<{ sections: Set<string>; logins: Set<string> }> {
  const sections = await tx<{ name: string }[]>`select name from people.sections where closed_at is null`
  const logins = await tx<{ login: string }[]>`select login from people.persons`
  return { sections: new Set(sections.map(row => row.name)), logins: new Set(logins.map(row => row.login)) }
}

/** Read a roster: 姓名, 登录名, 科室, 岗位, 入职日期, 角色. Rows with faults are told, nothing is kept. */
export const readRoster = fileReading({
  name: 'people.read-roster',
  title: '读取人员名单',
  access: ['admin'],
  output: z.object({ rows: z.array(z.unknown()), errors: z.array(RowError) }),
  async read(tx, { bytes, name }) {
    const [sheet] = await readWorkbook(bytes, name)
    const [head = [], ...body] = sheet?.rows ?? []
    const at = new Map(head.map((cell, n) => [cellText(cell), n]))
    const missing = ROSTER_COLUMNS.filter(title => !at.has(title))
    if (missing.length > 0) return { rows: [], errors: [{ row: 1, message: `缺少这些列：${missing.join('、')}` }] }
    const { sections, logins } = await known(tx)
    const rows: Row[] = []
    const errors: z.infer<typeof RowError>[] = []
    body.forEach((cells, n) => {
      if (cells.every(cell => cellText(cell) === '')) return
      try {
        const row = readRow(cells, at)
        if (!sections.has(row.section))
          throw new Error(`没有“${row.section}”这个科室，现有：${[...sections].join('、')}`)
        if (logins.has(row.login)) throw new Error(`登录名“${row.login}”已有人使用`)
        logins.add(row.login)
        rows.push(row)
      } catch (error) {
        errors.push({ row: n + 2, message: (error as Error).message })
      }
    })
    if (rows.length + errors.length === 0) errors.push({ row: 2, message: '名单是空的' })
    return { rows, errors }
  },
})

/** Take the people of a roster on: all or none. Their first passwords come back once and are not kept in the journal. */
export const importPersons = command({
  name: 'people.import-persons',
  title: '导入人员',
  access: ['admin'],
  secrets: ['passwords'],
  input: z.strictObject({ rows: z.array(RosterRow).min(1, '名单是空的').max(500) }),
  output: z.object({ passwords: z.array(z.object({ name: z.string(), login: z.string(), password: z.string() })) }),
  async run(tx, call, { rows }) {
    const passwords: { name: string; login: string; password: string }[] = []
    for (const { section, ...person } of rows) {
      const password = randomPassword()
      const section_id = await sectionByName(tx, section)
      await insertPerson(tx, call, {
        ...person,
        section_id,
        on_roster: true,
        password,
        must_change: true,
        is_example: false,
      })
      passwords.push({ name: person.name, login: person.login, password })
    }
    return { passwords }
  },
})
