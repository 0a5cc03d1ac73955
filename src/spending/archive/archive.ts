// 凭证档案: the vouchers of a year, each with the claim, the invoices, the papers and the approvals behind it, and how long it
// is kept.
import { z } from 'zod'
import { lastDayOf } from '../../kernel/index.ts'
import { Int64, query, type Sql, YearField } from '../../platform/index.ts'
import { KINDS, type Kind } from '../vocabulary.ts'

const Row = z.object({
  voucher_id: Int64,
  voucher_no: Int64,
  on_date: z.string(),
  summary: z.string(),
  amount_fen: Int64,
  claim_id: Int64.nullable(),
  claim_no: z.string().nullable(),
  kind: z.string().nullable(),
  applicant: z.string().nullable(),
  invoices: z.string(),
  approvals: z.string(),
  file_count: z.number(),
  keep_until: z.string().nullable(),
})
export type ArchiveRow = z.input<typeof Row>

/** Every voucher of a year in the order of its number. Kept from the end of the year on, by the rule in force then. */
export async function archiveRows(tx: Sql, year: number): Promise<ArchiveRow[]> {
  const [rule] = await tx<{ years: number | null }[]>`
    select years from spending.retention where kind = 'voucher' and effective_from <= ${lastDayOf(year)}
    order by effective_from desc limit 1`
  const keep_until = rule?.years ? `${year + rule.years}-12-31` : null
  const rows = await tx<(Omit<ArchiveRow, 'keep_until' | 'kind'> & { kind: Kind | null })[]>`
    with facts as (
      select voucher_id, claim_id from spending.payments where voucher_id is not null
      union select voucher_id, claim_id from spending.returns where voucher_id is not null
      union select offset_voucher_id, id from spending.claims where offset_voucher_id is not null
      union select accrual_voucher_id, id from spending.claims where accrual_voucher_id is not null
    )
    select v.id voucher_id, v.voucher_no, v.on_date, v.summary,
      coalesce((select sum(p.amount_fen) from accounts.postings p
        where p.voucher_id = v.id and p.ledger = 'financial' and p.amount_fen > 0), 0)::bigint amount_fen,
      c.id claim_id, c.claim_no, c.kind, c.applicant,
      coalesce((select string_agg(i.invoice_no, '、' order by i.id) from spending.invoices i
        left join spending.attachments a on a.id = i.attachment_id
        where i.claim_id = c.id and (i.released_at is null or c.state = 'refunded' and a.removed_at is null)), '') invoices,
      coalesce((select string_agg(s.title || ' ' || d.person, '、' order by d.step_n) from spending.decisions d
        join spending.steps s on s.claim_id = d.claim_id and s.round = d.round and s.n = d.step_n
        where d.claim_id = c.id and d.round = c.round), '') approvals,
      (select count(*) from spending.attachments a where a.claim_id = c.id and a.removed_at is null)::int file_count
    from accounts.vouchers v left join facts f on f.voucher_id = v.id left join spending.claims c on c.id = f.claim_id
    where v.year = ${year} order by v.voucher_no`
  return rows.map(row => ({ ...row, kind: row.kind && KINDS[row.kind], keep_until }))
}

export const archive = query({
  name: 'spending.archive',
  title: '凭证档案',
  access: ['finance', 'director', 'auditor'],
  input: z.strictObject({ year: YearField }),
  output: z.array(Row),
  read: (tx, { year }) => archiveRows(tx, year),
})

const Retention = z.object({
  kind: z.string(),
  title: z.string(),
  years: z.number().nullable(),
  effective_from: z.string(),
  effective_to: z.string().nullable(),
  source: z.string(),
  confirmed: z.boolean(),
})

export const retention = query({
  name: 'spending.retention',
  title: '档案保管年限',
  access: 'signed-in',
  input: z.strictObject({}),
  output: z.array(Retention),
  read: tx => tx<z.input<typeof Retention>[]>`
    select kind, title, years, effective_from, source, confirmed,
      lead(effective_from) over (partition by kind order by effective_from) - 1 effective_to
    from spending.retention order by kind, effective_from desc`,
})
