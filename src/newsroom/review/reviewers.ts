// Who takes which review, with a relief (AB 角), and who is away.
import { z } from 'zod'
import { command, DayField, Id, Int64 } from '../../platform/index.ts'
import { mayNotRelieve, noSuchAbsence, noSuchPerson } from '../refusals.ts'
import { reviewRulesOn } from './review-rules.ts'

const Named = z.strictObject({
  step: z.enum(['review1', 'review2', 'review3']),
  person_id: Id,
  place: z.enum(['A', 'B']),
})

/** Name the reviewers of the three steps anew. */
export const nameReviewers = command({
  name: 'newsroom.name-reviewers',
  title: '设定审稿人',
  access: ['director', 'admin'],
  input: z.strictObject({ reviewers: z.array(Named).max(60) }),
  output: z.object({ count: z.number() }),
  async run(tx, call, { reviewers }) {
    const { relief_roles } = await reviewRulesOn(tx, call.today)
    await tx`delete from newsroom.reviewers`
    for (const { step, person_id, place } of reviewers) {
      const [person] = await tx<{ name: string; roles: string[] }[]>`
        select name, array(select role from people.person_roles r where r.person_id = p.id) roles
        from people.persons p where id = ${person_id} and left_on is null`
      if (!person) throw noSuchPerson()
      if (place === 'B' && !person.roles.some(role => relief_roles.includes(role)))
        throw mayNotRelieve({ person: person.name })
      await tx`insert into newsroom.reviewers (step, person_id, place, named_at, named_by)
        values (${step}, ${person_id}, ${place}, ${call.at}, ${call.actor.name})
        on conflict (step, person_id) do update set place = excluded.place`
    }
    return { count: reviewers.length }
  },
})

/** Note that somebody is away, so that the chain of reviews can be checked before the shift. */
export const noteAbsence = command({
  name: 'newsroom.note-absence',
  title: '登记不在岗',
  access: 'signed-in',
  input: z
    .strictObject({
      person_id: Id,
      from_day: DayField,
      to_day: DayField,
      reason: z.string().trim().max(100).default(''),
    })
    .refine(({ from_day, to_day }) => from_day <= to_day, '结束日期不能早于开始日期'),
  output: z.object({ absence_id: Int64 }),
  async run(tx, call, { person_id, ...absence }) {
    const [person] = await tx`select 1 from people.persons where id = ${person_id} and left_on is null`
    if (!person) throw noSuchPerson()
    const [row] = await tx<{ id: bigint }[]>`
      insert into newsroom.absences (person_id, from_day, to_day, reason, recorded_at, recorded_by)
      values (${person_id}, ${absence.from_day}, ${absence.to_day}, ${absence.reason}, ${call.at}, ${call.actor.name}) returning id`
    return { absence_id: row!.id }
  },
})

/** End an absence: back early, or noted by mistake. */
export const endAbsence = command({
  name: 'newsroom.end-absence',
  title: '销假',
  access: 'signed-in',
  input: z.strictObject({ absence_id: Id }),
  output: z.object({}),
  async run(tx, call, { absence_id }) {
    const ended =
      await tx`update newsroom.absences set ended_at = ${call.at} where id = ${absence_id} and ended_at is null returning 1`
    if (ended.length === 0) throw noSuchAbsence()
    return {}
  },
})
