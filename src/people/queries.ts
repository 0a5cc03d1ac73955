// What can be read about people: me, the roster, sections, roles.
import { z } from 'zod'
import { dayOf } from '../kernel/index.ts'
import { Int64, query } from '../platform/index.ts'
import { findPlace } from './place.ts'
import { ROLES } from './roles.ts'
import { findUnit } from './structure.ts'
import { LEVELS } from './words.ts'

export const me = query({
  name: 'people.me',
  title: '我的账号',
  access: 'signed-in',
  input: z.strictObject({}),
  output: z.object({
    id: z.string(),
    name: z.string(),
    roles: z.array(z.string()),
    must_change: z.boolean(),
    second_factor: z.boolean(),
    unit: z.string().nullable(),
    today: z.string(),
  }),
  async read(tx, _input, { actor, at }) {
    const [row] = await tx<{ must_change: boolean; second_factor: boolean }[]>`
      select must_change, totp_confirmed_at is not null second_factor from people.credentials
      where person_id = ${BigInt(actor!.id)}`
    const unit = await findUnit(tx)
    return {
      id: actor!.id,
      name: actor!.name,
      roles: [...actor!.roles],
      must_change: row?.must_change ?? false,
      second_factor: row?.second_factor ?? false,
      unit: unit?.name ?? null,
      today: dayOf(at),
    }
  },
})

const Person = z.object({
  id: Int64,
  name: z.string(),
  login: z.string(),
  section: z.string().nullable(),
  post: z.string(),
  on_roster: z.boolean(),
  joined_on: z.string(),
  left_on: z.string().nullable(),
  roles: z.array(z.string()),
  second_factor: z.boolean(),
  is_example: z.boolean(),
})

export const persons = query({
  name: 'people.persons',
  title: '人员',
  access: 'signed-in',
  input: z.strictObject({}),
  output: z.array(Person),
  read: tx => tx<z.input<typeof Person>[]>`
    select p.id, p.name, p.login, s.name section, p.post, p.on_roster, p.joined_on, p.left_on, p.is_example,
      coalesce(c.totp_confirmed_at is not null, false) second_factor,
      array(select role from people.person_roles r where r.person_id = p.id order by role) roles
    from people.persons p left join people.sections s on s.id = p.section_id
    left join people.credentials c on c.person_id = p.id order by s.sort, p.id`,
})

export const sections = query({
  name: 'people.sections',
  title: '科室',
  access: 'signed-in',
  input: z.strictObject({}),
  output: z.array(z.object({ id: Int64, name: z.string() })),
  read: tx =>
    tx<{ id: bigint; name: string }[]>`select id, name from people.sections where closed_at is null order by sort`,
})

export const unit = query({
  name: 'people.unit',
  title: '单位与编制',
  access: 'signed-in',
  input: z.strictObject({}),
  output: z.object({
    unit: z.object({ name: z.string(), short_name: z.string(), district: z.string(), duties: z.string() }).nullable(),
    /** null until it is set */
    place: z.object({ province: z.string(), city: z.string(), county: z.string(), level: z.enum(LEVELS) }).nullable(),
    sections: z.array(z.string()),
    staffing: z.array(
      z.object({ year: z.number(), authorised_count: z.number(), in_post_count: z.number(), source: z.string() }),
    ),
    on_roster_count: z.number(),
  }),
  async read(tx) {
    const named = await tx<{ name: string }[]>`select name from people.sections where closed_at is null order by sort`
    const staffing = await tx<
      { year: number; authorised_count: number; in_post_count: number; source: string }[]
    >`select year, authorised_count, in_post_count, source from people.staffing order by year desc`
    const [roster] = await tx<{ count: number }[]>`
      select count(*)::int from people.persons where on_roster and left_on is null`
    return {
      unit: (await findUnit(tx)) ?? null,
      place: (await findPlace(tx)) ?? null,
      sections: named.map(row => row.name),
      staffing: [...staffing],
      on_roster_count: roster!.count,
    }
  },
})

export const roles = query({
  name: 'people.roles',
  title: '角色',
  access: 'signed-in',
  input: z.strictObject({}),
  output: z.array(z.object({ role: z.string(), title: z.string() })),
  async read() {
    return Object.entries(ROLES).map(([role, title]) => ({ role, title }))
  },
})
