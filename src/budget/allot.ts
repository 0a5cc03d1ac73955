// Allot a line to sections (分解到科室), or take unused allotment back.
import { z } from 'zod'
import { type Day, yearOf } from '../kernel/index.ts'
import { sectionByName } from '../people/index.ts'
import { type Call, command, DayField, FenInput, Int64, type Sql, Text } from '../platform/index.ts'
import { lockLine } from './lines.ts'
import { appendMovement } from './movements.ts'
import { beyondPlan, notEnough } from './refusals.ts'

type Allotting = {
  line_no: string
  section: string
  amount_fen: bigint
  on_date: Day
  doc_no: string
  summary: string
}

/** Gives an amount of a line to a section; a negative amount takes back what the section has not used. */
export async function allotToSection(
  tx: Sql,
  call: Call,
  { line_no, section, amount_fen, ...rest }: Allotting,
): Promise<{ movement_id: bigint; allotted_fen: bigint }> {
  const line = await lockLine(tx, yearOf(rest.on_date), line_no, 'expenditure')
  const sectionId = await sectionByName(tx, section)
  const planned = await tx`
    update budget.lines set allotted_fen = allotted_fen + ${amount_fen}
    where id = ${line.id} and allotted_fen + ${amount_fen} between 0 and opening_fen + adjusted_fen returning 1`
  if (planned.length === 0)
    throw beyondPlan({ line: line.title, left_fen: line.opening_fen + line.adjusted_fen - line.allotted_fen })
  // the row must exist before it can be held by its condition
  await tx`insert into budget.allotments (line_id, section_id) values (${line.id}, ${sectionId}) on conflict do nothing`
  const [row] = await tx<{ id: bigint; allotted_fen: bigint }[]>`
    update budget.allotments set allotted_fen = allotted_fen + ${amount_fen}
    where line_id = ${line.id} and section_id = ${sectionId} and allotted_fen + ${amount_fen} >= reserved_fen + committed_fen + in_transit_fen + spent_fen
    returning id, allotted_fen`
  if (!row) {
    const [now] = await tx<
      { left_fen: bigint }[]
    >`select allotted_fen - reserved_fen - committed_fen - in_transit_fen - spent_fen left_fen
      from budget.allotments where line_id = ${line.id} and section_id = ${sectionId}`
    throw notEnough({ line: line.title, section, left_fen: now?.left_fen ?? 0n })
  }
  const movement_id = await appendMovement(tx, call, {
    ...rest,
    year: line.year,
    line_id: line.id,
    allotment_id: row.id,
    kind: 'allot',
    amount_fen,
  })
  return { movement_id, allotted_fen: row.allotted_fen }
}

/** Allot an amount of a line to a section; a negative amount takes back what the section has not used. */
export const allot = command({
  name: 'budget.allot',
  title: '下达科室额度',
  access: ['finance'],
  input: z.strictObject({
    line_no: Text(20),
    section: Text(40),
    amount_fen: FenInput.refine(fen => fen !== 0n, '金额不能为 0'),
    on_date: DayField,
    doc_no: z.string().max(80).default(''),
    summary: Text(200),
  }),
  output: z.object({ movement_id: Int64, allotted_fen: Int64 }),
  run: (tx, call, given) => allotToSection(tx, call, given),
})
