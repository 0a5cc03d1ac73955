// The first step of an empty installation: the unit, its sections, and the first system administrator.
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { command, Int64, type Pool, Text } from '../platform/index.ts'
import { insertPerson } from './add-person.ts'
import { passwordProblem } from './passwords.ts'
import { PlaceInput, writePlace } from './place.ts'
import { alreadySetUp, weakPassword, wrongSetupCode } from './refusals.ts'
import { ensureSection, findUnit, writeUnit } from './structure.ts'

const digest = (code: string) => createHash('sha256').update(code).digest('hex')
const KEY = 'people.setup_code'

/** Makes a one-time setup code while there is no unit; only its hash is kept. Returns undefined once the unit is set. */
export async function prepareSetup(pool: Pool): Promise<string | undefined> {
  if (await pool.begin(tx => findUnit(tx))) return undefined
  const code = randomBytes(12).toString('base64url')
  await pool`insert into platform.settings (key, value) values (${KEY}, to_jsonb(${digest(code)}::text))
    on conflict (key) do update set value = excluded.value, changed_at = now()`
  return code
}

/** Whether this installation was begun empty and waits to be set up: then nobody fills it with the sample. */
export async function awaitsSetup(pool: Pool): Promise<boolean> {
  return (await pool`select 1 from platform.settings where key = ${KEY}`).length > 0
}

/** Set the centre up: needs the code that the start printed; works once. */
export const setUp = command({
  name: 'people.set-up',
  title: '初次设置',
  access: 'public',
  secrets: ['code', 'password'],
  input: z.strictObject({
    code: z.string().max(100),
    name: Text(60),
    short_name: Text(20).default('本中心'),
    district: Text(60),
    duties: z.string().max(20_000).default(''),
    place: PlaceInput.nullable().default(null),
    sections: z.array(Text(40)).min(1, '至少填一个科室').max(50),
    admin_name: Text(40),
    admin_login: z.string().regex(/^[a-z0-9][a-z0-9._-]{1,31}$/, '登录名用小写字母和数字，2 到 32 位'),
    password: z.string().max(200),
  }),
  output: z.object({ person_id: Int64 }),
  async run(tx, call, { code, admin_name, admin_login, password, sections, place, ...unit }) {
    if (await findUnit(tx)) throw alreadySetUp()
    const [row] = await tx<{ value: string }[]>`delete from platform.settings where key = ${KEY} returning value`
    const given = Buffer.from(digest(code))
    const wanted = Buffer.from(row?.value ?? '')
    if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) throw wrongSetupCode()
    const problem = passwordProblem(password, [admin_login, unit.name, unit.district])
    if (problem) throw weakPassword({ problem })
    await writeUnit(tx, unit)
    if (place) await writePlace(tx, place)
    for (const section of sections) await ensureSection(tx, section)
    const person_id = await insertPerson(tx, call, {
      name: admin_name,
      login: admin_login,
      section_id: null,
      post: '系统管理员',
      on_roster: true,
      joined_on: call.today,
      roles: ['admin', 'finance', 'director', 'operations'],
      password,
      must_change: false,
      is_example: false,
    })
    return { person_id }
  },
})
