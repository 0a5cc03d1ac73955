// Figures of staffing: authorised posts and people in post.
import type { Figure, FigureContext, Period } from '../kernel/index.ts'
import type { Sql } from '../platform/index.ts'

type Staffing = { authorised_count: number; in_post_count: number; source: string }

async function staffing(tx: Sql, { year }: Period): Promise<Staffing | undefined> {
  const [row] = await tx<
    Staffing[]
  >`select authorised_count, in_post_count, source from people.staffing where year = ${year}`
  return row
}

const count = (name: string, title: string, pick: (row: Staffing) => number): Figure<Sql> => ({
  kind: 'source',
  name,
  title,
  unit: '人',
  basis: '年末',
  async value(context) {
    const row = await context.load(staffing)
    return row ? BigInt(pick(row)) : null
  },
  async rows(context: FigureContext<Sql>) {
    const row = await context.load(staffing)
    const amount = BigInt(row ? pick(row) : 0)
    const rows = row ? [{ id: name, on_date: null, summary: title, detail: row.source, amount, source: null }] : []
    return { rows, total_count: rows.length, total_amount: amount }
  },
})

export const peopleFigures: Figure<Sql>[] = [
  count('people.authorised', '编制人数', row => row.authorised_count),
  count('people.in-post', '实有人数', row => row.in_post_count),
  {
    kind: 'derived',
    name: 'people.staffing-rate',
    title: '在职人员控制率',
    unit: '%',
    basis: '编制人数',
    formula: { op: 'ratio', of: ['people.in-post', 'people.authorised'] },
  },
]
