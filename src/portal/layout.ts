// The frame of every public page: masthead, navigation, main, footer. Readable without JavaScript; there is none.
import { html, raw } from 'hono/html'
import { TOKENS } from '../kernel/index.ts'

export type Fragment = ReturnType<typeof html>

export type Frame = {
  unit: string
  title: string
  /** which entry of the navigation this page belongs to */
  section?: 'home' | 'disclosure'
  description?: string
  /** 长辈版: larger type */
  elder: boolean
  path: string
}

const NAVIGATION = [
  { key: 'home', href: '/', title: '首页' },
  { key: 'disclosure', href: '/disclosure', title: '信息公开' },
] as const

/** A whole page. */
export async function page(frame: Frame, main: Fragment): Promise<string> {
  const current = (key: string) => (key === frame.section ? raw(' aria-current="page"') : '')
  const title = frame.section === 'home' ? frame.unit : `${frame.title}—${frame.unit}`
  const back = encodeURIComponent(frame.path)
  const view = frame.elder
    ? html`<a href="/view?elder=0&amp;back=${back}">退出长辈版</a>`
    : html`<a href="/view?elder=1&amp;back=${back}">长辈版（大字）</a>`
  const document = html`<!doctype html>
<html lang="zh-CN"${frame.elder ? raw(' class="elder"') : ''}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<meta name="description" content="${frame.description ?? frame.title}">
<meta name="theme-color" content="${TOKENS.tower}">
<link rel="icon" href="/tower.svg" type="image/svg+xml">
<link rel="stylesheet" href="/portal.css">
</head>
<body>
<a class="skip" href="#main">跳到正文</a>
<header class="mast"><div class="wrap">
<a class="name" href="/">${frame.unit}</a>
<nav aria-label="栏目">${NAVIGATION.map(item => html`<a href="${item.href}"${current(item.key)}>${item.title}</a>`)}</nav>
</div></header>
<main id="main"><div class="wrap">${main}</div></main>
<footer><div class="wrap">
<p>${frame.unit}。页面上带点线的数字都可以点开，查看它的算法和逐笔记录。</p>
<p>${view}<a href="/workbench/">工作人员入口</a></p>
</div></footer>
</body>
</html>`
  return (await document).toString()
}
