// Routes of the sites: front page, sections, articles. Each stands below the site's part of the address, and without one
// below the site's own domain.
import type { Context, Hono } from 'hono'
import { html } from 'hono/html'
import { type PublishedReport, publications, publishedReport } from '../../disclosure/index.ts'
import { latestIssue, publishedPages } from '../../newspaper/index.ts'
import type { Sql } from '../../platform/index.ts'
import { replayOf } from '../../publishing/index.ts'
import type { Section, Site } from '../site.ts'
import { articleHead, articlePage, h5Page, tombstonePage } from './article-page.ts'
import { type Article, countArticles, findArticle, h5Of, newestArticles } from './articles.ts'
import { type Front, frontPage, sectionPage } from './front-page.ts'
import { homeOf, movedTo, type NewsSite, siteAt } from './sites.ts'

const SITE = '/:site{[a-z][a-z0-9-]{0,30}}'
const NEWEST = 24
const IN_SECTION = 6
const SECTION_PAGE = 20
const RELATED = 6
const FRONT_FIGURES = ['budget.spent', 'budget.execution-rate', 'procurement.contracted']

const hostOf = (site: Site, c: Context) => new URL(site.originOf(c)).host
const masthead = (news: NewsSite) => ({ name: news.name, base: homeOf(news) })

const feedLinks = (base: string, title: string) => html`
<link rel="alternate" type="application/rss+xml" title="${title} RSS" href="${base}/feed.xml">
<link rel="alternate" type="application/atom+xml" title="${title} Atom" href="${base}/atom.xml">
<link rel="alternate" type="application/feed+json" title="${title} JSON" href="${base}/feed.json">`

async function frontOf(tx: Sql, news: NewsSite): Promise<Front> {
  const newest = await newestArticles(tx, news, { limit: NEWEST })
  const names = await tx<{ name: string }[]>`select name from newsroom.columns c where closed_at is null
    and exists (select 1 from publishing.articles a where a.site_id = ${news.id} and a.section = c.name and a.withdrawn_at is null)
    order by sort, name`
  const sections: Front['sections'][number][] = []
  for (const { name } of names)
    sections.push({ name, articles: await newestArticles(tx, news, { section: name, limit: IN_SECTION }) })
  const issue = await latestIssue(tx)
  const page = issue && (await publishedPages(tx, issue.id))[0]
  return { newest, sections, paper: issue && page ? { issue, page } : undefined, report: await reportOf(tx) }
}

async function reportOf(tx: Sql): Promise<Front['report']> {
  const [newest] = await publications(tx)
  const report: PublishedReport | undefined = newest && (await publishedReport(tx, newest.year))
  if (!report) return undefined
  const { year, title, published_at } = report
  const figures = FRONT_FIGURES.flatMap(name => report.figures.find(figure => figure.name === name) ?? [])
  return { year, title, published_at, figures }
}

/** The front page of a site. */
export async function siteFront(tx: Sql, news: NewsSite): Promise<Section> {
  return {
    title: news.name,
    section: 'home',
    masthead: masthead(news),
    head: feedLinks(news.base, news.name),
    main: frontPage(news, await frontOf(tx, news)),
  }
}

async function sectionOf(tx: Sql, news: NewsSite, name: string, page: number): Promise<Section | undefined> {
  const total = await countArticles(tx, news, name)
  const last = Math.max(1, Math.ceil(total / SECTION_PAGE))
  if (total === 0 || page > last) return undefined
  const articles = await newestArticles(tx, news, {
    section: name,
    limit: SECTION_PAGE,
    offset: (page - 1) * SECTION_PAGE,
  })
  return {
    title: page > 1 ? `${name}（第${page}页）` : name,
    section: `section:${name}`,
    masthead: masthead(news),
    head: feedLinks(`${news.base}/sections/${encodeURIComponent(name)}`, `${news.name} ${name}`),
    main: sectionPage(news, name, articles, { page, last }),
  }
}

async function relatedTo(tx: Sql, news: NewsSite, article: Article): Promise<Article[]> {
  const near = await newestArticles(tx, news, { section: article.section, limit: RELATED + 1 })
  return near.filter(one => one.id !== article.id).slice(0, RELATED)
}

/** An article, or what stands in its place: 410 for one that was taken back. */
async function articleOf(
  tx: Sql,
  news: NewsSite,
  slug: string,
  unit: string,
  origin: string,
): Promise<Section | undefined> {
  const article = await findArticle(tx, news, slug)
  if (!article) return undefined
  const frame = { section: `section:${article.section}`, masthead: masthead(news) }
  if (article.withdrawn_at) {
    const head = html`\n<meta name="robots" content="noindex">`
    return { ...frame, title: '稿件已撤回', head, status: 410, main: tombstonePage(news, article) }
  }
  return {
    ...frame,
    title: article.title,
    description: article.lead || article.body_text.replace(/\s+/g, ' ').slice(0, 120),
    head: articleHead(news, article, unit, origin),
    script: true,
    main: articlePage(news, article, {
      related: await relatedTo(tx, news, article),
      unit,
      replay: await replayOf(tx, article.story_id),
      h5: (await h5Of(tx, article)) !== undefined,
    }),
  }
}

/** The H5 page of an article; where the article was taken back, what stands in its place. */
async function h5PageOf(
  tx: Sql,
  news: NewsSite,
  slug: string,
  unit: string,
  origin: string,
): Promise<Section | undefined> {
  const article = await findArticle(tx, news, slug)
  if (!article || article.withdrawn_at) return articleOf(tx, news, slug, unit, origin)
  const page = await h5Of(tx, article)
  return (
    page && {
      title: page.title,
      description: article.lead || article.body_text.replace(/\s+/g, ' ').slice(0, 120),
      section: `section:${article.section}`,
      masthead: masthead(news),
      head: articleHead(news, article, unit, origin),
      main: h5Page(news, article, page),
    }
  )
}

const pageNo = (c: Context) => Math.max(1, Math.min(10_000, Math.trunc(Number(c.req.query('page'))) || 1))

type Make = (tx: Sql, news: NewsSite, c: Context, unit: string) => Promise<Section | undefined>

/** A page of the site an address belongs to; an address of before leads on for good. */
function pageOf(site: Site, make: Make) {
  return (c: Context) =>
    site.serve(c, async (tx, unit) => {
      const part = c.req.param('site')
      const news = await siteAt(tx, hostOf(site, c), part)
      if (news) return make(tx, news, c, unit?.name ?? '')
      const { pathname, search } = new URL(c.req.url)
      const location = part === undefined ? undefined : await movedTo(tx, hostOf(site, c), part, `${pathname}${search}`)
      if (location === undefined) return undefined
      const main = html`<p>这个网址已经换成 <a href="${location}">${location}</a></p>`
      return { title: '网址已经换了', section: 'home', main, status: 301, headers: { location } }
    })
}

export function mountNews(app: Hono, site: Site): void {
  for (const prefix of ['', SITE]) {
    const article = (make: typeof articleOf) =>
      pageOf(site, (tx, news, c, unit) => make(tx, news, c.req.param('slug') ?? '', unit, site.originOf(c)))
    app.get(`${prefix}/articles/:slug{[A-Za-z0-9-]{1,80}}`, article(articleOf))
    app.get(`${prefix}/articles/:slug{[A-Za-z0-9-]{1,80}}/h5`, article(h5PageOf))
    app.get(
      `${prefix}/sections/:name`,
      pageOf(site, (tx, news, c) => sectionOf(tx, news, c.req.param('name') ?? '', pageNo(c))),
    )
  }
}

/** Mounted last: a first part of an address that is no other page's may be a site's. */
export function mountSiteFronts(app: Hono, site: Site): void {
  app.get(
    SITE,
    pageOf(site, (tx, news) => siteFront(tx, news)),
  )
}
