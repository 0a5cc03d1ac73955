// The frame of every public page: masthead, navigation, main, footer. Readable without JavaScript.
import { html, raw } from 'hono/html'
import { TOKENS } from '../kernel/index.ts'

export type Fragment = ReturnType<typeof html>
export type NavigationKey = 'home' | 'newspaper' | 'disclosure' | 'search'
export type NavigationEntry = { key: string; href: string; title: string }

/** What every page shows of the house it belongs to, read on the page's own snapshot. */
export type Furniture = {
  unit: string
  /** 哀悼日: everything without colour */
  grey: boolean
  /** the sites, the one whose page this is first asked for by `base` */
  sites: readonly { base: string; name: string }[]
  navigation: readonly NavigationEntry[]
}

export type Frame = {
  title: string
  /** which entry of the navigation this page belongs to */
  section?: string
  /** the name on the masthead and where it leads: a site's, else the unit's */
  masthead?: { name: string; base: string }
  description?: string | undefined
  /** further elements of the head: cards for sharing, feeds, structured data */
  head?: Fragment
  /** whether the page brings the small script (reading aloud) */
  script?: boolean
  /** 长辈版: larger type */
  elder: boolean
  path: string
}

function masthead(frame: Frame, { unit, navigation }: Furniture): Fragment {
  const current = (key: string) => (key === frame.section ? raw(' aria-current="page"') : '')
  const { name, base } = frame.masthead ?? { name: unit, base: '/' }
  return html`<header class="mast"><div class="wrap">
<p class="title"><a class="name" href="${base}">${name}</a>${name === unit ? '' : html`<span class="house">${unit}主办</span>`}</p>
<nav aria-label="栏目">${navigation.map(item => html`<a href="${item.href}"${current(item.key)}>${item.title}</a>`)}</nav>
</div></header>`
}

function footer(frame: Frame, { unit, sites }: Furniture): Fragment {
  const back = encodeURIComponent(frame.path)
  const view = frame.elder
    ? html`<a href="/view?elder=0&amp;back=${back}">退出长辈版</a>`
    : html`<a href="/view?elder=1&amp;back=${back}">长辈版（大字）</a>`
  const feeds = sites.map(site => html`<a href="${site.base}/feed.xml">${site.name} RSS</a>`)
  return html`<footer><div class="wrap">
<p>${unit}。页面上带点线的数字都可以点开，查看它的算法和逐笔记录。</p>
<p>${sites.map(site => html`<a href="${site.base}">${site.name}</a>`)}${feeds}</p>
<p>${view}<a href="/workbench/">工作人员入口</a></p>
</div></footer>`
}

/** A whole page. */
export async function page(frame: Frame, furniture: Furniture, main: Fragment): Promise<string> {
  const name = frame.masthead?.name ?? furniture.unit
  const title = frame.section === 'home' || frame.title === name ? name : `${frame.title}—${name}`
  const classes = [frame.elder ? 'elder' : '', furniture.grey ? 'grey' : ''].filter(Boolean).join(' ')
  const document = html`<!doctype html>
<html lang="zh-CN"${classes ? raw(` class="${classes}"`) : ''}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<meta name="description" content="${frame.description ?? frame.title}">
<meta name="theme-color" content="${TOKENS.tower}">
<meta name="format-detection" content="telephone=no">
<link rel="icon" href="/tower.svg" type="image/svg+xml">
<link rel="stylesheet" href="/portal.css">${frame.head ?? ''}${frame.script ? raw('\n<script src="/portal.js" defer></script>') : ''}
</head>
<body>
<a class="skip" href="#main">跳到正文</a>
${masthead(frame, furniture)}
<main id="main"><div class="wrap">${main}</div></main>
${footer(frame, furniture)}
</body>
</html>`
  return (await document).toString()
}
