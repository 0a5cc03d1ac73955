// 撤稿 and 更正: one action over all accounts. What we can do ourselves is done in this transaction, the rest becomes steps.
import { z } from 'zod'
import { type Account, findAccount, isOurs } from '../../channels/index.ts'
import { approvedEdition, type Edition } from '../../newsroom/index.ts'
import { type Call, command, enqueue, Id, Int64, type Sql, Text } from '../../platform/index.ts'
import { announceChange } from '../announce/hub.ts'
import { tellGone } from '../fediverse/activities.ts'
import { nameStep } from '../fediverse/record-activity.ts'
import { correctedWanted, nothingOut } from '../refusals.ts'
import { moveRelease, type Release } from '../releases/release.ts'
import { PUBLISHERS, releaseOn } from '../releases/release-edition.ts'
import { closeWhenClear } from './certificate.ts'
import { takeBack } from './take-back.ts'

const MINUTE = 60_000
const NOW = { not_before: null, not_after: null, after_account_id: null, urgent: true, correction_note: '' }

type Withdrawal = { id: bigint; story_id: bigint; kind: 'correct' | 'kill'; note: string; edition: Edition | undefined }

/** What waits is not sent any more. */
async function cancelWaiting(tx: Sql, call: Call, storyId: bigint, reason: string): Promise<void> {
  const waiting = await tx<Release[]>`select * from publishing.releases
    where story_id = ${storyId} and state in ('prepared', 'by_hand', 'failed') order by id for update`
  for (const one of waiting) await moveRelease(tx, call, one, 'cancel', { message: reason, ended_at: call.at })
}

async function addStep(
  tx: Sql,
  withdrawal: Withdrawal,
  release: Release,
  way: string,
  done?: { at: Date; by: string; message: string },
) {
  const [row] = await tx<{ id: bigint }[]>`
    insert into publishing.withdrawal_steps (withdrawal_id, release_id, account_id, way, state, done_at, done_by, message)
    values (${withdrawal.id}, ${release.id}, ${release.account_id}, ${way}, ${done ? 'done' : 'open'}, ${done?.at ?? null},
      ${done?.by ?? null}, ${done?.message ?? ''}) returning id`
  return row!.id
}

/** The other servers are told, and the step is clear when they have heard. */
async function inFediverse(tx: Sql, call: Call, withdrawal: Withdrawal, release: Release): Promise<void> {
  const step_id = await addStep(tx, withdrawal, release, 'interface')
  await nameStep(tx, call, { account_id: release.account_id, story_id: withdrawal.story_id, step_id })
}

async function onOurs(tx: Sql, call: Call, withdrawal: Withdrawal, release: Release, site: Account): Promise<void> {
  const done = (message: string) => ({ at: call.at, by: '系统', message })
  if (withdrawal.edition) {
    await releaseOn(tx, call, withdrawal.edition, site, { ...NOW, correction_note: withdrawal.note })
    if (site.adapter === 'activitypub') await inFediverse(tx, call, withdrawal, release)
    else await addStep(tx, withdrawal, release, 'site', done('已换成更正稿，文末有更正说明'))
    return
  }
  await tx`update publishing.articles set withdrawn_at = ${call.at}, withdrawn_kind = 'kill', tombstone = ${withdrawal.note},
    updated_at = ${call.at} where site_id = ${release.account_id} and story_id = ${release.story_id} and withdrawn_at is null`
  await moveRelease(tx, call, release, 'withdraw', { message: '撤稿', ended_at: call.at })
  if (site.adapter === 'activitypub') {
    await tellGone(tx, call, site, release.story_id)
    return inFediverse(tx, call, withdrawal, release)
  }
  await announceChange(tx, call.at, release.account_id)
  await addStep(tx, withdrawal, release, 'site', done('网页已换成撤稿说明，从列表和订阅中移出'))
}

async function stepFor(tx: Sql, call: Call, withdrawal: Withdrawal, release: Release): Promise<void> {
  const account = await findAccount(tx, release.account_id)
  if (isOurs(account.adapter)) return onOurs(tx, call, withdrawal, release, account)
  const way = account.adapter === 'manual' ? 'by_hand' : 'interface'
  const step_id = await addStep(tx, withdrawal, release, way)
  if (way === 'interface')
    await enqueue(tx, takeBack, { step_id: String(step_id) }, { at: call.at, key: String(step_id) })
}

/** The newest release of every account where the story is, or may be. */
function outNow(tx: Sql, storyId: bigint): Promise<Release[]> {
  return tx<Release[]>`select * from publishing.releases r where story_id = ${storyId}
    and state in ('sending', 'accepted', 'visible', 'unknown')
    and not exists (select from publishing.releases n where n.story_id = r.story_id and n.account_id = r.account_id and n.id > r.id
      and n.state in ('sending', 'accepted', 'visible', 'unknown'))
    order by id for update`
}

async function correctedEdition(tx: Sql, id: bigint, storyId: bigint): Promise<Edition> {
  const edition = await approvedEdition(tx, id)
  const [newer] = await tx`select 1 from publishing.releases where edition_id = ${id} and state <> 'cancelled' limit 1`
  if (edition.story_id !== storyId || edition.edition_no < 2 || newer) throw correctedWanted()
  return edition
}

/** Take a story back everywhere (kill), or put its corrected edition in its place everywhere (correct). */
export const withdrawStory = command({
  name: 'publishing.withdraw-story',
  title: '撤稿或更正',
  access: PUBLISHERS,
  input: z.strictObject({
    story_id: Id,
    kind: z.enum(['correct', 'kill']),
    edition_id: Id.nullable().default(null),
    reason: Text(500),
    note: Text(300),
    ordered_by: Text(60),
  }),
  output: z.object({ withdrawal_id: Int64, cleared: z.boolean() }),
  async run(tx, call, { story_id, kind, edition_id, reason, note, ordered_by }) {
    const out = await outNow(tx, story_id)
    if (out.length === 0) throw nothingOut()
    if (kind === 'correct' && edition_id === null) throw correctedWanted()
    const edition = kind === 'correct' ? await correctedEdition(tx, edition_id!, story_id) : undefined
    const [limit] = await tx<{ minutes: number }[]>`
      select minutes from publishing.withdrawal_limits where kind = ${kind} and effective_from <= ${call.today}
        and coalesce(effective_to, 'infinity') >= ${call.today} order by effective_from desc limit 1`
    const deadline_at = new Date(call.at.getTime() + (limit?.minutes ?? 30) * MINUTE)
    const [row] = await tx<{ id: bigint }[]>`
      insert into publishing.withdrawals (story_id, kind, edition_id, reason, note, ordered_by, started_at, started_by_id, started_by,
        deadline_at, is_example)
      values (${story_id}, ${kind}, ${edition?.id ?? null}, ${reason}, ${note}, ${ordered_by}, ${call.at}, ${call.actor.id},
        ${call.actor.name}, ${deadline_at}, ${out[0]!.is_example}) returning id`
    await cancelWaiting(tx, call, story_id, kind === 'kill' ? '已撤稿' : '改发更正稿')
    for (const release of out) await stepFor(tx, call, { id: row!.id, story_id, kind, note, edition }, release)
    return { withdrawal_id: row!.id, cleared: await closeWhenClear(tx, call, row!.id) }
  },
})
