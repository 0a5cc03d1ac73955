// The stored totals of an imported year, made from its movements: lines, allotments, and what matters hold of them.
import type { Sql } from '../platform/index.ts'
import { TOTAL_KINDS } from './vocabulary.ts'

type Total = keyof typeof TOTAL_KINDS

/** Makes every stored total of a year that was just imported equal to the sums of its movements; the CHECKs of a running year hold. */
export async function refreshImportedTotals(tx: Sql, year: number): Promise<void> {
  const sum = (total: Total, as: string) =>
    tx`coalesce(sum(amount_fen) filter (where kind = any(${[...TOTAL_KINDS[total]]})), 0)::bigint ${tx(as)}`
  const holds = tx`${sum('reserved', 'reserved')}, ${sum('committed', 'committed')}, ${sum('in_transit', 'in_transit')},
    ${sum('executed', 'executed')}`
  await tx`
    update budget.lines l set adjusted_fen = s.adjusted, allotted_fen = s.allotted, reserved_fen = s.reserved,
      committed_fen = s.committed, in_transit_fen = s.in_transit, executed_fen = s.executed
    from (
      select line_id, ${sum('adjusted', 'adjusted')}, ${sum('allotted', 'allotted')}, ${holds}
      from budget.movements where year = ${year} group by line_id
    ) s where s.line_id = l.id`
  await tx`
    update budget.allotments a set allotted_fen = s.allotted, reserved_fen = s.reserved, committed_fen = s.committed,
      in_transit_fen = s.in_transit, spent_fen = s.executed
    from (
      select allotment_id, ${sum('allotted', 'allotted')}, ${holds}
      from budget.movements where year = ${year} and allotment_id is not null group by allotment_id
    ) s where s.allotment_id = a.id`
  await tx`
    update budget.reservations r set reserved_fen = s.reserved, committed_fen = s.committed, in_transit_fen = s.in_transit,
      spent_fen = s.executed
    from (
      select reservation_id, ${holds} from budget.movements
      where year = ${year} and reservation_id is not null group by reservation_id
    ) s where s.reservation_id = r.id`
}
