// Rows of the newspaper, locked and checked for the commands of this module.
import type { Sql } from '../platform/index.ts'
import { alreadyPrinted, noSuchArticle, noSuchIssue, noSuchNewspaperPage, otherSource, pageSigned } from './refusals.ts'

/** Who makes the paper. */
export const EDITORS = ['editor', 'operations', 'director'] as const
/** Who signs a page and lets the issue be printed. */
export const SIGNERS = ['director', 'operations'] as const

export type ArticleKind = 'article' | 'ad' | 'notice' | 'image'
export type Weight = 'lead' | 'major' | 'minor' | 'brief'

export type Issue = {
  id: bigint
  paper: string
  issue_no: number
  total_no: number
  day: string
  made_from: 'pdf' | 'template'
  copy_by: Date | null
  clean_by: Date | null
  print_by: Date | null
  copy_closed_at: Date | null
  copy_closed_by: string | null
  printed_at: Date | null
  printed_by: string | null
  published_at: Date | null
  published_by: string | null
  pdf_file_id: bigint | null
  is_example: boolean
}

export type PageRow = {
  id: bigint
  issue_id: bigint
  page_no: number
  name: string
  editor: string
  width_pt: string | null
  height_pt: string | null
  small_file_id: bigint | null
  large_file_id: bigint | null
  pdf_file_id: bigint | null
  version_no: number
  signed_at: Date | null
  signed_by: string | null
}

export type Picture = { digest: string; type: string; caption: string; width: number; height: number }

export type ArticleRow = {
  id: bigint
  page_id: bigint
  seq: number
  kind: ArticleKind
  weight: Weight
  section: string
  intro_title: string
  title: string
  subtitle: string
  author: string
  correspondent: string
  source: string
  body: string
  picture: Picture | null
  char_count: number
  edition_id: bigint | null
  jump_to: bigint | null
}

/** An issue, locked; with its day as text. */
export async function lockIssue(tx: Sql, issueId: bigint): Promise<Issue> {
  const [issue] = await tx<Issue[]>`select *, day::text from newspaper.issues where id = ${issueId} for update`
  if (!issue) throw noSuchIssue()
  return issue
}

export async function findIssue(tx: Sql, issueId: bigint): Promise<Issue> {
  const [issue] = await tx<Issue[]>`select *, day::text from newspaper.issues where id = ${issueId}`
  if (!issue) throw noSuchIssue()
  return issue
}

/** The issue of a page and the page, both locked and open for changes. */
export async function lockOpenPage(tx: Sql, pageId: bigint): Promise<{ issue: Issue; page: PageRow }> {
  const [found] = await tx<{ issue_id: bigint }[]>`select issue_id from newspaper.pages where id = ${pageId}`
  if (!found) throw noSuchNewspaperPage()
  const issue = await lockIssue(tx, found.issue_id)
  mustBeOpen(issue)
  const [page] = await tx<PageRow[]>`select * from newspaper.pages where id = ${pageId} for update`
  if (page!.signed_at) throw pageSigned({ page_no: page!.page_no, by: page!.signed_by ?? '' })
  return { issue, page: page! }
}

export function mustBeOpen(issue: Issue): void {
  if (issue.printed_at) throw alreadyPrinted({ day: issue.day })
}

export function mustBeMadeFrom(issue: Issue, madeFrom: Issue['made_from']): void {
  if (issue.made_from !== madeFrom) throw otherSource({ wanted: madeFrom === 'pdf' ? 'pdf' : 'template' })
}

export async function pagesOf(tx: Sql, issueId: bigint): Promise<PageRow[]> {
  return tx<PageRow[]>`select * from newspaper.pages where issue_id = ${issueId} order by page_no`
}

export async function articlesOf(tx: Sql, pageIds: readonly bigint[]): Promise<ArticleRow[]> {
  return tx<ArticleRow[]>`select a.* from newspaper.articles a join newspaper.pages p on p.id = a.page_id
    where a.page_id = any(${pageIds.map(String)}::bigint[]) order by p.page_no, a.seq`
}

export async function findArticle(tx: Sql, articleId: bigint): Promise<ArticleRow> {
  const [article] = await tx<ArticleRow[]>`select * from newspaper.articles where id = ${articleId}`
  if (!article) throw noSuchArticle()
  return article
}

/** Says that a page is not what the proofs looked at any more. */
export async function touchPage(tx: Sql, pageId: bigint): Promise<void> {
  await tx`update newspaper.pages set version_no = version_no + 1 where id = ${pageId}`
}

/** Characters as an editor counts them: without white space. */
export const countCharacters = (...texts: string[]): number => [...texts.join('').replace(/\s/g, '')].length
