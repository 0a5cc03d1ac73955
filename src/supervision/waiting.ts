// What waits in supervision, and what forbids a year to close: rules to read, checks to make, findings to mend and to confirm.
import { type Sql, todoSource, vetoSource } from '../platform/index.ts'
import { readPlans } from './checks/check-queries.ts'
import { readings } from './rules/rule-queries.ts'

const toRead = todoSource({
  name: 'supervision.read',
  title: '学习制度',
  async list(tx, actor) {
    const rows = await tx<
      { rule_id: bigint; title: string; version_no: number; read_by: string; published_at: Date }[]
    >`
      select rule_id, title, version_no, read_by, published_at from (${readings(tx)}) x
      where read_at is null and person_id::text = ${actor.id} order by read_by, rule_id`
    return rows.map(row => ({
      key: `${row.rule_id}-${row.version_no}`,
      title: `学习《${row.title}》`,
      detail: `第 ${row.version_no} 版，读后确认`,
      path: `/supervision/rules/${row.rule_id}`,
      since: row.published_at,
      due_on: row.read_by,
    }))
  },
})

const toCheck = todoSource({
  name: 'supervision.check',
  title: '例行检查',
  async list(tx, actor, today) {
    const plans = await readPlans(tx, today)
    return plans
      .filter(plan => plan.due_on !== null && String(plan.responsible_id) === actor.id)
      .map(plan => ({
        key: `${plan.id}-${plan.due_on}`,
        title: `检查：${plan.title}`,
        detail: `${plan.items.length} 项，检查后登记结果`,
        path: `/supervision/checks/${plan.id}`,
        since: new Date(`${plan.last_on ?? plan.starts_on}T00:00:00+08:00`),
        due_on: plan.due_on,
      }))
  },
})

type Waiting = {
  id: bigint
  title: string
  item: string
  responsible: string
  due_on: string
  since: Date
  measure: string
}

const toRectify = todoSource({
  name: 'supervision.rectify',
  title: '整改',
  async list(tx, actor) {
    const rows = await tx<Waiting[]>`
      select f.id, f.title, f.item, f.due_on, c.done_at since from supervision.findings f
      join supervision.checks c on c.id = f.check_id
      where f.rectified_at is null and f.responsible_id::text = ${actor.id} order by f.due_on`
    return rows.map(row => ({
      key: String(row.id),
      title: `整改：${row.title}`,
      detail: row.item,
      path: '/supervision/findings',
      since: row.since,
      due_on: row.due_on,
    }))
  },
})

const CONFIRMERS = ['director', 'operations', 'finance', 'auditor']

const toConfirm = todoSource({
  name: 'supervision.confirm',
  title: '确认整改',
  async list(tx, actor) {
    if (!actor.roles.some(role => CONFIRMERS.includes(role))) return []
    const rows = await tx<Waiting[]>`
      select f.id, f.title, f.item, f.due_on, f.measure, p.name responsible, f.rectified_at since
      from supervision.findings f join people.persons p on p.id = f.responsible_id
      where f.rectified_at is not null and f.confirmed_at is null and f.rectified_by_id <> ${actor.id} order by f.rectified_at`
    return rows.map(row => {
      const input = { finding_id: String(row.id) }
      const command = 'supervision.confirm-rectification'
      return {
        key: String(row.id),
        title: `确认整改：${row.title}`,
        detail: `${row.responsible}：${row.measure}`,
        path: '/supervision/findings',
        since: row.since,
        due_on: row.due_on,
        actions: [
          { title: '确认', command, input: { ...input, decision: 'confirm' }, batch: true },
          {
            title: '退回',
            command,
            input: { ...input, decision: 'return' },
            asks: { field: 'opinion', title: '退回的原因', required: true },
            danger: true,
          },
        ],
      }
    })
  },
})

export const supervisionTodos = [toRead, toCheck, toRectify, toConfirm]

type Veto = { reason: string; path: string }

/** What somebody would leave behind that nobody else can do: findings that are his to mend, checks that name him. */
async function leftBehind(tx: Sql, personId: bigint): Promise<Veto[]> {
  const mend = await tx<{ title: string }[]>`
    select title from supervision.findings where rectified_at is null and responsible_id = ${personId} order by id`
  const check = await tx<{ title: string }[]>`
    select title from supervision.plans where ended_on is null and responsible_id = ${personId} order by id`
  return [
    ...mend.map(({ title }) => ({ reason: `“${title}”由本人负责，还没有整改`, path: '/supervision/findings' })),
    ...check.map(({ title }) => ({ reason: `“${title}”由本人检查，先换检查人`, path: '/supervision/checks' })),
  ]
}

/** A year with findings that nobody has confirmed as mended does not close; nobody leaves what only he can mend or check. */
export const supervisionVetoes = vetoSource({
  name: 'supervision.open-findings',
  title: '检查整改',
  async list(tx, subject) {
    if (subject.kind === 'person-leaves') return leftBehind(tx, subject.person_id)
    const rows = await tx<{ title: string; responsible: string }[]>`
      select f.title, p.name responsible from supervision.findings f join people.persons p on p.id = f.responsible_id
      where f.confirmed_at is null and extract(year from f.found_on) = ${subject.year} order by f.id`
    return rows.map(row => ({
      reason: `“${row.title}”还没有整改到位（${row.responsible}负责）`,
      path: '/supervision/findings',
    }))
  },
})
