// Begin an issue: its numbers, its day, its pages, and by when copy closes, pages are clean and printing begins.
import { z } from 'zod'
import { command, DayField, Int64, Text } from '../../platform/index.ts'
import { noSuchPaper } from '../refusals.ts'
import { EDITORS } from '../rows.ts'

const Moment = z.iso.datetime({ offset: true, error: '时间无效' }).transform(text => new Date(text))

export const openIssue = command({
  name: 'newspaper.open-issue',
  title: '新开一期',
  access: EDITORS,
  input: z.strictObject({
    paper: z.string().max(10),
    day: DayField,
    issue_no: z.number().int().min(1).max(999),
    total_no: z.number().int().min(1).max(99_999),
    made_from: z.enum(['pdf', 'template']),
    copy_by: Moment.optional(),
    clean_by: Moment.optional(),
    print_by: Moment.optional(),
    pages: z
      .array(z.strictObject({ name: Text(12), editor: z.string().trim().max(20).default('') }))
      .min(1, '至少要有一个版')
      .max(48, '一期最多 48 版'),
    is_example: z.boolean().default(false),
  }),
  output: z.object({ issue_id: Int64, page_ids: z.array(Int64) }),
  async run(tx, call, { paper, pages, ...issue }) {
    const [known] = await tx`select 1 from newspaper.papers where code = ${paper}`
    if (!known) throw noSuchPaper({ code: paper })
    const [row] = await tx<{ id: bigint }[]>`
      insert into newspaper.issues (paper, issue_no, total_no, day, made_from, copy_by, clean_by, print_by, opened_at, opened_by,
        is_example)
      values (${paper}, ${issue.issue_no}, ${issue.total_no}, ${issue.day}, ${issue.made_from}, ${issue.copy_by ?? null},
        ${issue.clean_by ?? null}, ${issue.print_by ?? null}, ${call.at}, ${call.actor.name}, ${issue.is_example})
      returning id`
    const page_ids: bigint[] = []
    for (const [at, page] of pages.entries()) {
      const [made] = await tx<{ id: bigint }[]>`insert into newspaper.pages (issue_id, page_no, name, editor)
        values (${row!.id}, ${at + 1}, ${page.name}, ${page.editor}) returning id`
      page_ids.push(made!.id)
    }
    return { issue_id: row!.id, page_ids }
  },
})
