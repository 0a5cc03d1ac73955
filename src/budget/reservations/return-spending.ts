// Money that was paid and came back (退回): the line, the allotment and the ledgers get it again. A payment of a year that is
// over comes back to 以前年度盈余调整 and to the opening 财政拨款结转, and changes no line.
import { type Entry, postVoucher } from '../../accounts/index.ts'
import { type Day, yearOf } from '../../kernel/index.ts'
import type { Call, Sql } from '../../platform/index.ts'
import { expenditureEntries } from '../entries.ts'
import { lockLine } from '../lines.ts'
import { appendMovement } from '../movements.ts'
import { alreadyReversed, beyondPayment, cannotReturn, noSuchMovement } from '../refusals.ts'
import { BUDGETARY_CASH, cashAccount, MOVEMENT_KINDS, type MovementKind, type Purpose } from '../vocabulary.ts'

type Paid = {
  id: bigint
  year: number
  line_no: string
  allotment_id: bigint | null
  reservation_id: bigint | null
  kind: MovementKind
  amount_fen: bigint
  counterparty: string
  economic_code: string | null
  reverses_id: bigint | null
}

/**
 * Books what came back of one payment. Returns the movement (null for a payment of an earlier year) and the voucher.
 * Refuses budget.no-such-movement, budget.cannot-return, budget.already-reversed, budget.beyond-payment.
 */
export async function returnSpending(
  tx: Sql,
  call: Call,
  back: { movement_id: bigint; amount_fen: bigint; on_date: Day; summary: string; doc_no?: string; purpose?: Purpose },
): Promise<{ movement_id: bigint | null; voucher_id: bigint }> {
  const { movement_id, amount_fen, purpose = 'expense', ...fact } = back
  const [paid] = await tx<Paid[]>`
    select m.id, m.year, l.line_no, m.allotment_id, m.reservation_id, m.kind, m.amount_fen, m.counterparty, m.economic_code, m.reverses_id
    from budget.movements m join budget.lines l on l.id = m.line_id where m.id = ${movement_id}`
  if (!paid) throw noSuchMovement({ movement_id: String(movement_id) })
  if (paid.kind !== 'spend' || paid.reverses_id !== null) throw cannotReturn({ kind: MOVEMENT_KINDS[paid.kind] })
  const line = await lockLine(tx, paid.year, paid.line_no, 'expenditure')
  const reversed = await tx`select 1 from budget.movements where reverses_id = ${paid.id}`
  if (reversed.length > 0) throw alreadyReversed()
  await countBack(tx, paid, amount_fen)
  const same = yearOf(fact.on_date) === paid.year
  const { category, source } = line
  const entries = same
    ? expenditureEntries(
        { category: category!, source, purpose, amount_fen: -amount_fen },
        { line_no: line.line_no, economic_code: paid.economic_code },
      )
    : priorYearEntries(cashAccount(source), amount_fen)
  const voucher_id = await postVoucher(tx, call, {
    on_date: fact.on_date,
    summary: fact.summary,
    source: same ? 'budget.return' : 'budget.prior-year-return',
    entries,
  })
  if (!same) return { movement_id: null, voucher_id }
  await giveBack(tx, line.id, paid, amount_fen)
  const { allotment_id, reservation_id, counterparty, economic_code } = paid
  const written = await appendMovement(tx, call, {
    ...fact,
    year: paid.year,
    line_id: line.id,
    allotment_id,
    reservation_id,
    counterparty,
    economic_code,
    kind: 'return',
    amount_fen: -amount_fen,
    voucher_id,
    returns_id: paid.id,
  })
  return { movement_id: written, voucher_id }
}

/** 借 零余额账户/银行存款 贷 以前年度盈余调整；预算会计 借 资金结存 贷 财政拨款结转（年初余额调整）. */
function priorYearEntries(cash: string, amount_fen: bigint): Entry[] {
  return [
    { account: cash, amount_fen },
    { account: '3501', amount_fen: -amount_fen },
    { account: BUDGETARY_CASH, amount_fen },
    { account: '8101', amount_fen: -amount_fen },
  ]
}

async function countBack(tx: Sql, paid: Paid, amount: bigint): Promise<void> {
  const counted = await tx`
    insert into budget.returned_payments as r (movement_id, paid_fen, returned_fen)
    select ${paid.id}, ${paid.amount_fen}, ${amount} where ${amount}::bigint <= ${paid.amount_fen}::bigint
    on conflict (movement_id) do update set returned_fen = r.returned_fen + ${amount}
      where r.returned_fen + ${amount} <= r.paid_fen returning 1`
  if (counted.length > 0) return
  const [before] = await tx<{ returned_fen: bigint }[]>`
    select returned_fen from budget.returned_payments where movement_id = ${paid.id}`
  throw beyondPayment({ left_fen: paid.amount_fen - (before?.returned_fen ?? 0n) })
}

async function giveBack(tx: Sql, lineId: bigint, paid: Paid, amount: bigint): Promise<void> {
  await tx`update budget.lines set executed_fen = executed_fen - ${amount} where id = ${lineId}`
  if (paid.allotment_id !== null)
    await tx`update budget.allotments set spent_fen = spent_fen - ${amount} where id = ${paid.allotment_id}`
  if (paid.reservation_id !== null)
    await tx`update budget.reservations set spent_fen = spent_fen - ${amount} where id = ${paid.reservation_id}`
}
