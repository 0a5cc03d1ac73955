// Publish a signed report (主动公开), or withdraw it with a reason; a newer one takes the older one's place.
import { z } from 'zod'
import { notSigned } from '../performance/index.ts'
import { command, Id, Int64, Text, YearField } from '../platform/index.ts'
import { nothingPublished } from './refusals.ts'

/** Publish the newest signed report of a year, or the one named. */
export const publishReport = command({
  name: 'disclosure.publish-report',
  title: '公开报告',
  access: ['operations', 'director'],
  input: z.strictObject({ year: YearField, report_id: Id.optional() }),
  output: z.object({ publication_id: Int64 }),
  async run(tx, call, { year, report_id }) {
    const [report] = await tx<{ id: bigint; title: string }[]>`
      select id, document->>'subject' title from performance.signed_reports
      where year = ${year} and (${report_id ?? null}::bigint is null or id = ${report_id ?? null}) order by id desc limit 1`
    if (!report) throw notSigned({ year })
    // one at a time, so that each sees the one it replaces
    await tx`select pg_advisory_xact_lock(hashtextextended('disclosure.publications', ${year}))`
    await tx`update disclosure.publications set withdrawn_at = ${call.at}, withdrawn_by = ${call.actor.name}, withdrawn_reason = '由新签发的报告替换'
      where year = ${year} and kind = 'performance_report' and withdrawn_at is null`
    const [row] = await tx<{ id: bigint }[]>`
      insert into disclosure.publications (year, kind, report_id, title, published_at, published_by)
      values (${year}, 'performance_report', ${report.id}, ${report.title}, ${call.at}, ${call.actor.name}) returning id`
    return { publication_id: row!.id }
  },
})

/** Take a published report back. */
export const withdrawReport = command({
  name: 'disclosure.withdraw-report',
  title: '撤下公开的报告',
  access: ['director'],
  input: z.strictObject({ year: YearField, reason: Text(200) }),
  output: z.object({}),
  async run(tx, call, { year, reason }) {
    const taken =
      await tx`update disclosure.publications set withdrawn_at = ${call.at}, withdrawn_by = ${call.actor.name},
      withdrawn_reason = ${reason} where year = ${year} and kind = 'performance_report' and withdrawn_at is null returning 1`
    if (taken.length === 0) throw nothingPublished({ year })
    return {}
  },
})
