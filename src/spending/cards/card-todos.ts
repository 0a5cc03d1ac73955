// What waits with a 公务卡: who spent brings the claim in time, who pays repays in time; both are told when it is late.
import { yuanGrouped } from '../../kernel/index.ts'
import { type Actor, type Sql, type Todo, todoSource } from '../../platform/index.ts'
import { holdersOf } from '../approval/approvers.ts'
import { PAYER_ROLE } from '../approval/steps.ts'
import { STATES, type State } from '../vocabulary.ts'
import { cardTerms, repaymentDue } from './card-terms.ts'

type Row = {
  id: bigint
  claim_no: string | null
  title: string
  state: State
  on_date: string
  amount_fen: bigint
  applicant: string
  own: boolean
  since: Date
}

/** Its applicant sees a claim until it is paid; who pays, once it is approved. */
async function openCards(tx: Sql, actor: Actor, today: string): Promise<Row[]> {
  const payers = await holdersOf(tx, PAYER_ROLE, today)
  const pays = actor.roles.includes('finance') || payers.some(one => String(one.person_id) === actor.id)
  return tx<Row[]>`
    select c.id, c.claim_no, c.title, c.state, c.on_date, c.amount_fen, c.applicant, c.applicant_id::text = ${actor.id} own,
      coalesce(c.approved_at, c.submitted_at, (select min(at) from spending.history h where h.claim_id = c.id), now()) since
    from spending.claims c where c.pay_by = 'official_card'
      and c.state in ('draft', 'returned', 'approving', 'approved', 'paying')
      and (c.applicant_id::text = ${actor.id} or (${pays} and c.state in ('approved', 'paying')))
    order by c.on_date, c.id`
}

function titleOf({ state, own, title }: Row, late: boolean): string {
  if (late) return `公务卡已过还款日：${title}`
  if (own && (state === 'draft' || state === 'returned')) return `公务卡还款日前提交：${title}`
  return `公务卡还款日前付款：${title}`
}

export const cardTodos = todoSource({
  name: 'spending.cards',
  title: '公务卡还款',
  async list(tx, actor, today) {
    const terms = await cardTerms(tx)
    return (await openCards(tx, actor, today)).flatMap((row): Todo[] => {
      const due_on = repaymentDue(terms, row.on_date)
      const late = due_on !== null && today > due_on
      // while others decide, the applicant is told only what is late
      if (due_on === null || (row.own && row.state !== 'draft' && row.state !== 'returned' && !late)) return []
      return [
        {
          key: `card-${row.id}`,
          title: titleOf(row, late),
          detail: `${row.claim_no ?? '草稿'}　${row.applicant}　${yuanGrouped(row.amount_fen)} 元　${STATES[row.state]}`,
          path: `/spending/claims/${row.id}`,
          since: row.since,
          due_on,
        },
      ]
    })
  },
})
