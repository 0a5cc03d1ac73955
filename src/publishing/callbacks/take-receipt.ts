// A message of a platform about one of our releases: taken once, however often it comes, in whatever order.
import { z } from 'zod'
import { type Call, command, Id, type Sql } from '../../platform/index.ts'
import { askForDelivery } from '../releases/deliver.ts'
import { lockRelease, moveRelease, type Release } from '../releases/release.ts'

const Adoption = z.strictObject({
  level: z.string().max(20),
  outlet: z.string().max(100),
  url: z.string().max(1000),
  published_at: z.iso.datetime().nullable(),
})

export type Receipt = z.output<typeof ReceiptInput>
const ReceiptInput = z.strictObject({
  account_id: Id,
  digest: z.string().regex(/^[0-9a-f]{64}$/),
  event: z.string().max(60),
  external_id: z.string().max(300),
  body: z.string().max(20_000),
  /** what it says; `look` when only asking the platform tells */
  says: z.enum(['visible', 'rejected', 'withdrawn', 'look']),
  url: z.string().max(1000).nullable().default(null),
  message: z.string().max(500).default(''),
  progress: z.record(z.string(), z.unknown()).default({}),
  adoption: Adoption.nullable().default(null),
})

async function apply(tx: Sql, call: Call, release: Release, receipt: Receipt): Promise<void> {
  const open = release.state === 'accepted' || release.state === 'sending' || release.state === 'unknown'
  if (!open) return
  const progress = { ...release.progress, ...receipt.progress }
  if (receipt.says === 'visible') {
    const change = { url: receipt.url ?? release.url, visible_at: call.at, ended_at: call.at, cause: null, progress }
    await moveRelease(tx, call, release, 'show', change, receipt.event)
  } else if (receipt.says === 'rejected') {
    const change = { cause: `rejected:${receipt.event}`, message: receipt.message, ended_at: call.at }
    await moveRelease(tx, call, release, 'fail', change, receipt.event)
  } else await askForDelivery(tx, call.at, release.id)
}

async function adopt(tx: Sql, call: Call, release: Release, receipt: Receipt): Promise<void> {
  if (!receipt.adoption) return
  const { level, outlet, url, published_at } = receipt.adoption
  await tx`insert into publishing.adoptions (release_id, story_id, level, outlet, url, published_at, evidence, received_at, received_by)
    values (${release.id}, ${release.story_id}, ${level}, ${outlet}, ${url}, ${published_at}, ${Buffer.from(receipt.digest, 'hex')},
      ${call.at}, ${call.actor.name}) on conflict on constraint adoption_counts_once do nothing`
}

/** Take a platform's message. Only the program does this, after the signature was checked. */
export const takeReceipt = command({
  name: 'publishing.take-receipt',
  title: '收下平台回执',
  access: [],
  input: ReceiptInput,
  output: z.object({ news: z.boolean() }),
  async run(tx, call, receipt) {
    const { account_id, digest, event, external_id, body } = receipt
    const [found] = await tx<{ id: bigint }[]>`
      select id from publishing.releases where account_id = ${account_id} and external_id = ${external_id}`
    const added = await tx`
      insert into publishing.receipts (account_id, digest, event, external_id, body, received_at, release_id)
      values (${account_id}, ${Buffer.from(digest, 'hex')}, ${event}, ${external_id}, ${body}, ${call.at}, ${found?.id ?? null})
      on conflict on constraint receipt_comes_once do nothing returning 1`
    // the second time it is no news; a message about something we do not know yet is kept, and polling finds out
    if (added.length === 0 || !found) return { news: false }
    const release = await lockRelease(tx, found.id)
    await apply(tx, call, release, receipt)
    await adopt(tx, call, release, receipt)
    return { news: true }
  },
})
