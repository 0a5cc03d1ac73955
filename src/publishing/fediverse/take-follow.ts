// Who follows: told by a signed Follow, ended by its Undo. Nothing else of other servers is kept.
import { z } from 'zod'
import { findAccount } from '../../channels/index.ts'
import { command, Id } from '../../platform/index.ts'
import { tellAccepted } from './activities.ts'

const Address = z.url().max(500)

/** Take a follower in and answer it. Asked twice it is one follower. Only the program does this, after the signature was checked. */
export const takeFollow = command({
  name: 'publishing.take-follow',
  title: '收下联邦网络的关注',
  access: [],
  input: z.strictObject({
    account_id: Id,
    actor: Address,
    inbox: Address,
    shared_inbox: Address.nullable().default(null),
    follow_id: z.union([z.literal(''), Address]).default(''),
  }),
  output: z.object({}),
  async run(tx, call, { account_id, actor, inbox, shared_inbox, follow_id }) {
    const account = await findAccount(tx, account_id)
    await tx`insert into publishing.followers (account_id, actor, inbox, shared_inbox, followed_at)
      values (${account_id}, ${actor}, ${inbox}, ${shared_inbox}, ${call.at})
      on conflict on constraint follower_counts_once do update set inbox = excluded.inbox, shared_inbox = excluded.shared_inbox,
        followed_at = case when publishing.followers.ended_at is null then publishing.followers.followed_at else excluded.followed_at end,
        ended_at = null, ended_why = null`
    await tellAccepted(tx, call, account, { id: follow_id, actor, inbox })
    return {}
  },
})

/** Somebody follows no more. Only the program does this, after the signature was checked. */
export const dropFollower = command({
  name: 'publishing.drop-follower',
  title: '收下联邦网络的取消关注',
  access: [],
  input: z.strictObject({ account_id: Id, actor: Address }),
  output: z.object({}),
  async run(tx, call, { account_id, actor }) {
    await tx`update publishing.followers set ended_at = ${call.at}, ended_why = 'undone'
      where account_id = ${account_id} and actor = ${actor} and ended_at is null`
    return {}
  },
})
