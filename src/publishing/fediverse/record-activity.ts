// How a server answered: kept with the delivery, the follower and the step of a retraction it belongs to.
import { z } from 'zod'
import { type Call, command, Id, type Sql } from '../../platform/index.ts'
import { closeWhenClear } from '../withdrawals/certificate.ts'

const MINUTE = 60_000
/** three days in all; then the server counts as silent */
const AGAIN_MIN = [1, 5, 15, 60, 180, 360, 720, 1440, 1440]
const ATTEMPTS_MAX = AGAIN_MIN.length + 1
/** from so many attempts on a person is told which servers do not hear of a retraction */
const PATIENCE = 3
const NAMED_MAX = 5

type Delivery = {
  id: bigint
  account_id: bigint
  inbox: string
  attempt_count: number
  step_id: bigint | null
  state: string
}

async function endFollowers(
  tx: Sql,
  call: Call,
  { account_id, inbox }: Delivery,
  why: 'gone' | 'silent',
): Promise<void> {
  await tx`update publishing.followers set ended_at = ${call.at}, ended_why = ${why}
    where account_id = ${account_id} and ended_at is null and (inbox = ${inbox} or shared_inbox = ${inbox})`
  // nobody there wants more of us: only what takes something back is still tried
  await tx`update publishing.activity_deliveries d set state = ${why === 'gone' ? 'gone' : 'given_up'} from publishing.activities a
    where a.id = d.activity_no and d.account_id = ${account_id} and d.inbox = ${inbox} and d.state = 'waiting'
      and (${why === 'gone'} or a.kind <> 'Delete')`
}

/** Says of a step of a retraction or correction how many servers heard; closes it when all did. */
async function settleStep(tx: Sql, call: Call, stepId: bigint): Promise<void> {
  const [step] = await tx<{ withdrawal_id: bigint; state: string }[]>`
    select withdrawal_id, state from publishing.withdrawal_steps where id = ${stepId} for update`
  if (!step || step.state === 'done') return
  const all = await tx<{ inbox: string; state: string; attempt_count: number }[]>`
    select d.inbox, d.state, d.attempt_count from publishing.activity_deliveries d join publishing.activities a on a.id = d.activity_no
    where a.step_id = ${stepId} order by d.id`
  const deaf = all.filter(
    one => /refused|given_up/.test(one.state) || (one.state === 'waiting' && one.attempt_count >= PATIENCE),
  )
  const heard = all.filter(one => one.state === 'sent' || one.state === 'gone').length
  if (heard === all.length) {
    const message =
      all.length === 0 ? '本系统的原文已改，没有别的服务器收到过' : `本系统的原文已改，${heard} 个服务器都已收到通知`
    await tx`update publishing.withdrawal_steps set state = 'done', way = 'interface', done_at = ${call.at}, done_by = '系统',
      message = ${message} where id = ${stepId}`
    await closeWhenClear(tx, call, step.withdrawal_id)
    return
  }
  const names = deaf.slice(0, NAMED_MAX).map(one => new URL(one.inbox).host)
  const message =
    deaf.length === 0
      ? `本系统的原文已改，${all.length} 个服务器里 ${heard} 个已收到通知`
      : `有 ${deaf.length} 个服务器没有收下通知：${names.join('、')}${deaf.length > NAMED_MAX ? '等' : ''}。请联系对方管理员`
  await tx`update publishing.withdrawal_steps set way = ${deaf.length === 0 ? 'interface' : 'by_hand'}, message = ${message}
    where id = ${stepId}`
}

/** What was just told of a story belongs to this step. */
export async function nameStep(
  tx: Sql,
  call: Call,
  { account_id, story_id, step_id }: { account_id: bigint; story_id: bigint; step_id: bigint },
): Promise<void> {
  await tx`update publishing.activities set step_id = ${step_id} where account_id = ${account_id} and story_id = ${story_id}
    and step_id is null and kind in ('Update', 'Delete') and made_at = ${call.at}`
  await settleStep(tx, call, step_id)
}

async function count(tx: Sql, call: Call, delivery: Delivery, state: string, message: string): Promise<void> {
  await tx`update publishing.activity_deliveries set state = ${state}, attempt_count = attempt_count + 1, message = ${message},
    tried_at = ${call.at} where id = ${delivery.id}`
}

/** Record what a server answered. Only the program does this. */
export const recordActivity = command({
  name: 'publishing.record-activity',
  title: '记录联邦网络服务器的答复',
  access: [],
  input: z.strictObject({
    delivery_id: Id,
    result: z.enum(['sent', 'again', 'refused', 'gone']),
    message: z.string().max(300),
  }),
  output: z.object({ again_at: z.date().nullable() }),
  async run(tx, call, { delivery_id, result, message }) {
    const [delivery] = await tx<Delivery[]>`
      select d.id, d.account_id, d.inbox, d.attempt_count, d.state, a.step_id from publishing.activity_deliveries d
      join publishing.activities a on a.id = d.activity_no where d.id = ${delivery_id} for update of d`
    // taken back meanwhile: what it was about is told otherwise now
    if (delivery?.state !== 'waiting') return { again_at: call.at }
    const last = result === 'again' && delivery.attempt_count + 1 >= ATTEMPTS_MAX
    const state = last ? 'given_up' : result === 'again' ? 'waiting' : result
    await count(tx, call, delivery, state, message)
    if (result === 'gone') await endFollowers(tx, call, delivery, 'gone')
    if (last) await endFollowers(tx, call, delivery, 'silent')
    if (delivery.step_id !== null) await settleStep(tx, call, delivery.step_id)
    const wait = result === 'again' && !last ? AGAIN_MIN[delivery.attempt_count]! * MINUTE : 0
    return { again_at: new Date(call.at.getTime() + wait) }
  },
})
