// Record an expenditure: the section's allotment is used and the voucher posted in the same transaction.
import { z } from 'zod'
import { postVoucher } from '../accounts/index.ts'
import { yearOf } from '../kernel/index.ts'
import { sectionByName } from '../people/index.ts'
import { command, DayField, Int64, PositiveFen, Text } from '../platform/index.ts'
import { findAllotment, takeFromAllotment } from './allotments.ts'
import { expenditureEntries } from './entries.ts'
import { lockLine } from './lines.ts'
import { appendMovement } from './movements.ts'
import { PURPOSES } from './vocabulary.ts'

/** Record what was paid, from which line and section, to whom. Refused beyond the section's allotment. */
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
  async run(tx, call, { line_no, section, purpose, ...fact }) {
    const line = await lockLine(tx, yearOf(fact.on_date), line_no, 'expenditure')
    const allotment = await findAllotment(
      tx,
      line.id,
      { id: await sectionByName(tx, section), name: section },
      line.title,
    )
    await takeFromAllotment(tx, allotment, 'spent', fact.amount_fen)
    const voucher_id = await postVoucher(tx, call, {
      on_date: fact.on_date,
      summary: fact.summary,
      source: 'budget.spend',
      entries: expenditureEntries({
        category: line.category!,
        source: line.source,
        purpose,
        amount_fen: fact.amount_fen,
      }),
    })
    const movement_id = await appendMovement(tx, call, {
      ...fact,
      year: line.year,
      line_id: line.id,
      allotment_id: allotment.id,
      kind: 'spend',
      voucher_id,
    })
    const left_fen = allotment.allotted_fen - allotment.reserved_fen - allotment.spent_fen - fact.amount_fen
    return { movement_id, voucher_id, left_fen }
  },
})
