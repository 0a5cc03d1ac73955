// Feeds and site maps, pure: RSS 2.0, Atom (RFC 4287, deletions by RFC 6721), JSON Feed 1.1, sitemaps.
import { type Article, articlePath, excerptOf, pictureOf } from './articles.ts'
import type { NewsSite } from './sites.ts'

export type FeedSource = {
  site: NewsSite
  unit: string
  /** where the public reaches us, without a slash at the end */
  origin: string
  /** the page the feed is of, as a path */
  home: string
  /** the feed's own path */
  self: string
  title: string
  articles: readonly Article[]
  withdrawn: readonly { slug: string; at: Date }[]
}

/** Text in XML: what XML 1.0 cannot hold is left out. */
const xml = (text: string) =>
  text
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
    .toWellFormed()
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')

const urlOf = ({ origin, site }: FeedSource, slug: string) => `${origin}${articlePath(site, slug)}`

/** Text whose pictures and links to our own pages are whole addresses. */
const wholeHtml = ({ origin }: FeedSource, html: string) => html.replace(/(src|href)="\//g, `$1="${origin}/`)

const authorOf = (article: Article, unit: string) =>
  article.extra.repost?.author || article.extra.repost?.unit || article.extra.byline?.reporter || unit

/** When the feed last changed: never the time of asking, so that its ETag holds. */
function changedAt({ articles, withdrawn }: FeedSource): Date {
  const times = [...articles.map(article => article.updated_at), ...withdrawn.map(one => one.at)]
  return new Date(Math.max(0, ...times.map(at => at.getTime())))
}

/** RFC 822 with the zone as a number, as readers expect it. */
const rfc822 = (at: Date) => at.toUTCString().replace('GMT', '+0000')

export function toRss(feed: FeedSource): string {
  const { unit, origin, home, self, title, articles, site } = feed
  const items = articles.map(article => {
    const url = urlOf(feed, article.slug)
    const { repost } = article.extra
    const picture = pictureOf(article)
    const type = picture?.src.endsWith('.png') ? 'image/png' : 'image/jpeg'
    return `<item><title>${xml(article.title)}</title><link>${xml(url)}</link><guid isPermaLink="true">${xml(url)}</guid>
<pubDate>${rfc822(article.published_at)}</pubDate><dc:creator>${xml(authorOf(article, unit))}</dc:creator><category>${xml(article.section)}</category>${
      repost && /^https?:/.test(repost.url) ? `<source url="${xml(repost.url)}">${xml(repost.unit)}</source>` : ''
    }
<description>${xml(excerptOf(article, 120))}</description><content:encoded>${xml(wholeHtml(feed, article.body_html))}</content:encoded>${
      picture ? `<media:content url="${xml(origin + picture.src)}" medium="image" type="${type}"/>` : ''
    }</item>`
  })
  return `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/">
<channel><title>${xml(title)}</title><link>${xml(origin + home)}</link><description>${xml(`${title}，${unit}主办`)}</description><language>zh-cn</language>
<lastBuildDate>${rfc822(changedAt(feed))}</lastBuildDate><atom:link href="${xml(origin + self)}" rel="self" type="application/rss+xml"/>${
    site.hub ? `<atom:link href="${xml(site.hub)}" rel="hub"/>` : ''
  }
${items.join('\n')}
</channel></rss>
`
}

export function toAtom(feed: FeedSource): string {
  const { unit, origin, home, self, title, articles, withdrawn, site } = feed
  const entries = articles.map(article => {
    const url = urlOf(feed, article.slug)
    return `<entry><id>${xml(url)}</id><title>${xml(article.title)}</title><link rel="alternate" type="text/html" href="${xml(url)}"/>
<published>${article.published_at.toISOString()}</published><updated>${article.updated_at.toISOString()}</updated><author><name>${xml(authorOf(article, unit))}</name></author>
<category term="${xml(article.section)}"/><summary>${xml(excerptOf(article, 120))}</summary><content type="html">${xml(wholeHtml(feed, article.body_html))}</content></entry>`
  })
  const deleted = withdrawn.map(
    one => `<at:deleted-entry ref="${xml(urlOf(feed, one.slug))}" when="${one.at.toISOString()}"/>`,
  )
  return `<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xmlns:at="http://purl.org/atompub/tombstones/1.0" xml:lang="zh-CN">
<id>${xml(origin + self)}</id><title>${xml(title)}</title><updated>${changedAt(feed).toISOString()}</updated><author><name>${xml(unit)}</name></author><rights>${xml(unit)}</rights>
<link rel="self" type="application/atom+xml" href="${xml(origin + self)}"/><link rel="alternate" type="text/html" href="${xml(origin + home)}"/>${
    site.hub ? `<link rel="hub" href="${xml(site.hub)}"/>` : ''
  }
${[...entries, ...deleted].join('\n')}
</feed>
`
}

export function toJsonFeed(feed: FeedSource): string {
  const { unit, origin, home, self, title, articles, site } = feed
  const items = articles.map(article => {
    const url = urlOf(feed, article.slug)
    const picture = pictureOf(article)
    return {
      id: url,
      url,
      title: article.title,
      summary: excerptOf(article, 120),
      content_html: wholeHtml(feed, article.body_html),
      content_text: article.body_text,
      date_published: article.published_at.toISOString(),
      date_modified: article.updated_at.toISOString(),
      authors: [{ name: authorOf(article, unit) }],
      tags: [article.section, ...article.tags],
      language: 'zh-CN',
      ...(picture ? { image: origin + picture.src } : {}),
    }
  })
  return JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title,
    home_page_url: origin + home,
    feed_url: origin + self,
    language: 'zh-CN',
    authors: [{ name: unit }],
    ...(site.hub ? { hubs: [{ type: 'WebSub', url: site.hub }] } : {}),
    items,
  })
}

export type MapEntry = { path: string; changed_at: Date; title?: string; published_at?: Date }

/** A sitemap; with `news` the extension that news searches read. */
export function toSitemap(origin: string, entries: readonly MapEntry[], news?: { name: string }): string {
  const urls = entries.map(({ path, changed_at, title = '', published_at }) => {
    const extension =
      news && published_at
        ? `<news:news><news:publication><news:name>${xml(news.name)}</news:name><news:language>zh-cn</news:language></news:publication><news:publication_date>${published_at.toISOString()}</news:publication_date><news:title>${xml(title)}</news:title></news:news>`
        : ''
    return `<url><loc>${xml(origin + path)}</loc><lastmod>${changed_at.toISOString()}</lastmod>${extension}</url>`
  })
  return `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"${news ? ' xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"' : ''}>
${urls.join('\n')}
</urlset>
`
}

export function toSitemapIndex(origin: string, paths: readonly string[]): string {
  const maps = paths.map(path => `<sitemap><loc>${xml(origin + path)}</loc></sitemap>`)
  return `<?xml version="1.0" encoding="UTF-8"?>
<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${maps.join('\n')}
</sitemapindex>
`
}
