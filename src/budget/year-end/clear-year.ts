// Year-end: lines are carried over or recalled by an approving document; what still stands forbids the year to close.
import { z } from 'zod'
import { yuanGrouped } from '../../kernel/index.ts'
import { command, Int64, PositiveFen, query, Text, vetoSource, YearField } from '../../platform/index.ts'
import { FileIds, recordApproval } from '../approvals.ts'
import { carryLine, clearingDay, recallLine } from './clear-line.ts'

/** Carry a line over to the next year: what contracts hold, and as much of the free balance as the document approves. */
export const carryOver = command({
  name: 'budget.carry-over',
  title: '结转下年',
  access: ['finance'],
  input: z.strictObject({
    year: YearField,
    line_no: Text(20),
    /** of what is free; what contracts hold is carried in any case */
    balance_fen: z
      .string()
      .regex(/^\d{1,16}$/, '金额应为以分为单位的整数')
      .transform(BigInt),
    doc_no: Text(80),
    file_ids: FileIds,
  }),
  output: z.object({ carried_fen: Int64 }),
  async run(tx, call, { year, file_ids, ...given }) {
    for (const one of [year, year + 1]) await recordApproval(tx, call, { year: one, doc_no: given.doc_no, file_ids })
    return { carried_fen: await carryLine(tx, call, { ...given, year, on_date: clearingDay(year) }) }
  },
})

/** The finance bureau takes back what is free of a line, or part of it. */
export const recall = command({
  name: 'budget.recall',
  title: '财政收回',
  access: ['finance'],
  input: z.strictObject({
    year: YearField,
    line_no: Text(20),
    amount_fen: PositiveFen.nullable().default(null),
    doc_no: Text(80),
    file_ids: FileIds,
  }),
  output: z.object({ recalled_fen: Int64 }),
  async run(tx, call, { year, file_ids, ...given }) {
    await recordApproval(tx, call, { year, doc_no: given.doc_no, file_ids })
    return { recalled_fen: await recallLine(tx, call, { ...given, year, on_date: clearingDay(year) }) }
  },
})

const Left = z.object({
  line_no: z.string(),
  title: z.string(),
  plan_fen: Int64,
  spent_fen: Int64,
  reserved_fen: Int64,
  committed_fen: Int64,
  in_transit_fen: Int64,
  free_fen: Int64,
  carried_fen: Int64,
  recalled_fen: Int64,
})

export const yearEnd = query({
  name: 'budget.year-end',
  title: '年末结转与收回',
  access: 'signed-in',
  input: z.strictObject({ year: YearField }),
  output: z.array(Left),
  read: (tx, { year }) => tx<z.input<typeof Left>[]>`
    select l.line_no, l.title, l.opening_fen + l.adjusted_fen plan_fen, l.executed_fen spent_fen, l.reserved_fen, l.committed_fen,
      l.in_transit_fen, l.opening_fen + l.adjusted_fen - l.executed_fen - l.reserved_fen - l.committed_fen - l.in_transit_fen free_fen,
      coalesce(-sum(m.amount_fen) filter (where m.kind = 'carry_out'), 0)::bigint carried_fen,
      coalesce(-sum(m.amount_fen) filter (where m.kind = 'recall'), 0)::bigint recalled_fen
    from budget.lines l left join budget.movements m on m.line_id = l.id and m.kind in ('carry_out', 'recall')
    where l.year = ${year} and l.side = 'expenditure' group by l.id order by l.line_no`,
})

type Standing = { title: string; line_no: string; held: bigint; committed: bigint; free: bigint }

/** A year that is kept here closes when every line is used, carried over or recalled, and nothing is on its way. */
export const budgetVetoes = vetoSource({
  name: 'budget.unfinished-lines',
  title: '预算指标',
  async list(tx, subject) {
    if (subject.kind !== 'year-closes') return []
    const rows = await tx<Standing[]>`
      select l.title, l.line_no, l.reserved_fen + l.in_transit_fen held, l.committed_fen committed,
        l.opening_fen + l.adjusted_fen - l.executed_fen - l.reserved_fen - l.committed_fen - l.in_transit_fen free
      from budget.lines l join budget.years y using (year)
      where l.year = ${subject.year} and l.side = 'expenditure' and y.origin = 'kept' order by l.line_no`
    return rows.flatMap(row => {
      const name = `指标“${row.line_no} ${row.title}”`
      const say = (reason: string) => ({ reason: `${name}${reason}`, path: '/budget/year-end' })
      return [
        ...(row.held > 0n ? [say(`还有 ${yuanGrouped(row.held)} 元占用或在途，请先付款或释放`)] : []),
        ...(row.committed > 0n ? [say(`还有 ${yuanGrouped(row.committed)} 元合同占用，请结转下年`)] : []),
        ...(row.free !== 0n ? [say(`还有 ${yuanGrouped(row.free)} 元没有结转或收回`)] : []),
      ]
    })
  },
})
