// The notice before a single-source purchase: public for working days before the purchase goes on, from the only supplier.
import { z } from 'zod'
import type { Day } from '../../kernel/index.ts'
import { addDays, type Call, command, DayField, Id, type Sql, Text, workingDayAfter } from '../../platform/index.ts'
import { daysReversed, noticeNotOver, otherSupplier, samePerson, wrongState } from '../refusals.ts'
import { ruleValue } from '../rules/rules.ts'
import { REQUISITION_STATES } from '../vocabulary.ts'
import { lockRequisition, type Requisition } from './requisition.ts'

type Notice = { supplier: string; published_on: Day; ends_on: Day; open_from: Day; calendar_confirmed: boolean }

/** The last day of a notice published on a day, and the day from which the purchase goes on. */
async function periodFrom(tx: Sql, published_on: Day): Promise<Omit<Notice, 'supplier'> & { days: number }> {
  const days = Number(await ruleValue(tx, 'single-source-workdays', published_on))
  const { day: ends_on, confirmed } = await workingDayAfter(tx, published_on, days)
  return { published_on, ends_on, open_from: addDays(ends_on, 1), calendar_confirmed: confirmed, days }
}

async function newestNotice(tx: Sql, requisition_id: bigint): Promise<Notice | undefined> {
  const [notice] = await tx<Notice[]>`
    select supplier, published_on, ends_on, open_from, calendar_confirmed from procurement.single_source_notices
    where requisition_id = ${requisition_id} order by id desc limit 1`
  return notice
}

/** Whether a single source of this amount must be made public first (政府采购法实施条例 第三十八条). */
async function demandsNotice(
  tx: Sql,
  { amount_fen, category }: Pick<Requisition, 'amount_fen' | 'category'>,
  today: Day,
): Promise<boolean> {
  return amount_fen >= (await ruleValue(tx, 'tender', today, category))
}

/**
 * Refuses a single-source purchase on a day before its notice was public long enough: kept to wherever there is one. Tells the day from which it can go on.
 */
export async function noticeMustBeOver(
  tx: Sql,
  call: Call,
  requisition: Pick<Requisition, 'id' | 'amount_fen' | 'category'>,
  on: Day,
): Promise<void> {
  const notice = await newestNotice(tx, requisition.id)
  if (notice ? on >= notice.open_from : !(await demandsNotice(tx, requisition, call.today))) return
  const { days, ...period } = await periodFrom(tx, notice?.published_on ?? call.today)
  const { open_from, calendar_confirmed } = notice ?? period
  throw noticeNotOver({ published_on: notice?.published_on ?? null, days, open_from, calendar_confirmed })
}

/** Refuses a contract with another than the supplier who was made public. */
export async function mustBeThePublished(tx: Sql, { id }: Pick<Requisition, 'id'>, supplier: string): Promise<void> {
  const notice = await newestNotice(tx, id)
  if (notice && notice.supplier !== supplier) throw otherSupplier({ supplier: notice.supplier })
}

/** Note that the only supplier of an approved purchase was made public, and since when. */
export const publishSingleSource = command({
  name: 'procurement.publish-single-source',
  title: '登记单一来源公示',
  access: ['operations'],
  input: z.strictObject({
    requisition_id: Id,
    supplier: Text(80),
    reason: Text(400),
    published_on: DayField,
    url: z.string().trim().max(300).default(''),
  }),
  output: z.object({ ends_on: z.string(), open_from: z.string() }),
  async run(tx, call, { requisition_id, ...notice }) {
    const { req_no, state, decided_by_id } = await lockRequisition(tx, requisition_id)
    if (state !== 'approved') throw wrongState({ req_no, state: REQUISITION_STATES[state], move: '单一来源公示' })
    if (call.actor.id === decided_by_id && call.actor.id !== 'system') throw samePerson({ did: '审批', does: '采购' })
    if (notice.published_on > call.today) throw daysReversed()
    const { days: _days, ...period } = await periodFrom(tx, notice.published_on)
    const row = { ...notice, ...period, requisition_id, at: call.at, by: call.actor.name }
    await tx`insert into procurement.single_source_notices ${tx(row)}`
    const note = `${notice.supplier}，公示到 ${period.ends_on}`
    await tx`insert into procurement.requisition_events (requisition_id, move, state, note, at, by)
      values (${requisition_id}, 'publish-single-source', ${state}, ${note}, ${call.at}, ${call.actor.name})`
    return { ends_on: period.ends_on, open_from: period.open_from }
  },
})
