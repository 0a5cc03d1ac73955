// The register of accounts: add one, describe it anew, pause or close it.
import { z } from 'zod'
import { command, DayField, Id, Int64, Text } from '../../platform/index.ts'
import { accountClosed, wrongKind } from '../refusals.ts'
import { type AccountKind, ADAPTERS, type Adapter, KIND_OF, KINDS } from '../vocabulary.ts'
import { lockAccount } from './account.ts'
import { giveKeys, mustBeReachable, mustStay } from './fediverse-account.ts'
import { keepFormerPart, mustBeFree } from './site-handle.ts'

const REGISTRARS = ['operations', 'director', 'admin']

const described = {
  platform: Text(30),
  name: Text(60),
  handle: z.string().trim().max(100).default(''),
  owner_kind: z.enum(['own', 'township', 'department']),
  owner_unit: Text(60),
  licence: z.string().trim().max(100).default(''),
  address: z
    .union([z.literal(''), z.url({ protocol: /^https?$/, error: '应为 http 或 https 地址' }).max(300)])
    .default(''),
  follower_count: z.number().int().min(0).max(2_000_000_000).nullable().default(null),
  followers_on: DayField.nullable().default(null),
}

function mustFit(adapter: Adapter, kind: AccountKind): void {
  const wanted = KIND_OF[adapter]
  if (wanted !== undefined && wanted !== kind) throw wrongKind({ adapter: ADAPTERS[adapter], kind: KINDS[kind] })
}

/** Register an account: ours, or of a township or department we look after. */
export const addAccount = command({
  name: 'channels.add-account',
  title: '登记渠道账号',
  access: REGISTRARS,
  input: z.strictObject({
    ...described,
    kind: z.enum(Object.keys(KINDS) as AccountKind[]),
    adapter: z.enum(Object.keys(ADAPTERS) as Adapter[]),
    is_example: z.boolean().default(false),
  }),
  output: z.object({ account_id: Int64 }),
  async run(tx, call, input) {
    mustFit(input.adapter, input.kind)
    if (input.adapter === 'activitypub') mustBeReachable(input)
    if (input.adapter === 'site') await mustBeFree(tx, input.handle, null)
    const [row] = await tx<{ id: bigint }[]>`
      insert into channels.accounts ${tx({ ...input, added_at: call.at, added_by: call.actor.name } as never)} returning id`
    if (input.adapter === 'activitypub') await giveKeys(tx, call, row!.id)
    return { account_id: row!.id }
  },
})

/** Describe an account anew: name, owner, licence, followers. */
export const describeAccount = command({
  name: 'channels.describe-account',
  title: '修改账号登记',
  access: REGISTRARS,
  input: z.strictObject({ account_id: Id, ...described }),
  output: z.object({}),
  async run(tx, call, { account_id, ...input }) {
    const account = await lockAccount(tx, account_id)
    if (account.state === 'closed') throw accountClosed()
    mustStay(account, input)
    if (account.adapter === 'site') await keepFormerPart(tx, call, account, input.handle)
    await tx`update channels.accounts set ${tx(input as never)} where id = ${account_id}`
    return {}
  },
})

/** Pause, use again, or close an account. What is scheduled on a paused account waits. */
export const setAccountState = command({
  name: 'channels.set-account-state',
  title: '暂停或注销账号',
  access: REGISTRARS,
  input: z.strictObject({ account_id: Id, state: z.enum(['active', 'paused', 'closed']), reason: Text(200) }),
  output: z.object({}),
  async run(tx, _call, { account_id, state }) {
    const account = await lockAccount(tx, account_id)
    if (account.state === 'closed') throw accountClosed()
    await tx`update channels.accounts set state = ${state} where id = ${account_id}`
    return {}
  },
})
