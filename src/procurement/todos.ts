// What waits in procurement: approvals, methods and contracts, deliveries to accept, publications and filings that fall due.

import { type Day, yuanGrouped } from '../kernel/index.ts'
import type { Actor, Sql, Todo } from '../platform/index.ts'
import { todoSource, vetoSource } from '../platform/index.ts'
import { REQUISITION_STATES, type RequisitionState } from './vocabulary.ts'

type Waiting = {
  id: bigint
  req_no: string
  title: string
  section: string
  state: RequisitionState
  amount_fen: bigint
  method: string | null
  applied_by: string
  since: Date
  /** the day on which a single-source notice is over */
  open_from: Day | null
}

const pathOf = (id: bigint) => `/procurement/requisitions/${id}`

function waiting(tx: Sql, states: readonly RequisitionState[]): Promise<Waiting[]> {
  return tx<Waiting[]>`
    select r.id, r.req_no, r.title, s.name section, r.state, r.amount_fen, r.method, r.applied_by,
      coalesce((select max(at) from procurement.requisition_events e where e.requisition_id = r.id), r.applied_at) since,
      (select open_from from procurement.single_source_notices n where n.requisition_id = r.id order by n.id desc limit 1) open_from
    from procurement.requisitions r join people.sections s on s.id = r.section_id
    where r.state = any(${[...states]}) order by r.id`
}

const describe = (row: Waiting) =>
  `${row.req_no}　${row.section}　${row.applied_by}申请　${yuanGrouped(row.amount_fen)} 元`

function approval(row: Waiting): Todo {
  const base = { requisition_id: String(row.id) }
  const command = 'procurement.decide-requisition'
  return {
    key: `approve-${row.id}`,
    title: `审批采购：${row.title}`,
    detail: describe(row),
    path: pathOf(row.id),
    since: row.since,
    due_on: null,
    actions: [
      { title: '同意', command, input: { ...base, decision: 'approve' }, batch: true },
      {
        title: '退回',
        command,
        input: { ...base, decision: 'return' },
        asks: { field: 'opinion', title: '退回意见', required: true },
      },
    ],
  }
}

const approvals = todoSource({
  name: 'procurement.approvals',
  title: '采购审批',
  async list(tx, actor) {
    if (!actor.roles.includes('director')) return []
    const rows = await waiting(tx, ['submitted'])
    const own = await tx<{ id: bigint }[]>`
      select id from procurement.requisitions where state = 'submitted' and applied_by_id::text = ${actor.id}`
    return rows.filter(row => !own.some(one => one.id === row.id)).map(approval)
  },
})

async function mine(tx: Sql, actor: Actor): Promise<Todo[]> {
  const rows = await tx<Waiting[]>`
    select r.id, r.req_no, r.title, s.name section, r.state, r.amount_fen, r.method, r.applied_by, r.applied_at since, null::date open_from
    from procurement.requisitions r join people.sections s on s.id = r.section_id
    where r.applied_by_id::text = ${actor.id} and (r.state in ('returned', 'contracted') or (r.state = 'approved' and r.method is not null))`
  return rows.map(row => ({
    key: `mine-${row.id}`,
    title: row.state === 'returned' ? `改好再交：${row.title}` : `到货后验收：${row.title}`,
    detail: `${describe(row)}　${REQUISITION_STATES[row.state]}`,
    path: pathOf(row.id),
    since: row.since,
    due_on: null,
  }))
}

const applicants = todoSource({ name: 'procurement.mine', title: '我的采购申请', list: mine })

/** What the office does next; while a single-source notice runs, that it waits and until when. */
function buyingTitle({ method, open_from, title }: Waiting, today: Day): string {
  if (method !== null) return `签合同或到货验收：${title}`
  if (open_from === null) return `确定采购方式：${title}`
  return today < open_from ? `单一来源公示中，${open_from} 起可办：${title}` : `公示期满，确定采购方式：${title}`
}

const buying = todoSource({
  name: 'procurement.buying',
  title: '采购办理',
  async list(tx, actor, today) {
    if (!actor.roles.includes('operations')) return []
    const rows = await waiting(tx, ['approved'])
    return rows.map(row => ({
      key: `buy-${row.id}`,
      title: buyingTitle(row, today),
      detail: describe(row),
      path: pathOf(row.id),
      since: row.since,
      due_on: null,
    }))
  },
})

type Due = {
  id: bigint
  contract_no: string
  title: string
  requisition_id: bigint | null
  what: string
  due_on: string
  since: Date
}

const deadlines = todoSource({
  name: 'procurement.deadlines',
  title: '合同公告与备案',
  async list(tx, actor) {
    if (!actor.roles.includes('operations')) return []
    const rows = await tx<Due[]>`
      select c.id, c.contract_no, c.title, c.requisition_id, d.what, d.due_on, c.recorded_at since from procurement.contracts c
      cross join lateral (values ('公告', c.publish_due_on, c.published_on), ('备案', c.file_due_on, c.filed_on)) d(what, due_on, done_on)
      where d.due_on is not null and d.done_on is null and not exists (
        select from procurement.requisitions r where r.id = c.requisition_id and r.state = 'cancelled') order by d.due_on, c.id`
    return rows.map(row => ({
      key: `${row.what}-${row.id}`,
      title: `合同${row.what}：${row.title}`,
      detail: row.contract_no,
      path: row.requisition_id === null ? '/procurement/contracts' : pathOf(row.requisition_id),
      since: row.since,
      due_on: row.due_on,
    }))
  },
})

export const procurementTodos = [approvals, applicants, buying, deadlines]

/** Nobody leaves with a purchase under way; a year does not close with applications undecided. */
export const procurementVetoes = vetoSource({
  name: 'procurement.open',
  title: '采购',
  async list(tx, subject) {
    const rows =
      subject.kind === 'person-leaves'
        ? await tx<{ id: bigint; req_no: string; title: string; state: RequisitionState }[]>`
          select id, req_no, title, state from procurement.requisitions
          where applied_by_id = ${subject.person_id} and state in ('submitted', 'returned', 'approved', 'contracted') order by id`
        : await tx<{ id: bigint; req_no: string; title: string; state: RequisitionState }[]>`
          select id, req_no, title, state from procurement.requisitions
          where year = ${subject.year} and state = 'submitted' order by id`
    return rows.map(row => ({
      reason: `采购申请 ${row.req_no} ${row.title}（${REQUISITION_STATES[row.state]}）没有办完`,
      path: pathOf(row.id),
    }))
  },
})
