// Routes of feeds, site maps and robots.txt.
import type { Context, Hono } from 'hono'
import { latestIssue } from '../../newspaper/index.ts'
import { findUnit } from '../../people/index.ts'
import type { Sql } from '../../platform/index.ts'
import type { Made } from '../page-cache.ts'
import { pagePath } from '../paper/addresses.ts'
import type { Site } from '../site.ts'
import { articlePath, newestArticles, sectionPath, withdrawnArticles } from './articles.ts'
import { type FeedSource, type MapEntry, toAtom, toJsonFeed, toRss, toSitemap, toSitemapIndex } from './feeds.ts'
import { findSites, homeOf, movedTo, type NewsSite, siteAt } from './sites.ts'

const SITE = '/:site{[a-z][a-z0-9-]{0,30}}'
const FEED_ITEMS = 30
const MAP_MAX = 50_000
const NEWS_MAP_MAX = 1000
const NEWS_HOURS = 48

const FEEDS: Record<string, { type: string; make(feed: FeedSource): string }> = {
  'feed.xml': { type: 'application/rss+xml; charset=utf-8', make: toRss },
  'atom.xml': { type: 'application/atom+xml; charset=utf-8', make: toAtom },
  'feed.json': { type: 'application/feed+json; charset=utf-8', make: toJsonFeed },
}
const XML = 'application/xml; charset=utf-8'

async function feedOf(
  tx: Sql,
  c: Context,
  origin: string,
  news: NewsSite,
  section?: string,
): Promise<Made | undefined> {
  // as it was sent: names of sections stay encoded
  const self = new URL(c.req.url).pathname
  const format = FEEDS[self.split('/').at(-1) ?? '']
  if (!format) return undefined
  const articles = await newestArticles(tx, news, { section, limit: FEED_ITEMS })
  if (section !== undefined && articles.length === 0) return undefined
  const unit = (await findUnit(tx))?.name ?? news.name
  const body = format.make({
    site: news,
    unit,
    origin,
    home: section === undefined ? homeOf(news) : sectionPath(news, section),
    self,
    title: section === undefined ? news.name : `${news.name} ${section}`,
    articles,
    withdrawn: section === undefined ? await withdrawnArticles(tx, news, FEED_ITEMS) : [],
  })
  const links = [`<${origin}${self}>; rel="self"`, ...(news.hub ? [`<${news.hub}>; rel="hub"`] : [])]
  return { body, type: format.type, headers: { link: links.join(', ') } }
}

async function siteMap(tx: Sql, origin: string, news: NewsSite): Promise<Made> {
  const rows = await tx<
    { slug: string; changed_at: Date }[]
  >`select slug, updated_at changed_at from publishing.articles
    where site_id = ${news.id} and withdrawn_at is null order by published_at desc limit ${MAP_MAX}`
  const entries: MapEntry[] = rows.map(({ slug, changed_at }) => ({ path: articlePath(news, slug), changed_at }))
  return { body: toSitemap(origin, entries), type: XML }
}

async function newsMap(tx: Sql, origin: string, news: NewsSite, now: Date): Promise<Made> {
  const rows = await tx<{ slug: string; title: string; changed_at: Date; published_at: Date }[]>`
    select slug, title, updated_at changed_at, published_at from publishing.articles
    where site_id = ${news.id} and withdrawn_at is null and published_at > ${now}::timestamptz - make_interval(hours => ${NEWS_HOURS})
    order by published_at desc limit ${NEWS_MAP_MAX}`
  const entries = rows.map(({ slug, ...row }) => ({ path: articlePath(news, slug), ...row }))
  return { body: toSitemap(origin, entries, { name: news.name }), type: XML }
}

async function paperMap(tx: Sql, origin: string): Promise<Made | undefined> {
  const issue = await latestIssue(tx)
  if (!issue) return undefined
  const rows = await tx<{ day: string; paper: string; page_no: number; published_at: Date }[]>`
    select i.day::text, i.paper, p.page_no, i.published_at from newspaper.pages p join newspaper.issues i on i.id = p.issue_id
    where i.published_at is not null order by i.day desc, p.page_no limit ${MAP_MAX}`
  const entries = rows.map(row => ({ path: pagePath(row, row.page_no), changed_at: row.published_at }))
  return { body: toSitemap(origin, entries), type: XML }
}

export function mountFeeds(app: Hono, site: Site): void {
  const at = (c: Context, tx: Sql) => siteAt(tx, new URL(site.originOf(c)).host, c.req.param('site'))
  const moved = async (c: Context, tx: Sql): Promise<Made | undefined> => {
    const [host, part, path] = [new URL(site.originOf(c)).host, c.req.param('site'), new URL(c.req.url).pathname]
    const location = part === undefined ? undefined : await movedTo(tx, host, part, path)
    return location === undefined ? undefined : { body: '', status: 301, headers: { location } }
  }
  app.get('/robots.txt', c => {
    const rules = ['User-agent: *', 'Disallow: /workbench/', 'Disallow: /api/', 'Disallow: /search']
    return c.text(`${rules.join('\n')}\n\nSitemap: ${site.originOf(c)}/sitemap.xml\n`, 200, {
      'cache-control': 'public, max-age=3600',
    })
  })
  app.get('/sitemap.xml', c =>
    site.file(c, async tx => {
      const sites = await findSites(tx, new URL(site.originOf(c)).host)
      const paths = sites.flatMap(news => [`${news.base}/sitemap-articles.xml`, `${news.base}/sitemap-news.xml`])
      const paper = (await latestIssue(tx)) ? ['/sitemap-newspaper.xml'] : []
      return { body: toSitemapIndex(site.originOf(c), [...paths, ...paper]), type: XML }
    }),
  )
  app.get('/sitemap-newspaper.xml', c => site.file(c, tx => paperMap(tx, site.originOf(c))))
  for (const prefix of ['', SITE]) {
    const feed = (c: Context, section?: string) =>
      site.file(c, async tx => {
        const news = await at(c, tx)
        return news ? feedOf(tx, c, site.originOf(c), news, section) : moved(c, tx)
      })
    for (const name of Object.keys(FEEDS)) {
      app.get(`${prefix}/${name}`, c => feed(c))
      app.get(`${prefix}/sections/:name/${name}`, c => feed(c, c.req.param('name')))
    }
    app.get(`${prefix}/sitemap-articles.xml`, c =>
      site.file(c, async tx => {
        const news = await at(c, tx)
        return news && siteMap(tx, site.originOf(c), news)
      }),
    )
    app.get(`${prefix}/sitemap-news.xml`, c =>
      site.file(c, async tx => {
        const news = await at(c, tx)
        return news && newsMap(tx, site.originOf(c), news, site.now())
      }),
    )
  }
}
