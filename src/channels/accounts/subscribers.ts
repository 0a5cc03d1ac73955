// The subscribers of a 手机报: added with their consent, gone when they say so. Telephones are sealed and shown masked.
import { createHash } from 'node:crypto'
import { z } from 'zod'
import { command, DayField, Id, Int64, query, SEAL_ALG, type Sql, seal, Text, unseal } from '../../platform/index.ts'
import type { Recipient } from '../contract.ts'
import { noSuchSubscriber } from '../refusals.ts'
import { findAccount } from './account.ts'

const Phone = z.string().regex(/^1[3-9]\d{9}$/, '手机号应为 11 位')
const place = (accountId: bigint) => `channels.subscribers ${accountId}`
const hashOf = (phone: string) => createHash('sha256').update(phone).digest()
const maskOf = (phone: string) => `${phone.slice(0, 3)}****${phone.slice(-4)}`

/** Add subscribers with their consent; who is there already stays as he is. */
export const addSubscribers = command({
  name: 'channels.add-subscribers',
  title: '登记手机报订户',
  access: ['operations', 'director'],
  secrets: ['phones'],
  input: z.strictObject({
    account_id: Id,
    phones: z.array(Phone).min(1, '请填写手机号').max(5000),
    consent: Text(200),
    consented_on: DayField,
  }),
  output: z.object({ added_count: z.number(), known_count: z.number() }),
  async run(tx, call, { account_id, phones, consent, consented_on }) {
    await findAccount(tx, account_id)
    let added_count = 0
    for (const phone of new Set(phones)) {
      const added = await tx`
        insert into channels.subscribers (account_id, phone, phone_alg, phone_hash, phone_mask, consent, consented_on, added_at, added_by)
        values (${account_id}, ${seal(phone, place(account_id))}, ${SEAL_ALG}, ${hashOf(phone)}, ${maskOf(phone)}, ${consent},
          ${consented_on}, ${call.at}, ${call.actor.name})
        on conflict (account_id, phone_hash) where left_at is null do nothing returning 1`
      added_count += added.length
    }
    return { added_count, known_count: phones.length - added_count }
  },
})

/** 退订: from now on nothing is sent to this telephone. */
export const unsubscribe = command({
  name: 'channels.unsubscribe',
  title: '登记退订',
  access: ['operations', 'director', 'editor'],
  secrets: ['phone'],
  input: z.strictObject({ account_id: Id, phone: Phone, reason: z.string().trim().max(200).default('回复 TD') }),
  output: z.object({}),
  async run(tx, call, { account_id, phone, reason }) {
    const left = await tx`update channels.subscribers set left_at = ${call.at}, left_reason = ${reason}
      where account_id = ${account_id} and phone_hash = ${hashOf(phone)} and left_at is null returning 1`
    if (left.length === 0) throw noSuchSubscriber()
    return {}
  },
})

/** The telephones an account had at a time, opened for a sending, in the order they came; who left since is marked. */
export async function recipientsOf(tx: Sql, accountId: bigint, at: Date): Promise<Recipient[]> {
  const rows = await tx<{ phone: Buffer; left: boolean }[]>`
    select phone, left_at is not null as left from channels.subscribers
    where account_id = ${accountId} and added_at <= ${at} and (left_at is null or left_at > ${at}) order by id`
  return rows.map(({ phone, left }) => ({ phone: unseal(phone, place(accountId)), left }))
}

/** Strike one line of the list: the person asked for it in another way than by naming the number. */
export const removeSubscriber = command({
  name: 'channels.remove-subscriber',
  title: '退订一户',
  access: ['operations', 'director'],
  input: z.strictObject({ subscriber_id: Id, reason: Text(200) }),
  output: z.object({}),
  async run(tx, call, { subscriber_id, reason }) {
    const left = await tx`update channels.subscribers set left_at = ${call.at}, left_reason = ${reason}
      where id = ${subscriber_id} and left_at is null returning 1`
    if (left.length === 0) throw noSuchSubscriber()
    return {}
  },
})

const EXPORT_MAX = 50_000

/** The whole numbers, for a change of supplier or an inspection: the journal keeps who took them and why, not the numbers. */
export const exportSubscribers = command({
  name: 'channels.export-subscribers',
  title: '导出手机报订户',
  access: ['director'],
  secrets: ['rows'],
  input: z.strictObject({ account_id: Id, reason: Text(200) }),
  output: z.object({
    row_count: z.number(),
    rows: z.array(z.object({ phone: z.string(), consent: z.string(), consented_on: z.string() })),
  }),
  async run(tx, _call, { account_id }) {
    await findAccount(tx, account_id)
    const rows = await tx<{ phone: Buffer; consent: string; consented_on: string }[]>`
      select phone, consent, consented_on from channels.subscribers where account_id = ${account_id} and left_at is null
      order by id limit ${EXPORT_MAX}`
    const opened = rows.map(row => ({ ...row, phone: unseal(row.phone, place(account_id)) }))
    return { row_count: opened.length, rows: opened }
  },
})

const Listed = z.object({
  id: Int64,
  phone_mask: z.string(),
  consent: z.string(),
  consented_on: z.string(),
  added_at: z.date(),
  added_by: z.string(),
  left_at: z.date().nullable(),
  left_reason: z.string().nullable(),
})
const LISTED_MAX = 2000

export const subscribers = query({
  name: 'channels.subscribers',
  title: '手机报订户',
  access: ['operations', 'director'],
  input: z.strictObject({
    account_id: Id,
    ending: z
      .string()
      .regex(/^\d{0,4}$/)
      .default(''),
  }),
  output: z.object({ here_count: z.number(), left_count: z.number(), rows: z.array(Listed) }),
  async read(tx, { account_id, ending }) {
    const [count] = await tx<{ here_count: number; left_count: number }[]>`
      select count(*) filter (where left_at is null)::int here_count, count(left_at)::int left_count
      from channels.subscribers where account_id = ${account_id}`
    const rows = await tx<z.input<typeof Listed>[]>`
      select * from channels.subscribers where account_id = ${account_id} and phone_mask like ${`%${ending}`}
      order by id desc limit ${LISTED_MAX}`
    return { ...count!, rows }
  },
})
