// 人均发稿与工作量: pieces, characters and points of each person in a period, with what the points come from.
import { z } from 'zod'
import { command, DayField, query, type Sql, Text } from '../../platform/index.ts'
import { formulaTooEarly } from '../refusals.ts'
import { SUBJECTS, type Subject } from '../vocabulary.ts'

const Item = z.object({
  person: z.string(),
  subject: z.string(),
  on_day: z.string(),
  what: z.string(),
  points_cent: z.number(),
  story_id: z.bigint().nullable(),
})
type Item = z.input<typeof Item>

/** Every piece that gives or takes points, at the rule in force on its day. */
function items(tx: Sql, from_day: string, to_day: string): Promise<Item[]> {
  return tx<Item[]>`
    with pieces as (
      select person, subject, on_day, headline what, story_id from audience.works
      cross join lateral (
        select origin subject union all select 'important' where importance = 'important'
        union all select 'urgent' where lane = 'urgent'
        union all select 'video' where channels && '{douyin,kuaishou}') k
      union all
      select trim(name), 'adopted_' || level, adopted_on, outlet || '：' || headline, story_id from audience.live_adoptions
      cross join lateral regexp_split_to_table(reporter, '[、，, ]+') name where trim(name) <> ''
      union all
      select writer, 'error_released', (found_at at time zone 'Asia/Shanghai')::date, excerpt, story_id
      from newsroom.errors where found_at_step = 'released'
      union all
      select w.person, 'retraction', (a.withdrawn_at at time zone 'Asia/Shanghai')::date, a.title, a.story_id
      from publishing.articles a join audience.works w on w.story_id = a.story_id
      where a.withdrawn_at is not null and a.withdrawn_kind = 'kill')
    select distinct p.*, r.points_cent from pieces p
    join audience.point_rules r on r.subject = p.subject and r.effective_from <= p.on_day
      and coalesce(r.effective_to, 'infinity') >= p.on_day
    where p.on_day between ${from_day} and ${to_day}
    order by p.person, p.on_day, p.what`
}

const Person = z.object({
  person: z.string(),
  story_count: z.number(),
  original_count: z.number(),
  char_count: z.number(),
  adopted_count: z.number(),
  error_count: z.number(),
  points_cent: z.number(),
})

export type PersonRow = z.input<typeof Person>

/** The people of a period with their work, most points first, and every piece that gave or took points. */
export async function outputOf(tx: Sql, { from_day, to_day }: { from_day: string; to_day: string }) {
  const all = await items(tx, from_day, to_day)
  const written = await tx<{ person: string; n: number; original: number; chars: number }[]>`
    select person, count(*)::int n, (count(*) filter (where origin = 'original'))::int original, sum(char_count)::int chars
    from audience.works where on_day between ${from_day} and ${to_day} group by person`
  const names = [...new Set([...written.map(row => row.person), ...all.map(item => item.person)])]
  const count = (person: string, test: (subject: string) => boolean) =>
    all.filter(item => item.person === person && test(item.subject)).length
  const people = names.map((person): PersonRow => {
    const row = written.find(one => one.person === person)
    return {
      person,
      story_count: row?.n ?? 0,
      original_count: row?.original ?? 0,
      char_count: row?.chars ?? 0,
      adopted_count: count(person, subject => subject.startsWith('adopted_')),
      error_count: count(person, subject => subject === 'error_released'),
      points_cent: all.filter(item => item.person === person).reduce((sum, item) => sum + item.points_cent, 0),
    }
  })
  return { people: people.sort((a, b) => b.points_cent - a.points_cent), items: all }
}

export const output = query({
  name: 'audience.output',
  title: '人均发稿与工作量',
  access: 'signed-in',
  input: z.strictObject({ from_day: DayField, to_day: DayField }),
  output: z.object({ people: z.array(Person), items: z.array(Item) }),
  read: outputOf,
})

const Rule = z.object({
  code: z.string(),
  title: z.string(),
  subject: z.string(),
  points_cent: z.number(),
  effective_from: z.string(),
  effective_to: z.string().nullable(),
  source: z.string(),
})

export const pointRules = query({
  name: 'audience.point-rules',
  title: '工作量计分规则',
  access: 'signed-in',
  input: z.strictObject({}),
  output: z.array(Rule),
  read: tx => tx<z.input<typeof Rule>[]>`
    select * from audience.point_rules order by effective_from desc, points_cent desc, code`,
})

const subjects = Object.keys(SUBJECTS) as [Subject, ...Subject[]]

/** Set the points of a kind of work from a day on. What was counted before stays as it was. */
export const setPointRule = command({
  name: 'audience.set-point-rule',
  title: '修改工作量计分',
  access: ['operations', 'director'],
  input: z.strictObject({
    subject: z.enum(subjects),
    points_cent: z.number().int().min(-100_000).max(100_000),
    effective_from: DayField,
    source: Text(200),
  }),
  output: z.object({}),
  async run(tx, _call, { subject, points_cent, effective_from, source }) {
    const [last] = await tx<{ code: string; title: string; effective_from: string }[]>`
      select code, title, effective_from from audience.point_rules where subject = ${subject} and effective_to is null for update`
    if (last && effective_from <= last.effective_from) throw formulaTooEarly({ day: last.effective_from })
    const sign = subject === 'error_released' || subject === 'retraction' ? -1 : 1
    await tx`update audience.point_rules set effective_to = ${effective_from}::date - 1
      where subject = ${subject} and effective_to is null`
    await tx`insert into audience.point_rules (code, title, subject, points_cent, effective_from, source)
      values (${last?.code ?? subject}, ${last?.title ?? SUBJECTS[subject]}, ${subject}, ${sign * Math.abs(points_cent)},
        ${effective_from}, ${source})`
    return {}
  },
})
