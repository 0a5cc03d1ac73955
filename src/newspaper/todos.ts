// What of the newspaper waits for somebody: pages to be signed, issues to be printed or put on the site.
import { type Actor, type Sql, type Todo, todoSource } from '../platform/index.ts'

type Waiting = { id: bigint; day: string; paper: string; what: string; since: Date; due: string | null }

export const newspaperTodos = [
  todoSource({
    name: 'newspaper.issues',
    title: '报纸',
    async list(tx: Sql, actor: Actor): Promise<Todo[]> {
      const signs = actor.roles.some(role => role === 'director')
      const makes = actor.roles.some(role => role === 'editor' || role === 'operations')
      const rows = await tx<Waiting[]>`
        select i.id, i.day::text, p.name paper, w.what, w.since, to_char(i.print_by at time zone 'Asia/Shanghai', 'YYYY-MM-DD') due
        from newspaper.issues i join newspaper.papers p on p.code = i.paper
        cross join lateral (
          select '有版面等待签版' what, min(f.proofed_at) since from newspaper.pages g
            join newspaper.proofs f on f.page_id = g.id and f.round = 3 and f.version_no = g.version_no
            where ${signs} and g.issue_id = i.id and g.signed_at is null having count(*) > 0
          union all
          select '各版已签，等待付印', max(g.signed_at) from newspaper.pages g
            where ${signs} and g.issue_id = i.id and i.printed_at is null having count(*) > 0 and bool_and(g.signed_at is not null)
          union all
          select '已付印，等待上网', i.printed_at where ${makes} and i.printed_at is not null and i.published_at is null
        ) w order by i.day`
      return rows.map(({ id, day, paper, what, since, due }) => ({
        key: `${id}|${what}`,
        title: `${paper} ${day}`,
        detail: what,
        path: `/newspaper/issues/${id}`,
        since,
        due_on: due,
      }))
    },
  }),
]
