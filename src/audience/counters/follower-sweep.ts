// What the program counts by itself: the followers of our accounts in the fediverse, once an hour where the number changed.
import { z } from 'zod'
import { command, type Sweep } from '../../platform/index.ts'

const EVERY_MS = 3_600_000

/** Keep how many follow each account of the fediverse today. Only the program does this. */
export const countFollowers = command({
  name: 'audience.count-followers',
  title: '记录联邦网络关注者数',
  access: [],
  input: z.strictObject({}),
  output: z.object({ reading_count: z.number() }),
  async run(tx, call) {
    const rows = await tx`
      insert into audience.readings (account_id, metric, on_day, value, captured_at, source, entered_by)
      select a.id, 'followers', ${call.today}, n.count, ${call.at}, 'api', ${call.actor.name} from channels.accounts a
      cross join lateral (select count(*) from publishing.followers f where f.account_id = a.id and f.ended_at is null) n
      left join audience.account_counters c on c.account_id = a.id and c.metric = 'followers' and c.on_day = ${call.today}
      where a.adapter = 'activitypub' and a.state = 'active' and c.value is distinct from n.count
      on conflict do nothing returning 1`
    return { reading_count: rows.length }
  },
})

export const followerSweep: Sweep = {
  kind: 'sweep',
  name: 'audience.count-followers',
  every_ms: EVERY_MS,
  async run(work) {
    const [some] = await work.read(
      tx => tx`select 1 from channels.accounts where adapter = 'activitypub' and state = 'active' limit 1`,
    )
    if (some) await work.perform(countFollowers, {})
  },
}
