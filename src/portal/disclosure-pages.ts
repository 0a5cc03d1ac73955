// 信息公开: the list, a published report, its tables as open data.
import { html, raw } from 'hono/html'
import type { Publication, PublishedAccounts, PublishedReport } from '../disclosure/index.ts'
import { chineseDay, dayOf } from '../kernel/index.ts'
import { toHtml } from '../platform/documents/index.ts'
import type { Fragment } from './layout.ts'

const publishedOn = (at: Date) => chineseDay(dayOf(at))

type AccountsHead = Pick<PublishedAccounts, 'year' | 'title' | 'published_at'>

const listOf = (title: string, items: readonly { href: string; title: string; at: Date }[]) =>
  items.length === 0
    ? ''
    : html`<h2>${title}</h2>
<ul class="list">${items.map(
        item => html`<li><a href="${item.href}">${item.title}</a>
<div class="meta">公开日期：${publishedOn(item.at)}</div></li>`,
      )}</ul>`

export function disclosureList(list: readonly Publication[], accounts: readonly AccountsHead[]): Fragment {
  if (list.length + accounts.length === 0) {
    return html`<h1>信息公开</h1><p class="lead">还没有公开的报告。报告签发并公开后，会出现在这里。</p>`
  }
  return html`<h1>信息公开</h1>
<p class="lead">部门决算、部门整体支出绩效评价报告及其数据。每个数字都可以点开，一直查到逐笔记录。</p>
${listOf(
  '部门决算',
  accounts.map(({ year, title, published_at }) => ({
    href: `/disclosure/${year}/final-accounts`,
    title,
    at: published_at,
  })),
)}${listOf(
  '绩效评价报告',
  list.map(({ year, title, published_at }) => ({ href: `/disclosure/${year}`, title, at: published_at })),
)}`
}

const ACCOUNT_FILES = [
  ['xlsx', '全部表 XLSX'],
  ['pdf', '全部表 PDF'],
  ['docx', '全部表 DOCX'],
  ['json', '公开数据 JSON'],
] as const

/** The final accounts as they were published, with every tie-out. */
export function accountsPage(accounts: PublishedAccounts): Fragment {
  const { year } = accounts
  const off = accounts.content.ties.filter(tie => !tie.holds).length
  const ties = accounts.content.ties.length
  const checked =
    off === 0 ? `${ties} 项勾稽关系全部相符。` : `${ties} 项勾稽关系中有 ${off} 项不符：${accounts.accept_reason ?? ''}`
  const note = accounts.content.as === 'reported' ? '数字按当年报告的口径列报。' : '数字按现行分类口径列报。'
  return html`<p class="meta"><a href="/disclosure">信息公开</a> ／ 部门决算</p>
<p class="meta">公开：${publishedOn(accounts.published_at)}　${note}${checked}</p>
<div class="bar">${ACCOUNT_FILES.map(([file, title]) => html`<a href="/disclosure/${year}/final-accounts.${file}">${title}</a>`)}</div>
<article class="report">${raw(toHtml(accounts.document))}</article>
<p class="meta">校验码（SHA-256）：${accounts.digest}</p>`
}

const DOWNLOADS = [
  ['report.docx', '报告 DOCX'],
  ['report.pdf', '报告 PDF'],
  ['report.txt', '报告 TXT'],
  ['figures.xlsx', '数据 XLSX'],
  ['figures.csv', '数据 CSV'],
  ['figures.json', '数据 JSON'],
] as const

export function reportPage(report: PublishedReport): Fragment {
  const { year, classification } = report
  const note = classification === 'reported' ? '数字按当年报告的口径列报。' : '数字按现行分类口径列报。'
  return html`<p class="meta"><a href="/disclosure">信息公开</a> ／ 绩效评价报告</p>
<p class="meta">签发：${publishedOn(report.signed_at)}　公开：${publishedOn(report.published_at)}　${note}</p>
<div class="bar">${DOWNLOADS.map(([file, title]) => html`<a href="/disclosure/${year}/${file}">${title}</a>`)}<a href="/disclosure/${year}/data">公开数据</a></div>
<article class="report">${raw(toHtml(report.document))}</article>
<p class="meta">校验码（SHA-256）：${report.digest}</p>`
}

/** Open data: every figure of the report in one table, and the files. */
export function dataPage(report: PublishedReport): Fragment {
  const { year, classification } = report
  return html`<p class="meta"><a href="/disclosure">信息公开</a> ／ <a href="/disclosure/${year}">${report.title}</a></p>
<h1>${year}年度公开数据</h1>
<p class="lead">报告所用的全部指标数。可以下载 XLSX、CSV 或 JSON 自行核算。</p>
<div class="bar">${DOWNLOADS.slice(3).map(([file, title]) => html`<a href="/disclosure/${year}/${file}">${title}</a>`)}</div>
<table class="stack"><caption>指标数</caption>
<thead><tr><th scope="col">名称</th><th scope="col" class="num">数值</th><th scope="col">口径</th><th scope="col">算法</th></tr></thead>
<tbody>${report.figures.map(
    figure => html`<tr><td>${figure.title}</td>
<td class="num" data-label="数值"><a class="figure" href="/figures/${figure.name}?year=${year}&amp;as=${classification}">${figure.display}</a></td>
<td data-label="口径">${figure.basis}</td><td data-label="算法">${figure.formula ?? '逐笔加总'}</td></tr>`,
  )}</tbody></table>`
}
