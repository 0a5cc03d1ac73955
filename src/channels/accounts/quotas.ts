// Quotas of an account: what may be done how often, counted before it is done. Rows with a period; the limit is held by one
// conditional statement over a CHECK, so that two workers cannot exceed it.
import { z } from 'zod'
import { dayOf } from '../../kernel/index.ts'
import { command, DayField, Id, Int64, query, type Sql, Text } from '../../platform/index.ts'
import { badQuota } from '../refusals.ts'
import { channelOf } from '../registry.ts'
import { ADAPTERS, type Adapter, OPERATIONS, QUOTA_PERIODS, type QuotaPeriod } from '../vocabulary.ts'
import { type Account, findAccount } from './account.ts'

const BEIJING_MS = 8 * 3_600_000
const DAY_MS = 86_400_000

/** Begin and end of the period a moment falls into, in Beijing. */
function periodAt(per: QuotaPeriod, at: Date): { begins_at: Date; ends_at: Date } {
  if (per === 'minute') {
    const begin = at.getTime() - (at.getTime() % 60_000)
    return { begins_at: new Date(begin), ends_at: new Date(begin + 60_000) }
  }
  const local = new Date(at.getTime() + BEIJING_MS)
  const [year, month] = [local.getUTCFullYear(), local.getUTCMonth()]
  const begin = per === 'day' ? local.getTime() - (local.getTime() % DAY_MS) : Date.UTC(year, month, 1)
  const end = per === 'day' ? begin + DAY_MS : Date.UTC(year, month + 1, 1)
  return { begins_at: new Date(begin - BEIJING_MS), ends_at: new Date(end - BEIJING_MS) }
}

type Quota = { operation: string; count_max: number; per: QuotaPeriod; account_id: bigint | null }

/** The rows in force for an account; its own stand in place of its adapter's, operation by operation. */
async function quotasOf(tx: Sql, account: Account, day: string): Promise<Quota[]> {
  const rows = await tx<Quota[]>`
    select distinct on (operation, per, account_id) operation, count_max, per, account_id from channels.quotas
    where adapter = ${account.adapter} and (account_id is null or account_id = ${account.id})
      and effective_from <= ${day} and coalesce(effective_to, 'infinity') >= ${day}
    order by operation, per, account_id, effective_from desc`
  const own = new Set(rows.filter(row => row.account_id !== null).map(row => row.operation))
  return rows.filter(row => row.account_id !== null || !own.has(row.operation))
}

const operationOf = (account: Account) => channelOf(account.adapter)?.operation(account.settings)

/** What stands in the way: the quota that is used up, in words, and when the next period begins. */
export type UsedUp = { per: QuotaPeriod; message: string; free_at: Date }

/** Takes one use for a key; `had` when that key has it already. */
async function claim(
  tx: Sql,
  account: Account,
  quota: Quota,
  key: string,
  at: Date,
): Promise<UsedUp | 'taken' | 'had'> {
  const { operation, per, count_max } = quota
  const { begins_at, ends_at } = periodAt(per, at)
  const [known] = await tx`select 1 from channels.quota_claims where key = ${key} and per = ${per}`
  if (known) return 'had'
  const counted = await tx`
    insert into channels.quota_counts (account_id, operation, per, begins_at, used, count_max)
    values (${account.id}, ${operation}, ${per}, ${begins_at}, 1, ${count_max})
    on conflict (account_id, operation, per, begins_at) do update
      set used = quota_counts.used + 1, count_max = excluded.count_max
      where quota_counts.used < excluded.count_max returning 1`
  if (counted.length === 0) {
    const what = OPERATIONS[operation as keyof typeof OPERATIONS] ?? operation
    const message = `“${account.name}”${QUOTA_PERIODS[per].now}的${what}次数已用完（${QUOTA_PERIODS[per].title} ${count_max} 次）`
    return { per, message, free_at: ends_at }
  }
  await tx`insert into channels.quota_claims (key, account_id, operation, per, begins_at, claimed_at)
    values (${key}, ${account.id}, ${operation}, ${per}, ${begins_at}, ${at})`
  return 'taken'
}

/** Takes one use of everything the account's sending is limited by, or none and says what is used up. Once for a key. */
export async function claimQuota(tx: Sql, account: Account, key: string, at: Date): Promise<UsedUp | undefined> {
  const operation = operationOf(account)
  const quotas = (await quotasOf(tx, account, dayOf(at))).filter(one => one.operation === operation)
  const claimed: QuotaPeriod[] = []
  for (const quota of quotas) {
    const answer = await claim(tx, account, quota, key, at)
    if (typeof answer === 'object') {
      if (claimed.length > 0) await giveBack(tx, key, claimed)
      return answer
    }
    if (answer === 'taken') claimed.push(quota.per)
  }
  return undefined
}

/** Nothing was taken, that is certain: the use is free again. */
export async function giveBack(tx: Sql, key: string, pers: readonly QuotaPeriod[] = ['minute', 'day', 'month']) {
  await tx`
    with gone as (delete from channels.quota_claims where key = ${key} and per in ${tx(pers as string[])}
      returning account_id, operation, per, begins_at)
    update channels.quota_counts c set used = used - 1 from gone
    where c.account_id = gone.account_id and c.operation = gone.operation and c.per = gone.per and c.begins_at = gone.begins_at`
}

/** Set how often an adapter's accounts, or one account, may do a thing from a day on. */
export const setQuota = command({
  name: 'channels.set-quota',
  title: '设置发布额度',
  access: ['operations', 'director', 'admin'],
  input: z.strictObject({
    adapter: z.enum(Object.keys(ADAPTERS) as Adapter[]),
    account_id: Id.nullable().default(null),
    operation: z.enum(Object.keys(OPERATIONS) as (keyof typeof OPERATIONS)[]),
    per: z.enum(Object.keys(QUOTA_PERIODS) as QuotaPeriod[]),
    count_max: z.number().int().min(1, '至少 1 次').max(1_000_000),
    effective_from: DayField,
    source: Text(200),
  }),
  output: z.object({}),
  async run(tx, _call, input) {
    const { adapter, account_id, operation, per, effective_from } = input
    if (account_id !== null && (await findAccount(tx, account_id)).adapter !== adapter) throw badQuota()
    await tx`update channels.quotas set effective_to = ${effective_from}::date - 1
      where adapter = ${adapter} and operation = ${operation} and per = ${per} and account_id is not distinct from ${account_id}
        and effective_from < ${effective_from} and coalesce(effective_to, 'infinity') >= ${effective_from}`
    await tx`insert into channels.quotas ${tx({ ...input, confirmed: true } as never)}
      on conflict (adapter, operation, per, coalesce(account_id, 0), effective_from)
      do update set count_max = excluded.count_max, source = excluded.source, confirmed = true, effective_to = null`
    return {}
  },
})

const Used = z.object({
  account_id: Int64,
  platform: z.string(),
  name: z.string(),
  adapter: z.string(),
  operation: z.string(),
  per: z.string(),
  count_max: z.number(),
  used: z.number(),
  is_own: z.boolean(),
})

export const quotas = query({
  name: 'channels.quotas',
  title: '发布额度',
  access: 'signed-in',
  input: z.strictObject({}),
  output: z.array(Used),
  async read(tx, _input, { at }) {
    const accounts = await tx<(Account & { platform: string })[]>`
      select * from channels.accounts where state <> 'closed' and secret is not null order by platform, name`
    const rows: z.input<typeof Used>[] = []
    for (const account of accounts) {
      const operation = operationOf(account)
      for (const quota of await quotasOf(tx, account, dayOf(at))) {
        if (quota.operation !== operation) continue
        const { begins_at } = periodAt(quota.per, at)
        const [count] = await tx<{ used: number }[]>`select used from channels.quota_counts
          where account_id = ${account.id} and operation = ${operation} and per = ${quota.per} and begins_at = ${begins_at}`
        const { platform, name, adapter } = account
        const about = { account_id: account.id, platform, name, adapter, operation, per: quota.per }
        rows.push({ ...about, count_max: quota.count_max, used: count?.used ?? 0, is_own: quota.account_id !== null })
      }
    }
    return rows
  },
})
