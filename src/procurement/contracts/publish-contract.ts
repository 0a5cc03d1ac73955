// Note that a contract was published, and that its copy was filed: both have deadlines in working days.
import { z } from 'zod'
import { command, DayField, Id, type Sql } from '../../platform/index.ts'
import { daysReversed, noSuchContract } from '../refusals.ts'

async function mustBeAfterSigning(tx: Sql, id: bigint, day: string, today: string): Promise<string> {
  const [contract] = await tx<{ contract_no: string; signed_on: string }[]>`
    select contract_no, signed_on from procurement.contracts where id = ${id} and (requisition_id is not null or publish_due_on is not null) for no key update`
  if (!contract) throw noSuchContract({ contract_id: String(id) })
  if (day < contract.signed_on || day > today) throw daysReversed()
  return contract.contract_no
}

/** Note the publication of a contract (政府采购法实施条例 第五十条). */
export const publishContract = command({
  name: 'procurement.publish-contract',
  title: '登记合同公告',
  access: ['operations'],
  input: z.strictObject({ contract_id: Id, published_on: DayField, url: z.string().trim().max(300).default('') }),
  output: z.object({ contract_no: z.string() }),
  async run(tx, call, { contract_id, published_on, url }) {
    const contract_no = await mustBeAfterSigning(tx, contract_id, published_on, call.today)
    await tx`update procurement.contracts set published_on = ${published_on}, published_url = ${url} where id = ${contract_id}`
    return { contract_no }
  },
})

/** Note the filing of a contract's copy (政府采购法 第四十七条). */
export const fileContract = command({
  name: 'procurement.file-contract',
  title: '登记合同备案',
  access: ['operations'],
  input: z.strictObject({ contract_id: Id, filed_on: DayField, filed_no: z.string().trim().max(80).default('') }),
  output: z.object({ contract_no: z.string() }),
  async run(tx, call, { contract_id, filed_on, filed_no }) {
    const contract_no = await mustBeAfterSigning(tx, contract_id, filed_on, call.today)
    await tx`update procurement.contracts set filed_on = ${filed_on}, filed_no = ${filed_no} where id = ${contract_id}`
    return { contract_no }
  },
})
