// The library of rules: what is in force, who must have read it, who has, and who is late.
import { z } from 'zod'
import { Id, Int64, query, type Sql } from '../../platform/index.ts'
import { noSuchRule } from '../refusals.ts'

/** Everybody who must know the newest version of each rule in force, with when they read it. */
export const readings = (tx: Sql) => tx`
  select r.id rule_id, r.title, v.id version_id, v.version_no, v.effective_from, v.read_by, v.published_at, p.id person_id, p.name person,
    s.name section, x.read_at
  from supervision.rules r
  join lateral (select * from supervision.versions n where n.rule_id = r.id order by n.version_no desc limit 1) v on true
  join people.persons p on p.left_on is null and (r.everybody or p.section_id = any(r.section_ids)
    or exists (select from people.person_roles o where o.person_id = p.id and o.role = any(r.roles)))
  left join people.sections s on s.id = p.section_id
  left join supervision.receipts x on x.version_id = v.id and x.person_id = p.id
  where r.repealed_on is null`

const RuleRow = z.object({
  id: Int64,
  title: z.string(),
  kind: z.string(),
  version_no: z.number(),
  effective_from: z.string(),
  read_by: z.string(),
  repealed_on: z.string().nullable(),
  must_read_count: z.number(),
  read_count: z.number(),
  late_count: z.number(),
  /** whether the person who asks has read it; null: need not */
  mine: z.boolean().nullable(),
  is_example: z.boolean(),
})

export const rules = query({
  name: 'supervision.rules',
  title: '制度库',
  access: 'signed-in',
  input: z.strictObject({}),
  output: z.array(RuleRow),
  read: (tx, _input, { actor, at }) => tx<z.input<typeof RuleRow>[]>`
    with readings as (${readings(tx)})
    select r.id, r.title, r.kind, v.version_no, v.effective_from, v.read_by, r.repealed_on, r.is_example,
      (select count(*)::int from readings x where x.rule_id = r.id) must_read_count,
      (select count(x.read_at)::int from readings x where x.rule_id = r.id) read_count,
      (select count(*)::int from readings x where x.rule_id = r.id and x.read_at is null
        and x.read_by < (${at}::timestamptz at time zone 'Asia/Shanghai')::date) late_count,
      (select x.read_at is not null from readings x where x.rule_id = r.id and x.person_id::text = ${actor?.id ?? ''}) mine
    from supervision.rules r
    join lateral (select * from supervision.versions n where n.rule_id = r.id order by n.version_no desc limit 1) v on true
    order by r.repealed_on is not null, r.kind, r.title`,
})

const Version = z.object({
  version_no: z.number(),
  effective_from: z.string(),
  body: z.string(),
  file_id: Int64.nullable(),
  file_name: z.string().nullable(),
  note: z.string(),
  read_by: z.string(),
  published_at: z.date(),
  published_by: z.string(),
  read_count: z.number(),
})

export const rule = query({
  name: 'supervision.rule',
  title: '一项制度',
  access: 'signed-in',
  input: z.strictObject({ rule_id: Id }),
  output: z.object({
    id: Int64,
    title: z.string(),
    kind: z.string(),
    everybody: z.boolean(),
    roles: z.array(z.string()),
    section_ids: z.array(Int64),
    repealed_on: z.string().nullable(),
    repeal_note: z.string(),
    is_example: z.boolean(),
    versions: z.array(Version),
    readers: z.array(
      z.object({
        person_id: Int64,
        person: z.string(),
        section: z.string().nullable(),
        read_at: z.date().nullable(),
      }),
    ),
  }),
  async read(tx, { rule_id }) {
    const [found] = await tx<
      {
        id: bigint
        title: string
        kind: string
        everybody: boolean
        roles: string[]
        section_ids: bigint[]
        repealed_on: string | null
        repeal_note: string
        is_example: boolean
      }[]
    >`select id, title, kind, everybody, roles, section_ids, repealed_on, repeal_note, is_example
      from supervision.rules where id = ${rule_id}`
    if (!found) throw noSuchRule()
    const versions = await tx<z.input<typeof Version>[]>`
      select v.version_no, v.effective_from, v.body, v.file_id, f.name file_name, v.note, v.read_by, v.published_at,
        v.published_by, (select count(*)::int from supervision.receipts x where x.version_id = v.id) read_count
      from supervision.versions v left join platform.files f on f.id = v.file_id
      where v.rule_id = ${rule_id} order by v.version_no desc`
    const readers = await tx<
      { person_id: bigint; person: string; section: string | null; read_at: Date | null }[]
    >`select person_id, person, section, read_at from (${readings(tx)}) x where rule_id = ${rule_id} order by read_at nulls first, person`
    return { ...found, versions, readers }
  },
})
