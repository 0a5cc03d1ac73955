// Payment batches: what is approved goes to the bank in one list, is in transit until the bank says what became of it.
import { z } from 'zod'
import { type Day, yearOf } from '../../kernel/index.ts'
import { type Call, command, DayField, Id, Int64, type Sql } from '../../platform/index.ts'
import { chosenBy, type Eligible, holdersOf } from '../approval/approvers.ts'
import { PAYER_ROLE } from '../approval/steps.ts'
import { type Claim, lockClaim, moveClaim, nextNumber, type PayeeRow } from '../claims/claim.ts'
import { missingDocuments } from '../claims/documents.ts'
import {
  chosenByApplicant,
  dayIsAhead,
  daysOutOfOrder,
  missingDocuments as missing,
  noSuchLayout,
  notPayable,
  notYourStep,
  offsetFirst,
  payerIsAnother,
} from '../refusals.ts'
import { mustBeHeldIn } from './carry-claims.ts'
import { sendMoney } from './charge.ts'

/** Payees of a claim that nothing is on its way to, and who were not paid. */
export function unpaidPayees(tx: Sql, claimId: bigint): Promise<PayeeRow[]> {
  return tx<PayeeRow[]>`
    select p.* from spending.payees p where p.claim_id = ${claimId} and p.amount_fen > 0 and not exists (
      select from spending.payments x where x.payee_id = p.id and x.state in ('sent', 'paid')) order by p.n`
}

/** Whoever applied or decided does not pay, nor whom the applicant named to stand in for the cashier. */
async function mustBePayer(tx: Sql, call: Call, claim: Claim, places: readonly Eligible[]): Promise<void> {
  if (places.every(one => chosenBy(one, claim.applicant_id))) throw chosenByApplicant()
  const decided = await tx`select 1 from spending.decisions
    where claim_id = ${claim.id} and person_id::text = ${call.actor.id} limit 1`
  if (String(claim.applicant_id) === call.actor.id || decided.length > 0) throw payerIsAnother()
}

type Batch = { id: bigint; on_date: Day; places: readonly Eligible[] }

async function sendClaim(tx: Sql, call: Call, batch: Batch, claim: Claim): Promise<bigint> {
  const claim_no = claim.claim_no ?? ''
  if (claim.state !== 'approved') throw notPayable({ claim_no })
  mustBeHeldIn(claim, batch.on_date)
  if (batch.on_date < claim.on_date) throw daysOutOfOrder({ what: '付款日期', after: '单据日期', on: claim.on_date })
  await mustBePayer(tx, call, claim, batch.places)
  const documents = await missingDocuments(tx, { ...claim, on: call.today }, 'pay')
  if (documents.length > 0) throw missing({ documents, to: `支付 ${claim_no}` })
  if (claim.offset_fen > 0n && claim.offset_movement_id === null) throw offsetFirst({ claim_no })
  const payees = await unpaidPayees(tx, claim.id)
  if (payees.length === 0) throw notPayable({ claim_no })
  let total = 0n
  for (const { id, name, amount_fen } of payees) {
    await tx`insert into spending.payments (batch_id, claim_id, payee_id, amount_fen)
      values (${batch.id}, ${claim.id}, ${id}, ${amount_fen})`
    await sendMoney(tx, call, claim, { amount_fen, on_date: batch.on_date, counterparty: name })
    total += amount_fen
  }
  await moveClaim(tx, call, claim, 'send')
  return total
}

/** Send approved claims to the bank as one batch. Refused for whoever applied for or decided one of them. */
export const makeBatch = command({
  name: 'spending.make-batch',
  title: '付款批次',
  access: 'signed-in',
  input: z.strictObject({
    claim_ids: z.array(Id).min(1, '至少选一张单据').max(500),
    layout_id: Id,
    on_date: DayField,
  }),
  output: z.object({ batch_id: Int64, batch_no: z.string(), total_fen: Int64 }),
  async run(tx, call, { claim_ids, layout_id, on_date }) {
    const places = (await holdersOf(tx, PAYER_ROLE, call.today)).filter(one => String(one.person_id) === call.actor.id)
    if (places.length === 0) throw notYourStep({ step: '出纳付款' })
    const [layout] = await tx`select 1 from spending.bank_layouts where id = ${layout_id} and retired_at is null`
    if (!layout) throw noSuchLayout()
    if (on_date > call.today) throw dayIsAhead()
    const year = yearOf(on_date)
    const batch_no = await nextNumber(tx, 'FK', 'FK', year)
    const row = { batch_no, year, on_date, layout_id, made_by_id: call.actor.id, made_by: call.actor.name }
    const [batch] = await tx<{ id: bigint }[]>`
      insert into spending.batches ${tx({ ...row, made_at: call.at })} returning id`
    let total_fen = 0n
    // in one order, so that two batches cannot wait for each other
    const ids = [...new Set(claim_ids)].sort((a, b) => (a < b ? -1 : 1))
    const sent = { id: batch!.id, on_date, places }
    for (const id of ids) total_fen += await sendClaim(tx, call, sent, await lockClaim(tx, id))
    return { batch_id: batch!.id, batch_no, total_fen }
  },
})
