// Imported history: taken in as it was, also where it breaks a rule of today; totals are then made from the movements.

import { postVoucher } from '../accounts/index.ts'
import type { Call, Sql } from '../platform/index.ts'
import { expenditureEntries, incomeEntries } from './entries.ts'
import { appendMovement } from './movements.ts'
import { noSuchLine } from './refusals.ts'
import { type Category, type Heading, type Purpose, type Source, TOTAL_KINDS } from './vocabulary.ts'

export type ImportedEntry = {
  key: string
  on_date: string
  line_no: string
  section_id: bigint | null
  summary: string
  amount_fen: bigint
  economic_code: string | null
  purpose: Purpose
  counterparty: string
  reported_as: Heading | null
  is_example: boolean
}
export type ImportedAdjustment = {
  key: string
  on_date: string
  line_no: string
  kind: 'increase' | 'cut' | 'virement' | 'allot'
  section_id: bigint | null
  amount_fen: bigint
  doc_no: string
  summary: string
  is_example: boolean
}

type KnownLine = { id: bigint; side: 'income' | 'expenditure'; source: Source; category: Category | null }

async function linesOf(tx: Sql, year: number): Promise<(lineNo: string) => KnownLine> {
  const rows = await tx<
    (KnownLine & { line_no: string })[]
  >`select id, line_no, side, source, category from budget.lines where year = ${year}`
  const known = new Map(rows.map(row => [row.line_no, row]))
  return lineNo => {
    const line = known.get(lineNo)
    if (!line) throw noSuchLine({ line: lineNo })
    return line
  }
}

async function allotmentOf(tx: Sql, lineId: bigint, sectionId: bigint): Promise<bigint> {
  const [row] = await tx<{ id: bigint }[]>`
    insert into budget.allotments (line_id, section_id, imported) values (${lineId}, ${sectionId}, true)
    on conflict (line_id, section_id) do update set imported = true returning id`
  return row!.id
}

/** Appends imported receipts and payments with their vouchers. */
export async function importEntries(
  tx: Sql,
  call: Call,
  year: number,
  entries: readonly ImportedEntry[],
): Promise<void> {
  const lineOf = await linesOf(tx, year)
  for (const { key, line_no, section_id, purpose, ...entry } of entries) {
    const line = lineOf(line_no)
    const income = line.side === 'income'
    const posted = income
      ? incomeEntries({ source: line.source, amount_fen: entry.amount_fen }, { line_no })
      : expenditureEntries(
          { category: line.category!, source: line.source, purpose, amount_fen: entry.amount_fen },
          { line_no, economic_code: entry.economic_code },
        )
    const voucher_id = await postVoucher(tx, call, {
      on_date: entry.on_date,
      summary: entry.summary,
      source: income ? 'budget.income' : 'budget.spend',
      entries: posted,
      imported: true,
      is_example: entry.is_example,
    })
    const allotment_id = income || section_id === null ? null : await allotmentOf(tx, line.id, section_id)
    await appendMovement(tx, call, {
      ...entry,
      year,
      line_id: line.id,
      allotment_id,
      kind: income ? 'income' : 'spend',
      voucher_id,
      import_key: `${year}|${key}`,
    })
  }
}

/** Appends imported changes of the plan. A cut is given as the amount that was cut. */
export async function importAdjustments(
  tx: Sql,
  call: Call,
  year: number,
  adjustments: readonly ImportedAdjustment[],
): Promise<void> {
  const lineOf = await linesOf(tx, year)
  for (const { key, line_no, section_id, amount_fen, ...change } of adjustments) {
    const line = lineOf(line_no)
    const allotment_id =
      change.kind === 'allot' && section_id !== null ? await allotmentOf(tx, line.id, section_id) : null
    const signed = change.kind === 'cut' ? -amount_fen : amount_fen
    await appendMovement(tx, call, {
      ...change,
      amount_fen: signed,
      year,
      line_id: line.id,
      allotment_id,
      import_key: `${year}|${key}`,
    })
  }
}

/** Makes the stored totals of an imported year equal to the sums of its movements. */
export async function refreshImportedTotals(tx: Sql, year: number): Promise<void> {
  await tx`
    update budget.lines l set
      adjusted_fen = coalesce(s.adjusted, 0), allotted_fen = coalesce(s.allotted, 0), reserved_fen = coalesce(s.reserved, 0), executed_fen = coalesce(s.executed, 0)
    from budget.lines k left join (
      select line_id,
        sum(amount_fen) filter (where kind = any(${[...TOTAL_KINDS.adjusted]})) adjusted, sum(amount_fen) filter (where kind = 'allot') allotted,
        sum(amount_fen) filter (where kind in ('reserve', 'release')) reserved, sum(amount_fen) filter (where kind = any(${[...TOTAL_KINDS.executed]})) executed
      from budget.movements where year = ${year} group by line_id
    ) s on s.line_id = k.id
    where l.id = k.id and l.year = ${year} and l.imported`
  await tx`
    update budget.allotments a set allotted_fen = coalesce(s.allotted, 0), spent_fen = coalesce(s.spent, 0)
    from (
      select allotment_id, sum(amount_fen) filter (where kind = 'allot') allotted, sum(amount_fen) filter (where kind in ('spend', 'return')) spent
      from budget.movements where year = ${year} and allotment_id is not null group by allotment_id
    ) s where s.allotment_id = a.id and a.imported`
}
