// 截稿: from here on the pages are made of what is there; the moment is kept beside the planned one.
import { z } from 'zod'
import { command, Id } from '../../platform/index.ts'
import { EDITORS, lockIssue, mustBeOpen } from '../rows.ts'

export const closeCopy = command({
  name: 'newspaper.close-copy',
  title: '截稿',
  access: EDITORS,
  input: z.strictObject({ issue_id: Id }),
  output: z.object({ late: z.boolean() }),
  async run(tx, call, { issue_id }) {
    const issue = await lockIssue(tx, issue_id)
    mustBeOpen(issue)
    const closed = issue.copy_closed_at ?? call.at
    await tx`update newspaper.issues set copy_closed_at = ${closed},
      copy_closed_by = coalesce(copy_closed_by, ${call.actor.name}) where id = ${issue_id}`
    return { late: issue.copy_by !== null && closed > issue.copy_by }
  },
})
