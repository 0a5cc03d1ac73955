// Record an expenditure: the section's allotment is used and the voucher posted in the same transaction.
import { z } from 'zod'
import { command, DayField, Int64, PositiveFen, Text } from '../platform/index.ts'
import { dayIsAhead } from './refusals.ts'
import { spendAllotment } from './reservations/pay.ts'
import { PURPOSES } from './vocabulary.ts'

/** Record what was paid, from which line and section, to whom. Refused beyond the section's allotment, and before its day. */
export const recordExpenditure = command({
  name: 'budget.record-expenditure',
  title: '登记支出',
  access: ['finance'],
  input: z.strictObject({
    line_no: Text(20),
    section: Text(40),
    amount_fen: PositiveFen,
    on_date: DayField,
    summary: Text(200),
    counterparty: Text(80),
    economic_code: z.string().regex(/^\d{5}$/, '部门经济分类填到款，5 位数字'),
    purpose: z.enum(Object.keys(PURPOSES) as [keyof typeof PURPOSES]).default('expense'),
    doc_no: z.string().max(80).default(''),
  }),
  output: z.object({ movement_id: Int64, voucher_id: Int64, left_fen: Int64 }),
  run(tx, call, payment) {
    if (payment.on_date > call.today) throw dayIsAhead()
    return spendAllotment(tx, call, payment)
  },
})
