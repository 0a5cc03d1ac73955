// Reserve part of an allotment for something applied for, and release what is no longer needed.
import { z } from 'zod'
import { yearOf } from '../kernel/index.ts'
import { sectionByName } from '../people/index.ts'
import { command, DayField, Int64, PositiveFen, Text } from '../platform/index.ts'
import { drawAllotment, findAllotment, findPlace, releaseFromAllotment } from './allotments.ts'
import { lockLine } from './lines.ts'
import { appendMovement } from './movements.ts'

const input = z.strictObject({
  line_no: Text(20),
  section: Text(40),
  amount_fen: PositiveFen,
  on_date: DayField,
  summary: Text(200),
  doc_no: z.string().max(80).default(''),
})
const output = z.object({ movement_id: Int64 })

/** Reserve (占用) an amount of a section's allotment. Refused beyond what is available. */
export const reserve = command({
  name: 'budget.reserve',
  title: '占用额度',
  access: ['finance', 'operations'],
  input,
  output,
  async run(tx, call, { line_no, section, ...fact }) {
    const { line, allotment } = await findPlace(tx, yearOf(fact.on_date), line_no, section)
    await drawAllotment(tx, allotment, { reserved: fact.amount_fen })
    const movement_id = await appendMovement(tx, call, {
      ...fact,
      year: line.year,
      line_id: line.id,
      allotment_id: allotment.id,
      kind: 'reserve',
    })
    return { movement_id }
  },
})

/** Release an amount that was reserved. Refused beyond what is reserved. */
export const release = command({
  name: 'budget.release',
  title: '释放占用',
  access: ['finance', 'operations'],
  input,
  output,
  async run(tx, call, { line_no, section, amount_fen, ...fact }) {
    const line = await lockLine(tx, yearOf(fact.on_date), line_no, 'expenditure')
    const allotment = await findAllotment(
      tx,
      line.id,
      { id: await sectionByName(tx, section), name: section },
      line.title,
    )
    await releaseFromAllotment(tx, allotment, amount_fen)
    const movement_id = await appendMovement(tx, call, {
      ...fact,
      year: line.year,
      line_id: line.id,
      allotment_id: allotment.id,
      kind: 'release',
      amount_fen: -amount_fen,
    })
    return { movement_id }
  },
})
