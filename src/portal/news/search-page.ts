// The search of a site: a form that works without JavaScript, and what was found with the words marked.
import type { Context, Hono } from 'hono'
import { html, raw } from 'hono/html'
import type { Sql } from '../../platform/index.ts'
import { findDocuments, markWords, type Part, snippet } from '../../platform/search/index.ts'
import type { Fragment } from '../layout.ts'
import type { Section, Site } from '../site.ts'
import { type Article, articlePath, moment } from './articles.ts'
import { homeOf, type NewsSite, siteAt } from './sites.ts'

const PAGE_SIZE = 15
const PAGES_MAX = 20
const ASKED_MAX = 60

const marked = (parts: readonly Part[]): Fragment =>
  html`${parts.map(part => (part.hit ? html`<mark>${part.text}</mark>` : part.text))}`

type Result = {
  asked: string
  articles: readonly Article[]
  words: readonly string[]
  total: number
  more: boolean
  some: boolean
  page: number
}

async function find(tx: Sql, news: NewsSite, asked: string, page: number, at: Date): Promise<Result> {
  const wanted = { kind: `site-${news.id}`, asked, at, limit: PAGE_SIZE, offset: (page - 1) * PAGE_SIZE }
  const { found, words, total, more, some } = await findDocuments(tx, wanted)
  const rows = await tx<Article[]>`select * from publishing.articles
    where id = any(${found.map(one => one.ref)}::bigint[]) and withdrawn_at is null`
  const articles = found.flatMap(one => rows.find(row => String(row.id) === one.ref) ?? [])
  return { asked, articles, words, total, more, some, page }
}

function results(news: NewsSite, { asked, articles, words, total, more, some, page }: Result): Fragment {
  if (asked === '') return html`<p class="meta">输入要找的词，多个词用空格分开。</p>`
  if (articles.length === 0)
    return html`<p class="lead">没有找到“${asked}”。</p><p class="meta">换个说法，或少写几个词再试。</p>`
  const last = Math.min(PAGES_MAX, Math.ceil(total / PAGE_SIZE))
  const to = (no: number) => `?q=${encodeURIComponent(asked)}&page=${no}`
  const told = some
    ? html`没有同时含有这些词的稿件，下面是含有其中一些词的。`
    : html`找到 ${total} ${more ? '多' : ''}篇。`
  return html`<p class="meta" role="status">${told}</p><div class="river">${articles.map(
    article => html`<article><div><h2><a href="${articlePath(news, article.slug)}">${marked(markWords(article.title, words))}</a></h2>
<p>${marked(snippet(article.body_text, words))}</p><p class="meta">${article.section}　<time datetime="${article.published_at.toISOString()}">${moment(article.published_at)}</time></p></div></article>`,
  )}</div>${
    last > 1
      ? html`<nav class="pages" aria-label="翻页">${page > 1 ? html`<a href="${to(page - 1)}">上一页</a>` : ''}<span>第 ${page} 页，共 ${last} 页</span>${page < last ? html`<a href="${to(page + 1)}">下一页</a>` : ''}</nav>`
      : ''
  }`
}

async function searchPage(tx: Sql, news: NewsSite, asked: string, page: number, at: Date): Promise<Section> {
  const result = await find(tx, news, asked, page, at)
  return {
    title: asked === '' ? '搜索' : `搜索：${asked}`,
    section: 'search',
    masthead: { name: news.name, base: homeOf(news) },
    head: html`${raw('\n<meta name="robots" content="noindex">')}`,
    main: html`<h1>搜索</h1><form class="search-form" role="search" action="${news.base}/search" method="get">
<input type="search" name="q" value="${asked}" maxlength="${ASKED_MAX}" aria-label="要找的词"${asked === '' ? raw(' autofocus') : ''}><button>搜索</button></form>${results(news, result)}`,
  }
}

export function mountSearch(app: Hono, site: Site): void {
  const page = (c: Context) => Math.max(1, Math.min(PAGES_MAX, Math.trunc(Number(c.req.query('page'))) || 1))
  for (const prefix of ['', '/:site{[a-z][a-z0-9-]{0,30}}']) {
    app.get(`${prefix}/search`, c =>
      site.fresh(c, async tx => {
        const news = await siteAt(tx, new URL(site.originOf(c)).host, c.req.param('site'))
        const asked = (c.req.query('q') ?? '').trim().slice(0, ASKED_MAX)
        return news && searchPage(tx, news, asked, page(c), site.now())
      }),
    )
  }
}
