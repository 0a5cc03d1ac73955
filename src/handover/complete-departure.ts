// Complete leaving or moving: only when nothing stands in the way any more.
import { z } from 'zod'
import { lockPersonHere, personLeaves, personMoves, sectionByName } from '../people/index.ts'
import { command, DayField, Id, Text, type VetoSource, vetoesOf } from '../platform/index.ts'
import { dayIsAhead, vetoesStand } from './refusals.ts'

/**
 * Complete a person's leaving (离岗) or moving to another section (调动). Refused with every reason while anything is in
 * their name, waits for them or was advanced to them (handover.vetoes-stand).
 */
export const completeDeparture = (sources: readonly VetoSource[]) =>
  command({
    name: 'handover.complete-departure',
    title: '办结离岗或调动',
    access: ['operations', 'admin', 'director'],
    input: z.discriminatedUnion('kind', [
      z.strictObject({
        kind: z.literal('leaves'),
        person_id: Id,
        on_date: DayField,
        reason: z.string().trim().max(200).default(''),
      }),
      z.strictObject({
        kind: z.literal('moves'),
        person_id: Id,
        on_date: DayField,
        reason: z.string().trim().max(200).default(''),
        to_section: Text(40),
        to_post: z.string().trim().max(40).default(''),
      }),
    ]),
    output: z.object({ person: z.string(), on_date: z.string() }),
    async run(tx, call, input) {
      const { kind, person_id, on_date, reason } = input
      if (on_date > call.today) throw dayIsAhead()
      // from here on nothing can be put in this person's name
      const person = await lockPersonHere(tx, person_id)
      const vetoes = await vetoesOf(sources, tx, { kind: 'person-leaves', person_id })
      if (vetoes.length > 0) throw vetoesStand({ subject: person.name, reasons: vetoes.map(veto => veto.reason) })
      const to_section_id = kind === 'moves' ? await sectionByName(tx, input.to_section) : null
      if (kind === 'moves') await personMoves(tx, person_id, to_section_id!, input.to_post || person.post)
      else await personLeaves(tx, person_id, on_date)
      await tx`insert into handover.departures (person_id, kind, on_date, reason, from_section_id, to_section_id, completed_at, completed_by)
        values (${person_id}, ${kind}, ${on_date}, ${reason}, ${person.section_id}, ${to_section_id}, ${call.at}, ${call.actor.name})`
      return { person: person.name, on_date }
    },
  })
