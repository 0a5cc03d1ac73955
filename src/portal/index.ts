// portal/ public sites, server-rendered: reads only, cached, readable without JavaScript.
import type { Hono } from 'hono'
import { setCookie } from 'hono/cookie'
import { publications, publishedReport } from '../disclosure/index.ts'
import { mountDisclosure } from './disclosure-routes.ts'
import { mountTraces } from './figure-routes.ts'
import { homePage } from './home-page.ts'
import { newestArticles } from './news/articles.ts'
import { mountFediversePages } from './news/fediverse-routes.ts'
import { mountFeeds } from './news/feed-routes.ts'
import { mountNews, mountSiteFronts, siteFront } from './news/news-routes.ts'
import { mountSchedule } from './news/schedule-routes.ts'
import { mountSearch } from './news/search-page.ts'
import { siteAt } from './news/sites.ts'
import { mountReader } from './paper/reader-routes.ts'
import { noSuchPage } from './refusals.ts'
import { SCRIPT } from './script.ts'
import { ELDER, openSite, type PortalOptions, type Site } from './site.ts'
import { STYLE, TOWER } from './style.ts'
import { STYLE_NEWS } from './style-news.ts'

const DAY_S = 86_400
const YEAR_S = 365 * DAY_S

/** Mounts the public pages; returns the site, whose `refused` shows a refusal as a page. */
export function mountPortal(app: Hono, options: PortalOptions): Site {
  const site = openSite(options)
  app.get('/portal.css', c =>
    c.body(`${STYLE}\n${STYLE_NEWS}`, 200, {
      'content-type': 'text/css; charset=utf-8',
      'cache-control': 'public, max-age=300',
    }),
  )
  app.get('/tower.svg', c =>
    c.body(TOWER, 200, { 'content-type': 'image/svg+xml', 'cache-control': `public, max-age=${DAY_S}` }),
  )
  app.get('/favicon.ico', c => c.redirect('/tower.svg'))
  app.get('/portal.js', c =>
    c.body(SCRIPT, 200, { 'content-type': 'text/javascript; charset=utf-8', 'cache-control': 'public, max-age=300' }),
  )
  app.get('/view', c => {
    const back = c.req.query('back') ?? '/'
    setCookie(c, 'view', c.req.query('elder') === '1' ? ELDER : 'normal', {
      path: '/',
      maxAge: YEAR_S,
      sameSite: 'Lax',
      httpOnly: true,
    })
    return c.redirect(/^\/(?![/\\])/.test(back) ? back : '/')
  })
  app.get('/', c =>
    site.serve(c, async (tx, unit) => {
      const news = await siteAt(tx, new URL(site.originOf(c)).host, undefined)
      if (news && (await newestArticles(tx, news, { limit: 1 })).length > 0) return siteFront(tx, news)
      const [newest] = await publications(tx)
      const report = newest && (await publishedReport(tx, newest.year))
      return { title: unit?.name ?? '北塔', section: 'home', main: homePage(unit, report) }
    }),
  )
  mountDisclosure(app, site)
  mountTraces(app, site)
  mountFeeds(app, site)
  mountReader(app, site)
  mountSchedule(app, site)
  mountFediversePages(app, site)
  mountSearch(app, site)
  mountNews(app, site)
  mountSiteFronts(app, site)
  app.notFound(c => site.refused(c, noSuchPage()))
  return site
}
