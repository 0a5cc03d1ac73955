// The digital newspaper as pages: a page of paper with its hot zones beside the list of its titles, and an article.
import { html, raw } from 'hono/html'
import { chineseDay } from '../../kernel/index.ts'
import { outline, type PublishedArticle, type PublishedIssue, type PublishedPage } from '../../newspaper/index.ts'
import type { Fragment } from '../layout.ts'
import { articlePath, calendarPath, pagePath, pdfPath, picturePath } from './addresses.ts'

export type Neighbours = { before: PublishedIssue | undefined; after: PublishedIssue | undefined }

const two = (no: number) => String(no).padStart(2, '0')
const numbers = (issue: PublishedIssue) => `第${issue.issue_no}期（总第${issue.total_no}期）`

function issueBar(issue: PublishedIssue, { before, after }: Neighbours): Fragment {
  const link = (to: PublishedIssue | undefined, title: string) =>
    to ? html`<a href="${pagePath(to, 1)}">${title}</a>` : html`<span class="off">${title}</span>`
  return html`<div class="paper-bar"><p><a class="paper-name" href="/newspaper">${issue.paper_name}</a> <span>${chineseDay(issue.day)}</span> <span>${numbers(issue)}</span></p>
<nav aria-label="各期">${link(before, '上一期')}${link(after, '下一期')}<a href="${calendarPath(issue.paper, issue.day.slice(0, 7))}">往期回顾</a></nav></div>`
}

/** What stands on a page, in the order in which it is read. */
function titleList(issue: PublishedIssue, page: PublishedPage): Fragment {
  return html`<div id="titleList"><ol class="titles">${page.articles.map(
    article =>
      html`<li><a href="${articlePath(issue, page.page_no, article.seq)}">${article.intro_title ? html`<small>${article.intro_title}</small> ` : ''}${article.title}</a></li>`,
  )}</ol></div>`
}

function pageList(issue: PublishedIssue, pages: readonly PublishedPage[], current: number): Fragment {
  return html`<div id="pageList"><h2>版面导航</h2><ul class="page-names">${pages.map(
    page =>
      html`<li><a class="pageLink" href="${pagePath(issue, page.page_no)}"${page.page_no === current ? raw(' aria-current="page"') : ''}>${two(page.page_no)} ${page.name}</a></li>`,
  )}</ul></div>`
}

/** The picture with its zones: links in reading order, over the picture in percent, so that any width works. */
function sheet(issue: PublishedIssue, page: PublishedPage, zoomed: boolean): Fragment {
  const zones = page.articles.flatMap(article =>
    article.zones.map(
      zone =>
        html`<a href="${articlePath(issue, page.page_no, article.seq)}" aria-label="${article.title}"><title>${article.title}</title><polygon points="${outline(zone)}"></polygon></a>`,
    ),
  )
  const size = zoomed ? 'large' : 'small'
  const [width, height] = zoomed ? [2200, Math.round(2200 * page.ratio)] : [1000, Math.round(1000 * page.ratio)]
  return html`<div class="sheet"><img src="${picturePath(issue, page.page_no, size)}" width="${width}" height="${height}" alt="${issue.paper_name} ${chineseDay(issue.day)} ${two(page.page_no)}版 ${page.name} 版面图">
<svg viewBox="0 0 100 100" preserveAspectRatio="none">${zones}</svg></div>`
}

function pageSteps(issue: PublishedIssue, pages: readonly PublishedPage[], page: PublishedPage): Fragment {
  const link = (by: number, title: string) => {
    const to = pages.find(one => one.page_no === page.page_no + by)
    return to ? html`<a href="${pagePath(issue, to.page_no)}">${title}</a>` : html`<span class="off">${title}</span>`
  }
  return html`<nav class="steps" aria-label="翻版">${link(-1, '上一版')}${link(1, '下一版')}</nav>`
}

export function newspaperPage(
  issue: PublishedIssue,
  pages: readonly PublishedPage[],
  page: PublishedPage,
  near: Neighbours,
  zoomed: boolean,
): Fragment {
  const here = pagePath(issue, page.page_no)
  const zoom = zoomed ? html`<a href="${here}">默认大小</a>` : html`<a href="${here}?zoom=1">放大</a>`
  const pdf = page.pdf_digest ? html`<a href="${pdfPath(issue, page.page_no)}">本版 PDF</a>` : ''
  const editor = page.editor ? html`<span>责任编辑：${page.editor}</span>` : ''
  return html`${issueBar(issue, near)}<div class="paper${zoomed ? ' zoomed' : ''}">
<section class="paper-list" aria-labelledby="page-title"><h1 id="page-title">${two(page.page_no)}版 ${page.name}</h1>
${titleList(issue, page)}${pageSteps(issue, pages, page)}${pageList(issue, pages, page.page_no)}<p class="meta">${editor}</p></section>
<div class="paper-sheet"><div class="sheet-tools">${zoom}${pdf}</div>${sheet(issue, page, zoomed)}</div></div>`
}

/** `--` may not stand in a comment. */
const inComment = (text: unknown) =>
  String(text ?? '')
    .replace(/--+/g, '—')
    .replaceAll('<', '＜')
    .replaceAll('>', '＞')

/** What aggregators and libraries read without knowing the page: the property comment of 翔宇. */
function properties(issue: PublishedIssue, article: PublishedArticle, pageName: string): string {
  const fields = {
    articleid: article.id,
    date: `${issue.day} 00:00:00.0`,
    author: article.author,
    title: article.title,
    keyword: article.section,
    subtitle: article.subtitle,
    introtitle: article.intro_title,
    siteid: 1,
    nodeid: article.page_no,
    nodename: pageName,
    nodesearchname: '',
    picurl: article.picture ? picturePath(issue, article.page_no, 'small') : '',
  }
  const tags = Object.entries(fields).map(([name, value]) => `<${name}>${inComment(value)}</${name}>`)
  return `<!--enpproperty ${tags.join('')}/enpproperty-->`
}

function names(article: PublishedArticle): string {
  return [
    article.author && `记者 ${article.author}`,
    article.correspondent && `通讯员 ${article.correspondent}`,
    article.source && `来源：${article.source}`,
  ]
    .filter(Boolean)
    .join('　')
}

const corrected = (article: PublishedArticle): Fragment | string =>
  article.corrections.length === 0
    ? ''
    : html`<aside class="corrections" aria-label="更正"><h2>更正</h2>${article.corrections.map(one => html`<p>${one.notice}</p>`)}</aside>`

export function newspaperArticle(
  issue: PublishedIssue,
  pages: readonly PublishedPage[],
  page: PublishedPage,
  article: PublishedArticle,
  near: Neighbours,
): Fragment {
  const at = page.articles.findIndex(one => one.id === article.id)
  const step = (to: PublishedArticle | undefined, title: string) =>
    to
      ? html`<p><span class="meta">${title}</span> <a href="${articlePath(issue, page.page_no, to.seq)}">${to.title}</a></p>`
      : ''
  const jump = (to: PublishedArticle['goes_on'], words: string) =>
    to
      ? html`<p class="jump"><a href="${articlePath(issue, to.page_no, to.seq)}">${words}第${two(to.page_no)}版《${to.title}》</a></p>`
      : ''
  const paragraphs = article.body.split('\n').filter(line => line.trim() !== '')
  return html`${issueBar(issue, near)}<div class="paper article">
<article class="story">${raw(properties(issue, article, page.name))}
<header><p class="meta"><a href="${pagePath(issue, page.page_no)}">${two(page.page_no)}版 ${page.name}</a></p>
${article.intro_title ? html`<p class="kicker">${article.intro_title}</p>` : ''}<h1>${article.title}</h1>
${article.subtitle ? html`<p class="subtitle">——${article.subtitle}</p>` : ''}
<p class="byline">${names(article)}</p><button type="button" class="aloud" data-read="ozoom" hidden>朗读全文</button></header>
${corrected(article)}${jump(article.comes_from, '上接')}
<div id="ozoom" class="text"><!--enpcontent-->${paragraphs.map(line => html`<p>${line}</p>`)}<!--/enpcontent--></div>
${jump(article.goes_on, '下转')}
<nav class="around" aria-label="前后篇">${step(page.articles[at - 1], '上一篇')}${step(page.articles[at + 1], '下一篇')}</nav></article>
<div class="paper-side"><div class="thumb">${sheet(issue, page, false)}</div>${pageList(issue, pages, page.page_no)}</div></div>`
}

/** The newest issue: its pages with all titles. */
export function newspaperHome(issue: PublishedIssue, pages: readonly PublishedPage[], near: Neighbours): Fragment {
  return html`${issueBar(issue, near)}<h1 class="hidden-title">${issue.paper_name} ${chineseDay(issue.day)}</h1>
<div class="fronts">${pages.map(
    page => html`<section class="front"><a href="${pagePath(issue, page.page_no)}" class="front-sheet"><img src="${picturePath(issue, page.page_no, 'small')}" width="1000" height="${Math.round(1000 * page.ratio)}" alt="${two(page.page_no)}版 ${page.name} 版面图"></a>
<div><h2><a href="${pagePath(issue, page.page_no)}">${two(page.page_no)}版 ${page.name}</a></h2>${titleList(issue, page)}</div></section>`,
  )}</div>
<p class="meta">${[issue.sponsor, issue.licence].filter(Boolean).join('　')}</p>`
}

const WEEK = ['一', '二', '三', '四', '五', '六', '日']

/** A month with its issues: a calendar, and the months beside it. */
export function newspaperCalendar(
  paper: { code: string; name: string },
  month: string,
  issues: readonly PublishedIssue[],
  months: readonly string[],
): Fragment {
  const [year, no] = month.split('-').map(Number) as [number, number]
  const first = (new Date(Date.UTC(year, no - 1, 1)).getUTCDay() + 6) % 7
  const days = new Date(Date.UTC(year, no, 0)).getUTCDate()
  const cells = Array.from({ length: Math.ceil((first + days) / 7) * 7 }, (_none, at) => at - first + 1)
  const rows = Array.from({ length: cells.length / 7 }, (_none, at) => cells.slice(at * 7, at * 7 + 7))
  const cell = (day: number) => {
    if (day < 1 || day > days) return html`<td></td>`
    const issue = issues.find(one => Number(one.day.slice(8)) === day)
    return issue
      ? html`<td class="has"><a href="${pagePath(issue, 1)}" aria-label="${chineseDay(issue.day)} ${numbers(issue)}">${day}</a></td>`
      : html`<td>${day}</td>`
  }
  return html`<p class="meta"><a href="/newspaper">${paper.name}</a> ／ 往期回顾</p><h1>${paper.name}往期</h1>
<div class="calendar-page"><table class="calendar"><caption>${year}年${no}月</caption><thead><tr>${WEEK.map(day => html`<th scope="col">${day}</th>`)}</tr></thead>
<tbody>${rows.map(row => html`<tr>${row.map(cell)}</tr>`)}</tbody></table>
<div><h2>按月查看</h2><ul class="months">${months.map(
    one =>
      html`<li><a href="${calendarPath(paper.code, one)}"${one === month ? raw(' aria-current="page"') : ''}>${one.slice(0, 4)}年${Number(one.slice(5))}月</a></li>`,
  )}</ul>
<h2>本月各期</h2><ul class="list">${issues.map(issue => html`<li><a href="${pagePath(issue, 1)}">${chineseDay(issue.day)} ${numbers(issue)}</a></li>`)}</ul></div></div>`
}
