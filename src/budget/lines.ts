// Budget lines as rows: written at adoption and by imports, found by number.
import type { Call, Sql } from '../platform/index.ts'
import { noSuchLine, wrongSide } from './refusals.ts'
import type { Category, Heading, Source } from './vocabulary.ts'

export type NewLine = {
  line_no: string
  side: 'income' | 'expenditure'
  title: string
  source: Source
  category: Category | null
  function_code: string | null
  economic_code: string | null
  section_id: bigint | null
  project: string | null
  three_public: string | null
  procurement: boolean
  reported_as: Heading[] | null
  opening_fen: bigint
  is_example: boolean
}

export type Line = {
  id: bigint
  year: number
  line_no: string
  side: 'income' | 'expenditure'
  title: string
  source: Source
  category: Category | null
  three_public: string | null
  procurement: boolean
  opening_fen: bigint
  adjusted_fen: bigint
  allotted_fen: bigint
  imported: boolean
}

export type NewYear = {
  year: number
  doc_no: string
  adopted_on: string
  income_fen: bigint
  expenditure_fen: bigint
  imported: boolean
}

/** Writes the adopted totals and every line with its opening movement. The lines must sum, by constraint. */
export async function writeBudget(tx: Sql, call: Call, budget: NewYear, lines: NewLine[]): Promise<void> {
  await tx`insert into budget.years (year, origin, doc_no, adopted_on, income_fen, expenditure_fen, adopted_at, adopted_by)
    values (${budget.year}, ${budget.imported ? 'imported' : 'kept'}, ${budget.doc_no}, ${budget.adopted_on},
      ${budget.income_fen}, ${budget.expenditure_fen}, ${call.at}, ${call.actor.name})`
  for (const line of lines) await writeLine(tx, call, budget, line)
}

async function writeLine(tx: Sql, call: Call, budget: NewYear, line: NewLine): Promise<void> {
  await tx`
    with line as (
      insert into budget.lines ${tx({ ...line, year: budget.year, imported: budget.imported })} returning id
    )
    insert into budget.movements (year, line_id, kind, amount_fen, on_date, summary, doc_no, is_example, recorded_at, recorded_by)
    select ${budget.year}, id, 'opening', ${line.opening_fen}, ${`${budget.year}-01-01`}, ${`年初预算：${line.title}`},
      ${budget.doc_no}, ${line.is_example}, ${call.at}, ${call.actor.name}
    from line where ${line.opening_fen}::bigint <> 0`
}

/** A line of a year by its number, as it is now. Refuses an unknown line, or one of the other side. */
export async function findLine(tx: Sql, year: number, lineNo: string, side: Line['side'], lock = tx``): Promise<Line> {
  const [line] = await tx<Line[]>`
    select id, year, line_no, side, title, source, category, three_public, procurement, opening_fen, adjusted_fen, allotted_fen, imported
    from budget.lines where year = ${year} and line_no = ${lineNo} ${lock}`
  if (!line) throw noSuchLine({ line: lineNo })
  if (line.side !== side) throw wrongSide({ line: lineNo, wanted: side === 'income' ? '收入' : '支出' })
  return line
}

/** The same, locked until the transaction ends: its totals do not change in between. */
export function lockLine(tx: Sql, year: number, lineNo: string, side: Line['side']): Promise<Line> {
  return findLine(tx, year, lineNo, side, tx`for no key update`)
}
