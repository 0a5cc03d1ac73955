// 付印 and 上网: printing needs every page signed; the site shows what was printed, never anything else.
import { z } from 'zod'
import { command, Id } from '../../platform/index.ts'
import { notPrinted, pagesUnsigned } from '../refusals.ts'
import { EDITORS, lockIssue, mustBeOpen, pagesOf, SIGNERS } from '../rows.ts'

/** 付印: every page is signed; from here on nothing of the issue changes. */
export const printIssue = command({
  name: 'newspaper.print-issue',
  title: '付印',
  access: SIGNERS,
  input: z.strictObject({ issue_id: Id }),
  output: z.object({ late: z.boolean() }),
  async run(tx, call, { issue_id }) {
    const issue = await lockIssue(tx, issue_id)
    mustBeOpen(issue)
    const unsigned = (await pagesOf(tx, issue_id)).filter(page => !page.signed_at).map(page => page.page_no)
    if (unsigned.length > 0) throw pagesUnsigned({ pages: unsigned })
    await tx`update newspaper.issues set printed_at = ${call.at}, printed_by = ${call.actor.name} where id = ${issue_id}`
    return { late: issue.print_by !== null && call.at > issue.print_by }
  },
})

/** 上网: residents read the issue on the site. */
export const publishIssue = command({
  name: 'newspaper.publish-issue',
  title: '报纸上网',
  access: EDITORS,
  input: z.strictObject({ issue_id: Id }),
  output: z.object({ path: z.string() }),
  async run(tx, call, { issue_id }) {
    const issue = await lockIssue(tx, issue_id)
    if (!issue.printed_at) throw notPrinted()
    await tx`update newspaper.issues set published_at = coalesce(published_at, ${call.at}),
      published_by = coalesce(published_by, ${call.actor.name}) where id = ${issue_id}`
    return {
      path: `/${issue.paper}/html/${issue.day.slice(0, 7)}/${issue.day.slice(8)}/nbs.D110000${issue.paper}_01.htm`,
    }
  },
})
