// WebSub: after something changed on a site, the hub of its feeds is told, by a job that comes again until it was heard.
import { z } from 'zod'
import { findAccount, outgoing } from '../../channels/index.ts'
import { command, enqueue, Id, Int64, job, query, type Sql } from '../../platform/index.ts'

const ATTEMPTS_MAX = 12
const AGAIN_MS = [5_000, 30_000, 120_000, 600_000, 3_600_000]
const FEEDS = ['feed.xml', 'atom.xml', 'feed.json']

const DECLARED = {
  name: 'publishing.announce',
  title: '通知订阅集线器',
  payload: z.strictObject({ account_id: z.string() }),
  attempts_max: ATTEMPTS_MAX,
}
const announce = job({ ...DECLARED, run: async () => undefined })

/** Something of a site changed: its hub is told once for all that changes meanwhile. Without a hub nothing is asked for. */
export async function announceChange(tx: Sql, at: Date, accountId: bigint): Promise<void> {
  const { settings } = await findAccount(tx, accountId)
  if (typeof settings.hub !== 'string') return
  await tx`insert into publishing.announcements (account_id, asked_at) values (${accountId}, ${at})
    on conflict (account_id) do update set asked_at = excluded.asked_at, attempt_count = 0`
  await enqueue(tx, announce, { account_id: String(accountId) }, { at, key: String(accountId) })
}

/** Keep how the hub answered. Only the program does this. */
export const recordAnnouncement = command({
  name: 'publishing.record-announcement',
  title: '记录集线器答复',
  access: [],
  input: z.strictObject({ account_id: Id, heard: z.boolean(), message: z.string().max(500) }),
  output: z.object({ attempt_count: z.number() }),
  async run(tx, call, { account_id, heard, message }) {
    const [row] = await tx<{ attempt_count: number }[]>`
      update publishing.announcements set attempt_count = attempt_count + 1, message = ${message},
        heard_at = case when ${heard} then ${call.at} else heard_at end where account_id = ${account_id} returning attempt_count`
    return { attempt_count: row?.attempt_count ?? 0 }
  },
})

type SitePlace = { id: bigint; handle: string; address: string }

/** Addresses of a site's feeds as the feeds name themselves; none while nobody knows where the public reaches us. */
export function feedTopics({ id, handle, address }: SitePlace, public_url: string | undefined): string[] {
  const part = /^[a-z][a-z0-9-]{0,30}$/.test(handle) ? handle : `s${id}`
  const own = address === '' ? undefined : new URL(address).origin
  const base = own ?? (public_url === undefined ? undefined : `${public_url.replace(/\/+$/, '')}/${part}`)
  return base === undefined ? [] : FEEDS.map(name => `${base}/${name}`)
}

/** Tells the hub of every feed; the answer is why it was not heard, empty when it was. */
async function tell(hub: string, topics: readonly string[], signal: AbortSignal): Promise<string> {
  const out = outgoing({ hosts: 'any-public', base_url: hub }, signal)
  for (const topic of topics) {
    const body = new URLSearchParams({ 'hub.mode': 'publish', 'hub.topic': topic, 'hub.url': topic })
    try {
      const { status } = await out(hub, { body })
      if (status < 200 || status >= 300) return `集线器回答 ${status}`
    } catch (error) {
      return `没有通知到：${(error as Error).message}`
    }
  }
  return ''
}

/** The job, told where the public reaches us. */
export const announceJob = (public_url: string | undefined) =>
  job({
    ...DECLARED,
    async run(work, { account_id }) {
      const account = await work.read(tx => findAccount(tx, BigInt(account_id)))
      const { hub } = account.settings
      if (typeof hub !== 'string') return undefined
      const topics = feedTopics(account, public_url)
      const why = topics.length === 0 ? '没有登记网站地址，订阅源没有公开网址' : await tell(hub, topics, work.signal)
      const { attempt_count } = await work.perform(recordAnnouncement, { account_id, heard: why === '', message: why })
      if (why === '' || attempt_count >= ATTEMPTS_MAX) return undefined
      const wait = AGAIN_MS[Math.min(attempt_count, AGAIN_MS.length) - 1] ?? AGAIN_MS[0]!
      return { again_at: new Date(work.now().getTime() + wait) }
    },
  })

const Notice = z.object({
  account_id: Int64,
  hub: z.string().nullable(),
  asked_at: z.date().nullable(),
  heard_at: z.date().nullable(),
  message: z.string(),
})

export const hubNotices = query({
  name: 'publishing.hub-notices',
  title: '订阅集线器',
  access: 'signed-in',
  input: z.strictObject({}),
  output: z.array(Notice),
  read: tx => tx<z.input<typeof Notice>[]>`
    select a.id account_id, a.settings ->> 'hub' hub, n.asked_at, n.heard_at, coalesce(n.message, '') message
    from channels.accounts a left join publishing.announcements n on n.account_id = a.id
    where a.adapter = 'site' and a.state <> 'closed' order by a.id`,
})
