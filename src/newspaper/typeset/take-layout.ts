// Take in what the template set: pictures of the pages, the issue's PDF, and the hot zones that are known from the layout.
import { z } from 'zod'
import { attachFile } from '../../platform/files/index.ts'
import { command, Id } from '../../platform/index.ts'
import { setZone } from '../articles/write-article.ts'
import { PAGE_FILES, setPageFiles } from '../pages/take-pages.ts'
import { rectangle } from '../pages/zones.ts'
import { noSuchNewspaperPage, pageSigned } from '../refusals.ts'
import { EDITORS, lockIssue, mustBeMadeFrom, mustBeOpen, pagesOf } from '../rows.ts'

const Percent = z.number().min(0).max(100)

export const takeLayout = command({
  name: 'newspaper.take-layout',
  title: '收下排版结果',
  access: EDITORS,
  input: z.strictObject({
    issue_id: Id,
    pdf_file_id: Id,
    pages: z
      .array(z.strictObject({ page_no: z.number().int().min(1), ...PAGE_FILES }))
      .min(1)
      .max(48),
    zones: z.array(z.strictObject({ article_id: Id, left: Percent, top: Percent, right: Percent, bottom: Percent })),
  }),
  output: z.object({ page_count: z.number() }),
  async run(tx, call, { issue_id, pdf_file_id, pages, zones }) {
    const issue = await lockIssue(tx, issue_id)
    mustBeOpen(issue)
    mustBeMadeFrom(issue, 'template')
    await attachFile(tx, call, { file_id: pdf_file_id, use: 'newspaper.issue', subject: issue_id, access: 'signed-in' })
    await tx`update newspaper.issues set pdf_file_id = ${pdf_file_id} where id = ${issue_id}`
    const known = await pagesOf(tx, issue_id)
    for (const { page_no, ...files } of pages) {
      const page = known.find(one => one.page_no === page_no)
      if (!page) throw noSuchNewspaperPage()
      if (page.signed_at) throw pageSigned({ page_no, by: page.signed_by ?? '' })
      await setPageFiles(tx, call, page.id, files)
    }
    for (const { article_id, ...box } of zones) await setZone(tx, article_id, [rectangle(box)])
    return { page_count: pages.length }
  },
})
