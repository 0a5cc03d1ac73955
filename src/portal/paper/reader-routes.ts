// Routes of the digital newspaper: the newest issue, the calendar, pages, articles, pictures and PDFs.
import type { Context, Hono } from 'hono'
import {
  findPublishedPage,
  latestIssue,
  type PublishedIssue,
  publishedIssues,
  publishedPages,
} from '../../newspaper/index.ts'
import { type FileRow, sendFile } from '../../platform/files/index.ts'
import type { Sql } from '../../platform/index.ts'
import { noSuchPage } from '../refusals.ts'
import type { Section, Site } from '../site.ts'
import { readName } from './addresses.ts'
import { type Neighbours, newspaperArticle, newspaperCalendar, newspaperHome, newspaperPage } from './reader-pages.ts'

const PICTURE_CACHE = 'public, max-age=86400'
const PAPER = ':paper{[a-z][a-z0-9]{1,9}}'
const MONTH = ':month{[0-9]{4}-[0-9]{2}}'
const DAY = ':day{[0-9]{2}}'

async function neighbours(tx: Sql, issue: PublishedIssue): Promise<Neighbours> {
  const all = await publishedIssues(tx, { paper: issue.paper })
  const at = all.findIndex(one => one.id === issue.id)
  return { before: all[at + 1], after: at > 0 ? all[at - 1] : undefined }
}

async function newestPage(tx: Sql): Promise<Section> {
  const issue = await latestIssue(tx)
  if (!issue) throw noSuchPage()
  const main = newspaperHome(issue, await publishedPages(tx, issue.id), await neighbours(tx, issue))
  return { title: issue.paper_name, section: 'newspaper', main }
}

async function calendarPage(tx: Sql, paper: string, month: string): Promise<Section | undefined> {
  const all = await publishedIssues(tx, { paper })
  const [first] = all
  const months = [...new Set(all.map(issue => issue.day.slice(0, 7)))]
  if (!first || !months.includes(month)) return undefined
  const here = all.filter(issue => issue.day.startsWith(month))
  const main = newspaperCalendar({ code: paper, name: first.paper_name }, month, here, months)
  return { title: `${first.paper_name}往期`, section: 'newspaper', main }
}

async function readerPage(tx: Sql, c: Context): Promise<Section | undefined> {
  const { paper = '', month, day, file = '' } = c.req.param()
  const name = readName(paper, `${month}-${day}`, file)
  const found = name && (await findPublishedPage(tx, paper, `${month}-${day}`, name.page_no))
  if (!found) return undefined
  const { issue, pages, page } = found
  const near = await neighbours(tx, issue)
  const title = `${issue.paper_name} ${issue.day}`
  if (name.seq === undefined) {
    const main = newspaperPage(issue, pages, page, near, c.req.query('zoom') === '1')
    return { title: `${page.page_no}版 ${page.name} ${title}`, section: 'newspaper', main }
  }
  const article = page.articles.find(one => one.seq === name.seq)
  if (!article) return undefined
  const description = article.body.replace(/\s+/g, ' ').slice(0, 120)
  const main = newspaperArticle(issue, pages, page, article, near)
  return { title: `${article.title}—${title}`, section: 'newspaper', description, main, script: true }
}

/** A file of a page that is on the site; nothing else of the store can be reached here. */
async function pageFile(site: Site, c: Context): Promise<Response> {
  const { paper = '', month, day, page = '', file = '' } = c.req.param()
  const digest = (await site.read(async tx => {
    const found = await findPublishedPage(tx, paper, `${month}-${day}`, Number(page))
    if (!found) return undefined
    if (file === 'small.jpg') return found.page.small_digest
    if (file === 'large.jpg') return found.page.large_digest
    return file === `${paper}${month}${day}${page}.pdf`.replaceAll('-', '') ? found.page.pdf_digest : undefined
  })) as string | null | undefined
  const row = digest && (await site.read(tx => blobOf(tx, digest)))
  if (!row) throw noSuchPage()
  return sendFile(c, site.files, { ...row, name: file }, { inline: true, cache: PICTURE_CACHE })
}

async function blobOf(tx: Sql, digest: string): Promise<Omit<FileRow, 'name'> | undefined> {
  const [row] = await tx<FileRow[]>`select digest, type, size_bytes from platform.blobs where digest = ${digest}`
  return row
}

export function mountReader(app: Hono, site: Site): void {
  app.get('/newspaper', c => site.serve(c, tx => newestPage(tx)))
  app.get(`/newspaper/${PAPER}/${MONTH}`, c =>
    site.serve(c, tx => calendarPage(tx, c.req.param('paper') ?? '', c.req.param('month') ?? '')),
  )
  app.get(`/${PAPER}/html/${MONTH}/${DAY}/:file{.+\\.htm}`, c => site.serve(c, tx => readerPage(tx, c)))
  app.get(`/${PAPER}/page/${MONTH}/${DAY}/:page{[0-9]{2}}/:file{[a-z0-9]+\\.(jpg|pdf)}`, c => pageFile(site, c))
}
