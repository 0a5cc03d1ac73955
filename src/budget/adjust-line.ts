// Change the plan during the year: supplementary increase (追加), cut (追减) and virement (调剂), each by a document.
import { z } from 'zod'
import { yearOf } from '../kernel/index.ts'
import { type Call, command, DayField, Int64, PositiveFen, type Sql, Text } from '../platform/index.ts'
import { FileIds, recordApproval } from './approvals.ts'
import { type Line, lockLine } from './lines.ts'
import { appendMovement } from './movements.ts'
import { cutBelowUse, sameLine } from './refusals.ts'

type Adjustment = {
  kind: 'increase' | 'cut' | 'virement'
  amount_fen: bigint
  on_date: string
  doc_no: string
  summary: string
}

/** Moves a line's plan by a signed amount, never below what was allotted. */
async function adjustLine(tx: Sql, call: Call, line: Line, change: Adjustment): Promise<bigint> {
  const moved = await tx`
    update budget.lines set adjusted_fen = adjusted_fen + ${change.amount_fen}
    where id = ${line.id} and opening_fen + adjusted_fen + ${change.amount_fen} >= greatest(allotted_fen, 0) returning 1`
  if (moved.length === 0) {
    throw cutBelowUse({ line: line.title, free_fen: line.opening_fen + line.adjusted_fen - line.allotted_fen })
  }
  return appendMovement(tx, call, { ...change, year: line.year, line_id: line.id })
}

const fields = { on_date: DayField, doc_no: Text(80), summary: Text(200), file_ids: FileIds }
const Movement = z.object({ movement_id: Int64 })

/** Increase a line by an approving document. */
export const increaseLine = command({
  name: 'budget.increase-line',
  title: '追加指标',
  access: ['finance'],
  input: z.strictObject({
    line_no: Text(20),
    side: z.enum(['income', 'expenditure']),
    amount_fen: PositiveFen,
    ...fields,
  }),
  output: Movement,
  async run(tx, call, { line_no, side, file_ids, ...change }) {
    await recordApproval(tx, call, { year: yearOf(change.on_date), doc_no: change.doc_no, file_ids })
    const line = await lockLine(tx, yearOf(change.on_date), line_no, side)
    return { movement_id: await adjustLine(tx, call, line, { ...change, kind: 'increase' }) }
  },
})

/** Cut a line by an approving document; not below what sections were allotted. */
export const cutLine = command({
  name: 'budget.cut-line',
  title: '追减指标',
  access: ['finance'],
  input: z.strictObject({
    line_no: Text(20),
    side: z.enum(['income', 'expenditure']),
    amount_fen: PositiveFen,
    ...fields,
  }),
  output: Movement,
  async run(tx, call, { line_no, side, amount_fen, file_ids, ...change }) {
    await recordApproval(tx, call, { year: yearOf(change.on_date), doc_no: change.doc_no, file_ids })
    const line = await lockLine(tx, yearOf(change.on_date), line_no, side)
    return { movement_id: await adjustLine(tx, call, line, { ...change, amount_fen: -amount_fen, kind: 'cut' }) }
  },
})

/** Move plan from one expenditure line to another (预算法第72条: strictly controlled, by document). */
export const moveBetweenLines = command({
  name: 'budget.move-between-lines',
  title: '调剂指标',
  access: ['finance'],
  input: z.strictObject({ from_line_no: Text(20), to_line_no: Text(20), amount_fen: PositiveFen, ...fields }),
  output: z.object({ from_movement_id: Int64, to_movement_id: Int64 }),
  async run(tx, call, { from_line_no, to_line_no, amount_fen, file_ids, ...change }) {
    if (from_line_no === to_line_no) throw sameLine()
    const year = yearOf(change.on_date)
    await recordApproval(tx, call, { year, doc_no: change.doc_no, file_ids })
    // locked in one order whoever gives and whoever takes, so that two virements cannot wait for each other
    const locked = new Map<string, Line>()
    for (const no of [from_line_no, to_line_no].sort()) locked.set(no, await lockLine(tx, year, no, 'expenditure'))
    const from = await adjustLine(tx, call, locked.get(from_line_no)!, {
      ...change,
      amount_fen: -amount_fen,
      kind: 'virement',
    })
    const to = await adjustLine(tx, call, locked.get(to_line_no)!, { ...change, amount_fen, kind: 'virement' })
    return { from_movement_id: from, to_movement_id: to }
  },
})
