// The page a leader's link opens: the story as it would go out, and two buttons. Works without JavaScript, on a phone.
import { randomUUID } from 'node:crypto'
import type { Context, Hono } from 'hono'
import { html, raw } from 'hono/html'
import { Refusal, TOKENS } from '../../kernel/index.ts'
import {
  addressOf,
  type Command,
  limitedBody,
  type Pool,
  parseInput,
  perform,
  sameOriginWrites,
} from '../../platform/index.ts'
import type { Rendition } from '../renditions/derive.ts'
import { CHANNEL_KINDS, STEPS } from '../vocabulary.ts'
import { decideByLink, type OpenLink, openLink } from './links.ts'

const STYLE = `body{margin:0 auto;max-width:720px;padding:16px;font:18px/1.8 system-ui,sans-serif;color:${TOKENS.ink};background:${TOKENS.paper}}
h1{font-size:24px;line-height:1.4;margin:8px 0}.soft{color:${TOKENS.ink_soft};font-size:15px}article{border-top:2px solid ${TOKENS.tower};padding-top:8px}
img{max-width:100%;height:auto}figure{margin:0 0 16px}figcaption{font-size:15px;color:${TOKENS.ink_soft}}table{border-collapse:collapse}td,th{border:1px solid ${TOKENS.line};padding:4px 8px}
textarea{width:100%;box-sizing:border-box;font:inherit;padding:8px;border:1px solid ${TOKENS.ink_soft};border-radius:3px;background:#fff}
.two{display:grid;grid-template-columns:1fr 1fr;gap:12px;margin:12px 0 32px}button{font:inherit;padding:12px;border:1px solid ${TOKENS.tower};border-radius:3px;background:#fff;color:${TOKENS.tower}}
button[value=pass]{background:${TOKENS.tower};color:#fff}details{margin:12px 0}pre{white-space:pre-wrap;font:inherit}.bad{color:${TOKENS.bad};border-left:3px solid ${TOKENS.bad};padding-left:12px}`

type Part = ReturnType<typeof html>

const page = (title: string, content: Part) =>
  html`<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex"><title>${title}</title><style>${raw(STYLE)}</style></head><body><main>${content}</main></body></html>`

/** The HTML of a rendition was made by us from the editor's document, every text escaped. */
const renditionPart = (one: Rendition, first: boolean) => {
  const inner = one.body_html ? html`${raw(one.body_html)}` : html`<pre>${one.body_text}</pre>`
  if (first)
    return html`<article><h1>${one.title}</h1>${one.lead ? html`<p class="soft">${one.lead}</p>` : ''}${inner}</article>`
  return html`<details><summary>${CHANNEL_KINDS[one.channel_kind]}稿</summary><h2>${one.title}</h2>${inner}</details>`
}

const decisionPage = ({ step, leader, post, submission, section }: OpenLink, problem: string) =>
  page(
    `${STEPS[step]}：${submission.headline}`,
    html`<p class="soft">请${leader}（${post}）${STEPS[step]}　${section}　${submission.char_count} 字</p>
${problem ? html`<p class="bad" role="alert">${problem}</p>` : ''}
${submission.renditions.map((one, at) => renditionPart(one, at === 0))}
<form method="post"><input type="hidden" name="content_hash" value="${submission.content_hash.toString('hex')}"><p><label for="opinion">意见（退回时请写明要改什么）</label><textarea id="opinion" name="opinion" rows="3" maxlength="2000"></textarea></p>
<div class="two"><button name="decision" value="pass">${step === 'review3' ? '同意签发' : '同意'}</button><button name="decision" value="return">退回修改</button></div></form>
<p class="soft">这个链接只能用一次，请不要转发。</p>`,
  )

type Parts = { pool: Pool; now(): Date; trust_proxy: boolean }

function show(c: Context, content: Part | Promise<Part>, status = 200) {
  c.header('cache-control', 'no-store')
  return c.html(content as never, status as 200)
}

async function decided(c: Context, parts: Parts, token: string) {
  const form = await c.req.parseBody()
  const at = parts.now()
  const input = { token, decision: form.decision, opinion: form.opinion, content_hash: form.content_hash }
  const who = { id: randomUUID(), actor: undefined, at, address: addressOf(c, parts.trust_proxy) }
  try {
    await perform(parts.pool, decideByLink as unknown as Command, who, input)
    const words = form.decision === 'pass' ? '已记下您的同意意见。' : '已退回修改，意见已转给作者。'
    return show(c, page('已审定', html`<h1>谢谢，${words}</h1><p class="soft">这个链接已经用过，可以关闭页面。</p>`))
  } catch (error) {
    if (!(error instanceof Refusal) || error.code === 'newsroom.link-gone') throw error
    const link = await parts.pool.begin(tx => openLink(tx, token, at))
    return show(c, decisionPage(link as OpenLink, error.message), error.status)
  }
}

/** GET and POST /review/<secret>. A refusal that leaves nothing to decide is shown as a page of its own. */
export function mountReviewLinks(app: Hono, parts: Parts): void {
  const gone = (c: Context, error: unknown) => {
    if (!(error instanceof Refusal)) throw error
    return show(c, page('链接无效', html`<h1>链接无效</h1><p>${error.message}</p>`), error.status)
  }
  app.get('/review/:token', async c => {
    try {
      const link = await parts.pool.begin(tx => openLink(tx, c.req.param('token'), parts.now()))
      return show(c, decisionPage(link as OpenLink, ''))
    } catch (error) {
      return gone(c, error)
    }
  })
  app.post('/review/:token', sameOriginWrites, limitedBody, async c => {
    try {
      return await decided(c, parts, parseInput(decideByLink.input.shape.token, c.req.param('token')))
    } catch (error) {
      return gone(c, error)
    }
  })
}
