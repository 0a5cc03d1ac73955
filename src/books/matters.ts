// Matters that came with imported books: they hold part of an allotment, though no claim or requisition is here that would pay or
// end them. The finance officer gives up what such a matter holds and goes on with it in the ordinary way.
import { z } from 'zod'
import { recallDispatch, releaseReservation } from '../budget/index.ts'
import { command, DayField, Id, Int64, query, Text, YearField } from '../platform/index.ts'
import { noSuchMatter, nothingHeld } from './refusals.ts'

const Matter = z.object({
  id: Int64,
  year: z.number(),
  no: z.string(),
  title: z.string(),
  line_no: z.string(),
  line_title: z.string(),
  section: z.string(),
  /** reserved, under contract, and on its way: nothing here would pay it */
  held_fen: Int64,
})

export const matters = query({
  name: 'books.matters',
  title: '随账带来的占用',
  access: ['finance', 'director', 'auditor', 'admin'],
  input: z.strictObject({ year: YearField.optional() }),
  output: z.array(Matter),
  read: (tx, { year }) => tx<z.input<typeof Matter>[]>`
    select r.id, r.year, substring(r.subject from '/(.*)$') no, r.title, l.line_no, l.title line_title, s.name section,
      r.reserved_fen + r.committed_fen + r.in_transit_fen held_fen
    from budget.reservations r join budget.lines l on l.id = r.line_id join budget.years y on y.year = r.year
    join budget.allotments a on a.id = r.allotment_id join people.sections s on s.id = a.section_id
    where r.subject like 'books.matter/%' and y.origin = 'kept' and y.closed_at is null and r.reserved_fen + r.committed_fen + r.in_transit_fen > 0
      ${year === undefined ? tx`` : tx`and r.year = ${year}`}
      and not exists (select from budget.reservations later where later.carried_from_id = r.id)
    order by r.year, l.line_no, r.id`,
})

/** Give up all that an imported matter holds (释放); a payment that was on its way is recorded as any other, when it has arrived. */
export const releaseMatter = command({
  name: 'books.release-matter',
  title: '释放随账带来的占用',
  access: ['finance'],
  input: z.strictObject({ matter_id: Id, on_date: DayField, reason: Text(200) }),
  output: z.object({ released_fen: Int64 }),
  async run(tx, call, { matter_id, on_date, reason }) {
    const [matter] = await tx<{ title: string; in_transit_fen: bigint }[]>`
      select title, in_transit_fen from budget.reservations where id = ${matter_id} and subject like 'books.matter/%'`
    if (!matter) throw noSuchMatter({ matter_id: String(matter_id) })
    const step = { reservation_id: matter_id, on_date, summary: reason }
    if (matter.in_transit_fen > 0n) await recallDispatch(tx, call, { ...step, amount_fen: matter.in_transit_fen })
    const released_fen = await releaseReservation(tx, call, step)
    if (released_fen === 0n) throw nothingHeld({ title: matter.title })
    return { released_fen }
  },
})
