// Take a person on: section, post, roles and a first password that must be changed.
import { z } from 'zod'
import { type Call, command, DayField, Id, Int64, type Sql, Text } from '../platform/index.ts'
import { hashPassword } from './passwords.ts'
import { unknownRole } from './refusals.ts'
import { type Role, roleNames } from './roles.ts'

export type NewPerson = {
  name: string
  login: string
  section_id: bigint | null
  post: string
  on_roster: boolean
  joined_on: string
  roles: string[]
  password: string
  must_change: boolean
  is_example: boolean
}

/** Writes a person with roles and credentials; returns the id. */
export async function insertPerson(tx: Sql, call: Call, person: NewPerson): Promise<bigint> {
  for (const role of person.roles) if (!roleNames.includes(role as Role)) throw unknownRole({ role })
  const [row] = await tx<{ id: bigint }[]>`
    insert into people.persons (name, login, section_id, post, on_roster, joined_on, is_example)
    values (${person.name}, ${person.login}, ${person.section_id}, ${person.post}, ${person.on_roster},
      ${person.joined_on}, ${person.is_example}) returning id`
  for (const role of person.roles) {
    await tx`insert into people.person_roles (person_id, role, granted_at, granted_by)
      values (${row!.id}, ${role}, ${call.at}, ${call.actor.name})`
  }
  await tx`insert into people.credentials (person_id, password_hash, must_change, changed_at)
    values (${row!.id}, ${await hashPassword(person.password)}, ${person.must_change}, ${call.at})`
  return row!.id
}

/** Add a person to the roster. */
export const addPerson = command({
  name: 'people.add-person',
  title: '登记人员',
  access: ['admin'],
  secrets: ['password'],
  input: z.strictObject({
    name: Text(40),
    login: z.string().regex(/^[a-z0-9][a-z0-9._-]{1,31}$/, '登录名用小写字母和数字，2 到 32 位'),
    section_id: Id.nullable().default(null),
    post: z.string().max(40).default(''),
    on_roster: z.boolean().default(true),
    joined_on: DayField,
    roles: z.array(z.string()).max(10),
    password: z.string().min(10, '密码至少 10 个字符').max(128),
    /** a first password that somebody else knows must be changed */
    must_change: z.boolean().default(true),
    is_example: z.boolean().default(false),
  }),
  output: z.object({ person_id: Int64 }),
  async run(tx, call, input) {
    return { person_id: await insertPerson(tx, call, input) }
  },
})
