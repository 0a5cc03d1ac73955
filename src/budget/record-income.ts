// Record an income against its plan line; income may exceed the plan.
import { z } from 'zod'
import { postVoucher } from '../accounts/index.ts'
import { yearOf } from '../kernel/index.ts'
import { command, DayField, Int64, PositiveFen, Text } from '../platform/index.ts'
import { incomeEntries } from './entries.ts'
import { lockLine } from './lines.ts'
import { appendMovement } from './movements.ts'
import { dayIsAhead } from './refusals.ts'

/** Record what was received. Refused before its day. */
export const recordIncome = command({
  name: 'budget.record-income',
  title: '登记收入',
  access: ['finance'],
  input: z.strictObject({
    line_no: Text(20),
    amount_fen: PositiveFen,
    on_date: DayField,
    summary: Text(200),
    counterparty: z.string().max(80).default(''),
    doc_no: z.string().max(80).default(''),
  }),
  output: z.object({ movement_id: Int64, voucher_id: Int64 }),
  async run(tx, call, { line_no, ...fact }) {
    if (fact.on_date > call.today) throw dayIsAhead()
    const line = await lockLine(tx, yearOf(fact.on_date), line_no, 'income')
    await tx`update budget.lines set executed_fen = executed_fen + ${fact.amount_fen} where id = ${line.id}`
    const voucher_id = await postVoucher(tx, call, {
      on_date: fact.on_date,
      summary: fact.summary,
      source: 'budget.income',
      entries: incomeEntries({ source: line.source, amount_fen: fact.amount_fen }, { line_no }),
    })
    const movement_id = await appendMovement(tx, call, {
      ...fact,
      year: line.year,
      line_id: line.id,
      kind: 'income',
      voucher_id,
    })
    return { movement_id, voucher_id }
  },
})
