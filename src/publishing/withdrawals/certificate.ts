// The certificate of a retraction or correction: what was taken back where, when and by whom, bound to the journal's chain
// and signed. Made when the last step is done.
import { type Call, canonicalJson, type Sql, signText } from '../../platform/index.ts'

const CERTIFICATE_ALG = 'ed25519'

type Step = {
  platform: string
  account: string
  way: string
  url: string | null
  external_id: string | null
  done_at: Date
  done_by: string
  message: string
  proof: unknown
}

/** Closes a withdrawal when nothing of it is open; returns whether it is clear. */
export async function closeWhenClear(tx: Sql, call: Call, withdrawalId: bigint): Promise<boolean> {
  const [open] =
    await tx`select 1 from publishing.withdrawal_steps where withdrawal_id = ${withdrawalId} and state = 'open' limit 1`
  if (open) return false
  const [about] = await tx<Record<string, unknown>[]>`
    select w.id::text withdrawal, w.kind, w.story_id::text story, s.headline, w.reason, w.note, w.ordered_by, w.started_at, w.started_by,
      w.deadline_at from publishing.withdrawals w join newsroom.stories s on s.id = w.story_id
    where w.id = ${withdrawalId} and w.cleared_at is null for update of w`
  if (!about) return false
  const steps = await tx<Step[]>`
    select a.platform, a.name account, t.way, r.url, r.external_id, t.done_at, t.done_by, t.message, t.proof
    from publishing.withdrawal_steps t join publishing.releases r on r.id = t.release_id
    join channels.accounts a on a.id = t.account_id where t.withdrawal_id = ${withdrawalId} order by t.id`
  const [seal] = await tx<
    { seal_no: bigint; hash: Buffer }[]
  >`select seal_no, hash from platform.seals order by seal_no desc limit 1`
  const chain = seal ? { seal_no: String(seal.seal_no), hash: seal.hash.toString('hex') } : null
  const text = canonicalJson({
    ...about,
    cleared_at: call.at,
    in_time: call.at <= (about.deadline_at as Date),
    steps,
    chain,
  })
  await tx`update publishing.withdrawals set cleared_at = ${call.at}, certificate = ${text}, signature = ${signText(text)},
    signature_alg = ${CERTIFICATE_ALG} where id = ${withdrawalId}`
  return true
}
