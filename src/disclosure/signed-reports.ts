// Signed reports and whether each is published: the list behind the workbench's report page.
import { z } from 'zod'
import { Int64, query } from '../platform/index.ts'

const Signed = z.object({
  id: Int64,
  year: z.number(),
  classification: z.string(),
  accept_reason: z.string().nullable(),
  digest: z.string(),
  signed_at: z.date(),
  signed_by: z.string(),
  published_at: z.date().nullable(),
})

export const signedReports = query({
  name: 'disclosure.signed-reports',
  title: '已签发报告',
  access: 'signed-in',
  input: z.strictObject({}),
  output: z.array(Signed.extend({ signed_at: z.iso.datetime(), published_at: z.iso.datetime().nullable() })),
  async read(tx) {
    const rows = await tx<z.infer<typeof Signed>[]>`
      select r.id, r.year, r.classification, r.accept_reason, r.digest, r.signed_at, r.signed_by,
        (select p.published_at from disclosure.publications p where p.report_id = r.id and p.withdrawn_at is null) published_at
      from performance.signed_reports r order by r.id desc limit 100`
    return rows.map(row => ({
      ...row,
      signed_at: row.signed_at.toISOString(),
      published_at: row.published_at?.toISOString() ?? null,
    }))
  },
})
