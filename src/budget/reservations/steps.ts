// The steps of a reservation: more, less, contract, on its way, not paid. Called by procurement and spending in their commands.
import { smallerFen } from '../../kernel/index.ts'
import type { Call, Sql } from '../../platform/index.ts'
import { lockReservation, moveReservation, type Step } from './reservations.ts'

type Matter = Step & { reservation_id: bigint; amount_fen: bigint }

/** Holds more for the same matter (money came back that it pays again). Refuses budget.not-enough. */
export async function extendReservation(
  tx: Sql,
  call: Call,
  { reservation_id, amount_fen, to = 'reserved', ...step }: Matter & { to?: 'reserved' | 'committed' },
): Promise<void> {
  const place = await lockReservation(tx, reservation_id, step.on_date)
  await moveReservation(tx, call, place, { [to]: amount_fen }, step)
}

/**
 * Gives up what a matter holds (释放): the amount, or all of it, first what was only applied for, then what was under
 * contract; what is on its way to be paid stays. Returns what was given up.
 */
export async function releaseReservation(
  tx: Sql,
  call: Call,
  { reservation_id, amount_fen, ...step }: Step & { reservation_id: bigint; amount_fen?: bigint },
): Promise<bigint> {
  const place = await lockReservation(tx, reservation_id, step.on_date)
  const { reserved_fen, committed_fen } = place.held
  const amount = amount_fen ?? reserved_fen + committed_fen
  if (amount === 0n) return 0n
  const reserved = smallerFen(amount, reserved_fen)
  await moveReservation(tx, call, place, { reserved: -reserved, committed: -(amount - reserved) }, step)
  return amount
}

/**
 * Turns what was applied for into what a contract holds (合同占用). A contract above the application takes the rest from
 * the allotment; what the contract does not need stays reserved, or is released when `release_rest` says so.
 */
export async function commitReservation(
  tx: Sql,
  call: Call,
  { reservation_id, amount_fen, release_rest = false, ...step }: Matter & { release_rest?: boolean },
): Promise<void> {
  const place = await lockReservation(tx, reservation_id, step.on_date)
  const { reserved_fen } = place.held
  const reserved = release_rest || amount_fen > reserved_fen ? reserved_fen : amount_fen
  await moveReservation(tx, call, place, { reserved: -reserved, committed: amount_fen }, step)
}

/** Sends a payment on its way (在途): out of the contract first, then out of what was applied for. */
export async function dispatchReservation(
  tx: Sql,
  call: Call,
  { reservation_id, amount_fen, ...step }: Matter,
): Promise<void> {
  const place = await lockReservation(tx, reservation_id, step.on_date)
  const { committed_fen } = place.held
  const committed = smallerFen(amount_fen, committed_fen)
  const change = { committed: -committed, reserved: -(amount_fen - committed), in_transit: amount_fen }
  await moveReservation(tx, call, place, change, step)
}

/** A payment on its way did not go out: it is held as applied for again, or as under contract. */
export async function recallDispatch(
  tx: Sql,
  call: Call,
  { reservation_id, amount_fen, to = 'reserved', ...step }: Matter & { to?: 'reserved' | 'committed' },
): Promise<void> {
  const place = await lockReservation(tx, reservation_id, step.on_date)
  await moveReservation(tx, call, place, { in_transit: -amount_fen, [to]: amount_fen }, step)
}
