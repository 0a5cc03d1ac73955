// Movements of the 预算指标额度台账: appended, never changed. The totals beside them move in the same transaction.
import type { Day } from '../kernel/index.ts'
import type { Call, Sql } from '../platform/index.ts'
import type { MovementKind } from './vocabulary.ts'

export type NewMovement = {
  year: number
  line_id: bigint
  allotment_id?: bigint | null
  kind: MovementKind
  /** signed, as it acts on its total */
  amount_fen: bigint
  on_date: Day
  summary: string
  doc_no?: string
  counterparty?: string
  economic_code?: string | null
  reported_as?: string | null
  voucher_id?: bigint | null
  reverses_id?: bigint | null
  returns_id?: bigint | null
  reservation_id?: bigint | null
  import_key?: string | null
  is_example?: boolean
}

const recorded = (call: Call, movement: NewMovement) => ({
  ...movement,
  recorded_at: call.at,
  recorded_by: call.actor.name,
})

/** Appends a movement; returns its id. */
export async function appendMovement(tx: Sql, call: Call, movement: NewMovement): Promise<bigint> {
  const row = recorded(call, movement)
  const [written] = await tx<{ id: bigint }[]>`insert into budget.movements ${tx(withoutUndefined(row))} returning id`
  return written!.id
}

/** rows in one statement */
const BATCH = 1000

/** Appends many movements in their order, all with the same columns. */
export async function appendMovements(tx: Sql, call: Call, movements: readonly NewMovement[]): Promise<void> {
  for (let at = 0; at < movements.length; at += BATCH) {
    const rows = movements.slice(at, at + BATCH).map(movement => recorded(call, movement))
    await tx`insert into budget.movements ${tx(rows)}`
  }
}

function withoutUndefined<T extends Record<string, unknown>>(row: T): T {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined)) as T
}
