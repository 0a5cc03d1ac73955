// What can be read of the accounts: a voucher with its postings, the day book (序时账), the trial balance.
import { z } from 'zod'
import { Id, Int64, PageFields, query, YearField } from '../platform/index.ts'
import { trialBalance } from './balances.ts'
import { noSuchVoucher } from './refusals.ts'

const Posting = z.object({
  account: z.string(),
  title: z.string(),
  ledger: z.string(),
  amount_fen: Int64,
  summary: z.string(),
})
const Voucher = z.object({
  id: Int64,
  year: z.number(),
  voucher_no: Int64,
  on_date: z.string(),
  summary: z.string(),
  source: z.string(),
  imported: z.boolean(),
  is_example: z.boolean(),
  reverses_id: Int64.nullable(),
  posted_by: z.string(),
})

export const voucher = query({
  name: 'accounts.voucher',
  title: '记账凭证',
  access: 'signed-in',
  input: z.strictObject({ voucher_id: Id }),
  output: Voucher.extend({ postings: z.array(Posting) }),
  async read(tx, { voucher_id }) {
    const [row] = await tx<z.input<typeof Voucher>[]>`
      select id, year, voucher_no, on_date, summary, source, imported, is_example, reverses_id, posted_by
      from accounts.vouchers where id = ${voucher_id}`
    if (!row) throw noSuchVoucher({ voucher_id: String(voucher_id) })
    const postings = await tx<z.input<typeof Posting>[]>`
      select p.account, coalesce(c.title, '') title, p.ledger, p.amount_fen, p.summary from accounts.postings p
      left join lateral (select title from accounts.codes c where c.kind = 'account' and c.code = left(p.account, 4)
        order by valid_from desc limit 1) c on true
      where p.voucher_id = ${voucher_id} order by p.ledger desc, p.id`
    return { ...row, postings: [...postings] }
  },
})

export const dayBook = query({
  name: 'accounts.day-book',
  title: '序时账',
  access: 'signed-in',
  input: z.strictObject({ year: YearField, account: z.string().max(12).optional(), ...PageFields }),
  output: z.object({
    total_count: z.number(),
    rows: z.array(
      Posting.extend({
        voucher_id: Int64,
        voucher_no: Int64,
        on_date: z.string(),
        voucher_summary: z.string(),
        /** 辅助核算: fund, category, line_no, economic_code */
        aux: z.record(z.string(), z.string()),
      }),
    ),
  }),
  async read(tx, { year, account, offset, limit }) {
    const only = account ? tx`and p.account like ${`${account}%`}` : tx``
    const [count] = await tx<
      { n: number }[]
    >`select count(*)::int n from accounts.postings p where p.year = ${year} ${only}`
    const rows = await tx<
      (z.input<typeof Posting> & {
        voucher_id: bigint
        voucher_no: bigint
        on_date: string
        voucher_summary: string
        aux: Record<string, string>
      })[]
    >`
      select v.id voucher_id, v.voucher_no, p.on_date, v.summary voucher_summary, p.account, coalesce(c.title, '') title,
        p.ledger, p.amount_fen, p.summary, p.aux
      from accounts.postings p join accounts.vouchers v on v.id = p.voucher_id
      left join lateral (select title from accounts.codes c where c.kind = 'account' and c.code = left(p.account, 4)
        order by valid_from desc limit 1) c on true
      where p.year = ${year} ${only} order by p.on_date, v.voucher_no, p.id offset ${offset} limit ${limit}`
    return { total_count: count?.n ?? 0, rows: [...rows] }
  },
})

export const balances = query({
  name: 'accounts.trial-balance',
  title: '科目余额表',
  access: 'signed-in',
  input: z.strictObject({ year: YearField }),
  output: z.array(
    z.object({
      account: z.string(),
      title: z.string(),
      ledger: z.string(),
      opening_fen: Int64,
      debit_fen: Int64,
      credit_fen: Int64,
      closing_fen: Int64,
    }),
  ),
  read: (tx, { year }) => trialBalance(tx, year),
})
