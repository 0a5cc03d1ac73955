// What waits in budget preparation: a section's own request to be filled in, requests to review, to agree, rounds to send up.

import { yuanGrouped } from '../../kernel/index.ts'
import type { Actor, Sql, Todo } from '../../platform/index.ts'
import { todoSource } from '../../platform/index.ts'
import { ROUNDS } from './words.ts'

type Waiting = {
  id: bigint
  year: number
  section: string
  section_id: bigint
  state: string
  stage: string
  submitted_by: string | null
  since: Date
  total_fen: bigint
  note: string | null
}

const path = (row: Waiting) => `/budget/preparation/${row.year}/${encodeURIComponent(row.section)}`

function decision(row: Waiting, verb: 'review' | 'agree'): Todo {
  const input = { year: row.year, section: row.section }
  return {
    key: `${verb}-${row.id}`,
    title: `${row.year}年预算：${row.section}申报待${verb === 'review' ? '审核' : '同意'}`,
    detail: `支出合计 ${yuanGrouped(row.total_fen)} 元`,
    path: path(row),
    since: row.since,
    due_on: null,
    actions: [
      { title: verb === 'review' ? '审核通过' : '同意', command: `budget.${verb}-request`, input, batch: true },
      {
        title: '退回',
        command: 'budget.return-request',
        input,
        asks: { field: 'note', title: '退回原因', required: true },
      },
    ],
  }
}

function todoOf(row: Waiting, actor: Actor, own: bigint | null): Todo | undefined {
  const has = (...roles: string[]) => roles.some(role => actor.roles.includes(role))
  const mine = row.submitted_by === actor.id
  if (row.state === 'submitted' && has('operations', 'finance') && !mine) return decision(row, 'review')
  if (row.state === 'reviewed' && has('director') && !mine) return decision(row, 'agree')
  if (row.state !== 'drafting' || row.section_id !== own) return undefined
  return {
    key: `fill-${row.id}`,
    title: `${row.year}年预算：${row.section}申报待填报（${ROUNDS[row.stage as keyof typeof ROUNDS]}）`,
    detail: row.note ? `退回原因：${row.note}` : '填好数量、单价和绩效目标后报送',
    path: path(row),
    since: row.since,
    due_on: null,
  }
}

const preparationTodos = todoSource({
  name: 'budget.preparation',
  title: '预算编制',
  async list(tx: Sql, actor) {
    if (!/^\d+$/.test(actor.id)) return []
    const [me] = await tx<
      { section_id: bigint | null }[]
    >`select section_id from people.persons where id = ${actor.id}::bigint`
    const rows = await tx<Waiting[]>`
      select r.id, r.year, s.name section, r.section_id, r.state, p.stage, r.submitted_by, r.since,
        coalesce((select sum(i.amount_fen) from budget.request_items i where i.request_id = r.id and i.side = 'expenditure'), 0)::bigint total_fen,
        (select d.note from budget.request_decisions d where d.request_id = r.id order by d.id desc limit 1) note
      from budget.requests r join budget.preparations p using (year) join people.sections s on s.id = r.section_id
      where p.stage in ('first_up', 'second_up') and r.state <> 'agreed' order by r.since`
    return rows.flatMap(row => todoOf(row, actor, me?.section_id ?? null) ?? [])
  },
})

export const budgetPreparationTodos = [preparationTodos]
