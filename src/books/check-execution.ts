// More of check-books: final accounts that do not tie, lines that mix classes, holds that are not what their matters hold.
import { type Category, mixedClasses } from '../budget/index.ts'
import { yuanGrouped } from '../kernel/index.ts'
import type { Sql } from '../platform/index.ts'
import { finalAccountsOf } from './final-accounts/final-queries.ts'

type Found = { rule: string; severity: 'error' | 'warning'; message: string; excerpt: string }

/** 勾稽: every pair of the final accounts that is not equal, both sides named. */
export async function doNotTie(tx: Sql, year: number): Promise<Found[]> {
  const { ties } = await finalAccountsOf(tx, year)
  return ties
    .filter(tie => !tie.holds)
    .map(({ rule, left, right }) => ({
      rule: 'final-accounts-do-not-tie',
      severity: 'error',
      excerpt: rule,
      message: `决算表勾稽不符：${left.title} ${yuanGrouped(left.fen)} 元，${right.title} ${yuanGrouped(right.fen)} 元，相差 ${yuanGrouped(left.fen - right.fen)} 元。`,
    }))
}

type LineRow = {
  line_no: string
  title: string
  side: 'income' | 'expenditure'
  category: Category | null
  project: string | null
  economic_code: string | null
  three_public: string | null
}

/** 基本 and 项目, 人员 and 公用 apart: lines of which the classes disagree. */
export async function mixedLines(tx: Sql, year: number): Promise<Found[]> {
  const rows = await tx<LineRow[]>`
    select line_no, title, side, category, project, economic_code, three_public from budget.lines where year = ${year} order by line_no`
  return rows.flatMap(row => {
    const why = mixedClasses(row)
    if (!why) return []
    const message = `指标“${row.title}”混了口径：${why}。`
    return [{ rule: 'classes-mixed', severity: 'warning' as const, message, excerpt: `${row.line_no} ${row.title}` }]
  })
}

/** What an allotment has under contract and on its way is what its matters hold; reserved may be more, by hand. */
export async function holdsAstray(tx: Sql, year: number): Promise<Found[]> {
  const rows = await tx<{ line: string; line_no: string; section: string }[]>`
    select l.title line, l.line_no, s.name section from budget.allotments a
    join budget.lines l on l.id = a.line_id join people.sections s on s.id = a.section_id
    left join (select allotment_id, sum(reserved_fen) reserved, sum(committed_fen) committed, sum(in_transit_fen) in_transit
      from budget.reservations group by allotment_id) r on r.allotment_id = a.id
    where l.year = ${year} and (a.committed_fen <> coalesce(r.committed, 0) or a.in_transit_fen <> coalesce(r.in_transit, 0)
      or a.reserved_fen < coalesce(r.reserved, 0)) order by l.line_no`
  return rows.map(row => ({
    rule: 'holds-astray',
    severity: 'error',
    excerpt: `${row.line_no} ${row.line}`,
    message: `“${row.section}”在“${row.line}”上的占用、合同占用或在途，与各事项占用之和不一致。`,
  }))
}
