// 发布台: what is ready, scheduled, on its way, failed, unknown; one story's releases; what happened to one.
import { z } from 'zod'
import { Id, Int64, query, type Sql } from '../../platform/index.ts'
import { RELEASE_STATES } from '../vocabulary.ts'
import { findRelease } from './release.ts'

const LISTED_MAX = 500
/** later than this, a release that should have gone is an alarm */
const LATE_MS = 60_000

const Listed = z.object({
  id: Int64,
  story_id: Int64,
  edition_id: Int64,
  edition_no: z.number(),
  headline: z.string(),
  account_id: Int64,
  account: z.string(),
  platform: z.string(),
  adapter: z.string(),
  state: z.string(),
  state_title: z.string(),
  cause: z.string().nullable(),
  message: z.string(),
  url: z.string().nullable(),
  urgent: z.boolean(),
  due_at: z.date(),
  not_after: z.date().nullable(),
  after_account: z.string().nullable(),
  late: z.boolean(),
  attempt_no: z.number(),
  requested_at: z.date(),
  requested_by: z.string(),
  visible_at: z.date().nullable(),
  reconciled_by: z.string().nullable(),
  is_example: z.boolean(),
})
type Row = Omit<z.input<typeof Listed>, 'state_title' | 'late'>

const listed = (tx: Sql) => tx`
  select r.id, r.story_id, r.edition_id, e.edition_no, u.headline, r.account_id, a.name account, a.platform, a.adapter, r.state,
    r.cause, r.message, r.url, r.urgent, r.due_at, r.not_after, f.name after_account, r.attempt_no, r.requested_at, r.requested_by,
    r.visible_at, r.reconciled_by, r.is_example
  from publishing.releases r join newsroom.editions e on e.id = r.edition_id
  join newsroom.submissions u on u.id = e.submission_id join channels.accounts a on a.id = r.account_id
  left join channels.accounts f on f.id = r.after_account_id`

function shown(rows: readonly Row[], at: Date): z.input<typeof Listed>[] {
  return rows.map(row => ({
    ...row,
    state_title: RELEASE_STATES[row.state as keyof typeof RELEASE_STATES],
    late: row.state === 'prepared' && at.getTime() - row.due_at.getTime() > LATE_MS,
  }))
}

const Ready = z.object({
  edition_id: Int64,
  story_id: Int64,
  edition_no: z.number(),
  headline: z.string(),
  section: z.string(),
  channels: z.array(z.string()),
  approved_at: z.date(),
  approved_by: z.string(),
  is_example: z.boolean(),
})
const Cause = z.object({ cause: z.string(), message: z.string(), count: z.number(), platforms: z.array(z.string()) })

export const desk = query({
  name: 'publishing.desk',
  title: '发布台',
  access: 'signed-in',
  input: z.strictObject({}),
  output: z.object({
    at: z.date(),
    ready: z.array(Ready),
    open: z.array(Listed),
    done: z.array(Listed),
    causes: z.array(Cause),
  }),
  async read(tx, _input, { at }) {
    const ready = await tx<z.input<typeof Ready>[]>`
      select distinct on (e.story_id) e.id edition_id, e.story_id, e.edition_no, u.headline, s.section, s.channels, e.approved_at,
        e.approved_by, s.is_example
      from newsroom.editions e join newsroom.stories s on s.id = e.story_id
      join newsroom.submissions u on u.id = e.submission_id
      where not exists (select from publishing.releases r where r.edition_id = e.id)
        and not exists (select from newsroom.editions n where n.story_id = e.story_id and n.edition_no > e.edition_no)
        and not exists (select from publishing.articles a where a.story_id = e.story_id and a.withdrawn_kind = 'kill')
      order by e.story_id, e.edition_no desc limit ${LISTED_MAX}`
    const open = await tx<Row[]>`${listed(tx)}
      where r.state in ('prepared', 'sending', 'accepted', 'failed', 'unknown', 'by_hand') order by r.due_at, r.id limit ${LISTED_MAX}`
    const done = await tx<Row[]>`${listed(tx)}
      where r.state in ('visible', 'cancelled', 'withdrawn') order by coalesce(r.ended_at, r.requested_at) desc, r.id desc limit ${LISTED_MAX}`
    const causes = await tx<z.input<typeof Cause>[]>`
      select cause, max(message) message, count(*)::int count, array_agg(distinct a.platform) platforms
      from publishing.releases r join channels.accounts a on a.id = r.account_id
      where r.state = 'failed' group by cause order by count desc`
    return { at, ready, open: shown(open, at), done: shown(done, at), causes }
  },
})

const Choice = z.object({
  account_id: Int64,
  name: z.string(),
  platform: z.string(),
  adapter: z.string(),
  kind: z.string(),
  owner_kind: z.string(),
  health: z.string(),
  /** why it cannot be chosen; empty when it can */
  problem: z.string(),
})

export const storyReleases = query({
  name: 'publishing.story-releases',
  title: '稿件的发布',
  access: 'signed-in',
  input: z.strictObject({ story_id: Id }),
  output: z.object({
    at: z.date(),
    edition: z.object({ id: Int64, edition_no: z.number(), approved_by: z.string(), approved_at: z.date() }).nullable(),
    choices: z.array(Choice),
    releases: z.array(Listed),
  }),
  async read(tx, { story_id }, { at }) {
    const [edition] = await tx<{ id: bigint; edition_no: number; approved_by: string; approved_at: Date }[]>`
      select id, edition_no, approved_by, approved_at from newsroom.editions where story_id = ${story_id}
      order by edition_no desc limit 1`
    const releases = await tx<
      Row[]
    >`${listed(tx)} where r.story_id = ${story_id} order by e.edition_no desc, a.kind = 'site' desc, r.id`
    const choices = edition
      ? await tx<z.input<typeof Choice>[]>`
        select a.id account_id, a.name, a.platform, a.adapter, a.kind, a.owner_kind, a.health,
          case when exists (select from publishing.releases r where r.edition_id = ${edition.id} and r.account_id = a.id) then '已安排'
            when not exists (select from newsroom.renditions n where n.edition_id = ${edition.id} and n.channel_kind = a.kind)
              then '没有签发这种稿'
            when a.state = 'paused' then '账号已暂停' else '' end problem
        from channels.accounts a where a.state <> 'closed'
        order by a.kind = 'site' desc, array_position(array['own','township','department'], a.owner_kind), a.platform, a.name`
      : []
    return { at, edition: edition ?? null, choices, releases: shown(releases, at) }
  },
})

const Event = z.object({
  at: z.date(),
  what: z.string(),
  to_title: z.string(),
  code: z.string(),
  message: z.string(),
  by_name: z.string(),
})

export const releaseEvents = query({
  name: 'publishing.release-events',
  title: '发布经过',
  access: 'signed-in',
  input: z.strictObject({ release_id: Id }),
  output: z.array(Event),
  async read(tx, { release_id }) {
    await findRelease(tx, release_id)
    const rows = await tx<(z.input<typeof Event> & { to_state: keyof typeof RELEASE_STATES })[]>`
      select * from publishing.events where release_id = ${release_id} order by id limit ${LISTED_MAX}`
    return rows.map(row => ({ ...row, to_title: RELEASE_STATES[row.to_state] }))
  },
})
