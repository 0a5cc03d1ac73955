// What residents read of the newspaper: issues on the site, their pages with zones, their articles with corrections.
import type { Sql } from '../platform/index.ts'
import type { Zone } from './pages/zones.ts'
import { zonesOf } from './queries.ts'
import { type ArticleRow, articlesOf, pagesOf } from './rows.ts'

export type PublishedIssue = {
  id: bigint
  paper: string
  paper_name: string
  licence: string
  sponsor: string
  issue_no: number
  total_no: number
  day: string
  published_at: Date
  pdf_digest: string | null
}
export type PublishedArticle = ArticleRow & {
  page_no: number
  zones: Zone[]
  corrections: { notice: string; corrected_at: Date }[]
  /** the article it goes on in, and the one it comes from */
  goes_on: { page_no: number; seq: number; title: string } | null
  comes_from: { page_no: number; seq: number; title: string } | null
}
export type PublishedPage = {
  page_no: number
  name: string
  editor: string
  ratio: number
  small_digest: string | null
  large_digest: string | null
  pdf_digest: string | null
  articles: PublishedArticle[]
}

const COLUMNS = (
  tx: Sql,
) => tx`i.id, i.paper, p.name paper_name, p.licence, p.sponsor, i.issue_no, i.total_no, i.day::text,
  i.published_at, (select digest from platform.files f where f.id = i.pdf_file_id) pdf_digest`

/** Issues on the site, newest first; of one paper, of a month or a day where given. */
export function publishedIssues(
  tx: Sql,
  wanted: { paper?: string | undefined; month?: string | undefined; day?: string | undefined } = {},
): Promise<PublishedIssue[]> {
  const { paper = null, month = null, day = null } = wanted
  return tx<PublishedIssue[]>`select ${COLUMNS(tx)} from newspaper.issues i join newspaper.papers p on p.code = i.paper
    where i.published_at is not null and (${paper}::text is null or i.paper = ${paper})
      and (${month}::text is null or to_char(i.day, 'YYYY-MM') = ${month}) and (${day}::text is null or i.day::text = ${day})
    order by i.day desc limit 400`
}

/** The newest issue of any paper, or of one; undefined while none is on the site. */
export async function latestIssue(tx: Sql, paper?: string): Promise<PublishedIssue | undefined> {
  return (await publishedIssues(tx, { paper }))[0]
}

type Files = Record<'small_digest' | 'large_digest' | 'pdf_digest', string | null>

/** The pages of an issue with their articles, in reading order. */
export async function publishedPages(tx: Sql, issueId: bigint): Promise<PublishedPage[]> {
  const pages = await pagesOf(tx, issueId)
  const articles = await articlesOf(
    tx,
    pages.map(page => page.id),
  )
  const ids = articles.map(article => article.id)
  const zones = await zonesOf(tx, ids)
  const notes = await tx<{ article_id: bigint; notice: string; corrected_at: Date }[]>`
    select article_id, notice, corrected_at from newspaper.corrections where article_id = any(${ids.map(String)}::bigint[]) order by id`
  const digests = await tx<({ id: bigint } & Files)[]>`
    select g.id, s.digest small_digest, l.digest large_digest, d.digest pdf_digest from newspaper.pages g
    left join platform.files s on s.id = g.small_file_id left join platform.files l on l.id = g.large_file_id
    left join platform.files d on d.id = g.pdf_file_id where g.issue_id = ${issueId}`
  const noOf = new Map(pages.map(page => [page.id, page.page_no]))
  const short = (one: ArticleRow | undefined) =>
    one ? { page_no: noOf.get(one.page_id)!, seq: one.seq, title: one.title } : null
  return pages.map(page => ({
    page_no: page.page_no,
    name: page.name,
    editor: page.editor,
    ratio: Number(page.height_pt ?? 3) / Number(page.width_pt ?? 2),
    ...(digests.find(one => one.id === page.id) as Files),
    articles: articles
      .filter(article => article.page_id === page.id)
      .map(article => ({
        ...article,
        page_no: page.page_no,
        zones: zones.filter(zone => zone.article_id === article.id),
        corrections: notes.filter(note => note.article_id === article.id),
        goes_on: short(articles.find(one => one.id === article.jump_to)),
        comes_from: short(articles.find(one => one.jump_to === article.id)),
      })),
  }))
}

/** One published page of a paper's day, with its issue and all pages of it. */
export async function findPublishedPage(
  tx: Sql,
  paper: string,
  day: string,
  pageNo: number,
): Promise<{ issue: PublishedIssue; pages: PublishedPage[]; page: PublishedPage } | undefined> {
  const [issue] = await publishedIssues(tx, { paper, day })
  if (!issue) return undefined
  const pages = await publishedPages(tx, issue.id)
  const page = pages.find(one => one.page_no === pageNo)
  return page && { issue, pages, page }
}
