// Two versions of a budget, or of one section's request, side by side.
import { z } from 'zod'
import { Int64, query, type Sql, Text, YearField } from '../../platform/index.ts'
import { type Compared, classesCompared, compared } from './comparison.ts'
import { type Item, itemsOf } from './items.ts'
import { noSuchRound } from './refusals.ts'

const fens = { before_fen: Int64.nullable(), after_fen: Int64.nullable(), difference_fen: Int64, rate: z.string() }
const Row = z.object({
  line_no: z.string(),
  title: z.string(),
  section: z.string(),
  class_title: z.string(),
  changes: z.array(z.string()),
  ...fens,
})

type Kept = Omit<Item, 'amount_fen' | 'price_fen'> & { amount_fen: string; price_fen: string }
const fromKept = (items: readonly Kept[]): Compared[] =>
  items.map(item => ({ ...item, amount_fen: BigInt(item.amount_fen) }))

/**
 * A version by its name: `last` (last year's budget), `now` (as it is filled in), the id of a round, or `submission-` with the
 * id of what a section submitted.
 */
async function versionOf(tx: Sql, year: number, name: string): Promise<Compared[]> {
  if (name === 'now') return [...(await itemsOf(tx, year))]
  if (name === 'last') {
    return tx<Compared[]>`
      select l.line_no, l.title, coalesce(s.name, '') section, l.side, l.category, l.opening_fen amount_fen
      from budget.lines l left join people.sections s on s.id = l.section_id where l.year = ${year - 1}`
  }
  const [, submission, id] = /^(submission-)?(\d{1,18})$/.exec(name) ?? []
  if (id === undefined) throw noSuchRound()
  const [row] = submission
    ? await tx<{ items: Kept[] }[]>`
      select d.items from budget.request_decisions d join budget.requests r on r.id = d.request_id
      where d.id = ${id}::bigint and d.decision = 'submit' and r.year = ${year}`
    : await tx<{ items: Kept[] }[]>`select items from budget.rounds where id = ${id}::bigint and year = ${year}`
  if (!row) throw noSuchRound()
  return fromKept(row.items)
}

export const comparison = query({
  name: 'budget.comparison',
  title: '预算版本对比',
  access: 'signed-in',
  input: z.strictObject({ year: YearField, before: Text(40), after: Text(40), section: z.string().max(40).optional() }),
  output: z.object({ rows: z.array(Row), classes: z.array(z.object({ class_title: z.string(), ...fens })) }),
  async read(tx, { year, before, after, section }) {
    const own = (one: Compared) => section === undefined || one.section === section
    const [was, is] = [await versionOf(tx, year, before), await versionOf(tx, year, after)]
    const both = [was.filter(own), is.filter(own)] as const
    return { rows: compared(...both), classes: classesCompared(...both) }
  },
})
