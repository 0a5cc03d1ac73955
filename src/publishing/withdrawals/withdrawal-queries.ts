// 撤稿与更正: every case with its clock and steps, and the certificate with what anybody needs to check it.
import { createHash } from 'node:crypto'
import { z } from 'zod'
import { Id, Int64, query, type Sql, signatureHolds, signingKey } from '../../platform/index.ts'
import { noSuchWithdrawal } from '../refusals.ts'

const Listed = z.object({
  id: Int64,
  story_id: Int64,
  headline: z.string(),
  kind: z.string(),
  reason: z.string(),
  note: z.string(),
  ordered_by: z.string(),
  started_at: z.date(),
  started_by: z.string(),
  deadline_at: z.date(),
  cleared_at: z.date().nullable(),
  open_count: z.number(),
  step_count: z.number(),
  is_example: z.boolean(),
})
const StepOut = z.object({
  id: Int64,
  platform: z.string(),
  account: z.string(),
  way: z.string(),
  state: z.string(),
  message: z.string(),
  url: z.string().nullable(),
  release_state: z.string(),
  done_at: z.date().nullable(),
  done_by: z.string().nullable(),
})

const listed = (tx: Sql) => tx`
  select w.*, s.headline,
    (select count(*)::int from publishing.withdrawal_steps t where t.withdrawal_id = w.id and t.state = 'open') open_count,
    (select count(*)::int from publishing.withdrawal_steps t where t.withdrawal_id = w.id) step_count
  from publishing.withdrawals w join newsroom.stories s on s.id = w.story_id`

/** Stories that are out, for the choice of what to take back. */
const Out = z.object({
  story_id: Int64,
  headline: z.string(),
  place_count: z.number(),
  corrected_id: Int64.nullable(),
})

export const withdrawals = query({
  name: 'publishing.withdrawals',
  title: '撤稿与更正',
  access: 'signed-in',
  input: z.strictObject({}),
  output: z.object({ at: z.date(), withdrawals: z.array(Listed), out: z.array(Out) }),
  async read(tx, _input, { at }) {
    const rows = await tx<
      z.input<typeof Listed>[]
    >`${listed(tx)} order by w.cleared_at is not null, w.started_at desc limit 500`
    const out = await tx<z.input<typeof Out>[]>`
      select r.story_id, s.headline, count(distinct r.account_id)::int place_count,
        (select e.id from newsroom.editions e where e.story_id = r.story_id and e.edition_no = max(s.edition_no) and e.edition_no > 1
          and not exists (select from publishing.releases n where n.edition_id = e.id and n.state <> 'cancelled')) corrected_id
      from publishing.releases r join newsroom.stories s on s.id = r.story_id
      where r.state in ('sending', 'accepted', 'visible', 'unknown')
        and not exists (select from publishing.withdrawals w where w.story_id = r.story_id and w.cleared_at is null)
      group by r.story_id, s.headline order by max(r.id) desc limit 500`
    return { at, withdrawals: rows, out }
  },
})

export const withdrawal = query({
  name: 'publishing.withdrawal',
  title: '一次撤稿或更正',
  access: 'signed-in',
  input: z.strictObject({ withdrawal_id: Id }),
  output: Listed.extend({
    at: z.date(),
    steps: z.array(StepOut),
    certificate: z.string().nullable(),
    certificate_hash: z.string().nullable(),
    signature: z.string().nullable(),
    signature_alg: z.string().nullable(),
    signature_holds: z.boolean().nullable(),
    signing_key: z.string().nullable(),
  }),
  async read(tx, { withdrawal_id }, { at }) {
    type Row = z.input<typeof Listed> & {
      certificate: string | null
      signature: Buffer | null
      signature_alg: string | null
    }
    const [row] = await tx<Row[]>`${listed(tx)} where w.id = ${withdrawal_id}`
    if (!row) throw noSuchWithdrawal()
    const steps = await tx<z.input<typeof StepOut>[]>`
      select t.id, a.platform, a.name account, t.way, t.state, t.message, r.url, r.state release_state, t.done_at, t.done_by
      from publishing.withdrawal_steps t join publishing.releases r on r.id = t.release_id
      join channels.accounts a on a.id = t.account_id where t.withdrawal_id = ${withdrawal_id} order by t.state = 'done', t.id`
    const { certificate, signature } = row
    const signed = certificate !== null && signature !== null
    return {
      ...row,
      at,
      steps,
      certificate_hash: signed ? createHash('sha256').update(certificate).digest('hex') : null,
      signature: signed ? signature.toString('base64') : null,
      signature_holds: signed ? signatureHolds(certificate, signature) : null,
      signing_key: signed ? signingKey() : null,
    }
  },
})
