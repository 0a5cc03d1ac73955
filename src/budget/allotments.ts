// Allotments (额度): what a section may use of a line. Each limit is one conditional statement over a CHECK constraint.
import type { Sql } from '../platform/index.ts'
import { noSuchAllotment, notEnough, notReserved } from './refusals.ts'

export type Allotment = {
  id: bigint
  line_id: bigint
  allotted_fen: bigint
  reserved_fen: bigint
  spent_fen: bigint
  section: string
  line_no: string
}

/** The allotment of a section on a line; refuses when nothing was allotted yet. */
export async function findAllotment(
  tx: Sql,
  lineId: bigint,
  section: { id: bigint; name: string },
  lineNo: string,
): Promise<Allotment> {
  const [row] = await tx<Allotment[]>`
    select id, line_id, allotted_fen, reserved_fen, spent_fen, ${section.name} section, ${lineNo} line_no
    from budget.allotments where line_id = ${lineId} and section_id = ${section.id}`
  if (!row) throw noSuchAllotment({ line: lineNo, section: section.name })
  return row
}

/** Uses `amount_fen` of an allotment, as spent or as reserved; refuses when it is not there. The line's total follows. */
export async function takeFromAllotment(
  tx: Sql,
  allotment: Allotment,
  use: 'spent' | 'reserved',
  amount: bigint,
): Promise<void> {
  const spent = use === 'spent' ? amount : 0n
  const reserved = use === 'reserved' ? amount : 0n
  const taken = await tx`
    with taken as (
      update budget.allotments set spent_fen = spent_fen + ${spent}, reserved_fen = reserved_fen + ${reserved}
      where id = ${allotment.id} and (imported or reserved_fen + spent_fen + ${spent + reserved} <= allotted_fen)
      returning line_id
    )
    update budget.lines l set executed_fen = executed_fen + ${spent}, reserved_fen = l.reserved_fen + ${reserved}
    from taken where l.id = taken.line_id returning 1`
  if (taken.length === 1) return
  const [now] = await tx<{ left_fen: bigint }[]>`
    select allotted_fen - reserved_fen - spent_fen left_fen from budget.allotments where id = ${allotment.id}`
  throw notEnough({ line: allotment.line_no, section: allotment.section, left_fen: now?.left_fen ?? 0n })
}

/** Gives back part of what is reserved on an allotment. */
export async function releaseFromAllotment(tx: Sql, allotment: Allotment, amount: bigint): Promise<void> {
  const given = await tx`
    with given as (
      update budget.allotments set reserved_fen = reserved_fen - ${amount}
      where id = ${allotment.id} and reserved_fen >= ${amount} returning line_id
    )
    update budget.lines l set reserved_fen = l.reserved_fen - ${amount} from given where l.id = given.line_id returning 1`
  if (given.length === 0) throw notReserved({ reserved_fen: allotment.reserved_fen })
}
