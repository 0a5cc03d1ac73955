// Allotments (额度): what a section may use of a line. Each limit is one conditional statement over a CHECK constraint.
import { sectionByName } from '../people/index.ts'
import type { Sql } from '../platform/index.ts'
import { findLine, type Line } from './lines.ts'
import { noSuchAllotment, notEnough, notReserved } from './refusals.ts'

export type Allotment = {
  id: bigint
  line_id: bigint
  allotted_fen: bigint
  reserved_fen: bigint
  committed_fen: bigint
  in_transit_fen: bigint
  spent_fen: bigint
  section: string
  line_no: string
}

/** What moves between the four uses of an allotment; a positive sum takes from what is available. */
export type Uses = {
  reserved?: bigint
  committed?: bigint
  in_transit?: bigint
  spent?: bigint
}

/** The allotment of a section on a line; refuses when nothing was allotted yet. */
export async function findAllotment(
  tx: Sql,
  lineId: bigint,
  section: { id: bigint; name: string },
  lineNo: string,
): Promise<Allotment> {
  const [row] = await tx<Allotment[]>`
    select id, line_id, allotted_fen, reserved_fen, committed_fen, in_transit_fen, spent_fen, ${section.name} section, ${lineNo} line_no
    from budget.allotments where line_id = ${lineId} and section_id = ${section.id}`
  if (!row) throw noSuchAllotment({ line: lineNo, section: section.name })
  return row
}

/** The line and the allotment of a section on it, as they are now: what is drawn from them is held by drawAllotment. */
export async function findPlace(
  tx: Sql,
  year: number,
  lineNo: string,
  section: string,
): Promise<{ line: Line; allotment: Allotment }> {
  const [line, id] = await Promise.all([findLine(tx, year, lineNo, 'expenditure'), sectionByName(tx, section)])
  return { line, allotment: await findAllotment(tx, line.id, { id, name: section }, line.title) }
}

/** What is left of an allotment as it was read. */
export const leftOf = (allotment: Omit<Allotment, 'section' | 'line_no' | 'id' | 'line_id'>): bigint =>
  allotment.allotted_fen -
  allotment.reserved_fen -
  allotment.committed_fen -
  allotment.in_transit_fen -
  allotment.spent_fen

/**
 * Moves the uses of an allotment, and its line's totals with them, in one conditional statement: never beyond what was
 * allotted, and no use below zero. The line is locked by the statement itself, before the allotment as everywhere, so that
 * many who draw on one line hold it as shortly as can be. An imported year may have been overspent; what is drawn on it
 * here is held to the limit like everything. Returns what is left. Refuses budget.not-enough.
 */
export async function drawAllotment(
  tx: Sql,
  allotment: Pick<Allotment, 'id' | 'section' | 'line_no'>,
  { reserved = 0n, committed = 0n, in_transit = 0n, spent = 0n }: Uses,
): Promise<bigint> {
  const net = reserved + committed + in_transit + spent
  const [moved] = await tx<{ left_fen: bigint }[]>`
    with line as materialized (
      select id from budget.lines where id = (select line_id from budget.allotments where id = ${allotment.id}) for no key update
    ), moved as (
      update budget.allotments a set reserved_fen = reserved_fen + ${reserved}, committed_fen = committed_fen + ${committed},
        in_transit_fen = in_transit_fen + ${in_transit}, spent_fen = spent_fen + ${spent}
      from line where a.id = ${allotment.id} and (${net}::bigint <= 0
        or reserved_fen + committed_fen + in_transit_fen + spent_fen + ${net} <= allotted_fen)
      returning line_id, allotted_fen - reserved_fen - committed_fen - in_transit_fen - spent_fen left_fen
    )
    update budget.lines l set executed_fen = executed_fen + ${spent}, reserved_fen = l.reserved_fen + ${reserved},
      committed_fen = l.committed_fen + ${committed}, in_transit_fen = l.in_transit_fen + ${in_transit}
    from moved where l.id = moved.line_id returning moved.left_fen`
  if (moved) return moved.left_fen
  const [now] = await tx<{ left_fen: bigint }[]>`
    select allotted_fen - reserved_fen - committed_fen - in_transit_fen - spent_fen left_fen
    from budget.allotments where id = ${allotment.id}`
  throw notEnough({ line: allotment.line_no, section: allotment.section, left_fen: now?.left_fen ?? 0n })
}

/** Gives back what was reserved by hand: never what is held for a matter of its own (a requisition, a claim). */
export async function releaseFromAllotment(tx: Sql, allotment: Allotment, amount: bigint): Promise<void> {
  const given = await tx`
    with given as (
      update budget.allotments a set reserved_fen = reserved_fen - ${amount}
      where id = ${allotment.id} and reserved_fen - ${amount} >= (
        select coalesce(sum(r.reserved_fen), 0) from budget.reservations r where r.allotment_id = a.id)
      returning line_id
    )
    update budget.lines l set reserved_fen = l.reserved_fen - ${amount} from given where l.id = given.line_id returning 1`
  if (given.length > 0) return
  const [free] = await tx<{ reserved_fen: bigint }[]>`
    select a.reserved_fen - coalesce(sum(r.reserved_fen), 0)::bigint reserved_fen
    from budget.allotments a left join budget.reservations r on r.allotment_id = a.id where a.id = ${allotment.id} group by a.id`
  throw notReserved({ reserved_fen: free?.reserved_fen ?? 0n })
}
