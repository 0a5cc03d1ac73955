// The 预算指标额度台账: per line and section what was planned, adjusted, reserved, spent and is left; each cell opens its entries.
import { z } from 'zod'
import { Id, Int64, PageFields, query, type Sql, YearField } from '../platform/index.ts'
import { MOVEMENT_KINDS, TOTAL_KINDS } from './vocabulary.ts'

const LedgerRow = z.object({
  id: Int64,
  line_no: z.string(),
  side: z.string(),
  title: z.string(),
  source: z.string(),
  category: z.string().nullable(),
  project: z.string().nullable(),
  procurement: z.boolean(),
  three_public: z.string().nullable(),
  is_example: z.boolean(),
  reported_as: z.array(z.string()).nullable(),
  function_code: z.string().nullable(),
  economic_code: z.string().nullable(),
  opening_fen: Int64,
  adjusted_fen: Int64,
  allotted_fen: Int64,
  reserved_fen: Int64,
  committed_fen: Int64,
  in_transit_fen: Int64,
  executed_fen: Int64,
  available_fen: Int64,
  sections: z.array(
    z.object({
      section: z.string(),
      allotted_fen: z.string(),
      reserved_fen: z.string(),
      committed_fen: z.string(),
      in_transit_fen: z.string(),
      spent_fen: z.string(),
      available_fen: z.string(),
    }),
  ),
})

/** The ledger's rows, computed from the movements themselves. */
export async function ledgerRows(tx: Sql, year: number): Promise<z.input<typeof LedgerRow>[]> {
  return tx<z.input<typeof LedgerRow>[]>`
    with sums as (
      select line_id,
        coalesce(sum(amount_fen) filter (where kind = 'opening'), 0)::bigint opening_fen,
        coalesce(sum(amount_fen) filter (where kind = any(${[...TOTAL_KINDS.adjusted]})), 0)::bigint adjusted_fen,
        coalesce(sum(amount_fen) filter (where kind = 'allot'), 0)::bigint allotted_fen,
        coalesce(sum(amount_fen) filter (where kind in ('reserve', 'release')), 0)::bigint reserved_fen,
        coalesce(sum(amount_fen) filter (where kind in ('commit', 'uncommit')), 0)::bigint committed_fen,
        coalesce(sum(amount_fen) filter (where kind in ('dispatch', 'arrive')), 0)::bigint in_transit_fen,
        coalesce(sum(amount_fen) filter (where kind = any(${[...TOTAL_KINDS.executed]})), 0)::bigint executed_fen
      from budget.movements where year = ${year} group by line_id
    )
    select l.id, l.line_no, l.side, l.title, l.source, l.category, l.project, l.procurement, l.three_public, l.is_example,
      l.reported_as, l.function_code, l.economic_code, coalesce(s.opening_fen, 0) opening_fen,
      coalesce(s.adjusted_fen, 0) adjusted_fen, coalesce(s.allotted_fen, 0) allotted_fen,
      coalesce(s.reserved_fen, 0) reserved_fen, coalesce(s.committed_fen, 0) committed_fen,
      coalesce(s.in_transit_fen, 0) in_transit_fen, coalesce(s.executed_fen, 0) executed_fen,
      coalesce(s.opening_fen + s.adjusted_fen - s.reserved_fen - s.committed_fen - s.in_transit_fen - s.executed_fen, 0) available_fen,
      coalesce((select jsonb_agg(jsonb_build_object('section', x.name, 'allotted_fen', a.allotted_fen::text,
          'reserved_fen', a.reserved_fen::text, 'committed_fen', a.committed_fen::text,
          'in_transit_fen', a.in_transit_fen::text, 'spent_fen', a.spent_fen::text,
          'available_fen', (a.allotted_fen - a.reserved_fen - a.committed_fen - a.in_transit_fen - a.spent_fen)::text) order by x.sort)
        from budget.allotments a join people.sections x on x.id = a.section_id where a.line_id = l.id), '[]') sections
    from budget.lines l left join sums s on s.line_id = l.id
    where l.year = ${year} order by l.side desc, l.line_no`
}

export const ledger = query({
  name: 'budget.ledger',
  title: '预算指标额度台账',
  access: 'signed-in',
  input: z.strictObject({ year: YearField }),
  output: z.array(LedgerRow),
  read: (tx, { year }) => ledgerRows(tx, year),
})

const MovementRow = z.object({
  id: Int64,
  line_id: Int64,
  line_no: z.string(),
  line_title: z.string(),
  side: z.string(),
  kind: z.string(),
  kind_title: z.string(),
  amount_fen: Int64,
  on_date: z.string(),
  summary: z.string(),
  doc_no: z.string(),
  counterparty: z.string(),
  section: z.string().nullable(),
  economic_code: z.string().nullable(),
  reported_as: z.string().nullable(),
  voucher_id: Int64.nullable(),
  reverses_id: Int64.nullable(),
  reversed: z.boolean(),
  is_example: z.boolean(),
  recorded_by: z.string(),
})

export const movements = query({
  name: 'budget.movements',
  title: '台账明细',
  access: 'signed-in',
  input: z.strictObject({
    year: YearField,
    line_id: Id.optional(),
    group: z.enum(Object.keys(TOTAL_KINDS) as [keyof typeof TOTAL_KINDS]).optional(),
    month: z.coerce.number().int().min(1).max(12).optional(),
    search: z.string().max(60).optional(),
    ...PageFields,
  }),
  output: z.object({ total_count: z.number(), total_fen: Int64, rows: z.array(MovementRow) }),
  async read(tx, { year, line_id, group, month, search, offset, limit }) {
    const where = tx`m.year = ${year}
      ${line_id === undefined ? tx`` : tx`and m.line_id = ${line_id}`}
      ${group === undefined ? tx`` : tx`and m.kind = any(${[...TOTAL_KINDS[group]]})`}
      ${month === undefined ? tx`` : tx`and extract(month from m.on_date) = ${month}`}
      ${search === undefined ? tx`` : tx`and position(${search} in m.summary || ' ' || m.counterparty || ' ' || m.doc_no || ' ' || l.title) > 0`}`
    const [count] = await tx<{ n: number; total: bigint }[]>`
      select count(*)::int n, coalesce(sum(m.amount_fen), 0)::bigint total
      from budget.movements m join budget.lines l on l.id = m.line_id where ${where}`
    const rows = await tx<Omit<z.input<typeof MovementRow>, 'kind_title'>[]>`
      select m.id, m.line_id, l.line_no, l.title line_title, l.side, m.kind, m.amount_fen, m.on_date, m.summary, m.doc_no,
        m.counterparty, s.name section, m.economic_code, m.reported_as, m.voucher_id, m.reverses_id,
        exists (select from budget.movements r where r.reverses_id = m.id) reversed, m.is_example, m.recorded_by
      from budget.movements m join budget.lines l on l.id = m.line_id
      left join budget.allotments a on a.id = m.allotment_id left join people.sections s on s.id = a.section_id
      where ${where} order by m.on_date desc, m.id desc offset ${offset} limit ${limit}`
    const titled = rows.map(row => ({ ...row, kind_title: MOVEMENT_KINDS[row.kind as keyof typeof MOVEMENT_KINDS] }))
    return { total_count: count?.n ?? 0, total_fen: count?.total ?? 0n, rows: titled }
  },
})
