// Reservations: what a matter (a requisition, a claim, a contract) holds of an allotment, from application to payment.
// Other modules call these inside their own commands; every step is a movement, held by the allotment's CHECK.
import { type Day, yearOf } from '../../kernel/index.ts'
import { sectionByName } from '../../people/index.ts'
import type { Call, Sql } from '../../platform/index.ts'
import { drawAllotment, findAllotment, leftOf, type Uses } from '../allotments.ts'
import { type Line, lockLine } from '../lines.ts'
import { appendMovement } from '../movements.ts'
import { beyondReservation, noSuchReservation, wrongYear } from '../refusals.ts'
import type { MovementKind } from '../vocabulary.ts'

/** What a step says of itself in the ledger. */
export type Step = { on_date: Day; summary: string; doc_no?: string; counterparty?: string }

export type Reservation = {
  id: bigint
  allotment_id: bigint
  line_id: bigint
  year: number
  subject: string
  title: string
  reserved_fen: bigint
  committed_fen: bigint
  in_transit_fen: bigint
  spent_fen: bigint
  section: string
  line_no: string
  line_title: string
}

/**
 * Holds part of a section's allotment for a matter (占用). `subject` names it as module.noun/id. Refuses
 * budget.no-such-line, budget.no-such-allotment, budget.not-enough.
 */
export async function reserveAllotment(
  tx: Sql,
  call: Call,
  matter: Step & { line_no: string; section: string; amount_fen: bigint; subject: string; title: string },
): Promise<{ reservation_id: bigint; movement_id: bigint; left_fen: bigint }> {
  const { line_no, section, amount_fen, subject, title, ...step } = matter
  const line = await lockLine(tx, yearOf(step.on_date), line_no, 'expenditure')
  const allotment = await findAllotment(
    tx,
    line.id,
    { id: await sectionByName(tx, section), name: section },
    line.title,
  )
  await drawAllotment(tx, allotment, { reserved: amount_fen })
  const [row] = await tx<{ id: bigint }[]>`
    insert into budget.reservations (allotment_id, line_id, year, subject, title, reserved_fen, opened_at, opened_by)
    values (${allotment.id}, ${line.id}, ${line.year}, ${subject}, ${title}, ${amount_fen}, ${call.at}, ${call.actor.name})
    returning id`
  const movement_id = await appendMovement(tx, call, {
    ...step,
    year: line.year,
    line_id: line.id,
    allotment_id: allotment.id,
    reservation_id: row!.id,
    kind: 'reserve',
    amount_fen,
  })
  return { reservation_id: row!.id, movement_id, left_fen: leftOf(allotment) - amount_fen }
}

type Place = { id: bigint; year: number; line_no: string }

/** What a reservation is in every year it was carried to, the earliest first; nothing where there is none. */
function placesOf(tx: Sql, reservationId: bigint): Promise<Place[]> {
  return tx<Place[]>`
    with recursive chain as (
      select id, line_id, year from budget.reservations where id = ${reservationId}
      union all select r.id, r.line_id, r.year from budget.reservations r join chain c on r.carried_from_id = c.id
    )
    select c.id, c.year, l.line_no from chain c join budget.lines l on l.id = c.line_id order by c.id`
}

/**
 * A reservation with its line locked. One that was carried to a later year answers as what it is there. Refuses
 * budget.no-such-reservation, and budget.wrong-year for a day outside its year.
 */
export async function lockReservation(
  tx: Sql,
  reservationId: bigint,
  onDate: Day,
): Promise<{ held: Reservation; line: Line }> {
  const place = (await placesOf(tx, reservationId)).at(-1)
  if (!place) throw noSuchReservation({ reservation_id: String(reservationId) })
  if (place.year !== yearOf(onDate)) throw wrongYear({ year: place.year })
  return lockAt(tx, place)
}

async function lockAt(tx: Sql, place: Place) {
  const line = await lockLine(tx, place.year, place.line_no, 'expenditure')
  const [held] = await tx<Reservation[]>`
    select r.*, s.name section, ${line.title} line_no, ${line.title} line_title from budget.reservations r
    join budget.allotments a on a.id = r.allotment_id join people.sections s on s.id = a.section_id where r.id = ${place.id}`
  return { held: held!, line }
}

/** What a matter is in one year, whatever became of it since, with its line locked. Refuses budget.no-such-reservation. */
export async function reservationOfYear(
  tx: Sql,
  reservationId: bigint,
  year: number,
): Promise<{ held: Reservation; line: Line }> {
  const place = (await placesOf(tx, reservationId)).find(one => one.year === year)
  if (!place) throw noSuchReservation({ reservation_id: String(reservationId) })
  return lockAt(tx, place)
}

/** Which kind of movement raises and lowers each use. */
const KINDS = {
  reserved: ['reserve', 'release'],
  committed: ['commit', 'uncommit'],
  in_transit: ['dispatch', 'arrive'],
} as const satisfies Record<string, readonly [MovementKind, MovementKind]>
export type Hold = keyof typeof KINDS

/**
 * Moves a reservation's holds in one conditional statement each for the allotment and for the reservation, and writes one
 * movement for every hold that changed. Refuses budget.beyond-reservation and budget.not-enough.
 */
export async function moveReservation(
  tx: Sql,
  call: Call,
  { held, line }: { held: Reservation; line: Line },
  change: Uses,
  step: Step,
): Promise<void> {
  const { reserved = 0n, committed = 0n, in_transit = 0n, spent = 0n } = change
  const moved = await tx`
    update budget.reservations set reserved_fen = reserved_fen + ${reserved}, committed_fen = committed_fen + ${committed},
      in_transit_fen = in_transit_fen + ${in_transit}, spent_fen = spent_fen + ${spent}
    where id = ${held.id} and reserved_fen + ${reserved} >= 0 and committed_fen + ${committed} >= 0
      and in_transit_fen + ${in_transit} >= 0 returning 1`
  if (moved.length === 0) {
    throw beyondReservation({
      title: held.title,
      left_fen: held.reserved_fen + held.committed_fen + held.in_transit_fen,
    })
  }
  await drawAllotment(tx, { id: held.allotment_id, section: held.section, line_no: held.line_title }, change)
  for (const hold of Object.keys(KINDS) as Hold[]) {
    const amount = change[hold] ?? 0n
    if (amount === 0n) continue
    await appendMovement(tx, call, {
      ...step,
      year: line.year,
      line_id: line.id,
      allotment_id: held.allotment_id,
      reservation_id: held.id,
      kind: KINDS[hold][amount > 0n ? 0 : 1],
      amount_fen: amount,
    })
  }
}

/** What a matter still holds, as the rows stand; undefined when there is no such reservation. */
export async function reservationHold(
  tx: Sql,
  reservationId: bigint,
): Promise<{ reserved_fen: bigint; committed_fen: bigint; in_transit_fen: bigint; spent_fen: bigint } | undefined> {
  const [row] = await tx<{ reserved_fen: bigint; committed_fen: bigint; in_transit_fen: bigint; spent_fen: bigint }[]>`
    with recursive chain as (
      select * from budget.reservations where id = ${reservationId}
      union all select r.* from budget.reservations r join chain c on r.carried_from_id = c.id
    )
    select sum(reserved_fen)::bigint reserved_fen, sum(committed_fen)::bigint committed_fen,
      sum(in_transit_fen)::bigint in_transit_fen, sum(spent_fen)::bigint spent_fen
    from chain having count(*) > 0`
  return row
}
