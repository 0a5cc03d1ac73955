// Choose the method of an approved purchase: the limits of the day say what is the least.
import { z } from 'zod'
import { addDays, command, Id, type Sql } from '../../platform/index.ts'
import { intentNotPublic, methodTooWeak, samePerson, wrongState } from '../refusals.ts'
import { deciding } from '../rules/deciding.ts'
import { type Rule, ruleFor } from '../rules/rules.ts'
import { METHODS, type Method, REQUISITION_STATES } from '../vocabulary.ts'
import { lockRequisition, type Requisition } from './requisition.ts'
import { noticeMustBeOver } from './single-source.ts'

export type Limits = { limit_fen: bigint; tender_fen: bigint }

/** The least method for an amount: 公开招标 from the tender amount on, a government method from the limit on, else any. */
export function leastMethod(amount: bigint, { limit_fen, tender_fen }: Limits): 'open-tender' | 'government' | 'any' {
  if (amount >= tender_fen) return 'open-tender'
  return amount >= limit_fen ? 'government' : 'any'
}

/** Whether a method is as strict as the least one. */
export function strictEnough(method: Method, least: ReturnType<typeof leastMethod>): boolean {
  if (least === 'open-tender') return method === 'open-tender'
  return least === 'any' || method !== 'own'
}

/** What is told of a method that is too weak: what is needed, from which amount, and in which document that stands. */
function tooWeak(least: ReturnType<typeof leastMethod>, limit: Rule, tender: Rule) {
  const rule = least === 'open-tender' ? tender : limit
  const needed = least === 'open-tender' ? '公开招标' : '政府采购方式'
  return methodTooWeak({ needed, limit_fen: rule.value, source: rule.source, confirmed: rule.confirmed })
}

/** 采购意向 was public long enough, or the purchase is below the limit. */
async function intentIsPublic(tx: Sql, { plan_id }: Requisition, today: string, days: number): Promise<boolean> {
  if (plan_id === null) return false
  const [plan] = await tx<{ published: string | null }[]>`
    select intent_published_on published from procurement.plans where id = ${plan_id}`
  return plan?.published != null && addDays(plan.published, days) <= today
}

/**
 * Choose the method. A weaker one than the limits ask, or an intent not public long enough, needs its reason; a single
 * source waits for its notice, whatever the reason.
 */
export const chooseMethod = command({
  name: 'procurement.choose-method',
  title: '确定采购方式',
  access: ['operations'],
  input: z.strictObject({
    requisition_id: Id,
    method: z.enum(Object.keys(METHODS) as [Method, ...Method[]]),
    reason: z.string().trim().max(400).default(''),
  }),
  output: z.object({ req_no: z.string(), least: z.string() }),
  async run(tx, call, { requisition_id, method, reason }) {
    const requisition = await lockRequisition(tx, requisition_id)
    const { req_no, state, amount_fen, category, decided_by_id } = requisition
    if (state !== 'approved') throw wrongState({ req_no, state: REQUISITION_STATES[state], move: '确定采购方式' })
    if (call.actor.id === decided_by_id && call.actor.id !== 'system') throw samePerson({ did: '审批', does: '采购' })
    const limit = await ruleFor(tx, 'limit', call.today, category)
    const tender = await ruleFor(tx, 'tender', call.today, category)
    const intent = await ruleFor(tx, 'intent-days', call.today)
    const least = leastMethod(amount_fen, { limit_fen: limit.value, tender_fen: tender.value })
    if (!reason && !strictEnough(method, least)) throw tooWeak(least, limit, tender)
    if (method === 'single-source') await noticeMustBeOver(tx, call, requisition, call.today)
    const days = Number(intent.value)
    if (!reason && least !== 'any' && !(await intentIsPublic(tx, requisition, call.today, days)))
      throw intentNotPublic({ days })
    const decided_by = deciding(least === 'any' ? [limit, tender] : [limit, tender, intent])
    await tx`update procurement.requisitions set method = ${method}, method_reason = ${reason},
      decided_by_rules = ${tx.json(decided_by)},
      method_by_id = ${call.actor.id}, method_by = ${call.actor.name} where id = ${requisition_id}`
    await tx`insert into procurement.requisition_events (requisition_id, move, state, note, at, by)
      values (${requisition_id}, 'choose-method', ${state}, ${`${METHODS[method]}${reason ? `：${reason}` : ''}`}, ${call.at}, ${call.actor.name})`
    return { req_no, least }
  },
})
