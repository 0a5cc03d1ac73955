// Addresses of the fediverse as people open them: the article on our site, where one shows it, else as a page of its own.
import type { Hono } from 'hono'
import { html } from 'hono/html'
import type { Sql } from '../../platform/index.ts'
import type { Section, Site } from '../site.ts'
import { articlePage, tombstonePage } from './article-page.ts'
import { type Article, articlePath, findArticle } from './articles.ts'
import { findSites, homeOf, type NewsSite, siteAt } from './sites.ts'

const NAME = '/fediverse/:name{[a-z0-9_]{1,30}}'

/** An article of an account of the fediverse, with the site around it. */
async function findHere(
  tx: Sql,
  host: string,
  { name, slug }: { name: string; slug: string },
): Promise<{ news: NewsSite; article: Article } | undefined> {
  const [row] = await tx<{ id: bigint; name: string }[]>`
    select id, name from channels.accounts where adapter = 'activitypub' and handle = ${name}`
  if (!row) return undefined
  const account = { ...row, base: '', hub: undefined }
  const article = await findArticle(tx, account, slug)
  return article && { article, news: (await siteAt(tx, host, undefined)) ?? account }
}

/** The page of the same story on a site of ours. */
async function onSite(tx: Sql, host: string, storyId: bigint): Promise<string | undefined> {
  for (const news of await findSites(tx, host)) {
    const [row] = await tx<{ slug: string }[]>`select slug from publishing.articles
      where site_id = ${news.id} and story_id = ${storyId} and withdrawn_at is null`
    if (row) return articlePath(news, row.slug)
  }
  return undefined
}

function sectionOf(news: NewsSite, article: Article, unit: string): Section {
  const frame = { section: `section:${article.section}`, masthead: { name: news.name, base: homeOf(news) } }
  const head = html`\n<meta name="robots" content="noindex">`
  if (article.withdrawn_at)
    return { ...frame, title: '稿件已撤回', head, status: 410, main: tombstonePage(news, article) }
  const beside = { related: [], unit, replay: undefined, h5: false }
  return { ...frame, title: article.title, head, script: true, main: articlePage(news, article, beside) }
}

export function mountFediversePages(app: Hono, site: Site): void {
  app.get(NAME, c => c.redirect('/'))
  app.get(`${NAME}/articles/:slug{[A-Za-z0-9-]{1,80}}`, async c => {
    const { host } = new URL(site.originOf(c))
    const asked = c.req.param() as { name: string; slug: string }
    const shown = await site.read(async tx => {
      const here = await findHere(tx, host, asked)
      return here && !here.article.withdrawn_at ? onSite(tx, host, here.article.story_id) : undefined
    })
    if (shown) return c.redirect(shown, 302)
    return site.serve(c, async (tx, unit) => {
      const here = await findHere(tx, host, asked)
      return here && sectionOf(here.news, here.article, unit?.name ?? '')
    })
  })
}
