// The calendar of a period: special days, topics, assignments, deadlines of stories and instructions, who is away.
import { z } from 'zod'
import { DayField, Int64, query } from '../../platform/index.ts'
import { periodTooLong } from '../refusals.ts'
import { SpecialDay, specialDays } from './days.ts'
import { Assigned, assignmentsIn } from './plan-queries.ts'

const DAYS_MAX = 62
const DAY_MS = 86_400_000

const Due = z.object({ id: Int64, title: z.string(), state: z.string(), due_at: z.date() })

/** The first moment of a day in China. */
export const beginOf = (day: string): Date => new Date(`${day}T00:00:00+08:00`)

export const calendar = query({
  name: 'newsroom.calendar',
  title: '宣传日历',
  access: 'signed-in',
  input: z.strictObject({ from: DayField, to: DayField }),
  output: z.object({
    days: z.array(SpecialDay),
    pitches: z.array(z.object({ id: Int64, title: z.string(), state: z.string(), planned_for: z.string() })),
    assignments: z.array(Assigned),
    stories: z.array(Due),
    instructions: z.array(Due),
    absences: z.array(z.object({ person: z.string(), from_day: z.string(), to_day: z.string(), reason: z.string() })),
  }),
  async read(tx, { from, to }, { actor, at }) {
    const within = { from: beginOf(from), to: new Date(beginOf(to).getTime() + DAY_MS) }
    if (within.to.getTime() - within.from.getTime() > DAYS_MAX * DAY_MS || within.to <= within.from) {
      throw periodTooLong({ max: DAYS_MAX })
    }
    const pitches = await tx<{ id: bigint; title: string; state: string; planned_for: string }[]>`
      select id, title, state, planned_for from newsroom.pitches
      where planned_for between ${from} and ${to} and state <> 'rejected' order by planned_for, id`
    const stories = await tx<z.input<typeof Due>[]>`
      select id, headline title, state, due_at from newsroom.stories
      where due_at >= ${within.from} and due_at < ${within.to} order by due_at`
    const instructions = await tx<z.input<typeof Due>[]>`
      select id, title, case when done_at is null then 'open' else 'done' end state, due_at from newsroom.instructions
      where due_at >= ${within.from} and due_at < ${within.to} order by due_at`
    const absences = await tx<{ person: string; from_day: string; to_day: string; reason: string }[]>`
      select p.name person, a.from_day, a.to_day, a.reason from newsroom.absences a join people.persons p on p.id = a.person_id
      where a.ended_at is null and a.from_day <= ${to} and a.to_day >= ${from} order by a.from_day, a.id`
    return {
      days: await specialDays(tx, from, to),
      pitches,
      assignments: await assignmentsIn(tx, actor?.id, at, within),
      stories,
      instructions,
      absences,
    }
  },
})
