// Counters pulled from the platforms: which account is due, what it told, when. Readings are only added, with their time.
import { z } from 'zod'
import { capabilityOf, channelOf, findAccount, type Posted } from '../../channels/index.ts'
import { type Call, command, Id, Int64, query, type Sql } from '../../platform/index.ts'
import { noInterface } from '../refusals.ts'
import { METRICS, type Metric } from '../vocabulary.ts'

const HOUR = 3_600_000
const POSTS_MAX = 500
/** a pull that nobody ended after this time is begun again */
const LOST_MS = 600_000

/** Posts that our releases became, young enough to be asked for. */
async function postedOf(tx: Sql, accountId: bigint, from: Date): Promise<Posted[]> {
  const rows = await tx<(Omit<Posted, 'id'> & { id: bigint })[]>`
    select p.id, r.external_id, r.progress, p.published_on from audience.posts p join publishing.releases r on r.id = p.release_id
    where p.account_id = ${accountId} and r.state = 'visible' and r.external_id is not null
      and p.published_on >= (${from}::timestamptz at time zone 'Asia/Shanghai')::date
    order by p.published_on desc, p.id desc limit ${POSTS_MAX}`
  return rows.map(row => ({ ...row, id: String(row.id) }))
}

/** Take an account to pull its counters, when it is due and nobody has it. Only the program does this. */
export const beginPull = command({
  name: 'audience.begin-pull',
  title: '开始拉取传播数据',
  access: [],
  input: z.strictObject({ account_id: Id }),
  output: z.object({ begun: z.boolean(), posts: z.array(z.custom<Posted>()) }),
  async run(tx, call, { account_id }) {
    const account = await findAccount(tx, account_id)
    const facts = await capabilityOf(tx, account.adapter, call.today)
    const again = new Date(call.at.getTime() + Number(facts.counters_every_hours ?? 24) * HOUR)
    const taken = await tx`
      insert into audience.pulls (account_id, due_at, begun_at) values (${account_id}, ${again}, ${call.at})
      on conflict (account_id) do update set due_at = excluded.due_at, begun_at = excluded.begun_at, ended_at = null
      where audience.pulls.due_at <= ${call.at} returning 1`
    if (taken.length === 0) return { begun: false, posts: [] }
    const from = new Date(call.at.getTime() - Number(facts.counters_days ?? 7) * 24 * HOUR)
    return { begun: true, posts: await postedOf(tx, account_id, from) }
  },
})

const Count = z.number().int().min(0).max(100_000_000_000)
const CountedField = z.strictObject({
  posts: z.array(z.strictObject({ id: Id, values: z.record(z.string(), Count) })).max(POSTS_MAX),
  unnamed: z.array(Id).max(POSTS_MAX).default([]),
  account: z.strictObject({ on_day: z.string(), values: z.record(z.string(), Count) }).nullable(),
})

async function write(
  tx: Sql,
  call: Call,
  about: { account_id: bigint; post_id: bigint | null; on_day: string },
  values: Record<string, number>,
): Promise<number> {
  let written = 0
  for (const [metric, value] of Object.entries(values)) {
    if (!Object.hasOwn(METRICS, metric)) continue
    const reading = { ...about, metric: metric as Metric, value, captured_at: call.at, source: 'api' }
    const made = await tx`insert into audience.readings ${tx({ ...reading, entered_by: call.actor.name } as never)}
      on conflict do nothing returning 1`
    written += made.length
  }
  return written
}

const NAMED_MAX = 3

/** Whose counters nobody can ask for, in words; empty when there are none. */
async function byHand(tx: Sql, ids: readonly bigint[]): Promise<string> {
  if (ids.length === 0) return ''
  const rows = await tx<{ title: string }[]>`
    select title from audience.posts where id = any(${ids.map(String)}::bigint[]) order by published_on desc, id desc limit ${NAMED_MAX}`
  const titles = rows.map(row => `《${row.title}》`).join('')
  return `${titles}${ids.length > NAMED_MAX ? `等 ${ids.length} 篇` : ''}的文章编号丢失，读数请手工录入`
}

/** Keep what a platform told, or why it did not. Only the program does this. */
export const recordPull = command({
  name: 'audience.record-pull',
  title: '记录拉取的传播数据',
  access: [],
  input: z.strictObject({
    account_id: Id,
    counted: CountedField.nullable(),
    message: z.string().max(500),
    again_in_ms: z.number().int().min(0).nullable(),
  }),
  output: z.object({ reading_count: z.number() }),
  async run(tx, call, { account_id, counted, message, again_in_ms }) {
    let reading_count = 0
    for (const { id, values } of counted?.posts ?? [])
      reading_count += await write(tx, call, { account_id, post_id: id, on_day: call.today }, values)
    if (counted?.account) {
      const { on_day, values } = counted.account
      reading_count += await write(tx, call, { account_id, post_id: null, on_day }, values)
    }
    const told = message || (await byHand(tx, counted?.unnamed ?? []))
    const again = again_in_ms === null ? null : new Date(call.at.getTime() + again_in_ms)
    await tx`update audience.pulls set ended_at = ${call.at}, result = ${counted ? 'good' : 'failed'}, message = ${told},
      reading_count = ${reading_count}, due_at = coalesce(least(due_at, ${again}), due_at) where account_id = ${account_id}`
    return { reading_count }
  },
})

/** Ask for an account's counters now instead of at its time. */
export const pullNow = command({
  name: 'audience.pull-now',
  title: '立即拉取传播数据',
  access: ['editor', 'operations', 'director'],
  input: z.strictObject({ account_id: Id }),
  output: z.object({}),
  async run(tx, call, { account_id }) {
    const account = await findAccount(tx, account_id)
    if (!channelOf(account.adapter)?.fetchCounters) throw noInterface({ account: account.name })
    await tx`insert into audience.pulls (account_id, due_at) values (${account_id}, ${call.at})
      on conflict (account_id) do update set due_at = least(audience.pulls.due_at, excluded.due_at)`
    return {}
  },
})

/** Accounts whose platform tells counters, the longest due first. */
export async function duePulls(tx: Sql, now: Date): Promise<bigint[]> {
  const rows = await tx<{ id: bigint; adapter: string }[]>`
    select a.id, a.adapter from channels.accounts a left join audience.pulls p on p.account_id = a.id
    where a.state = 'active' and a.secret is not null and (p.account_id is null or p.due_at <= ${now}
      or (p.ended_at is null and p.begun_at < ${new Date(now.getTime() - LOST_MS)}))
    order by p.due_at nulls first, a.id limit 50`
  return rows.filter(row => channelOf(row.adapter)?.fetchCounters).map(row => row.id)
}

const Pull = z.object({
  account_id: Int64,
  platform: z.string(),
  name: z.string(),
  due_at: z.date().nullable(),
  ended_at: z.date().nullable(),
  result: z.string().nullable(),
  message: z.string(),
  reading_count: z.number(),
})

export const pulls = query({
  name: 'audience.pulls',
  title: '接口拉取情况',
  access: 'signed-in',
  input: z.strictObject({}),
  output: z.array(Pull),
  async read(tx) {
    const rows = await tx<(z.input<typeof Pull> & { adapter: string })[]>`
      select a.id account_id, a.adapter, a.platform, a.name, p.due_at, p.ended_at, p.result, coalesce(p.message, '') message,
        coalesce(p.reading_count, 0) reading_count
      from channels.accounts a left join audience.pulls p on p.account_id = a.id
      where a.state <> 'closed' and a.secret is not null order by a.platform, a.name`
    return rows.filter(row => channelOf(row.adapter)?.fetchCounters)
  },
})
