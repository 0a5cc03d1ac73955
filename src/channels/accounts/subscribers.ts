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

const Listed = z.object({
  id: Int64,
  phone_mask: z.string(),
  consent: z.string(),
  consented_on: z.string(),
  added_by: z.string(),
  left_at: z.date().nullable(),
})

export const subscribers = query({
  name: 'channels.subscribers',
  title: '手机报订户',
  access: ['operations', 'director'],
  input: z.strictObject({ account_id: Id }),
  output: z.array(Listed),
  read: (tx, { account_id }) => tx<z.input<typeof Listed>[]>`
    select * from channels.subscribers where account_id = ${account_id} order by id desc limit 500`,
})
