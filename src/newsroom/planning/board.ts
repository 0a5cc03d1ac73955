// 今日: the newsroom on one screen. Lists of words, no dials: what today brings, who is out, copy and how long it has stood,
// instructions without receipt, whatever is late.
import { z } from 'zod'
import { dayOf } from '../../kernel/index.ts'
import { Int64, query, type Sql } from '../../platform/index.ts'
import { waitingReviews } from '../review/review-queries.ts'
import { beginOf } from './calendar.ts'
import { SpecialDay, specialDays } from './days.ts'
import { Assigned, assignmentsIn, Instructed, instructionRows } from './plan-queries.ts'

const DAY_MS = 86_400_000
const AHEAD_DAYS = 7
const SHOWN_MAX = 100

const Copy = z.object({
  id: Int64,
  headline: z.string(),
  section: z.string(),
  state: z.string(),
  created_by: z.string(),
  since: z.date(),
  due_at: z.date().nullable(),
  overdue: z.boolean(),
  writing: z.string().nullable(),
})

/** Stories on their way, each with the moment since which it has stood in its state. */
function copyOnItsWay(tx: Sql, at: Date): Promise<z.input<typeof Copy>[]> {
  return tx<z.input<typeof Copy>[]>`
    select s.id, s.headline, s.section, s.state, s.created_by, s.due_at, coalesce(s.due_at < ${at}, false) overdue, l.person writing,
      coalesce((select max(d.decided_at) from newsroom.decisions d join newsroom.submissions u on u.id = d.submission_id
          where u.story_id = s.id and (s.state in ('returned') or u.id = s.submission_id)),
        (select submitted_at from newsroom.submissions u where u.id = s.submission_id), s.created_at) since
    from newsroom.stories s
    left join newsroom.locks l on l.story_id = s.id and l.seen_at > ${at}::timestamptz - interval '10 minutes'
    where s.state not in ('signed', 'rejected')
    order by overdue desc, s.due_at nulls last, since limit ${SHOWN_MAX}`
}

const Out = z.object({ person: z.string(), why: z.string(), place: z.string(), until: z.date().nullable() })

async function whoIsOut(tx: Sql, day: string, at: Date): Promise<z.input<typeof Out>[]> {
  const away = await tx<{ person: string; why: string }[]>`
    select p.name person, coalesce(nullif(a.reason, ''), '不在岗') why from newsroom.absences a
    join people.persons p on p.id = a.person_id where a.ended_at is null and ${day} between a.from_day and a.to_day order by p.id`
  const onTheWay = await tx<z.input<typeof Out>[]>`
    select n.name person, a.title why, a.place, a.due_at until from newsroom.assignments a
    join newsroom.assignment_people x on x.assignment_id = a.id join people.persons n on n.id = x.person_id
    where a.state = 'open' and a.starts_at <= ${at} and a.due_at >= ${at} order by a.due_at, n.id`
  return [...onTheWay, ...away.map(one => ({ ...one, place: '', until: null }))]
}

export const board = query({
  name: 'newsroom.board',
  title: '今日',
  access: 'signed-in',
  input: z.strictObject({}),
  output: z.object({
    day: z.string(),
    days: z.array(SpecialDay),
    pitches: z.array(
      z.object({ id: Int64, title: z.string(), state: z.string(), section: z.string(), proposed_by: z.string() }),
    ),
    assignments: z.array(Assigned),
    out: z.array(Out),
    copy: z.array(Copy),
    instructions: z.array(Instructed),
    owed: z.array(
      z.object({
        story_id: Int64,
        headline: z.string(),
        who: z.array(z.string()),
        due_at: z.date().nullable(),
        overdue: z.boolean(),
      }),
    ),
    counts: z.object({ signed_today: z.number(), new_tips: z.number(), proposed: z.number(), overdue: z.number() }),
  }),
  async read(tx, _input, { actor, at }) {
    const day = dayOf(at)
    const from = beginOf(day)
    const to = new Date(from.getTime() + DAY_MS)
    const pitches = await tx<{ id: bigint; title: string; state: string; section: string; proposed_by: string }[]>`
      select id, title, state, section, proposed_by from newsroom.pitches
      where state = 'proposed' or (state = 'adopted' and planned_for = ${day})
      order by (state = 'adopted') desc, proposed_at limit ${SHOWN_MAX}`
    const open = (await assignmentsIn(tx, actor?.id, at)).filter(one => one.state === 'open')
    const copy = await copyOnItsWay(tx, at)
    const instructions = await instructionRows(tx, at, true)
    const owed = (await waitingReviews(tx, actor?.id, at)).filter(one => one.owed)
    const [counts] = await tx<{ signed_today: number; new_tips: number; proposed: number }[]>`
      select (select count(*)::int from newsroom.editions where approved_at >= ${from} and approved_at < ${to}) signed_today,
        (select count(*)::int from newsroom.tips where state = 'new') new_tips,
        (select count(*)::int from newsroom.pitches where state = 'proposed') proposed`
    const late =
      [...open, ...copy, ...owed].filter(one => one.overdue).length + instructions.filter(one => one.late).length
    return {
      day,
      days: await specialDays(tx, day, dayOf(new Date(at.getTime() + AHEAD_DAYS * DAY_MS))),
      pitches,
      assignments: open.slice(0, SHOWN_MAX),
      out: await whoIsOut(tx, day, at),
      copy,
      instructions,
      owed,
      counts: { ...counts!, overdue: late },
    }
  },
})
