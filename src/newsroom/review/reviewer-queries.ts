// Who reviews, who is away, and whether the shift of a day has a legal chain for everybody who writes.
import { z } from 'zod'
import { dayOf } from '../../kernel/index.ts'
import { DayField, Int64, query, type Sql } from '../../platform/index.ts'
import { WRITERS } from '../stories/story.ts'
import { STEPS } from '../vocabulary.ts'
import { findChain, missingSteps, type Named } from './chain.ts'

const Reviewer = z.object({ step: z.string(), person_id: z.string(), person: z.string(), place: z.string() })
const Absence = z.object({
  id: Int64,
  person_id: z.string(),
  person: z.string(),
  from_day: z.string(),
  to_day: z.string(),
  reason: z.string(),
})
const Writer = z.object({
  person_id: z.string(),
  person: z.string(),
  away: z.boolean(),
  chain: z.array(z.object({ step: z.string(), person: z.string() })),
  problem: z.string().nullable(),
})

export function namedReviewers(tx: Sql): Promise<Named[]> {
  return tx<Named[]>`select r.step, r.person_id::text, p.name person, r.place from newsroom.reviewers r
    join people.persons p on p.id = r.person_id and p.left_on is null order by r.step, r.place, p.id`
}

async function awayOn(tx: Sql, day: string): Promise<Set<string>> {
  const rows = await tx<{ person_id: string }[]>`select person_id::text from newsroom.absences
    where ended_at is null and ${day} between from_day and to_day`
  return new Set(rows.map(row => row.person_id))
}

function writersOn(tx: Sql) {
  return tx<{ person_id: string; person: string }[]>`select p.id::text person_id, p.name person from people.persons p
    where p.left_on is null and exists (select from people.person_roles r
      where r.person_id = p.id and r.role = any(${[...WRITERS]})) order by p.id`
}

function shiftOf(named: readonly Named[], away: ReadonlySet<string>, writer: { person_id: string; person: string }) {
  const chain = findChain(named, away, writer.person_id)
  const missing = missingSteps(named, away, writer.person_id).map(step => STEPS[step])
  const why = missing.length > 0 ? `${missing.join('、')}没有人` : '三关要由同一人兼两关'
  return {
    ...writer,
    away: away.has(writer.person_id),
    chain: chain ? Object.entries(chain).map(([step, { person }]) => ({ step, person })) : [],
    problem: chain ? null : why,
  }
}

export const reviewers = query({
  name: 'newsroom.reviewers',
  title: '审稿人与值班检查',
  access: 'signed-in',
  input: z.strictObject({ day: DayField.optional() }),
  output: z.object({
    day: z.string(),
    reviewers: z.array(Reviewer),
    absences: z.array(Absence),
    writers: z.array(Writer),
  }),
  async read(tx, { day: asked }, { at }) {
    const day = asked ?? dayOf(at)
    const named = await namedReviewers(tx)
    const away = await awayOn(tx, day)
    const absences = await tx<z.input<typeof Absence>[]>`
      select a.id, a.person_id::text, p.name person, a.from_day, a.to_day, a.reason
      from newsroom.absences a join people.persons p on p.id = a.person_id
      where a.ended_at is null and a.to_day >= ${day} order by a.from_day, a.id`
    return { day, reviewers: named, absences, writers: (await writersOn(tx)).map(one => shiftOf(named, away, one)) }
  },
})
