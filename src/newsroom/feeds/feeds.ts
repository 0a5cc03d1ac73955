// 稿源订阅: feeds of units on the list of sources are read by a job; every entry becomes a tip, once.
import { z } from 'zod'
import { command, enqueue, Id, Int64, isInnerName, job, query, type Sql, Text } from '../../platform/index.ts'
import { receiveTip } from '../planning/tips.ts'
import { feedStands, feedUnitUnlisted, innerAddress, noSuchFeed } from '../refusals.ts'
import { WRITERS } from '../stories/story.ts'
import type { Fetched } from './fetch-feed.ts'
import { type Entry, readFeed } from './read-feed.ts'

const MINUTE = 60_000
const ENTRIES_MAX = 200
/** a feed that fails is asked less and less often, at least once a day */
const SLOWER_MAX = 24

const DECLARED = {
  name: 'newsroom.read-feed',
  title: '读订阅稿源',
  payload: z.strictObject({ feed_id: z.string() }),
  attempts_max: 5,
}
/** What a command asks for; the one that does it is made where the network may be reached. */
const reading = job({ ...DECLARED, run: async () => undefined })

async function mustBeListed(tx: Sql, unit: string, day: string, reason: string): Promise<void> {
  if (reason !== '') return
  const [listed] = await tx`select 1 from newsroom.sources where unit = ${unit} and status = 'active'
    and listed_from <= ${day} and coalesce(listed_to, 'infinity') >= ${day}`
  if (!listed) throw feedUnitUnlisted({ unit })
}

/** Subscribe to a feed of a unit on the list of sources; others want a reason. */
export const addFeed = command({
  name: 'newsroom.add-feed',
  title: '订阅稿源',
  access: WRITERS,
  input: z.strictObject({
    url: z.url({ protocol: /^https?$/, error: '应为 http 或 https 地址' }).max(500),
    title: Text(100),
    unit: Text(100),
    reason: z.string().trim().max(200).default(''),
    every_minutes: z.int().min(10, '最快 10 分钟读一次').max(1440).default(60),
  }),
  output: z.object({ feed_id: Int64 }),
  async run(tx, call, feed) {
    if (isInnerName(new URL(feed.url).hostname)) throw innerAddress()
    await mustBeListed(tx, feed.unit, call.today, feed.reason)
    const [row] = await tx<{ id: bigint }[]>`
      insert into newsroom.feeds ${tx({ ...feed, added_at: call.at, added_by: call.actor.name })}
      on conflict (url) where stopped_at is null do nothing returning id`
    if (!row) throw feedStands()
    await enqueue(tx, reading, { feed_id: String(row.id) }, { at: call.at, key: String(row.id) })
    return { feed_id: row.id }
  },
})

/** Stop reading a feed; the tips it brought stay. */
export const stopFeed = command({
  name: 'newsroom.stop-feed',
  title: '停订稿源',
  access: WRITERS,
  input: z.strictObject({ feed_id: Id }),
  output: z.object({}),
  async run(tx, call, { feed_id }) {
    const stopped = await tx`update newsroom.feeds set stopped_at = ${call.at}, stopped_by = ${call.actor.name}
      where id = ${feed_id} and stopped_at is null returning 1`
    if (stopped.length === 0) throw noSuchFeed()
    return {}
  },
})

const EntryField = z.strictObject({
  guid: Text(500),
  title: Text(200),
  url: z.string().max(500),
  summary: z.string().max(2000),
  published_at: z.string().nullable(),
})

/** Take in what a reading brought: new entries become tips, each once, however often it is read. */
export const settleFeed = command({
  name: 'newsroom.settle-feed',
  title: '收订阅稿源',
  access: [],
  input: z.strictObject({
    feed_id: Id,
    failed: z.string().max(200).nullable(),
    entries: z.array(EntryField).max(ENTRIES_MAX).default([]),
    etag: z.string().max(500).default(''),
    last_modified: z.string().max(200).default(''),
  }),
  output: z.object({ again_minutes: z.number().nullable() }),
  async run(tx, call, { feed_id, failed, entries, etag, last_modified }) {
    const [feed] = await tx<{ unit: string; every_minutes: number; failed_count: number }[]>`
      select unit, every_minutes, failed_count from newsroom.feeds where id = ${feed_id} and stopped_at is null for update`
    if (!feed) return { again_minutes: null }
    let fresh = 0
    for (const entry of entries) {
      const [known] = await tx`select 1 from newsroom.feed_entries where feed_id = ${feed_id} and guid = ${entry.guid}`
      if (known) continue
      const tip = {
        origin: 'feed',
        title: entry.title,
        content: entry.summary,
        source_name: feed.unit,
        source_url: entry.url,
      } as const
      const tip_id = await receiveTip(tx, call, tip)
      await tx`insert into newsroom.feed_entries (feed_id, guid, tip_id) values (${feed_id}, ${entry.guid}, ${tip_id})`
      fresh += 1
    }
    const failed_count = failed === null ? 0 : feed.failed_count + 1
    const outcome = failed ?? (fresh > 0 ? `新收 ${fresh} 条` : '没有新内容')
    await tx`update newsroom.feeds set read_at = ${call.at}, outcome = ${outcome}, failed_count = ${failed_count}
        ${failed === null ? tx`, etag = ${etag}, last_modified = ${last_modified}` : tx``} where id = ${feed_id}`
    return { again_minutes: feed.every_minutes * Math.min(failed_count + 1, SLOWER_MAX) }
  },
})

type Fetcher = (url: string, known: { etag: string; last_modified: string }) => Promise<Fetched>
type Known = { url: string; etag: string; last_modified: string }

/** What is told of an answer: its entries, or why there are none. */
function told(
  answer: Fetched,
  known: Known,
): { failed: string | null; entries: Entry[]; etag: string; last_modified: string } {
  const { etag, last_modified } = answer.kind === 'fetched' ? answer : known
  const nothing = { entries: [], etag, last_modified }
  if (answer.kind === 'failed') return { failed: answer.why, ...nothing }
  if (answer.kind === 'unchanged') return { failed: null, ...nothing }
  const entries = readFeed(answer.bytes)
  return entries
    ? { failed: null, entries, etag, last_modified }
    : { failed: '读到的不是 RSS、Atom 或 JSON Feed', ...nothing }
}

/** The job: one reading, then again after the feed's pause, until it is stopped. */
export const readFeedBy = (fetchFeed: Fetcher) =>
  job({
    ...DECLARED,
    async run(work, { feed_id }) {
      const known = await work.read(async tx => {
        const [row] = await tx<Known[]>`select url, etag, last_modified from newsroom.feeds
          where id = ${BigInt(feed_id)} and stopped_at is null`
        return row
      })
      if (!known) return undefined
      const answer = told(await fetchFeed(known.url, known), known)
      const { again_minutes } = await work.perform(settleFeed, { feed_id, ...answer })
      return again_minutes === null ? undefined : { again_at: new Date(work.now().getTime() + again_minutes * MINUTE) }
    },
  })

const Listed = z.object({
  id: Int64,
  url: z.string(),
  title: z.string(),
  unit: z.string(),
  reason: z.string(),
  every_minutes: z.number(),
  read_at: z.date().nullable(),
  outcome: z.string(),
  failed_count: z.number(),
  entry_count: z.number(),
  added_by: z.string(),
})

export const feeds = query({
  name: 'newsroom.feeds',
  title: '稿源订阅',
  access: 'signed-in',
  input: z.strictObject({}),
  output: z.array(Listed),
  read: tx => tx<z.input<typeof Listed>[]>`
    select f.*, (select count(*)::int from newsroom.feed_entries e where e.feed_id = f.id) entry_count
    from newsroom.feeds f where stopped_at is null order by f.title, f.id`,
})
