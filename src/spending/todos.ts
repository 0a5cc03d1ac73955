// What waits in spending: claims for their approvers, returned ones for their applicants, payments for the cashier, what the
// bank did for finance, loans for their borrowers.
import { dayOf, yuanGrouped } from '../kernel/index.ts'
import { type TodoAction, todoSource } from '../platform/index.ts'
import { eligibleFor, holdersOf } from './approval/approvers.ts'
import { PAYER_ROLE } from './approval/steps.ts'
import { cardTodos } from './cards/card-todos.ts'
import { KINDS, type Kind } from './vocabulary.ts'

/** Days an approver has; then the claim counts as overdue in the inbox. */
const DAYS = 3

const dayAfter = (at: Date, days: number) => dayOf(new Date(at.getTime() + days * 86_400_000))

type Waiting = {
  id: bigint
  claim_no: string
  kind: Kind
  title: string
  applicant: string
  applicant_id: bigint
  amount_fen: bigint
  round: number
  n: number
  step: string
  role: string
  since: Date
  decided: bigint[]
}

const decision = (row: Waiting, decided: 'approve' | 'return'): TodoAction => ({
  title: decided === 'approve' ? '同意' : '退回',
  command: 'spending.decide-claim',
  input: { claim_id: String(row.id), round: row.round, step_n: row.n, decision: decided },
  asks: { field: 'opinion', title: decided === 'approve' ? '审批意见' : '退回的原因', required: decided === 'return' },
  batch: true,
  ...(decided === 'return' ? { danger: true } : {}),
})

const approvals = todoSource({
  name: 'spending.approvals',
  title: '报销审批',
  async list(tx, actor, today) {
    const rows = await tx<Waiting[]>`
      select c.id, c.claim_no, c.kind, c.title, c.applicant, c.applicant_id, c.amount_fen, c.round, p.n, p.title step, p.role,
        coalesce((select max(d.decided_at) from spending.decisions d where d.claim_id = c.id and d.round = c.round), c.submitted_at) since,
        array(select d.person_id from spending.decisions d where d.claim_id = c.id and d.round = c.round) decided
      from spending.claims c join lateral (select n, title, role from spending.steps s
        where s.claim_id = c.id and s.round = c.round and not exists (select from spending.decisions d
          where d.claim_id = s.claim_id and d.round = s.round and d.step_n = s.n) order by n limit 1) p on true
      where c.state = 'approving' order by since`
    const holders = new Map<string, Awaited<ReturnType<typeof holdersOf>>>()
    for (const { role } of rows) if (!holders.has(role)) holders.set(role, await holdersOf(tx, role, today))
    return rows
      .filter(row => eligibleFor(holders.get(row.role)!, row).some(one => String(one.person_id) === actor.id))
      .map(row => ({
        key: `${row.id}-${row.round}-${row.n}`,
        title: `${KINDS[row.kind]} ${yuanGrouped(row.amount_fen)} 元　${row.title}`,
        detail: `${row.step}　${row.applicant}申请　${row.claim_no}`,
        path: `/spending/claims/${row.id}`,
        since: row.since,
        due_on: dayAfter(row.since, DAYS),
        actions: [decision(row, 'approve'), decision(row, 'return')],
      }))
  },
})

const returned = todoSource({
  name: 'spending.returned',
  title: '退回的单据',
  async list(tx, actor) {
    const rows = await tx<{ id: bigint; claim_no: string; title: string; note: string; at: Date }[]>`
      select c.id, c.claim_no, c.title, h.note, h.at from spending.claims c
      join lateral (select note, at from spending.history where claim_id = c.id order by id desc limit 1) h on true
      where c.state = 'returned' and c.applicant_id::text = ${actor.id}`
    return rows.map(row => ({
      key: String(row.id),
      title: `退回：${row.title}`,
      detail: `${row.claim_no}　${row.note}`,
      path: `/spending/claims/${row.id}`,
      since: row.at,
      due_on: null,
    }))
  },
})

const payments = todoSource({
  name: 'spending.payments',
  title: '付款',
  async list(tx, actor, today) {
    const payers = await holdersOf(tx, PAYER_ROLE, today)
    const pays = payers.some(one => String(one.person_id) === actor.id)
    const finance = actor.roles.includes('finance')
    if (!pays && !finance) return []
    const [open] = await tx<{ n: number; total: bigint; since: Date }[]>`
      select count(*)::int n, coalesce(sum(amount_fen - offset_fen), 0)::bigint total, min(approved_at) since
      from spending.claims c where state = 'approved' and applicant_id::text <> ${actor.id} and not exists (
        select from spending.decisions d where d.claim_id = c.id and d.person_id::text = ${actor.id})`
    const sent = await tx<{ id: bigint; batch_no: string; n: number; total: bigint; made_at: Date }[]>`
      select b.id, b.batch_no, count(*)::int n, sum(x.amount_fen)::bigint total, b.made_at from spending.payments x
      join spending.batches b on b.id = x.batch_id where x.state = 'sent' group by b.id order by b.made_at`
    const toPay = pays && open!.n > 0
    return [
      ...(toPay
        ? [
            {
              key: 'payables',
              title: `${open!.n} 张单据待付款，共 ${yuanGrouped(open!.total)} 元`,
              detail: '审批已完成，等出纳付款',
              path: '/spending/payments',
              since: open!.since,
              due_on: dayAfter(open!.since, DAYS),
            },
          ]
        : []),
      ...(finance
        ? sent.map(row => ({
            key: `batch-${row.id}`,
            title: `批次 ${row.batch_no}：${row.n} 笔在途，共 ${yuanGrouped(row.total)} 元`,
            detail: '查银行回单，登记到账或失败',
            path: `/spending/payments/${row.id}`,
            since: row.made_at,
            due_on: dayAfter(row.made_at, DAYS),
          }))
        : []),
    ]
  },
})

const offsets = todoSource({
  name: 'spending.offsets',
  title: '冲销借款',
  async list(tx, actor, today) {
    if (!actor.roles.includes('finance')) return []
    const rows = await tx<{ id: bigint; claim_no: string; title: string; offset_fen: bigint; approved_at: Date }[]>`
      select id, claim_no, title, offset_fen, approved_at from spending.claims
      where state = 'approved' and offset_fen > 0 and offset_movement_id is null order by approved_at`
    return rows.map(row => ({
      key: String(row.id),
      title: `冲销借款 ${yuanGrouped(row.offset_fen)} 元　${row.title}`,
      detail: `${row.claim_no}　审批已完成`,
      path: `/spending/claims/${row.id}`,
      since: row.approved_at,
      due_on: dayAfter(row.approved_at, DAYS),
      actions: [
        {
          title: '冲销入账',
          command: 'spending.settle-loan',
          input: { claim_id: String(row.id), on_date: today },
          batch: true,
        },
      ],
    }))
  },
})

const loans = todoSource({
  name: 'spending.loans',
  title: '借款',
  async list(tx, actor) {
    const rows = await tx<
      { claim_id: bigint; claim_no: string; title: string; owed: bigint; due_on: string; at: Date }[]
    >`
      select l.claim_id, c.claim_no, c.title, l.paid_fen - l.settled_fen owed, l.due_on, c.submitted_at at
      from spending.loans l join spending.claims c on c.id = l.claim_id
      where c.applicant_id::text = ${actor.id} and l.paid_fen > l.settled_fen + l.held_fen`
    return rows.map(row => ({
      key: String(row.claim_id),
      title: `借款 ${yuanGrouped(row.owed)} 元还没有结清　${row.title}`,
      detail: `${row.claim_no}　请报销冲借款，或归还现金`,
      path: '/spending/loans',
      since: row.at,
      due_on: row.due_on,
    }))
  },
})

export const spendingTodos = [approvals, returned, payments, offsets, loans, cardTodos]
