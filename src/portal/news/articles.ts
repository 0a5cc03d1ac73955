// Articles of a site as its pages and feeds need them.
import type { Sql } from '../../platform/index.ts'
import type { NewsSite } from './sites.ts'

export type Repost = { unit: string; author: string; headline: string; url: string; published_on: string | null }
export type Extra = {
  origin?: string
  byline?: Record<string, string>
  ai?: string
  repost?: Repost
}
export type Article = {
  id: bigint
  story_id: bigint
  edition_id: bigint
  slug: string
  title: string
  lead: string
  body_html: string
  body_text: string
  cover: { src?: string } | null
  section: string
  tags: string[]
  extra: Extra
  published_at: Date
  updated_at: Date
  corrections: { at: string; note: string }[]
  withdrawn_at: Date | null
  tombstone: string | null
}
export type Picture = { src: string; alt: string; caption: string }

const COLUMNS = (
  tx: Sql,
) => tx`id, story_id, edition_id, slug, title, lead, body_html, body_text, cover, section, tags, extra, published_at, updated_at,
  corrections, withdrawn_at, tombstone`

/** The newest articles of a site, or of one of its sections. */
export function newestArticles(
  tx: Sql,
  site: NewsSite,
  wanted: { section?: string | undefined; limit: number; offset?: number },
): Promise<Article[]> {
  const { section = null, limit, offset = 0 } = wanted
  return tx<Article[]>`select ${COLUMNS(tx)} from publishing.articles
    where site_id = ${site.id} and withdrawn_at is null ${section === null ? tx`` : tx`and section = ${section}`}
    order by published_at desc, id desc limit ${limit} offset ${offset}`
}

export async function countArticles(tx: Sql, site: NewsSite, section: string): Promise<number> {
  const [row] = await tx<{ count: number }[]>`select count(*)::int count from publishing.articles
    where site_id = ${site.id} and section = ${section} and withdrawn_at is null`
  return row!.count
}

/** An article by its address, withdrawn or not. */
export async function findArticle(tx: Sql, site: NewsSite, slug: string): Promise<Article | undefined> {
  const [article] = await tx<Article[]>`select ${COLUMNS(tx)} from publishing.articles
    where site_id = ${site.id} and slug = ${slug}`
  return article
}

/** The H5 page that was signed with the article, when there is one. */
export async function h5Of(tx: Sql, article: Article): Promise<{ title: string; body_html: string } | undefined> {
  const [page] = await tx<{ title: string; body_html: string }[]>`
    select title, body_html from newsroom.renditions where edition_id = ${article.edition_id} and channel_kind = 'h5'`
  return page
}

/** What was taken back lately: feeds say so for a while. */
export function withdrawnArticles(tx: Sql, site: NewsSite, limit: number): Promise<{ slug: string; at: Date }[]> {
  return tx<{ slug: string; at: Date }[]>`select slug, withdrawn_at at from publishing.articles
    where site_id = ${site.id} and withdrawn_at is not null order by withdrawn_at desc limit ${limit}`
}

const plainOf = (text: string) =>
  text.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')

const OWN_PICTURE = /^\/media\/[0-9a-f]{64}\.(?:jpg|png)$/

/** The picture that stands for an article: the cover somebody chose, else the first of its text. */
export function pictureOf({ body_html, cover }: Pick<Article, 'body_html' | 'cover'>): Picture | undefined {
  const found =
    /<figure><img src="(\/media\/[0-9a-f]{64}\.(?:jpg|png))" alt="([^"]*)"[^>]*>(?:<figcaption>(.*?)<\/figcaption>)?/.exec(
      body_html,
    )
  if (cover?.src && OWN_PICTURE.test(cover.src) && cover.src !== found?.[1])
    return { src: cover.src, alt: '', caption: '' }
  if (!found) return undefined
  return { src: found[1]!, alt: plainOf(found[2]!), caption: plainOf((found[3] ?? '').replace(/<[^>]+>/g, '')) }
}

/** The opening of an article in at most so many characters. */
export function excerptOf({ lead, body_text }: Pick<Article, 'lead' | 'body_text'>, max: number): string {
  const text = (lead || body_text.split('\n').find(line => line.trim().length > 12) || body_text)
    .replace(/\s+/g, ' ')
    .trim()
  const letters = [...text]
  if (letters.length <= max) return text
  const cut = letters.slice(0, max - 1).join('')
  const stop = Math.max(cut.lastIndexOf('。'), cut.lastIndexOf('！'))
  return stop > max / 2 ? cut.slice(0, stop + 1) : `${cut}…`
}

export const articlePath = (site: NewsSite, slug: string) => `${site.base}/articles/${slug}`
export const sectionPath = (site: NewsSite, section: string) => `${site.base}/sections/${encodeURIComponent(section)}`

/** Beijing time as people write it: 2026-11-27 09:05. */
export function moment(at: Date): string {
  return new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ')
}
