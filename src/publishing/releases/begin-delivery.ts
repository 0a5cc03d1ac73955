// What a release is to do now, decided under its lock: wait, be put on a site, be handed to a person, be sent, be looked for.
import { z } from 'zod'
import { type Account, claimQuota, findAccount, isOurs, OURS, type UsedUp } from '../../channels/index.ts'
import { approvedEdition } from '../../newsroom/index.ts'
import { type Call, command, Id, type Sql } from '../../platform/index.ts'
import { switchIsOn } from '../switches/switches.ts'
import { putOnSite, renditionFor } from './put-on-site.ts'
import { quietUntil } from './quiet-hours.ts'
import { lockRelease, moveRelease, noteEvent, type Release } from './release.ts'

const STOPPED_MS = 5_000
const PAUSED_MS = 30_000
const AFTER_MS = 500

type Step = { step: 'done' | 'wait' | 'send' | 'look' | 'check'; again_at: Date | null; attempt_no: number }

const step = (release: Release, name: Step['step'], again_at: Date | null = null): Step => ({
  step: name,
  again_at,
  attempt_no: release.attempt_no,
})

/** Until when a prepared release is held back; undefined when it may go. */
async function heldUntil(tx: Sql, call: Call, release: Release, account: Account): Promise<Date | undefined> {
  const soon = (ms: number) => new Date(call.at.getTime() + ms)
  if (release.due_at > call.at) return release.due_at
  if (await switchIsOn(tx, 'stop_publishing')) return soon(STOPPED_MS)
  if (account.state !== 'active') return soon(PAUSED_MS)
  if (release.after_account_id !== null) {
    const [first] = await tx`select 1 from publishing.releases where edition_id = ${release.edition_id}
      and account_id = ${release.after_account_id} and state = 'visible'`
    if (!first) return soon(AFTER_MS)
  }
  return release.urgent ? undefined : quietUntil(tx, release.channel_kind, call.at)
}

async function fail(tx: Sql, call: Call, release: Release, cause: string, message: string): Promise<Step> {
  await moveRelease(tx, call, release, 'fail', { cause, message, ended_at: call.at }, cause)
  return step(release, 'done')
}

/** No sending is left: it waits for the next day, or fails where it would have to wait for weeks or would come too late. */
async function postpone(tx: Sql, call: Call, release: Release, { per, message, free_at }: UsedUp): Promise<Step> {
  const late = release.not_after !== null && release.not_after <= free_at
  if (per === 'month') return fail(tx, call, release, 'quota:month', `${message}。下月再发，或改用人工发布件。`)
  if (late) return fail(tx, call, release, 'quota:too-late', `${message}，到能发时已过最晚发布时间。`)
  const waits = `${message}，${per === 'day' ? '明天零点以后' : '下一分钟'}自动再发。`
  await tx`update publishing.releases set due_at = ${free_at}, message = ${waits} where id = ${release.id}`
  if (release.message !== waits)
    await noteEvent(tx, call, release, { what: '额度用完，顺延', to: 'prepared', message: waits })
  return step(release, 'wait', free_at)
}

/** The edition's other sites that are due now and held by nothing: they become visible in the same transaction. */
function alsoDue(tx: Sql, call: Call, release: Release): Promise<Release[]> {
  return tx<Release[]>`select r.* from publishing.releases r join channels.accounts a on a.id = r.account_id
    where r.edition_id = ${release.edition_id} and r.id <> ${release.id} and r.state = 'prepared' and r.due_at <= ${call.at}
      and (r.not_after is null or r.not_after > ${call.at}) and r.after_account_id is null
      and a.adapter = any(${[...OURS]}) and a.state = 'active' for update of r skip locked`
}

async function beginPrepared(tx: Sql, call: Call, release: Release): Promise<Step> {
  const account = await findAccount(tx, release.account_id)
  if (release.not_after && release.not_after <= call.at)
    return fail(tx, call, release, 'too-late', '过了最晚发布时间，没有发出')
  if (account.state === 'closed') return fail(tx, call, release, 'account-closed', '账号已注销')
  const held = await heldUntil(tx, call, release, account)
  if (held) return step(release, 'wait', held)
  // what is sent is what was approved: the hash is compared once more before anything leaves the house
  const edition = await approvedEdition(tx, release.edition_id)
  const rendition = await renditionFor(tx, release.edition_id, release.channel_kind)
  if (isOurs(account.adapter)) {
    await putOnSite(tx, call, release, edition, rendition!)
    for (const other of await alsoDue(tx, call, release)) await putOnSite(tx, call, other, edition, rendition!)
    return step(release, 'done')
  }
  if (account.adapter === 'manual') {
    await moveRelease(tx, call, release, 'hand_over', { begun_at: call.at })
    return step(release, 'done')
  }
  const used_up = await claimQuota(tx, account, String(release.id), call.at)
  if (used_up) return postpone(tx, call, release, used_up)
  const begun = await moveRelease(tx, call, release, 'begin', {
    attempt_no: release.attempt_no + 1,
    begun_at: call.at,
    message: '',
    // whose telephones it goes to is settled at the first attempt
    progress: { recipients_at: call.at.toISOString(), ...release.progress },
  })
  return step(begun, 'send')
}

/** Decide what a release does now. Only the program does this, for the job that delivers. */
export const beginDelivery = command({
  name: 'publishing.begin-delivery',
  title: '开始投递',
  access: [],
  input: z.strictObject({ release_id: Id }),
  output: z.object({
    step: z.enum(['done', 'wait', 'send', 'look', 'check']),
    again_at: z.date().nullable(),
    attempt_no: z.number(),
  }),
  async run(tx, call, { release_id }) {
    const release = await lockRelease(tx, release_id)
    if (release.state === 'prepared') return beginPrepared(tx, call, release)
    if (release.state === 'accepted') return step(release, 'check')
    if (release.state === 'unknown') return step(release, 'look')
    if (release.state !== 'sending') return step(release, 'done')
    // whoever was sending died in the middle: nobody knows whether it arrived
    const cause = 'interrupted'
    const lost = await moveRelease(tx, call, release, 'lose', { cause, message: '发送途中程序中断' }, cause)
    return step(lost, 'look')
  },
})
