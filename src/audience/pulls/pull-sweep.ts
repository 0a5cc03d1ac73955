// Every half minute: the accounts that are due are asked for their counters, one after the other.
import { channelOf, findAccount, openLine } from '../../channels/index.ts'
import { dayOf } from '../../kernel/index.ts'
import type { Sweep, Work } from '../../platform/index.ts'
import { beginPull, duePulls, recordPull } from './pull.ts'

const EVERY_MS = 30_000
const RETRY_MS = 1_800_000

async function pullOne(work: Work, id: bigint): Promise<void> {
  const account_id = String(id)
  const { begun, posts } = await work.perform(beginPull, { account_id })
  if (!begun) return
  const account = await work.read(tx => findAccount(tx, id))
  const line = await openLine(work, account)
  const told = await channelOf(account.adapter)!.fetchCounters!(line, posts, dayOf(work.now()))
  if (told.class === 'counted') {
    const { class: _counted, ...counted } = told
    await work.perform(recordPull, { account_id, counted, message: '', again_in_ms: null })
    return
  }
  const message = 'message' in told ? told.message : '平台没有给出数据'
  const again_in_ms = told.class === 'retry' ? (told.after_ms ?? RETRY_MS) : null
  await work.perform(recordPull, { account_id, counted: null, message, again_in_ms })
}

export const pullSweep: Sweep = {
  kind: 'sweep',
  name: 'audience.pull-counters',
  every_ms: EVERY_MS,
  async run(work) {
    for (const id of await work.read(tx => duePulls(tx, work.now()))) {
      if (work.signal.aborted) return
      await pullOne(work, id)
    }
  },
}
