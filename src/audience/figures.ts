// The figures of effect: stories, reads, visits, the client, adoptions; each a sum of rows, for a year or one month of it.
import {
  type DerivedFigure,
  daysOf,
  type Figure,
  type FigureUnit,
  type Period,
  type SourceFigure,
} from '../kernel/index.ts'
import { type Sql, toTracePage } from '../platform/index.ts'

type Days = { from_day: string; to_day: string }
type TracedRow = Parameters<typeof toTracePage>[0][number]
/** Rows with id, on_date, summary, detail, amount and source. */
type RowsOf = (tx: Sql, days: Days) => ReturnType<Sql>

/** Whether the year has anything of ours to count; without it a figure is 不适用 and no list shows it. */
async function hasWork(tx: Sql, { year }: Period): Promise<boolean> {
  const { from_day, to_day } = daysOf({ year })
  const [row] = await tx<{ any: boolean }[]>`
    select exists (select 1 from audience.works where on_day between ${from_day} and ${to_day})
      or exists (select 1 from audience.posts where published_on between ${from_day} and ${to_day})
      or exists (select 1 from audience.live_adoptions where adopted_on between ${from_day} and ${to_day})
      or exists (select 1 from audience.visits where on_day between ${from_day} and ${to_day})
      or exists (select 1 from audience.client_counters where on_day between ${from_day} and ${to_day}) as any`
  return row!.any
}

/** A figure that sums its rows. `needs_rows`: without a row there is nothing to say, rather than zero. */
function summed(
  name: string,
  title: string,
  unit: FigureUnit,
  basis: string,
  rowsOf: RowsOf,
  needs_rows = false,
): SourceFigure<Sql> {
  return {
    kind: 'source',
    name: `audience.${name}`,
    title,
    unit,
    basis,
    optional: true,
    async value({ tx, load, period }) {
      if (!(await load(hasWork))) return null
      const [sum] = await tx<{ amount: bigint | null; n: number }[]>`
        select coalesce(sum(amount), 0)::int8 amount, count(*)::int n from (${rowsOf(tx, daysOf(period))}) r`
      return needs_rows && sum!.n === 0 ? null : sum!.amount
    },
    async rows({ tx, period }, { offset, limit }) {
      return toTracePage(
        await tx<TracedRow[]>`
          select id, on_date, summary, detail, amount, source, count(*) over ()::int total_count,
            sum(amount) over ()::int8 total_amount
          from (${rowsOf(tx, daysOf(period))}) r order by on_date desc, id offset ${offset} limit ${limit}`,
      )
    },
  }
}

const posts: RowsOf = (tx, { from_day, to_day }) => tx`
  select p.id::text id, p.published_on on_date, p.title summary, a.platform || ' ' || a.name detail, 1::int8 amount,
    'story/' || p.story_id source
  from audience.posts p join channels.accounts a on a.id = p.account_id
  where a.owner_kind = 'own' and p.published_on between ${from_day} and ${to_day}`

/** One row a post of ours, with its newest counter. Reads are counts where a count was read, else people. */
const counters =
  (metrics: readonly string[], instead: readonly string[] = []): RowsOf =>
  (tx, { from_day, to_day }) =>
    tx`
    select p.id::text id, p.published_on on_date, p.title summary, a.platform || ' ' || a.name detail,
      coalesce(max(v.value) filter (where v.metric = any(${metrics as string[]})),
        max(v.value) filter (where v.metric = any(${instead as string[]})), 0)::int8 amount,
      'story/' || p.story_id source
    from audience.posts p join channels.accounts a on a.id = p.account_id
    join audience.post_counters v on v.post_id = p.id and v.metric = any(${[...metrics, ...instead]})
    where a.owner_kind = 'own' and p.published_on between ${from_day} and ${to_day}
    group by p.id, a.id`

/** The newest count of each account of ours up to the end of the period. */
const followers: RowsOf = (tx, { to_day }) => tx`
  select distinct on (a.id) a.id::text id, c.on_day on_date, a.platform || ' ' || a.name summary, '截至当日' detail,
    c.value::int8 amount, null::text source
  from audience.account_counters c join channels.accounts a on a.id = c.account_id
  where a.owner_kind = 'own' and c.metric = 'followers' and c.on_day <= ${to_day}
  order by a.id, c.on_day desc`

const siteViews: RowsOf = (tx, { from_day, to_day }) => tx`
  select on_day::text id, on_day on_date, '网站访问' summary, visitors || ' 位访客' detail, views::int8 amount, null::text source
  from audience.visits where path = '' and on_day between ${from_day} and ${to_day}`

/** The newest day's number of the client within the period. */
const clientLast =
  (metric: string): RowsOf =>
  (tx, { from_day, to_day }) =>
    tx`
    select * from (select id::text id, on_day on_date, '客户端登记' summary, note detail, value::int8 amount, null::text source
      from audience.client_counters where metric = ${metric} and on_day between ${from_day} and ${to_day}
      order by on_day desc limit 1) newest`

const clientSum =
  (metric: string): RowsOf =>
  (tx, { from_day, to_day }) =>
    tx`
    select id::text id, on_day on_date, '客户端登记' summary, note detail, value::int8 amount, null::text source
    from audience.client_counters where metric = ${metric} and on_day between ${from_day} and ${to_day}`

const population: RowsOf = (tx, { to_day }) => tx`
  select * from (select effective_from::text id, effective_from on_date, '常住人口' summary, source detail, count::int8 amount,
    null::text source from audience.populations where effective_from <= ${to_day} order by effective_from desc limit 1) newest`

const adopted =
  (level: string): RowsOf =>
  (tx, { from_day, to_day }) =>
    tx`
    select id::text id, adopted_on on_date, headline summary, outlet || ' ' || reporter detail, 1::int8 amount,
      'story/' || story_id source
    from audience.live_adoptions where level = ${level} and adopted_on between ${from_day} and ${to_day}`

const ratio = (name: string, title: string, basis: string, top: string, base: string): DerivedFigure => ({
  kind: 'derived',
  name: `audience.${name}`,
  title,
  unit: '%',
  basis,
  optional: true,
  formula: { op: 'ratio', of: [`audience.${top}`, `audience.${base}`] },
})

function retention(days: number): Figure<Sql>[] {
  return [
    summed(`client-cohort-${days}`, `${days}日留存基数`, '人', '期内新增', clientSum(`cohort_${days}`), true),
    summed(`client-kept-${days}`, `${days}日后仍在用`, '人', '期内新增', clientSum(`kept_${days}`), true),
    ratio(`client-retention-${days}`, `${days}日留存率`, '期内新增', `client-kept-${days}`, `client-cohort-${days}`),
  ]
}

export const audienceFigures: Figure<Sql>[] = [
  {
    kind: 'derived',
    name: 'audience.stories-per-head',
    title: '人均发稿',
    unit: '篇',
    basis: '实有人数',
    optional: true,
    formula: { op: 'per', of: ['newsroom.stories', 'people.in-post'] },
  },
  summed('posts', '各渠道发布', '条', '本单位账号', posts),
  summed('reads', '阅读播放', '次', '本单位账号，期内发布内容的最新读数', counters(['reads', 'plays'], ['read_users'])),
  summed('likes', '点赞', '次', '本单位账号，期内发布内容的最新读数', counters(['likes'])),
  summed('shares', '转发', '次', '本单位账号，期内发布内容的最新读数', counters(['shares'])),
  summed('comments', '评论', '次', '本单位账号，期内发布内容的最新读数', counters(['comments'])),
  summed('followers', '粉丝', '人', '本单位账号，期末', followers, true),
  summed('site-views', '网站访问', '次', '不含机器访问和本单位人员', siteViews),
  summed('client-installs', '客户端累计安装', '次', '期内最近一次登记', clientLast('installs'), true),
  summed('client-active', '客户端日活', '人', '期内最近一次登记', clientLast('dau'), true),
  summed('client-verified', '客户端实名本地用户', '人', '期内最近一次登记', clientLast('verified'), true),
  ratio('client-active-rate', '客户端日活率', '累计安装', 'client-active', 'client-installs'),
  summed('population', '常住人口', '人', '最近一次普查或公报', population, true),
  ratio('coverage', '客户端覆盖率', '常住人口', 'client-verified', 'population'),
  ...[1, 7, 30].flatMap(retention),
  summed('adopted-central', '中央级媒体采用', '篇', '采用台账', adopted('central')),
  summed('adopted-province', '省级媒体采用', '篇', '采用台账', adopted('province')),
  summed('adopted-city', '市级媒体采用', '篇', '采用台账', adopted('city')),
  {
    kind: 'derived',
    name: 'audience.adopted',
    title: '上级媒体采用',
    unit: '篇',
    basis: '采用台账',
    optional: true,
    formula: {
      op: 'sum',
      of: ['audience.adopted-central', 'audience.adopted-province', 'audience.adopted-city'],
    },
  },
]
