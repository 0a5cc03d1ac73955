// 公务卡: until when the card that paid must be repaid, by the bank's terms of the day; set from a day on.
import { z } from 'zod'
import type { Day } from '../../kernel/index.ts'
import { addDays, command, DayField, type Sql, Text } from '../../platform/index.ts'
import { rulePeriod } from '../refusals.ts'

type Terms = { statement_day: number; due_after_days: number; effective_from: Day; effective_to: Day | null }

/** The first day of the month after a day's. */
function nextMonth(day: Day): Day {
  const [year = 0, month = 1] = day.split('-').map(Number)
  return month === 12 ? `${year + 1}-01-01` : `${year}-${String(month + 1).padStart(2, '0')}-01`
}

/** The day by which what was spent on a day is repaid: after the first statement that holds it. Null without terms for the day. */
export function repaymentDue(terms: readonly Terms[], spent: Day): Day | null {
  const held = terms.find(
    one => one.effective_from <= spent && (one.effective_to === null || one.effective_to >= spent),
  )
  if (!held) return null
  const day = String(held.statement_day).padStart(2, '0')
  const statement = Number(spent.slice(8)) <= held.statement_day ? spent : nextMonth(spent)
  return addDays(`${statement.slice(0, 8)}${day}`, held.due_after_days)
}

/** The terms, the newest first. */
export function cardTerms(tx: Sql): Promise<(Terms & { id: bigint; source: string; confirmed: boolean })[]> {
  return tx<(Terms & { id: bigint; source: string; confirmed: boolean })[]>`
    select id, statement_day, due_after_days, effective_from, effective_to, source, confirmed
    from spending.card_terms order by effective_from desc`
}

/** Set the terms from a day on; those before end the day before. */
export const setCardTerms = command({
  name: 'spending.set-card-terms',
  title: '设定公务卡还款期',
  access: ['finance', 'admin'],
  input: z.strictObject({
    statement_day: z.number().int().min(1, '账单日填 1 到 28').max(28, '账单日填 1 到 28'),
    due_after_days: z.number().int().min(1, '天数填 1 到 60').max(60, '天数填 1 到 60'),
    effective_from: DayField,
    source: Text(120),
    confirmed: z.boolean().default(false),
  }),
  output: z.object({}),
  async run(tx, _call, row) {
    const [later] = await tx<{ effective_from: Day }[]>`
      select effective_from from spending.card_terms where effective_from >= ${row.effective_from} limit 1`
    if (later) throw rulePeriod({ from: later.effective_from })
    await tx`update spending.card_terms set effective_to = ${addDays(row.effective_from, -1)} where effective_to is null`
    await tx`insert into spending.card_terms ${tx(row)}`
    return {}
  },
})

type CardClaim = { id: bigint; pay_by: string; on_date: Day; state: string }

/** Until when a claim's card must be repaid, and whether that was or is too late; nulls for what no card paid. */
export async function cardDeadline(
  tx: Sql,
  claim: CardClaim,
  today: Day,
): Promise<{ card_due_on: Day | null; card_late: boolean }> {
  const card_due_on = claim.pay_by === 'official_card' ? repaymentDue(await cardTerms(tx), claim.on_date) : null
  if (card_due_on === null || ['cancelled', 'rejected', 'refunded'].includes(claim.state))
    return { card_due_on, card_late: false }
  const [paid] = await tx<{ on: Day | null }[]>`
    select max(settled_on) "on" from spending.payments where claim_id = ${claim.id} and state = 'paid'`
  const done = claim.state === 'paid' ? (paid?.on ?? today) : today
  return { card_due_on, card_late: done > card_due_on }
}
