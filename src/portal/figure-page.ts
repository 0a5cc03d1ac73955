// A figure's trace for the public: value, formula, inputs, and the rows behind it, page by page.
import { html } from 'hono/html'
import type { FigureOut } from '../disclosure/index.ts'
import { chineseDay, type TracePage, wanExact, yuanGrouped } from '../kernel/index.ts'
import type { Fragment } from './layout.ts'

export type FigureTrace = {
  figure: FigureOut & { year: number; as: string; kind: 'source' | 'derived' }
  rows: TracePage
  page: number
  page_size: number
}

const AS = { reported: '按当年报告口径', classified: '按现行分类口径' } as Record<string, string>

function amountText(unit: string, amount: bigint): string {
  return unit === '万元' ? yuanGrouped(amount) : String(amount)
}

function inputs({ figure }: FigureTrace): Fragment | string {
  if (figure.inputs.length === 0) return ''
  const query = `year=${figure.year}&as=${figure.as}`
  return html`<h2>由这些数算出</h2><div class="formula">${figure.formula}</div>
<table><thead><tr><th scope="col">指标数</th><th scope="col" class="num">数值</th></tr></thead>
<tbody>${figure.inputs.map(
    input => html`<tr><td>${input.title}</td>
<td class="num"><a class="figure" href="/figures/${input.name}?${query}">${input.display}</a></td></tr>`,
  )}</tbody></table>`
}

function rowsTable({ figure, rows, page, page_size }: FigureTrace): Fragment | string {
  if (figure.kind === 'derived') return ''
  if (rows.total_count === 0)
    return html`<h2>逐笔记录</h2><p>没有记录，所以${figure.value === null ? '不适用' : '为零'}。</p>`
  const unit = figure.unit === '万元' ? '元' : figure.unit
  const agrees = figure.value === (figure.unit === '万元' ? wanExact(rows.total_amount) : String(rows.total_amount))
  const query = (to: number) => `/figures/${figure.name}?year=${figure.year}&as=${figure.as}&page=${to}`
  const last = Math.ceil(rows.total_count / page_size)
  const proof = agrees
    ? html`<p class="ok">共 ${rows.total_count} 条，合计 ${amountText(figure.unit, rows.total_amount)} ${unit}，与上面的数一致。</p>`
    : html`<p class="bad">共 ${rows.total_count} 条，合计 ${amountText(figure.unit, rows.total_amount)} ${unit}，与上面的数不一致，请向本单位反映。</p>`
  return html`<h2>逐笔记录</h2>${proof}
<table class="stack"><thead><tr><th scope="col">日期</th><th scope="col">摘要</th><th scope="col">说明</th><th scope="col" class="num">金额（${unit}）</th></tr></thead>
<tbody>${rows.rows.map(
    row => html`<tr><td data-label="日期">${row.on_date ? chineseDay(row.on_date) : '—'}</td>
<td>${row.source?.startsWith('voucher/') ? html`<a href="/vouchers/${row.source.slice(8)}">${row.summary}</a>` : row.summary}</td>
<td>${row.detail}</td><td class="num" data-label="金额">${amountText(figure.unit, row.amount)}</td></tr>`,
  )}</tbody></table>
<nav class="pages" aria-label="翻页">${page > 1 ? html`<a href="${query(page - 1)}">上一页</a>` : ''}<span>第 ${page} 页，共 ${last} 页</span>${page < last ? html`<a href="${query(page + 1)}">下一页</a>` : ''}</nav>`
}

export function figurePage(trace: FigureTrace): Fragment {
  const { figure } = trace
  return html`<p class="meta"><a href="/disclosure/${figure.year}">${figure.year}年度报告</a> ／ 指标数</p>
<h1>${figure.title}</h1>
<p class="big">${figure.display}</p>
<p class="meta">${figure.year}年度　口径：${figure.basis}　${AS[figure.as] ?? ''}　准确值：${figure.value ?? '不适用'}${figure.value === null ? '' : figure.unit}</p>
${inputs(trace)}${rowsTable(trace)}`
}

export type PublicVoucher = {
  year: number
  voucher_no: bigint
  on_date: string
  summary: string
  is_example: boolean
  postings: { account: string; title: string; ledger: string; amount_fen: bigint }[]
}

/** A voucher's postings: the last step down, what was booked. */
export function voucherPage(voucher: PublicVoucher): Fragment {
  const side = (fen: bigint, debit: boolean) => (fen > 0n === debit ? yuanGrouped(fen < 0n ? -fen : fen) : '')
  const table = (ledger: string, title: string) => {
    const postings = voucher.postings.filter(posting => posting.ledger === ledger)
    return postings.length === 0
      ? ''
      : html`<table><caption>${title}</caption><thead><tr><th scope="col">科目</th><th scope="col" class="num">借方（元）</th><th scope="col" class="num">贷方（元）</th></tr></thead>
<tbody>${postings.map(p => html`<tr><td>${p.account} ${p.title}</td><td class="num">${side(p.amount_fen, true)}</td><td class="num">${side(p.amount_fen, false)}</td></tr>`)}</tbody></table>`
  }
  return html`<p class="meta"><a href="/disclosure/${voucher.year}">${voucher.year}年度报告</a> ／ 记账凭证</p>
<h1>${voucher.year}年第${voucher.voucher_no}号凭证</h1>
<p class="lead">${voucher.summary}${voucher.is_example ? '（示例）' : ''}</p><p class="meta">${chineseDay(voucher.on_date)}</p>
${table('financial', '财务会计')}${table('budgetary', '预算会计')}`
}
