// Take the pages of a printed issue in: pictures, page PDFs and the text blocks that were found on them.
import { z } from 'zod'
import { attachFile } from '../../platform/files/index.ts'
import { type Call, command, Id, type Sql } from '../../platform/index.ts'
import { pageSigned } from '../refusals.ts'
import { EDITORS, lockIssue, mustBeMadeFrom, mustBeOpen } from '../rows.ts'

const Percent = z.number().min(0).max(100)
export const PAGE_FILES = {
  width_pt: z.number().positive().max(20_000),
  height_pt: z.number().positive().max(20_000),
  small_file_id: Id,
  large_file_id: Id,
  pdf_file_id: Id,
}
export type PageFiles = {
  width_pt: number
  height_pt: number
  small_file_id: bigint
  large_file_id: bigint
  pdf_file_id: bigint
}

const Block = z.strictObject({
  kind: z.enum(['headline', 'text']),
  left: Percent,
  top: Percent,
  right: Percent,
  bottom: Percent,
  size: z.number().positive().max(2000),
  text: z.string().max(20_000),
})

/** Gives a page its pictures; staff may look at them, residents once the issue is on the site. */
export async function setPageFiles(tx: Sql, call: Call, pageId: bigint, files: PageFiles): Promise<void> {
  const subject = pageId
  const use = { use: 'newspaper.page', subject, access: 'signed-in' as const }
  await attachFile(tx, call, { ...use, file_id: files.small_file_id, kinds: ['image'] })
  await attachFile(tx, call, { ...use, file_id: files.large_file_id, kinds: ['image'] })
  await attachFile(tx, call, { ...use, file_id: files.pdf_file_id, kinds: ['document'] })
  await tx`update newspaper.pages set width_pt = ${files.width_pt}, height_pt = ${files.height_pt},
    small_file_id = ${files.small_file_id}, large_file_id = ${files.large_file_id}, pdf_file_id = ${files.pdf_file_id},
    version_no = version_no + 1 where id = ${pageId}`
}

export const takePages = command({
  name: 'newspaper.take-pages',
  title: '收下印刷版面',
  access: EDITORS,
  input: z.strictObject({
    issue_id: Id,
    pdf_file_id: Id,
    /** the first page's number: a printer may send a file a page */
    first_page_no: z.number().int().min(1).max(99).default(1),
    pages: z
      .array(z.strictObject({ ...PAGE_FILES, blocks: z.array(Block).max(5000) }))
      .min(1)
      .max(48),
  }),
  output: z.object({ page_count: z.number(), block_count: z.number() }),
  async run(tx, call, { issue_id, pdf_file_id, first_page_no, pages }) {
    const issue = await lockIssue(tx, issue_id)
    mustBeOpen(issue)
    mustBeMadeFrom(issue, 'pdf')
    await attachFile(tx, call, { file_id: pdf_file_id, use: 'newspaper.issue', subject: issue_id, access: 'signed-in' })
    if (pages.length > 1 || first_page_no === 1)
      await tx`update newspaper.issues set pdf_file_id = ${pdf_file_id} where id = ${issue_id}`
    let blocks = 0
    for (const [at, page] of pages.entries()) {
      const pageId = await openPage(tx, issue_id, first_page_no + at)
      await setPageFiles(tx, call, pageId, page)
      await tx`delete from newspaper.blocks where page_id = ${pageId}`
      for (const [n, block] of page.blocks.entries()) {
        await tx`insert into newspaper.blocks (page_id, block_no, kind, left_pc, top_pc, right_pc, bottom_pc, size_pt, text)
          values (${pageId}, ${n + 1}, ${block.kind}, ${block.left}, ${block.top}, ${block.right}, ${block.bottom},
            ${block.size}, ${block.text})`
        blocks += 1
      }
    }
    return { page_count: pages.length, block_count: blocks }
  },
})

/** The page of a number, made when the printer's file has more pages than were planned. */
async function openPage(tx: Sql, issueId: bigint, pageNo: number): Promise<bigint> {
  const [page] = await tx<{ id: bigint; signed_at: Date | null; signed_by: string | null }[]>`
    select id, signed_at, signed_by from newspaper.pages where issue_id = ${issueId} and page_no = ${pageNo} for update`
  if (page?.signed_at) throw pageSigned({ page_no: pageNo, by: page.signed_by ?? '' })
  if (page) return page.id
  const [made] = await tx<{ id: bigint }[]>`
    insert into newspaper.pages (issue_id, page_no, name) values (${issueId}, ${pageNo}, ${`第${pageNo}版`}) returning id`
  return made!.id
}
