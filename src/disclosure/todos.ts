// What waits to be published: signed reports that nobody can read yet, with the last day the rules leave for it.
import { todoSource } from '../platform/index.ts'

const PUBLISHERS = ['operations', 'director']

const toPublish = todoSource({
  name: 'disclosure.publish',
  title: '信息公开',
  async list(tx, actor) {
    if (!actor.roles.some(role => PUBLISHERS.includes(role))) return []
    const rows = await tx<{ id: bigint; year: number; signed_at: Date; due_on: string | null }[]>`
      select r.id, r.year, r.signed_at, ((r.signed_at at time zone 'Asia/Shanghai')::date + d.days)::date due_on
      from (select distinct on (year) id, year, signed_at from performance.signed_reports order by year, id desc) r
      left join lateral (select days from disclosure.deadlines x where x.kind = 'report' and x.effective_from <= r.signed_at::date
        and (x.effective_to is null or x.effective_to >= r.signed_at::date) order by x.effective_from desc limit 1) d on true
      where not exists (select from disclosure.publications p where p.year = r.year and p.withdrawn_at is null)`
    return rows.map(row => ({
      key: String(row.id),
      title: `公开${row.year}年度绩效评价报告`,
      detail: '已签发，还没有公开',
      path: '/performance/signed',
      since: row.signed_at,
      due_on: row.due_on,
    }))
  },
})

export const disclosureTodos = [toPublish]
