// An article as a page: where it comes from, what was corrected, how machines shall understand it; and what stands in the
// place of one that was taken back.
import { html, raw } from 'hono/html'
import type { Replay } from '../../publishing/index.ts'
import type { Fragment } from '../layout.ts'
import { type Article, articlePath, excerptOf, moment, pictureOf, sectionPath } from './articles.ts'
import { replay } from './schedule-page.ts'
import type { NewsSite } from './sites.ts'

const AI_LABELS: Record<string, string> = { assisted: '本文使用人工智能辅助创作', generated: '本文由人工智能生成' }

function origin(article: Article, unit: string): Fragment {
  const { repost, byline = {} } = article.extra
  const parts: (Fragment | string)[] = []
  if (repost) {
    const name = /^https?:\/\//.test(repost.url)
      ? html`<a href="${repost.url}" rel="noopener">${repost.unit}</a>`
      : repost.unit
    parts.push(html`<span>来源：${name}</span>`)
    if (repost.author) parts.push(html`<span>作者：${repost.author}</span>`)
  } else {
    parts.push(html`<span>来源：${unit}</span>`)
    if (byline.reporter) parts.push(html`<span>记者：${byline.reporter}</span>`)
    if (byline.correspondent) parts.push(html`<span>通讯员：${byline.correspondent}</span>`)
  }
  if (byline.editor) parts.push(html`<span>编辑：${byline.editor}</span>`)
  return html`<p class="byline"><time datetime="${article.published_at.toISOString()}">${moment(article.published_at)}</time>${parts}</p>`
}

function notes(article: Article): Fragment {
  const { repost, ai = 'none' } = article.extra
  const original =
    repost?.headline && repost.headline !== article.title ? html`<p class="note">原标题：${repost.headline}</p>` : ''
  const label = AI_LABELS[ai] ? html`<p class="note ai">${AI_LABELS[ai]}</p>` : ''
  const corrections =
    article.corrections.length > 0
      ? html`<aside class="corrections" aria-label="更正"><h2>更正</h2>${article.corrections.map(
          one => html`<p><time datetime="${one.at}">${moment(new Date(one.at))}</time>　${one.note}</p>`,
        )}</aside>`
      : ''
  return html`${original}${label}${corrections}`
}

/** JSON inside a script element: nothing in it may end the element. */
const island = (value: unknown) => raw(JSON.stringify(value).replaceAll('<', '\\u003c'))

export function articleHead(site: NewsSite, article: Article, unit: string, origin_: string): Fragment {
  const url = `${origin_}${articlePath(site, article.slug)}`
  const picture = pictureOf(article)
  const image = picture ? `${origin_}${picture.src}` : `${origin_}/share.png`
  const description = excerptOf(article, 120)
  const { byline = {}, repost } = article.extra
  const author = repost?.author || byline.reporter || unit
  const data = {
    '@context': 'https://schema.org',
    '@type': 'NewsArticle',
    headline: article.title,
    description,
    datePublished: article.published_at.toISOString(),
    dateModified: article.updated_at.toISOString(),
    author: [{ '@type': author === unit ? 'Organization' : 'Person', name: author }],
    publisher: { '@type': 'Organization', name: unit },
    mainEntityOfPage: url,
    articleSection: article.section,
    inLanguage: 'zh-CN',
    ...(picture ? { image: [image] } : {}),
    ...(repost ? { isBasedOn: repost.url || repost.headline } : {}),
  }
  return html`
<link rel="canonical" href="${url}">
<meta property="og:type" content="article"><meta property="og:title" content="${article.title}"><meta property="og:description" content="${description}">
<meta property="og:url" content="${url}"><meta property="og:site_name" content="${site.name}"><meta property="og:image" content="${image}">
<meta property="article:published_time" content="${article.published_at.toISOString()}"><meta property="article:modified_time" content="${article.updated_at.toISOString()}"><meta property="article:section" content="${article.section}">
<meta name="author" content="${author}"><meta itemprop="name" content="${article.title}"><meta itemprop="description" content="${description}"><meta itemprop="image" content="${image}">
<script type="application/ld+json">${island(data)}</script>`
}

type Beside = { related: readonly Article[]; unit: string; replay: Replay | undefined; h5: boolean }

export function articlePage(
  site: NewsSite,
  article: Article,
  { related, unit, replay: broadcast, h5 }: Beside,
): Fragment {
  const more =
    related.length > 0
      ? html`<aside class="related" aria-labelledby="related"><h2 id="related"><a href="${sectionPath(site, article.section)}">${article.section}</a></h2><ul>${related.map(
          one => html`<li><a href="${articlePath(site, one.slug)}">${one.title}</a></li>`,
        )}</ul></aside>`
      : ''
  return html`<div class="article-page"><article class="story"><header><p class="meta"><a href="${sectionPath(site, article.section)}">${article.section}</a></p>
<h1>${article.title}</h1>${origin(article, unit)}${notes(article)}<button type="button" class="aloud" data-read="text" hidden>朗读全文</button></header>
${article.lead ? html`<p class="standfirst">${article.lead}</p>` : ''}${broadcast ? replay(broadcast) : ''}
<div id="text" class="text">${raw(article.body_html.replaceAll('<table>', '<div class="scroll" tabindex="0" role="region" aria-label="表格"><table>').replaceAll('</table>', '</table></div>'))}</div>
${h5 ? html`<p class="note"><a href="${articlePath(site, article.slug)}/h5">看 H5 页面</a></p>` : ''}
${article.tags.length > 0 ? html`<p class="tags meta">${article.tags.map(tag => html`<span>${tag}</span>`)}</p>` : ''}</article>${more}</div>`
}

/** The H5 page of a story: blocks one below the other, made for a telephone. */
export function h5Page(site: NewsSite, article: Article, page: { title: string; body_html: string }): Fragment {
  return html`<article class="h5"><h1>${page.title}</h1><div class="text">${raw(page.body_html)}</div>
${notes(article)}<p class="meta"><a href="${articlePath(site, article.slug)}">看全文</a></p></article>`
}

/** What was taken back: that it was, when, and what the centre says about it. Never the text. */
export function tombstonePage(site: NewsSite, article: Article): Fragment {
  return html`<div class="tombstone"><h1>稿件已撤回</h1><p class="lead">${article.tombstone}</p>
<p class="meta">撤回时间：<time datetime="${article.withdrawn_at!.toISOString()}">${moment(article.withdrawn_at!)}</time></p>
<p><a href="${site.base || '/'}">回到${site.name}首页</a></p></div>`
}
