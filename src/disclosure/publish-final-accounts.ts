// Publish the final accounts of a closed year (决算公开), as they are that day; or withdraw them with a reason.
import { createHash } from 'node:crypto'
import { z } from 'zod'
import { type FinalJson, finalAccountsOf, finalDocument, finalJson, finalTitle } from '../books/index.ts'
import type { OfficialDocument } from '../kernel/index.ts'
import { findUnit } from '../people/index.ts'
import {
  ClassificationField,
  canonicalJson,
  command,
  Int64,
  query,
  type Sql,
  Text,
  YearField,
} from '../platform/index.ts'
import { isPublished } from './publications.ts'
import { finalAccountsDoNotTie, nothingPublished, yearIsOpen } from './refusals.ts'

/** Publish. Refused for an open year, and while tables do not agree unless the reason is told. */
export const publishFinalAccounts = command({
  name: 'disclosure.publish-final-accounts',
  title: '公开部门决算',
  access: ['operations', 'director'],
  input: z.strictObject({
    year: YearField,
    as: ClassificationField.optional(),
    accept_reason: Text(400).nullable().default(null),
  }),
  output: z.object({ publication_id: Int64, digest: z.string() }),
  async run(tx, call, { year, as, accept_reason }) {
    const [closed] = await tx`select 1 from budget.years where year = ${year} and closed_at is not null`
    if (!closed) throw yearIsOpen({ year })
    const accounts = await finalAccountsOf(tx, year, as)
    const off = accounts.ties.filter(tie => !tie.holds)
    if (off.length > 0 && accept_reason === null) throw finalAccountsDoNotTie({ ties: off })
    const unit = (await findUnit(tx))?.name ?? '本单位'
    // figures are public once the year's report is
    const open = await isPublished(tx, year)
    const hrefOf = (figure: string) => (open ? `/figures/${figure}?year=${year}&as=${accounts.as}` : undefined)
    const document = finalDocument(accounts, unit, hrefOf)
    const digest = createHash('sha256').update(canonicalJson(document)).digest('hex')
    await tx`select pg_advisory_xact_lock(hashtextextended('disclosure.final_accounts', ${year}))`
    await tx`update disclosure.final_accounts set withdrawn_at = ${call.at}, withdrawn_by = ${call.actor.name},
      withdrawn_reason = '由重新公开的决算替换' where year = ${year} and withdrawn_at is null`
    const [row] = await tx<{ id: bigint }[]>`
      insert into disclosure.final_accounts (year, title, content, document, accept_reason, digest, published_at, published_by)
      values (${year}, ${`${unit}${finalTitle(year)}`}, ${tx.json(finalJson(accounts) as never)}, ${tx.json(document as never)},
        ${accept_reason}, ${digest}, ${call.at}, ${call.actor.name}) returning id`
    return { publication_id: row!.id, digest }
  },
})

/** Take published final accounts back. */
export const withdrawFinalAccounts = command({
  name: 'disclosure.withdraw-final-accounts',
  title: '撤下公开的决算',
  access: ['director'],
  input: z.strictObject({ year: YearField, reason: Text(200) }),
  output: z.object({}),
  async run(tx, call, { year, reason }) {
    const taken = await tx`
      update disclosure.final_accounts set withdrawn_at = ${call.at}, withdrawn_by = ${call.actor.name}, withdrawn_reason = ${reason}
      where year = ${year} and withdrawn_at is null returning 1`
    if (taken.length === 0) throw nothingPublished({ year })
    return {}
  },
})

export type PublishedAccounts = {
  year: number
  title: string
  content: FinalJson
  document: OfficialDocument
  accept_reason: string | null
  digest: string
  published_at: Date
}

/** The published final accounts in force, newest year first, without their content. */
export function publishedAccountsList(tx: Sql): Promise<Pick<PublishedAccounts, 'year' | 'title' | 'published_at'>[]> {
  return tx`select year, title, published_at from disclosure.final_accounts where withdrawn_at is null order by year desc`
}

/** Which years' final accounts the public sees now. */
export const publishedAccountsQuery = query({
  name: 'disclosure.published-accounts',
  title: '已公开的决算',
  access: 'signed-in',
  input: z.strictObject({}),
  output: z.array(z.object({ year: z.number(), title: z.string(), published_at: z.date() })),
  read: tx => publishedAccountsList(tx),
})

export async function publishedAccounts(tx: Sql, year: number): Promise<PublishedAccounts | undefined> {
  const [row] = await tx<PublishedAccounts[]>`
    select year, title, content, document, accept_reason, digest, published_at
    from disclosure.final_accounts where year = ${year} and withdrawn_at is null`
  return row
}
