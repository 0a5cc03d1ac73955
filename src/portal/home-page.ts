// The front page: who we are, the newest report, and its main figures.
import { html } from 'hono/html'
import type { PublishedReport } from '../disclosure/index.ts'
import { chineseDay, dayOf } from '../kernel/index.ts'
import type { Fragment } from './layout.ts'

/** The figures a reader looks for first. */
const MAIN_FIGURES = [
  'budget.opening',
  'budget.spent',
  'budget.execution-rate',
  'budget.personnel-spent',
  'budget.operating-spent',
  'procurement.contracted',
]

export function homePage(
  unit: { name: string; district: string; duties: string } | undefined,
  report: PublishedReport | undefined,
): Fragment {
  if (!unit) return html`<h1>正在建设</h1><p class="lead">本站还没有完成设置。</p>`
  const duties = unit.duties.split('\n').filter(Boolean).slice(0, 3)
  const about =
    duties.length === 0 ? '' : html`<section><h2>主要职责</h2>${duties.map(line => html`<p>${line}</p>`)}</section>`
  if (!report) return html`<h1>${unit.name}</h1><p class="lead">${unit.district}</p>${about}`
  const figures = new Map(report.figures.map(figure => [figure.name, figure]))
  const keys = MAIN_FIGURES.flatMap(name => figures.get(name) ?? [])
  return html`<div class="columns"><section>
<h1><a href="/disclosure/${report.year}" style="color:inherit;text-decoration:none">${report.title}</a></h1>
<p class="meta">公开日期：${chineseDay(dayOf(report.published_at))}</p>
<p class="lead">报告里的每个数字都由账簿逐笔算出，可以点开查看算法和记录。</p>
<ul class="keys">${keys.map(
    figure => html`<li><span class="label">${figure.title}</span>
<a class="figure value" href="/figures/${figure.name}?year=${report.year}&amp;as=${report.classification}">${figure.display}</a></li>`,
  )}</ul>
<p><a href="/disclosure/${report.year}">阅读全文</a>　<a href="/disclosure/${report.year}/data">公开数据</a></p>
</section><div>${about}</div></div>`
}
