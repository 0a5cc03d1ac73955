// The front page of a site: hierarchy by size and space, as a newspaper has it.
import { html } from 'hono/html'
import { chineseDay, dayOf } from '../../kernel/index.ts'
import type { PublishedIssue, PublishedPage } from '../../newspaper/index.ts'
import type { Fragment } from '../layout.ts'
import { pagePath, picturePath } from '../paper/addresses.ts'
import { type Article, articlePath, excerptOf, moment, pictureOf, sectionPath } from './articles.ts'
import type { NewsSite } from './sites.ts'

export type Front = {
  newest: readonly Article[]
  sections: readonly { name: string; articles: readonly Article[] }[]
  paper: { issue: PublishedIssue; page: PublishedPage } | undefined
  report:
    | { year: number; title: string; published_at: Date; figures: { name: string; title: string; display: string }[] }
    | undefined
}

const SECOND = 3
const LATEST = 8

/** The lead: the newest of the first section that has a picture; else the newest with one; else the newest. */
function chooseLead({ newest, sections }: Front): Article | undefined {
  const first = sections[0]?.articles.slice(0, 4).find(pictureOf)
  return first ?? newest.slice(0, 12).find(pictureOf) ?? newest[0]
}

const once = <T>(one: T, at: number, all: readonly T[]) => all.indexOf(one) === at
const shortTime = (at: Date) => moment(at).slice(5)

export function figure(article: Article, eager = false): Fragment | string {
  const picture = pictureOf(article)
  if (!picture) return ''
  return html`<figure class="cover"><img src="${picture.src}" alt="${picture.alt || article.title}"${eager ? '' : html` loading="lazy"`}>${picture.caption ? html`<figcaption>${picture.caption}</figcaption>` : ''}</figure>`
}

const link = (site: NewsSite, article: Article) =>
  html`<a href="${articlePath(site, article.slug)}">${article.title}</a>`

function leadStory(site: NewsSite, article: Article): Fragment {
  const picture = figure(article, true)
  return html`<article class="lead-story${picture ? ' pictured' : ''}">${picture}<div><h2>${link(site, article)}</h2>
<p class="opening">${excerptOf(article, 110)}</p><p class="meta">${article.section}　<time datetime="${article.published_at.toISOString()}">${shortTime(article.published_at)}</time></p></div></article>`
}

function secondStory(site: NewsSite, article: Article): Fragment {
  return html`<article class="second-story">${figure(article)}<h3>${link(site, article)}</h3><p>${excerptOf(article, 64)}</p></article>`
}

function latest(site: NewsSite, articles: readonly Article[]): Fragment {
  return html`<section class="latest"><h2>最新</h2><ol>${articles.map(
    article =>
      html`<li><time datetime="${article.published_at.toISOString()}">${shortTime(article.published_at)}</time>${link(site, article)}</li>`,
  )}</ol></section>`
}

function paperBox(paper: Front['paper']): Fragment | string {
  if (!paper) return ''
  const { issue, page } = paper
  return html`<section class="paper-box"><h2><a href="/newspaper">${issue.paper_name}数字报</a></h2>
<a href="${pagePath(issue, 1)}"><img src="${picturePath(issue, 1, 'small')}" width="1000" height="${Math.round(1000 * page.ratio)}" loading="lazy" alt="${issue.paper_name} ${chineseDay(issue.day)} 头版"></a>
<p class="meta">${chineseDay(issue.day)}　第${issue.issue_no}期</p></section>`
}

function reportBox(report: Front['report']): Fragment | string {
  if (!report) return ''
  return html`<section class="report-box"><h2><a href="/disclosure">信息公开</a></h2><p><a href="/disclosure/${report.year}">${report.title}</a></p>
<p class="meta">${chineseDay(dayOf(report.published_at))}公开</p><ul>${report.figures.map(
    one =>
      html`<li><span>${one.title}</span><a class="figure" href="/figures/${one.name}?year=${report.year}">${one.display}</a></li>`,
  )}</ul></section>`
}

function sectionBlock(site: NewsSite, name: string, articles: readonly Article[]): Fragment {
  const [first, ...rest] = articles
  return html`<section class="section-block"><h2><a href="${sectionPath(site, name)}">${name}</a></h2>
<article>${figure(first!)}<h3>${link(site, first!)}</h3><p>${excerptOf(first!, 58)}</p></article>
<ul>${rest.map(article => html`<li>${link(site, article)}</li>`)}</ul></section>`
}

export function frontPage(site: NewsSite, front: Front): Fragment {
  const lead = chooseLead(front)
  if (!lead) return html`<h1>${site.name}</h1><p class="lead">还没有发布稿件。稿件签发并发布后，会出现在这里。</p>`
  const others = front.newest.filter(article => article.id !== lead.id)
  const second = [...others.filter(pictureOf), ...others].filter(once).slice(0, SECOND)
  const shown = new Set([lead.id, ...second.map(one => one.id)])
  const list = others.filter(article => !shown.has(article.id)).slice(0, LATEST)
  for (const article of list) shown.add(article.id)
  const above = new Set([lead.id, ...second.map(one => one.id)])
  const blocks = front.sections
    .map(({ name, articles }) => {
      const rest = articles.filter(article => !above.has(article.id))
      return { name, articles: [...rest.filter(pictureOf).slice(0, 1), ...rest].filter(once).slice(0, 5) }
    })
    .filter(({ articles }) => articles.length > 0)
  return html`<h1 class="hidden-title">${site.name}</h1><div class="front-page"><div class="front-main">${leadStory(site, lead)}
<div class="seconds">${second.map(article => secondStory(site, article))}</div>
<div class="sections">${blocks.map(({ name, articles }) => sectionBlock(site, name, articles))}</div></div>
<aside class="front-side" aria-label="最新与专栏">${list.length > 0 ? latest(site, list) : ''}${paperBox(front.paper)}${reportBox(front.report)}</aside></div>`
}

export function sectionPage(
  site: NewsSite,
  name: string,
  articles: readonly Article[],
  at: { page: number; last: number },
): Fragment {
  const to = (page: number) => `${sectionPath(site, name)}${page > 1 ? `?page=${page}` : ''}`
  const turn =
    at.last > 1
      ? html`<nav class="pages" aria-label="翻页">${at.page > 1 ? html`<a href="${to(at.page - 1)}">上一页</a>` : ''}<span>第 ${at.page} 页，共 ${at.last} 页</span>${at.page < at.last ? html`<a href="${to(at.page + 1)}">下一页</a>` : ''}</nav>`
      : ''
  return html`<h1>${name}</h1><div class="river">${articles.map(
    article => html`<article${pictureOf(article) ? html` class="pictured"` : ''}>${figure(article)}<div><h2>${link(site, article)}</h2><p>${excerptOf(article, 90)}</p>
<p class="meta"><time datetime="${article.published_at.toISOString()}">${moment(article.published_at)}</time></p></div></article>`,
  )}</div>${turn}`
}
