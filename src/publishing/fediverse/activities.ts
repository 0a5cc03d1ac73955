// What an account of the fediverse tells its followers' servers: written with the release it belongs to, delivered by jobs, in
// order for each server.
import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Account } from '../../channels/index.ts'
import { type Call, enqueue, job, type Sql } from '../../platform/index.ts'
import { actorId, objectId } from './addresses.ts'
import { acceptActivity, articleActivity, deleteActivity, type FediverseArticle, type Json } from './documents.ts'

/** The job by its name; deliver-activities.ts gives it its work. */
export const deliverActivities = job({
  name: 'publishing.deliver-activities',
  title: '通知联邦网络的服务器',
  payload: z.strictObject({ account_id: z.string(), inbox: z.string() }),
  attempts_max: 1_000,
  async run() {
    throw new Error('联邦网络投递任务没有装配')
  },
})

type Told = {
  kind: 'Create' | 'Update' | 'Delete' | 'Accept'
  activity_id: string
  story_id: bigint | null
  body: Json
  inboxes: readonly string[]
}

async function tell(tx: Sql, call: Call, { id: account_id }: Account, told: Told): Promise<void> {
  const { kind, activity_id, story_id, body, inboxes } = told
  if (inboxes.length === 0) return
  const [row] = await tx<{ id: bigint }[]>`
    insert into publishing.activities (account_id, activity_id, kind, story_id, body, made_at)
    values (${account_id}, ${activity_id}, ${kind}, ${story_id}, ${JSON.stringify(body)}, ${call.at})
    on conflict on constraint activity_is_said_once do update set made_at = excluded.made_at returning id`
  for (const inbox of inboxes) {
    await tx`insert into publishing.activity_deliveries (activity_no, account_id, inbox)
      values (${row!.id}, ${account_id}, ${inbox})
      on conflict on constraint activity_goes_to_an_inbox_once do update set state = 'waiting', attempt_count = 0, message = ''`
    const key = createHash('sha256').update(`${account_id}|${inbox}`).digest('hex')
    await enqueue(tx, deliverActivities, { account_id: String(account_id), inbox }, { at: call.at, key })
  }
}

/** Servers with followers; with a story also those that may hold it although nobody there follows us any more. */
async function inboxesFor(tx: Sql, { id }: Account, storyId: bigint | null): Promise<string[]> {
  const rows = await tx<{ inbox: string }[]>`
    select coalesce(shared_inbox, inbox) inbox from publishing.followers where account_id = ${id} and ended_at is null
    union select d.inbox from publishing.activity_deliveries d join publishing.activities a on a.id = d.activity_no
    where a.account_id = ${id} and a.story_id = ${storyId} and d.state <> 'gone' and (d.state <> 'dropped' or d.attempt_count > 0)
    order by inbox`
  return rows.map(row => row.inbox)
}

type Row = Omit<FediverseArticle, 'link'> & { story_id: bigint }

/** Our page of the story on a site that shows it, under an address that holds outside. */
async function pageOf(tx: Sql, storyId: bigint): Promise<string> {
  const [row] = await tx<{ url: string }[]>`
    select r.url from publishing.articles a join publishing.releases r on r.id = a.release_id
    join channels.accounts s on s.id = a.site_id
    where a.story_id = ${storyId} and a.withdrawn_at is null and s.adapter = 'site' and r.url like 'http%' order by a.site_id limit 1`
  return row?.url ?? ''
}

/** An article of an account as others read it; undefined when there is none of that address. */
export async function articleOf(
  tx: Sql,
  account: Account,
  slug: string,
): Promise<(FediverseArticle & { story_id: bigint; withdrawn_at: Date | null }) | undefined> {
  const [row] = await tx<(Row & { withdrawn_at: Date | null })[]>`
    select slug, story_id, title, lead, body_html, tags, published_at, updated_at, corrections, withdrawn_at
    from publishing.articles where site_id = ${account.id} and slug = ${slug}`
  return row && { ...row, link: await pageOf(tx, row.story_id) }
}

/** Tells followers that an article appeared, or that it now reads otherwise. */
export async function tellArticle(tx: Sql, call: Call, account: Account, slug: string, isNew: boolean): Promise<void> {
  const article = (await articleOf(tx, account, slug))!
  const kind = isNew ? 'Create' : 'Update'
  const activity_id = `${objectId(account, slug)}#${isNew ? 'create' : `update-${call.at.getTime()}`}`
  const inboxes = await inboxesFor(tx, account, isNew ? null : article.story_id)
  const body = inboxes.length === 0 ? {} : await articleActivity(account, kind, activity_id, article)
  await tell(tx, call, account, { kind, activity_id, story_id: article.story_id, body, inboxes })
}

/** Tells everybody who may hold the article that it is gone; what was not told yet is not told any more. */
export async function tellGone(tx: Sql, call: Call, account: Account, storyId: bigint): Promise<void> {
  await tx`update publishing.activity_deliveries d set state = 'dropped' from publishing.activities a
    where a.id = d.activity_no and a.account_id = ${account.id} and a.story_id = ${storyId} and d.state = 'waiting'`
  const [{ slug } = { slug: '' }] = await tx<{ slug: string }[]>`
    select slug from publishing.articles where site_id = ${account.id} and story_id = ${storyId}`
  const body = await deleteActivity(account, slug, call.at)
  const activity_id = `${objectId(account, slug)}#delete`
  const inboxes = await inboxesFor(tx, account, storyId)
  await tell(tx, call, account, { kind: 'Delete', activity_id, story_id: storyId, body, inboxes })
}

/** Answers a Follow; asked again it is answered again, under the same name. */
export async function tellAccepted(
  tx: Sql,
  call: Call,
  account: Account,
  follow: { id: string; actor: string; inbox: string },
): Promise<void> {
  const name = createHash('sha256').update(`${follow.actor}|${follow.id}`).digest('hex').slice(0, 32)
  const activity_id = `${actorId(account)}#accepts-${name}`
  const body = await acceptActivity(account, activity_id, follow)
  await tell(tx, call, account, { kind: 'Accept', activity_id, story_id: null, body, inboxes: [follow.inbox] })
}
