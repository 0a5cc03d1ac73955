// 传播效果 on one page: accounts side by side, stories ranked, sections and theme tags counted, the site day by day.
import { z } from 'zod'
import { DayField, Int64, query, type Sql } from '../../platform/index.ts'
import { spikes } from './spikes.ts'

const Account = z.object({
  id: Int64,
  platform: z.string(),
  name: z.string(),
  kind: z.string(),
  owner_kind: z.string(),
  owner_unit: z.string(),
  post_count: z.number(),
  reads: z.number(),
  likes: z.number(),
  shares: z.number(),
  comments: z.number(),
  followers: z.number().nullable(),
  follower_change: z.number().nullable(),
  last_on: z.string().nullable(),
  read_basis: z.enum(['counts', 'users', 'none']),
  index_value: z.string().nullable(),
  index_version: z.string().nullable(),
})
const Ranked = z.object({
  post_id: Int64,
  story_id: Int64.nullable(),
  title: z.string(),
  account: z.string(),
  platform: z.string(),
  published_on: z.string(),
  address: z.string(),
  reads: z.number(),
  likes: z.number(),
  wows: z.number(),
  shares: z.number(),
  comments: z.number(),
  captured_at: z.date().nullable(),
})
const Counted = z.object({
  /** section, theme 主题, segment 分众, or other tags */
  kind: z.enum(['section', 'theme', 'segment', 'tag']),
  name: z.string(),
  story_count: z.number(),
  reads: z.number(),
})

type Days = { from_day: string; to_day: string }

/** A post's counters side by side. Reads are counts where a count was read, else people; on our sites, page views. */
const sideBySide = (tx: Sql) => tx`
  select p.*, coalesce(max(v.value) filter (where v.metric in ('reads', 'plays')),
      max(v.value) filter (where v.metric = 'read_users'), max(w.views), 0)::float8 reads,
    count(*) filter (where v.metric in ('reads', 'plays')) > 0 or max(w.views) > 0 counted, count(*) filter (where v.metric = 'read_users') > 0 by_users,
    coalesce(max(v.value) filter (where v.metric = 'likes'), 0)::float8 likes,
    coalesce(max(v.value) filter (where v.metric = 'wows'), 0)::float8 wows,
    coalesce(max(v.value) filter (where v.metric = 'shares'), 0)::float8 shares,
    coalesce(max(v.value) filter (where v.metric = 'comments'), 0)::float8 comments, max(v.captured_at) captured_at
  from audience.posts p left join audience.post_counters v on v.post_id = p.id
  -- our sites count by themselves, each its own pages
  left join lateral (select sum(x.views) views from audience.visits x
    where x.story_id = p.story_id and x.site_id = p.account_id) w on true
  group by p.id`

export type AccountRow = z.input<typeof Account>
export type RankedRow = z.input<typeof Ranked>

/** Every account with its posts of the period, newest followers and newest index. */
export const accountsOf = (tx: Sql, { from_day, to_day }: Days) => tx<AccountRow[]>`
  with posts as (${sideBySide(tx)})
  select a.id, a.platform, a.name, a.kind, a.owner_kind, a.owner_unit, count(p.id)::int post_count,
    coalesce(sum(p.reads), 0) reads, coalesce(sum(p.likes), 0) likes, coalesce(sum(p.shares), 0) shares,
    coalesce(sum(p.comments), 0) comments, f.followers, f.followers - b.followers follower_change,
    (select max(published_on) from audience.posts where account_id = a.id and published_on <= ${to_day}) last_on,
    case when bool_or(p.by_users and not p.counted) then 'users' when bool_or(p.counted) then 'counts' else 'none' end read_basis,
    i.value::text index_value, i.version index_version
  from channels.accounts a
  left join posts p on p.account_id = a.id and p.published_on between ${from_day} and ${to_day}
  left join lateral (select value::float8 followers from audience.account_counters c where c.account_id = a.id
    and metric = 'followers' and on_day <= ${to_day} order by on_day desc limit 1) f on true
  left join lateral (select value::float8 followers from audience.account_counters c where c.account_id = a.id
    and metric = 'followers' and on_day < ${from_day} order by on_day desc limit 1) b on true
  left join lateral (select value, version from audience.index_values x where x.account_id = a.id
    and x.from_day >= ${from_day} and x.to_day <= ${to_day} order by x.id desc limit 1) i on true
  where a.state <> 'closed'
  group by a.id, f.followers, b.followers, i.value, i.version
  order by (a.owner_kind = 'own') desc, reads desc, a.id`

/** Posts of the period, the most read first. */
export const rankingOf = (tx: Sql, { from_day, to_day }: Days) => tx<RankedRow[]>`
  with posts as (${sideBySide(tx)})
  select p.id post_id, p.story_id, p.title, a.name account, a.platform, p.published_on, p.address, p.reads, p.likes, p.wows,
    p.shares, p.comments, p.captured_at
  from posts p join channels.accounts a on a.id = p.account_id
  where p.published_on between ${from_day} and ${to_day}
  order by p.reads desc, p.likes + p.shares + p.comments desc, p.id desc limit 200`

/**
 * Stories of the period by section, theme, segment and other tags, with the reads of all their posts and pages. Themes and
 * segments in force without a story are shown too: nothing is what has to be seen.
 */
const countedBy = (tx: Sql, { from_day, to_day }: Days) => tx<z.input<typeof Counted>[]>`
  with posts as (${sideBySide(tx)}),
    stories as (select distinct story_id, section, tags, themes, segments from audience.works where on_day between ${from_day} and ${to_day}),
    labels as (select distinct kind, name from newsroom.labels
      where effective_from <= ${to_day} and coalesce(effective_to, 'infinity') >= ${from_day}),
    read as (select story_id, sum(reads) reads from (
      select story_id, reads from posts where story_id is not null) r group by story_id),
    named as (
      select 'section' kind, section as name, 0 sort, story_id from stories
      union all select 'theme', t.name, 0, story_id from stories cross join lateral unnest(themes) t(name)
      union all select 'segment', t.name, 0, story_id from stories cross join lateral unnest(segments) t(name)
      union all select 'tag', t.name, 0, story_id from stories cross join lateral unnest(tags) t(name)
      union all select kind, name, 0, null from labels)
  select kind, name, count(story_id)::int story_count, coalesce(sum(r.reads), 0) reads
  from named left join read r using (story_id)
  group by kind, name, sort order by kind, story_count desc, name limit 200`

const Site = z.object({ on_day: z.string(), views: z.number(), visitors: z.number() })

export const dashboard = query({
  name: 'audience.dashboard',
  title: '传播效果',
  access: 'signed-in',
  input: z.strictObject({ from_day: DayField, to_day: DayField }),
  output: z.object({
    accounts: z.array(Account),
    ranking: z.array(Ranked),
    counted: z.array(Counted),
    site: z.array(Site),
    spike_count: z.number(),
  }),
  async read(tx, days) {
    const site = await tx<z.input<typeof Site>[]>`select on_day, views::float8 views, visitors::float8 visitors
      from audience.visits where path = '' and on_day between ${days.from_day} and ${days.to_day} order by on_day`
    const found = await spikes(tx, days)
    return {
      accounts: await accountsOf(tx, days),
      ranking: await rankingOf(tx, days),
      counted: await countedBy(tx, days),
      site,
      spike_count: found.filter(spike => spike.answer === null).length,
    }
  },
})
