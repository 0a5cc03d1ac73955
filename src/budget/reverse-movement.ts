// Reverse an income or an expenditure (红冲): the totals go back, the voucher is mirrored, the first entry stays.
import { z } from 'zod'
import { reverseVoucher } from '../accounts/index.ts'
import { yearOf } from '../kernel/index.ts'
import { command, DayField, Id, Int64, Text } from '../platform/index.ts'
import { appendMovement } from './movements.ts'
import {
  alreadyReversed,
  belongsToMatter,
  cannotReverse,
  noSuchMovement,
  partlyReturned,
  wrongYear,
} from './refusals.ts'
import { MOVEMENT_KINDS, type MovementKind } from './vocabulary.ts'

type Reversible = {
  id: bigint
  year: number
  line_id: bigint
  allotment_id: bigint | null
  reservation_id: bigint | null
  kind: MovementKind
  amount_fen: bigint
  summary: string
  counterparty: string
  economic_code: string | null
  reported_as: string | null
  voucher_id: bigint | null
  reverses_id: bigint | null
}

/** Reverse one income or expenditure. A movement can be reversed once, and only within its year. */
export const reverseMovement = command({
  name: 'budget.reverse-movement',
  title: '红冲',
  access: ['finance'],
  input: z.strictObject({ movement_id: Id, on_date: DayField, reason: Text(200) }),
  output: z.object({ movement_id: Int64, voucher_id: Int64.nullable() }),
  async run(tx, call, { movement_id, on_date, reason }) {
    const [original] = await tx<Reversible[]>`
      select id, year, line_id, allotment_id, reservation_id, kind, amount_fen, summary, counterparty, economic_code, reported_as, voucher_id, reverses_id
      from budget.movements where id = ${movement_id}`
    if (!original) throw noSuchMovement({ movement_id: String(movement_id) })
    const { id, kind, year, reverses_id, amount_fen } = original
    if ((kind !== 'spend' && kind !== 'income') || reverses_id !== null)
      throw cannotReverse({ kind: MOVEMENT_KINDS[kind] })
    if (yearOf(on_date) !== year) throw wrongYear({ year })
    // the line is locked first, so that two reversals of one movement meet here
    await tx`update budget.lines set executed_fen = executed_fen - ${amount_fen} where id = ${original.line_id}`
    const earlier = await tx`select 1 from budget.movements where reverses_id = ${id}`
    if (earlier.length > 0) throw alreadyReversed()
    const returned = await tx`select 1 from budget.returned_payments where movement_id = ${id}`
    if (returned.length > 0) throw partlyReturned()
    // what a claim or a purchase paid goes back through it, or they would go on as paid
    if (original.reservation_id !== null && kind === 'spend') throw belongsToMatter()
    if (original.allotment_id !== null) {
      await tx`update budget.allotments set spent_fen = spent_fen - ${amount_fen} where id = ${original.allotment_id}`
    }
    const summary = `红冲：${original.summary}（${reason}）`.slice(0, 400)
    const voucher_id =
      original.voucher_id === null
        ? null
        : await reverseVoucher(tx, call, { voucher_id: original.voucher_id, on_date, summary })
    const { reverses_id: _first, voucher_id: _voucher, id: _id, ...same } = original
    const written = await appendMovement(tx, call, {
      ...same,
      amount_fen: -amount_fen,
      on_date,
      summary,
      voucher_id,
      reverses_id: id,
    })
    return { movement_id: written, voucher_id }
  },
})
