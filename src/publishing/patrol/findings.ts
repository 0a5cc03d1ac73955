// What the patrol found: what stands there against what was approved, and what a person decides about it.
import { z } from 'zod'
import { findAccount, isOurs } from '../../channels/index.ts'
import { approvedEdition } from '../../newsroom/index.ts'
import { type Call, command, Id, Int64, query, type Sql, Text } from '../../platform/index.ts'
import { noSuchFinding } from '../refusals.ts'
import { renditionFor, restoreOnSite } from '../releases/put-on-site.ts'
import { lockRelease, moveRelease } from '../releases/release.ts'
import { PUBLISHERS } from '../releases/release-edition.ts'
import { withdrawStory } from '../withdrawals/withdraw-story.ts'

const KINDS = ['changed', 'gone', 'unreachable'] as const

/** Open a finding of the patrol, unless the same was accepted before. Only the program does this. */
export const openFinding = command({
  name: 'publishing.open-finding',
  title: '记录巡检问题',
  access: [],
  input: z.strictObject({
    release_id: Id,
    kind: z.enum(KINDS),
    message: Text(500),
    seen: z.string().max(20_000).nullable().default(null),
    seen_hash: z.string().max(64).default(''),
  }),
  output: z.object({}),
  async run(tx, call, { release_id, kind, message, seen, seen_hash }) {
    const [accepted] = await tx`select 1 from publishing.findings where release_id = ${release_id} and kind = ${kind}
      and decision = 'accept' and seen_hash = ${seen_hash} limit 1`
    if (accepted) return {}
    await tx`insert into publishing.findings (release_id, kind, message, found_at, seen, seen_hash)
      values (${release_id}, ${kind}, ${message}, ${call.at}, ${seen}, ${seen_hash})
      on conflict (release_id, kind) where settled_at is null do nothing`
    return {}
  },
})

type Open = { id: bigint; release_id: bigint }

async function settle(tx: Sql, call: Call, id: bigint, decision: string, settlement: string): Promise<Open> {
  const [row] = await tx<
    Open[]
  >`update publishing.findings set settled_at = ${call.at}, settled_by = ${call.actor.name},
    settlement = ${settlement}, decision = ${decision} where id = ${id} and settled_at is null returning id, release_id`
  if (!row) throw noSuchFinding()
  return row
}

/** Leave it as it stands, with the reason: it is not found again until it changes once more. */
export const settleFinding = command({
  name: 'publishing.settle-finding',
  title: '保留现状',
  access: ['editor', 'operations', 'director'],
  input: z.strictObject({ finding_id: Id, settlement: Text(300) }),
  output: z.object({}),
  async run(tx, call, { finding_id, settlement }) {
    await settle(tx, call, finding_id, 'accept', settlement)
    return {}
  },
})

/** Put back what was approved: on our site at once, elsewhere by a person with the kit. */
export const restoreRelease = command({
  name: 'publishing.restore-release',
  title: '恢复签发稿',
  access: PUBLISHERS,
  input: z.strictObject({ finding_id: Id, settlement: z.string().trim().max(300).default('') }),
  output: z.object({ by_hand: z.boolean(), release_id: Int64 }),
  async run(tx, call, { finding_id, settlement }) {
    const { release_id } = await settle(tx, call, finding_id, 'restore', settlement || '恢复签发稿')
    const release = await lockRelease(tx, release_id)
    const account = await findAccount(tx, release.account_id)
    if (isOurs(account.adapter)) await restoreOnSite(tx, call, release)
    else await moveRelease(tx, call, release, 'redo', { message: '巡检发现与签发稿不符，重新发布', ended_at: null })
    return { by_hand: !isOurs(account.adapter), release_id }
  },
})

/** Take the story back everywhere because of what was found. */
export const retractFound = command({
  name: 'publishing.retract-found',
  title: '因巡检问题撤稿',
  access: PUBLISHERS,
  input: z.strictObject({ finding_id: Id, reason: Text(500), note: Text(300), ordered_by: Text(60) }),
  output: z.object({ withdrawal_id: Int64, cleared: z.boolean() }),
  async run(tx, call, { finding_id, ...why }) {
    const { release_id } = await settle(tx, call, finding_id, 'retract', why.reason)
    const { story_id } = await lockRelease(tx, release_id)
    const made = await withdrawStory.run(tx, call, { story_id, kind: 'kill', edition_id: null, ...why })
    // other findings of the same story have nothing left to decide
    await tx`update publishing.findings f set settled_at = ${call.at}, settled_by = ${call.actor.name}, settlement = ${why.reason},
      decision = 'retract' from publishing.releases r where r.id = f.release_id and r.story_id = ${story_id} and f.settled_at is null`
    return made
  },
})

const Finding = z.object({
  id: Int64,
  release_id: Int64,
  story_id: Int64,
  headline: z.string(),
  platform: z.string(),
  account: z.string(),
  adapter: z.string(),
  url: z.string().nullable(),
  kind: z.string(),
  message: z.string(),
  found_at: z.date(),
  settled_at: z.date().nullable(),
  settled_by: z.string().nullable(),
  settlement: z.string().nullable(),
  decision: z.string().nullable(),
})

const listed = (tx: Sql) => tx`
  select f.*, r.story_id, s.headline, a.platform, a.name account, a.adapter, r.url from publishing.findings f
  join publishing.releases r on r.id = f.release_id join newsroom.stories s on s.id = r.story_id
  join channels.accounts a on a.id = r.account_id`

export const findings = query({
  name: 'publishing.findings',
  title: '巡检问题',
  access: 'signed-in',
  input: z.strictObject({}),
  output: z.array(Finding),
  read: tx => tx<z.input<typeof Finding>[]>`${listed(tx)} order by f.settled_at is not null, f.id desc limit 500`,
})

const Copy = z.object({ title: z.string(), lead: z.string(), text: z.string() })

/** One finding, with what was approved beside what stands there; `live` is null where nothing could be read. */
export const finding = query({
  name: 'publishing.finding',
  title: '一条巡检问题',
  access: 'signed-in',
  input: z.strictObject({ finding_id: Id }),
  output: Finding.extend({ approved: Copy, live: Copy.nullable(), edition_no: z.number() }),
  async read(tx, { finding_id }) {
    type Row = z.input<typeof Finding> & { seen: string | null }
    const [row] = await tx<Row[]>`${listed(tx)} where f.id = ${finding_id}`
    if (!row) throw noSuchFinding()
    const [release] = await tx<{ edition_id: bigint; channel_kind: string }[]>`
      select edition_id, channel_kind from publishing.releases where id = ${row.release_id}`
    const { edition_no } = await approvedEdition(tx, release!.edition_id)
    const { title, lead, body_text } = (await renditionFor(tx, release!.edition_id, release!.channel_kind))!
    const [there] = await tx<z.input<typeof Copy>[]>`
      select title, lead, body_text text from publishing.articles where release_id = ${row.release_id} and withdrawn_at is null`
    const seen = row.seen === null ? null : { title: '', lead: '', text: row.seen }
    const live = isOurs(row.adapter) && row.settled_at === null ? (there ?? null) : seen
    return { ...row, edition_no, approved: { title, lead, text: body_text }, live }
  },
})
