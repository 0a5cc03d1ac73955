// What is in force on the disclosure page, and which years' figures the public may open.
import type { OfficialDocument } from '../kernel/index.ts'
import type { FigureValue, Sql } from '../platform/index.ts'

export type Publication = {
  id: bigint
  year: number
  title: string
  classification: 'reported' | 'classified'
  published_at: Date
  digest: string
  signed_at: Date
}
export type PublishedReport = Publication & { document: OfficialDocument; figures: Omit<FigureValue, 'amount'>[] }

/** Publications in force, newest year first. */
export async function publications(tx: Sql): Promise<Publication[]> {
  return tx<Publication[]>`
    select p.id, p.year, p.title, r.classification, p.published_at, r.digest, r.signed_at
    from disclosure.publications p join performance.signed_reports r on r.id = p.report_id
    where p.withdrawn_at is null order by p.year desc`
}

/** The published report of a year, as it was signed; undefined when none is in force. */
export async function publishedReport(tx: Sql, year: number): Promise<PublishedReport | undefined> {
  const [row] = await tx<PublishedReport[]>`
    select p.id, p.year, p.title, r.classification, p.published_at, r.digest, r.signed_at, r.document, r.figures
    from disclosure.publications p join performance.signed_reports r on r.id = p.report_id
    where p.withdrawn_at is null and p.year = ${year}`
  return row
}

/** True when a report of the year is in force: then its figures and their rows are public. */
export async function isPublished(tx: Sql, year: number): Promise<boolean> {
  const rows = await tx`select 1 from disclosure.publications where year = ${year} and withdrawn_at is null`
  return rows.length > 0
}
