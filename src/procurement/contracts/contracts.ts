// Procurement contracts as rows, for imports and for reading, with their deadlines.
import { z } from 'zod'
import { Int64, query, type Sql, YearField } from '../../platform/index.ts'
import { Deciding } from '../rules/deciding.ts'

export type NewContract = {
  contract_no: string
  title: string
  line_id: bigint
  supplier: string
  method: string
  amount_fen: bigint
  signed_on: string
  category?: string | null
  published_on?: string | null
  published_url?: string
  filed_on?: string | null
  filed_no?: string
  is_example: boolean
}

/** Writes a contract of imported books; one that supplements another raises that one, whatever the limit says today. */
export async function writeContract(tx: Sql, contract: NewContract, supplements: string | null = null): Promise<void> {
  await tx`insert into procurement.contracts ${tx(contract)}`
  if (supplements === null) return
  const [grown] = await tx<{ id: bigint }[]>`
    update procurement.contracts set supplement_fen = supplement_fen + ${contract.amount_fen},
      supplement_max_fen = greatest(supplement_max_fen, supplement_fen + ${contract.amount_fen})
    where contract_no = ${supplements} returning id`
  await tx`update procurement.contracts set supplements_id = ${grown?.id ?? null} where contract_no = ${contract.contract_no}`
}

const Contract = z.object({
  id: Int64,
  contract_no: z.string(),
  title: z.string(),
  line_no: z.string(),
  supplier: z.string(),
  method: z.string(),
  amount_fen: Int64,
  supplement_fen: Int64,
  supplement_max_fen: Int64,
  signed_on: z.string(),
  notice_on: z.string().nullable(),
  sign_due_on: z.string().nullable(),
  publish_due_on: z.string().nullable(),
  published_on: z.string().nullable(),
  published_url: z.string(),
  file_due_on: z.string().nullable(),
  filed_on: z.string().nullable(),
  filed_no: z.string(),
  keep_until: z.string().nullable(),
  calendar_confirmed: z.boolean(),
  requisition_id: Int64.nullable(),
  supplements_id: Int64.nullable(),
  supplements_no: z.string().nullable(),
  paid_fen: Int64.nullable(),
  rules: z.array(Deciding),
  /** its purchase was cancelled */
  cancelled: z.boolean(),
  is_example: z.boolean(),
})

export const contracts = query({
  name: 'procurement.contracts',
  title: '采购合同',
  access: 'signed-in',
  input: z.strictObject({ year: YearField }),
  output: z.array(Contract),
  read: (tx, { year }) => tx<z.input<typeof Contract>[]>`
    select c.id, c.contract_no, c.title, l.line_no, c.supplier, c.method, c.amount_fen, c.supplement_fen, c.supplement_max_fen,
      c.signed_on, c.notice_on, c.sign_due_on, c.publish_due_on, c.published_on, c.published_url, c.file_due_on, c.filed_on,
      c.filed_no, c.keep_until, c.calendar_confirmed, c.requisition_id, c.supplements_id, c.is_example, c.decided_by_rules rules, coalesce(r.state = 'cancelled', false) cancelled,
      (select o.contract_no from procurement.contracts o where o.id = c.supplements_id) supplements_no,
      case when c.supplements_id is null then r.paid_fen end paid_fen
    from procurement.contracts c join budget.lines l on l.id = c.line_id
    left join procurement.requisitions r on r.id = c.requisition_id
    where extract(year from c.signed_on) = ${year} order by c.signed_on, c.contract_no`,
})
