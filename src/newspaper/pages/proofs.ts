// 三校 and 签版: three proofs by three persons, then a signature for exactly what the third proof saw.
import { z } from 'zod'
import { command, Id, Text } from '../../platform/index.ts'
import {
  changedSinceProof,
  noPicture,
  noSuchNewspaperPage,
  oneProofEach,
  proofOrder,
  proofsMissing,
} from '../refusals.ts'
import { EDITORS, lockIssue, lockOpenPage, mustBeOpen, type PageRow, SIGNERS } from '../rows.ts'

const ROUNDS = [1, 2, 3] as const

export const recordProof = command({
  name: 'newspaper.record-proof',
  title: '登记校对',
  access: EDITORS,
  input: z.strictObject({
    page_id: Id,
    round: z.number().int().min(1).max(3),
    error_count: z.number().int().min(0).max(999),
    note: z.string().trim().max(1000).default(''),
  }),
  output: z.object({ version_no: z.number() }),
  async run(tx, call, { page_id, round, error_count, note }) {
    const { page } = await lockOpenPage(tx, page_id)
    if (!page.large_file_id) throw noPicture({ page_no: page.page_no })
    const done = await tx<{ round: number; person_id: string }[]>`
      select round, person_id from newspaper.proofs where page_id = ${page_id}`
    if (round > 1 && !done.some(proof => proof.round === round - 1)) throw proofOrder({ round })
    const own = done.find(proof => proof.person_id === call.actor.id && proof.round !== round)
    if (own) throw oneProofEach({ round: own.round })
    await tx`insert into newspaper.proofs (page_id, round, version_no, error_count, note, person_id, person, proofed_at)
      values (${page_id}, ${round}, ${page.version_no}, ${error_count}, ${note}, ${call.actor.id}, ${call.actor.name}, ${call.at})`
    return { version_no: page.version_no }
  },
})

export const signPage = command({
  name: 'newspaper.sign-page',
  title: '签版',
  access: SIGNERS,
  input: z.strictObject({ page_id: Id }),
  output: z.object({ page_no: z.number() }),
  async run(tx, call, { page_id }) {
    const { page } = await lockOpenPage(tx, page_id)
    const done = await tx<{ round: number; version_no: number }[]>`
      select round, max(version_no)::int version_no from newspaper.proofs where page_id = ${page_id} group by round`
    const missing = ROUNDS.filter(round => !done.some(proof => proof.round === round))
    if (missing.length > 0) throw proofsMissing({ page_no: page.page_no, missing })
    if (done.find(proof => proof.round === 3)!.version_no !== page.version_no)
      throw changedSinceProof({ page_no: page.page_no })
    await tx`update newspaper.pages set signed_at = ${call.at}, signed_by_id = ${call.actor.id}, signed_by = ${call.actor.name}
      where id = ${page_id}`
    return { page_no: page.page_no }
  },
})

/** Withdraw a signature, with the reason; the page can be changed again until it is proofed and signed anew. */
export const reopenPage = command({
  name: 'newspaper.reopen-page',
  title: '撤回签版',
  access: SIGNERS,
  input: z.strictObject({ page_id: Id, reason: Text(200) }),
  output: z.object({ page_no: z.number() }),
  async run(tx, call, { page_id, reason }) {
    const [page] = await tx<PageRow[]>`select * from newspaper.pages where id = ${page_id} for update`
    if (!page) throw noSuchNewspaperPage()
    mustBeOpen(await lockIssue(tx, page.issue_id))
    if (!page.signed_at) return { page_no: page.page_no }
    await tx`insert into newspaper.reopenings (page_id, version_no, was_signed_by, reason, reopened_at, reopened_by)
      values (${page_id}, ${page.version_no}, ${page.signed_by}, ${reason}, ${call.at}, ${call.actor.name})`
    await tx`update newspaper.pages set signed_at = null, signed_by = null, signed_by_id = null where id = ${page_id}`
    return { page_no: page.page_no }
  },
})
