// What of publishing waits for somebody: kits to post, trouble to settle, pieces to take away, releases to look at again.
import { dayOf } from '../kernel/index.ts'
import { type Sql, type Todo, todoSource } from '../platform/index.ts'
import { RELEASE_STATES } from './vocabulary.ts'

const has = (roles: readonly string[], wanted: readonly string[]) => wanted.some(role => roles.includes(role))
const HANDS = ['editor', 'operations', 'director']
const DESK = '/publishing/releases'
const LISTED_MAX = 200

type Row = {
  id: bigint
  headline: string
  place: string
  state: keyof typeof RELEASE_STATES
  since: Date
  message: string
}

export const publishingTodos = todoSource({
  name: 'publishing.releases',
  title: '发布',
  async list(tx, { roles }, today) {
    const todos: Todo[] = []
    if (!has(roles, HANDS)) return todos
    const publisher = has(roles, ['operations', 'director'])
    const rows = await tx<Row[]>`
      select r.id, s.headline, a.platform || ' ' || a.name place, r.state, coalesce(r.begun_at, r.due_at) since, r.message
      from publishing.releases r join newsroom.stories s on s.id = r.story_id join channels.accounts a on a.id = r.account_id
      where r.state = 'by_hand' or (${publisher} and r.state in ('failed', 'unknown')) order by r.id limit ${LISTED_MAX}`
    for (const { id, headline, place, state, since, message } of rows) {
      const path = state === 'by_hand' ? `${DESK}/${id}` : DESK
      const title = state === 'by_hand' ? `人工发布：${headline}` : `${RELEASE_STATES[state]}：${headline}`
      todos.push({
        key: `release-${id}`,
        title,
        detail: `${place}${message ? `：${message}` : ''}`,
        path,
        since,
        due_on: dayOf(since),
      })
    }
    const steps = await tx<
      { id: bigint; withdrawal_id: bigint; headline: string; place: string; started_at: Date; deadline_at: Date }[]
    >`
      select t.id, t.withdrawal_id, s.headline, a.platform || ' ' || a.name place, w.started_at, w.deadline_at
      from publishing.withdrawal_steps t join publishing.withdrawals w on w.id = t.withdrawal_id
      join newsroom.stories s on s.id = w.story_id join channels.accounts a on a.id = t.account_id
      where t.state = 'open' and t.way = 'by_hand' order by w.deadline_at limit ${LISTED_MAX}`
    for (const { id, withdrawal_id, headline, place, started_at, deadline_at } of steps)
      todos.push({
        key: `step-${id}`,
        title: `去平台撤下：${headline}`,
        detail: place,
        path: `/publishing/withdrawals/${withdrawal_id}`,
        since: started_at,
        due_on: dayOf(deadline_at),
      })
    if (publisher) todos.push(...(await found(tx)))
    return [...todos, ...(await rechecks(tx, today))]
  },
})

/** 发布后复核: each released edition is looked at once by a person, within a day. */
async function rechecks(tx: Sql, today: string): Promise<Todo[]> {
  const rows = await tx<{ edition_id: bigint; story_id: bigint; headline: string; since: Date }[]>`
    select r.edition_id, r.story_id, max(s.headline) headline, min(r.visible_at) since
    from publishing.releases r join newsroom.stories s on s.id = r.story_id
    where r.state = 'visible' and r.visible_at > ${today}::date - interval '7 days'
      and not exists (select from publishing.rechecks c where c.edition_id = r.edition_id)
    group by r.edition_id, r.story_id order by min(r.visible_at) limit ${LISTED_MAX}`
  return rows.map(({ edition_id, story_id, headline, since }) => ({
    key: `recheck-${edition_id}`,
    title: `发布后复核：${headline}`,
    detail: '打开各渠道的页面看一遍，没有问题就点复核',
    path: `/newsroom/stories/${story_id}`,
    since,
    due_on: dayOf(new Date(since.getTime() + 86_400_000)),
    actions: [
      {
        title: '已复核',
        command: 'publishing.confirm-recheck',
        input: { edition_id: String(edition_id) },
        batch: true,
      },
    ],
  }))
}

/** What the patrol found and nobody decided about. */
async function found(tx: Sql): Promise<Todo[]> {
  const rows = await tx<{ id: bigint; headline: string; place: string; message: string; found_at: Date }[]>`
    select f.id, s.headline, a.platform || ' ' || a.name place, f.message, f.found_at
    from publishing.findings f join publishing.releases r on r.id = f.release_id join newsroom.stories s on s.id = r.story_id
    join channels.accounts a on a.id = r.account_id where f.settled_at is null order by f.id limit ${LISTED_MAX}`
  return rows.map(({ id, headline, place, message, found_at }) => ({
    key: `finding-${id}`,
    title: `巡检发现问题：${headline}`,
    detail: `${place}：${message}`,
    path: `/publishing/patrol/${id}`,
    since: found_at,
    due_on: dayOf(found_at),
  }))
}
