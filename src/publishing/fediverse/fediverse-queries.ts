// An account of the fediverse as the workbench shows it: its address, who follows from where, and which servers do not hear.
import { z } from 'zod'
import { findAccount } from '../../channels/index.ts'
import { Id, Int64, query } from '../../platform/index.ts'
import { noFediverse } from '../refusals.ts'
import { handleOf } from './addresses.ts'

const SERVERS_MAX = 200

const Server = z.object({
  host: z.string(),
  follower_count: z.number(),
  waiting_count: z.number(),
  sent_at: z.date().nullable(),
  message: z.string(),
})

export const fediverseAccount = query({
  name: 'publishing.fediverse-account',
  title: '联邦网络账号',
  access: 'signed-in',
  input: z.strictObject({ account_id: Id }),
  output: z.object({
    account_id: Int64,
    handle: z.string(),
    follower_count: z.number(),
    ended_count: z.number(),
    waiting_count: z.number(),
    servers: z.array(Server),
  }),
  async read(tx, { account_id }) {
    const account = await findAccount(tx, account_id)
    if (account.adapter !== 'activitypub') throw noFediverse({ account: account.name })
    const [counted] = await tx<{ follower_count: number; ended_count: number; waiting_count: number }[]>`
      select count(*) filter (where ended_at is null)::int follower_count, count(ended_at)::int ended_count,
        (select count(*)::int from publishing.activity_deliveries where account_id = ${account_id} and state = 'waiting') waiting_count
      from publishing.followers where account_id = ${account_id}`
    const servers = await tx<z.input<typeof Server>[]>`
      with hosts as (
        select split_part(inbox, '/', 3) host, count(*) filter (where ended_at is null)::int follower_count
        from publishing.followers where account_id = ${account_id} group by 1),
      told as (
        select split_part(inbox, '/', 3) host, count(*) filter (where state = 'waiting')::int waiting_count,
          max(tried_at) filter (where state = 'sent') sent_at,
          (array_agg(message order by tried_at desc nulls last))[1] message
        from publishing.activity_deliveries where account_id = ${account_id} group by 1)
      select h.host, h.follower_count, coalesce(t.waiting_count, 0) waiting_count, t.sent_at, coalesce(t.message, '') message
      from hosts h left join told t using (host) order by h.follower_count desc, h.host limit ${SERVERS_MAX}`
    return { account_id, handle: handleOf(account), ...counted!, servers }
  },
})
