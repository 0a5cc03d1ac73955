// Procurement contracts as rows, for imports and for reading.
import { z } from 'zod'
import { Int64, query, type Sql, YearField } from '../platform/index.ts'

export type NewContract = {
  contract_no: string
  title: string
  line_id: bigint
  supplier: string
  method: string
  amount_fen: bigint
  signed_on: string
  is_example: boolean
}

export async function writeContract(tx: Sql, contract: NewContract): Promise<void> {
  await tx`insert into procurement.contracts ${tx(contract)}`
}

const Contract = z.object({
  id: Int64,
  contract_no: z.string(),
  title: z.string(),
  line_no: z.string(),
  supplier: z.string(),
  method: z.string(),
  amount_fen: Int64,
  signed_on: z.string(),
  is_example: z.boolean(),
})

export const contracts = query({
  name: 'procurement.contracts',
  title: '采购合同',
  access: 'signed-in',
  input: z.strictObject({ year: YearField }),
  output: z.array(Contract),
  read: (tx, { year }) => tx<z.input<typeof Contract>[]>`
    select c.id, c.contract_no, c.title, l.line_no, c.supplier, c.method, c.amount_fen, c.signed_on, c.is_example
    from procurement.contracts c join budget.lines l on l.id = c.line_id
    where extract(year from c.signed_on) = ${year} order by c.signed_on, c.contract_no`,
})
