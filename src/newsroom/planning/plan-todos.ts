// What planning leaves waiting for somebody: assignments, topics to decide, instructions to receipt, stories sent back.
import { dayOf } from '../../kernel/index.ts'
import { todoSource } from '../../platform/index.ts'
import { waitingReviews } from '../review/review-queries.ts'

const LISTED_MAX = 200
const leads = (roles: readonly string[]) => roles.includes('director') || roles.includes('operations')

const assignmentTodos = todoSource({
  name: 'newsroom.assignment',
  title: '采访任务',
  async list(tx, actor) {
    const rows = await tx<
      { id: bigint; title: string; place: string; made_by: string; made_at: Date; due_at: Date; accepted: boolean }[]
    >`
      select a.id, a.title, a.place, a.made_by, a.made_at, a.due_at, x.accepted_at is not null accepted
      from newsroom.assignments a join newsroom.assignment_people x on x.assignment_id = a.id
      where a.state = 'open' and x.person_id::text = ${actor.id} order by a.due_at limit ${LISTED_MAX}`
    return rows.map(row => ({
      key: String(row.id),
      title: row.title,
      detail: `${row.accepted ? '交稿' : '待接任务'}　${row.made_by}派${row.place ? `　${row.place}` : ''}`,
      path: '/newsroom/assignments',
      since: row.made_at,
      due_on: dayOf(row.due_at),
      actions: row.accepted
        ? []
        : [
            {
              title: '接任务',
              command: 'newsroom.accept-assignment',
              input: { assignment_id: String(row.id) },
              batch: true,
            },
          ],
    }))
  },
})

const pitchTodos = todoSource({
  name: 'newsroom.pitch',
  title: '定选题',
  async list(tx, actor) {
    if (!leads(actor.roles)) return []
    const rows = await tx<
      { id: bigint; title: string; proposed_by: string; proposed_at: Date; planned_for: string | null }[]
    >`
      select id, title, proposed_by, proposed_at, planned_for from newsroom.pitches where state = 'proposed'
      order by proposed_at limit ${LISTED_MAX}`
    return rows.map(row => {
      const pitch_id = String(row.id)
      const command = 'newsroom.decide-pitch'
      const asks = { field: 'reason', title: '理由', required: true }
      return {
        key: pitch_id,
        title: row.title,
        detail: `${row.proposed_by}报`,
        path: '/newsroom/pitches',
        since: row.proposed_at,
        due_on: row.planned_for,
        actions: [
          { title: '采用', command, input: { pitch_id, decision: 'adopt' }, batch: true },
          { title: '待用', command, input: { pitch_id, decision: 'hold' }, asks },
          { title: '不用', command, input: { pitch_id, decision: 'reject' }, asks },
        ],
      }
    })
  },
})

const instructionTodos = todoSource({
  name: 'newsroom.instruction',
  title: '上级指令',
  async list(tx, actor) {
    if (!leads(actor.roles)) return []
    const rows = await tx<
      {
        id: bigint
        title: string
        issuer: string
        received_at: Date
        receipt_due_at: Date | null
        due_at: Date | null
        receipted: boolean
      }[]
    >`
      select id, title, issuer, received_at, receipt_due_at, due_at, receipted_at is not null receipted
      from newsroom.instructions where done_at is null order by coalesce(due_at, received_at) limit ${LISTED_MAX}`
    return rows.map(row => {
      const due = row.receipted ? row.due_at : (row.receipt_due_at ?? row.due_at)
      return {
        key: String(row.id),
        title: row.title,
        detail: `${row.issuer}　${row.receipted ? '待办结' : '待签收'}`,
        path: '/newsroom/instructions',
        since: row.received_at,
        due_on: due && dayOf(due),
        actions: row.receipted
          ? []
          : [{ title: '签收', command: 'newsroom.receipt-instruction', input: { instruction_id: String(row.id) } }],
      }
    })
  },
})

const returnedTodos = todoSource({
  name: 'newsroom.returned',
  title: '退回的稿件',
  async list(tx, actor) {
    const rows = await tx<
      {
        id: bigint
        headline: string
        changed_at: Date
        due_at: Date | null
        opinion: string | null
        person: string | null
      }[]
    >`
      select s.id, s.headline, s.changed_at, s.due_at, d.opinion, d.person from newsroom.stories s
      left join lateral (select d.opinion, d.person from newsroom.decisions d join newsroom.submissions u on u.id = d.submission_id
        where u.story_id = s.id and d.decision <> 'pass' order by d.id desc limit 1) d on true
      where s.state = 'returned' and s.created_by_id = ${actor.id} order by s.changed_at limit ${LISTED_MAX}`
    return rows.map(row => ({
      key: String(row.id),
      title: row.headline,
      detail: row.person ? `${row.person}退回：${row.opinion}` : '退回修改',
      path: `/newsroom/stories/${row.id}`,
      since: row.changed_at,
      due_on: row.due_at && dayOf(row.due_at),
    }))
  },
})

/** The alarm of the fast lane: a second review that was not made up in time is told to those who answer for the house. */
const debtTodos = todoSource({
  name: 'newsroom.review-debt',
  title: '欠复审',
  async list(tx, actor, today) {
    if (!leads(actor.roles)) return []
    const waiting = await waitingReviews(tx, actor.id, new Date(`${today}T00:00:00+08:00`))
    return waiting
      .filter(row => row.owed && row.due_at && dayOf(row.due_at) <= today)
      .map(row => ({
        key: String(row.story_id),
        title: row.headline,
        detail: `突发快审已发出，复审还没有补。可补审：${row.who.join('、') || '没有人，请指定复审人'}`,
        path: `/newsroom/review/${row.story_id}`,
        since: row.submitted_at,
        due_on: row.due_at && dayOf(row.due_at),
      }))
  },
})

export const planTodos = [assignmentTodos, pitchTodos, instructionTodos, returnedTodos, debtTodos]
