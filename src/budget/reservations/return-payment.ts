// Record that money paid came back (退回): a payment bounced, a supplier refunded, an advance was handed back.
import { z } from 'zod'
import { command, DayField, Id, Int64, PositiveFen, Text } from '../../platform/index.ts'
import { belongsToMatter } from '../refusals.ts'
import { PURPOSES } from '../vocabulary.ts'
import { returnSpending } from './return-spending.ts'

/** Record what came back of one payment; never more than was paid. */
export const returnPayment = command({
  name: 'budget.return-payment',
  title: '登记支出退回',
  access: ['finance'],
  input: z.strictObject({
    movement_id: Id,
    amount_fen: PositiveFen,
    on_date: DayField,
    summary: Text(200),
    purpose: z.enum(Object.keys(PURPOSES) as [keyof typeof PURPOSES]).default('expense'),
    doc_no: z.string().max(80).default(''),
  }),
  output: z.object({ movement_id: Int64.nullable(), voucher_id: Int64 }),
  async run(tx, call, back) {
    // what a claim or a purchase paid comes back through it
    const [matter] = await tx`
      select 1 from budget.movements where id = ${back.movement_id} and reservation_id is not null`
    if (matter) throw belongsToMatter()
    return returnSpending(tx, call, back)
  },
})
