// What stands in the way of a person's leaving or a year's closing, and who left or moved.
import { z } from 'zod'
import { Id, Int64, query, type VetoSource, vetoesOf, YearField } from '../platform/index.ts'

const Veto = z.object({ source: z.string(), reason: z.string(), path: z.string() })

export const personVetoes = (sources: readonly VetoSource[]) =>
  query({
    name: 'handover.person-vetoes',
    title: '离岗前要办清的事',
    access: 'signed-in',
    input: z.strictObject({ person_id: Id }),
    output: z.array(Veto),
    read: (tx, { person_id }) => vetoesOf(sources, tx, { kind: 'person-leaves', person_id }),
  })

export const yearVetoes = (sources: readonly VetoSource[]) =>
  query({
    name: 'handover.year-vetoes',
    title: '关账前要办清的事',
    access: 'signed-in',
    input: z.strictObject({ year: YearField }),
    output: z.array(Veto),
    read: (tx, { year }) => vetoesOf(sources, tx, { kind: 'year-closes', year }),
  })

const Departure = z.object({
  id: Int64,
  person_id: Int64,
  person: z.string(),
  kind: z.enum(['leaves', 'moves']),
  on_date: z.string(),
  reason: z.string(),
  from_section: z.string().nullable(),
  to_section: z.string().nullable(),
  completed_by: z.string(),
})

export const departures = query({
  name: 'handover.departures',
  title: '离岗与调动',
  access: 'signed-in',
  input: z.strictObject({}),
  output: z.array(Departure),
  read: tx => tx<z.input<typeof Departure>[]>`
    select d.id, d.person_id, p.name person, d.kind, d.on_date, d.reason, f.name from_section, t.name to_section, d.completed_by
    from handover.departures d join people.persons p on p.id = d.person_id
    left join people.sections f on f.id = d.from_section_id left join people.sections t on t.id = d.to_section_id
    order by d.id desc`,
})
