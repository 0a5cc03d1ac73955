// Counters as they were read: by hand, from a console's export, from an interface. Rows are only added.
import { z } from 'zod'
import { type Call, command, DayField, Id, type Sql, Text } from '../../platform/index.ts'
import { fallingCount, futureReading, noSuchAccount, noSuchPost, wrongMetric } from '../refusals.ts'
import {
  ACCOUNT_METRICS,
  METRICS,
  type Metric,
  metricNames,
  READING_SOURCES,
  type ReadingSource,
} from '../vocabulary.ts'

const RECORDERS = ['editor', 'operations', 'director']
const COUNT_MAX = 100_000_000_000

const Values = z.partialRecord(
  z.enum(metricNames as [Metric, ...Metric[]]),
  z.number().int('应为整数').min(0, '不能为负').max(COUNT_MAX, '数字太大'),
)
const Row = z.strictObject({
  account_id: Id,
  /** a post known here */
  post_id: Id.nullable().default(null),
  /** or one to be known from now on; neither: the account as a whole */
  post: z
    .strictObject({
      item_key: Text(300),
      title: Text(200),
      published_on: DayField,
      is_headline: z.boolean().default(false),
      is_original: z.boolean().default(true),
      address: z.string().trim().max(1000).default(''),
    })
    .nullable()
    .default(null),
  on_day: DayField,
  values: Values,
})
type Row = z.output<typeof Row>

async function postOf(tx: Sql, call: Call, row: Row, is_example: boolean): Promise<bigint | null> {
  if (row.post_id !== null) {
    const [known] = await tx<{ id: bigint }[]>`
      select id from audience.posts where id = ${row.post_id} and account_id = ${row.account_id}`
    if (!known) throw noSuchPost()
    return known.id
  }
  if (row.post === null) return null
  const { item_key, title, published_on, is_headline, is_original, address } = row.post
  if (published_on > call.today) throw futureReading({ day: published_on })
  const [made] = await tx<{ id: bigint }[]>`
    insert into audience.posts (account_id, item_key, title, published_on, is_headline, is_original, address, entered_at,
      entered_by, is_example)
    values (${row.account_id}, ${item_key}, ${title}, ${published_on}, ${is_headline}, ${is_original}, ${address}, ${call.at},
      ${call.actor.name}, ${is_example})
    on conflict (account_id, item_key) do update set address = coalesce(nullif(excluded.address, ''), posts.address)
    returning id`
  return made!.id
}

/** A total that fell by more than half is a typing error, or has a reason that is written down. */
async function mustNotFall(tx: Sql, row: Row, post_id: bigint, note: string): Promise<Map<string, bigint>> {
  const before = await tx<{ metric: Metric; value: bigint; title: string }[]>`
    select c.metric, c.value, p.title from audience.post_counters c join audience.posts p on p.id = c.post_id
    where c.post_id = ${post_id}`
  for (const { metric, value, title } of before) {
    const now = row.values[metric]
    if (now !== undefined && BigInt(now) * 2n < value && note === '')
      throw fallingCount({ title, metric: METRICS[metric], before: String(value), now: String(now) })
  }
  return new Map(before.map(one => [one.metric, one.value]))
}

type Batch = { source: ReadingSource; note: string; is_example: boolean }

async function recordRow(tx: Sql, call: Call, row: Row, { source, note, is_example }: Batch): Promise<number> {
  if (row.on_day > call.today) throw futureReading({ day: row.on_day })
  const [account] = await tx`select 1 from channels.accounts where id = ${row.account_id}`
  if (!account) throw noSuchAccount()
  const post_id = await postOf(tx, call, row, is_example)
  const before = post_id === null ? new Map<string, bigint>() : await mustNotFall(tx, row, post_id, note)
  let written = 0
  for (const [metric, value] of Object.entries(row.values) as [Metric, number][]) {
    if ((post_id === null) !== ACCOUNT_METRICS.includes(metric)) throw wrongMetric({ metric: METRICS[metric] })
    // a file taken in twice tells nothing new
    if (source === 'file' && before.get(metric) === BigInt(value)) continue
    const [made] = await tx`
      insert into audience.readings (account_id, post_id, metric, on_day, value, captured_at, source, entered_by, note)
      values (${row.account_id}, ${post_id}, ${metric}, ${row.on_day}, ${value}, ${call.at}, ${source}, ${call.actor.name},
        ${note})
      on conflict do nothing returning 1`
    written += made ? 1 : 0
  }
  return written
}

/** Record counters of posts and accounts. */
export const recordReadings = command({
  name: 'audience.record-readings',
  title: '登记传播数据',
  access: RECORDERS,
  input: z.strictObject({
    source: z.enum(Object.keys(READING_SOURCES) as [ReadingSource, ...ReadingSource[]]).default('hand'),
    rows: z.array(Row).min(1, '至少要有一行').max(2000, '一次最多 2000 行'),
    note: z.string().trim().max(300).default(''),
    is_example: z.boolean().default(false),
  }),
  output: z.object({ reading_count: z.number() }),
  async run(tx, call, { rows, ...batch }) {
    let reading_count = 0
    for (const row of rows) reading_count += await recordRow(tx, call, row, batch)
    return { reading_count }
  },
})

/** Know the posts that our own releases became: each visible release once. The first of a day on an account is its headline. */
export const noteReleases = command({
  name: 'audience.note-releases',
  title: '归集已发布内容',
  access: RECORDERS,
  input: z.strictObject({}),
  output: z.object({ post_count: z.number() }),
  async run(tx, call) {
    const made = await tx`
      insert into audience.posts (account_id, item_key, title, published_on, is_headline, is_original, release_id, story_id,
        address, entered_at, entered_by, is_example)
      select r.account_id, coalesce(nullif(r.external_id, ''), 'release:' || r.id),
        coalesce(n.title, s.headline), d.day,
        not exists (select 1 from audience.posts p where p.account_id = r.account_id and p.published_on = d.day)
          and row_number() over (partition by r.account_id, d.day order by r.visible_at, r.id) = 1,
        s.origin = 'original', r.id, r.story_id, coalesce(r.url, ''), ${call.at}, ${call.actor.name}, r.is_example
      from publishing.releases r
      join newsroom.stories s on s.id = r.story_id
      left join newsroom.renditions n on n.edition_id = r.edition_id and n.channel_kind = r.channel_kind
      cross join lateral (select (r.visible_at at time zone 'Asia/Shanghai')::date as day) d
      where r.state in ('visible', 'withdrawn') and not exists (select 1 from audience.posts p where p.release_id = r.id)
      on conflict do nothing returning 1`
    return { post_count: made.length }
  },
})
