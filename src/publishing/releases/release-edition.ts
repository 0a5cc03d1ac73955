// 发布: an approved edition to some accounts, now or later. One edition, one account, one delivery.
import { z } from 'zod'
import { type Account, findAccount, isOurs } from '../../channels/index.ts'
import { approvedEdition, type Edition, type Rendition } from '../../newsroom/index.ts'
import { type Call, command, Id, Int64, type Sql } from '../../platform/index.ts'
import {
  accountNotInUse,
  earlierStillThere,
  noRendition,
  noSuchOrder,
  storyWithdrawn,
  superseded,
  wrongTime,
} from '../refusals.ts'
import { mustBePublishing } from '../switches/switches.ts'
import { askForDelivery } from './deliver.ts'
import { putOnSite, renditionFor, renditionHash } from './put-on-site.ts'
import { findRelease, noteEvent, type Release } from './release.ts'

/** Reviewing is not publishing: these may release, whatever they may review. */
export const PUBLISHERS = ['operations', 'director']

type Wanted = {
  not_before: Date | null
  not_after: Date | null
  after_account_id: bigint | null
  urgent: boolean
  correction_note: string
}

/** The newest edition of a story that was not taken back for good. */
async function mustBeNewest(tx: Sql, edition: Edition): Promise<void> {
  const [newer] = await tx<{ edition_no: number }[]>`
    select edition_no from newsroom.editions where story_id = ${edition.story_id} and edition_no > ${edition.edition_no}
    order by edition_no desc limit 1`
  if (newer) throw superseded(newer)
  const [gone] =
    await tx`select 1 from publishing.articles where story_id = ${edition.story_id} and withdrawn_kind = 'kill'`
  if (gone) throw storyWithdrawn()
}

/** On channels that cannot change a text, the earlier one has to go first. */
async function mustNotStandThere(tx: Sql, edition: Edition, account: Account): Promise<void> {
  if (isOurs(account.adapter)) return
  const [there] = await tx<{ edition_no: number }[]>`
    select e.edition_no from publishing.releases r join newsroom.editions e on e.id = r.edition_id
    where r.story_id = ${edition.story_id} and r.account_id = ${account.id} and r.edition_id <> ${edition.id}
      and r.state in ('sending', 'accepted', 'visible', 'unknown') limit 1`
  if (there) throw earlierStillThere({ account: account.name, edition_no: there.edition_no })
}

function mustBePossible(call: Call, wanted: Wanted, chosen: readonly bigint[]): void {
  const { not_before, not_after, after_account_id } = wanted
  if (not_after && not_after <= call.at) throw wrongTime({ problem: '最晚发布时间已经过了，请改时间。' })
  if (not_before && not_after && not_before >= not_after)
    throw wrongTime({ problem: '最早发布时间应早于最晚发布时间。' })
  if (after_account_id !== null && !chosen.includes(after_account_id)) throw noSuchOrder()
}

async function prepare(
  tx: Sql,
  call: Call,
  about: { edition: Edition; account: Account; rendition: Rendition; wanted: Wanted },
): Promise<Release> {
  const { edition, account, rendition, wanted } = about
  const after = wanted.after_account_id === account.id ? null : wanted.after_account_id
  const due_at = wanted.not_before && wanted.not_before > call.at ? wanted.not_before : call.at
  const progress = wanted.correction_note ? { correction_note: wanted.correction_note } : {}
  const [row] = await tx<{ id: bigint }[]>`
    insert into publishing.releases (edition_id, story_id, account_id, channel_kind, content_hash, state, urgent, not_before,
      not_after, after_account_id, due_at, progress, requested_at, requested_by_id, requested_by, is_example)
    values (${edition.id}, ${edition.story_id}, ${account.id}, ${account.kind}, ${renditionHash(rendition)}, 'prepared',
      ${wanted.urgent}, ${wanted.not_before}, ${wanted.not_after}, ${after}, ${due_at}, ${tx.json(progress)}, ${call.at},
      ${call.actor.id}, ${call.actor.name}, ${edition.is_example}) returning id`
  const release = await findRelease(tx, row!.id)
  await noteEvent(tx, call, release, { what: '安排发布', to: 'prepared' })
  return release
}

/** Releases one edition on one account; at once where the channel is a site of ours and nothing holds it back. */
export async function releaseOn(
  tx: Sql,
  call: Call,
  edition: Edition,
  account: Account,
  wanted: Wanted,
): Promise<Release> {
  if (account.state !== 'active') throw accountNotInUse({ account: account.name })
  await mustNotStandThere(tx, edition, account)
  const rendition = await renditionFor(tx, edition.id, account.kind)
  if (!rendition) throw noRendition({ account: account.name, kind: account.platform })
  const release = await prepare(tx, call, { edition, account, rendition, wanted })
  const free = release.due_at <= call.at && release.after_account_id === null
  if (isOurs(account.adapter) && free) return putOnSite(tx, call, release, edition, rendition)
  await askForDelivery(tx, call.at, release.id, release.due_at)
  return release
}

/** Release an approved edition to accounts: now, or as its times say. */
export const release = command({
  name: 'publishing.release',
  title: '发布',
  access: PUBLISHERS,
  input: z.strictObject({
    edition_id: Id,
    account_ids: z.array(Id).min(1, '请选择发到哪里').max(200),
    not_before: z.iso.datetime({ offset: true }).nullable().default(null),
    not_after: z.iso.datetime({ offset: true }).nullable().default(null),
    after_account_id: Id.nullable().default(null),
    urgent: z.boolean().default(false),
    correction_note: z.string().trim().max(300).default(''),
  }),
  output: z.object({ releases: z.array(z.object({ release_id: Int64, account_id: Int64, state: z.string() })) }),
  async run(tx, call, { edition_id, account_ids, not_before, not_after, ...more }) {
    await mustBePublishing(tx)
    const day = (text: string | null) => (text === null ? null : new Date(text))
    const wanted = { ...more, not_before: day(not_before), not_after: day(not_after) }
    mustBePossible(call, wanted, account_ids)
    const edition = await approvedEdition(tx, edition_id)
    await mustBeNewest(tx, edition)
    const releases = []
    for (const id of account_ids) {
      const {
        id: release_id,
        account_id,
        state,
      } = await releaseOn(tx, call, edition, await findAccount(tx, id), wanted)
      releases.push({ release_id, account_id, state })
    }
    return { releases }
  },
})
