// The public sites and the digital newspaper in a real browser and over HTTP: nothing for axe to find, feeds that follow their
// rules, 410 for what was taken back, caches that forget at once, a newspaper read by keyboard and without JavaScript.
import { mkdtempSync, rmSync } from 'node:fs'
import http from 'node:http'
import os from 'node:os'
import path from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import { serve } from '@hono/node-server'
import type { Browser } from 'playwright-core'
import { SaxesParser } from 'saxes'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { loadSample } from '../samples/load.ts'
import { loadSites } from '../samples/sites.ts'
import { allCommands, createServing } from '../src/app.ts'
import { addAccount, describeAccount } from '../src/channels/accounts/add-account.ts'
import { openFileStore } from '../src/platform/files/index.ts'
import { readConfig } from '../src/platform/index.ts'
import { launchBrowser, openPage, type View } from './support/browser.ts'
import { run, testDatabase } from './support/database.ts'

const pool = await testDatabase()
const folder = mkdtempSync(path.join(os.tmpdir(), 'beita-sites-'))
let clock = new Date('2026-11-24T02:00:00Z')
let browser: Browser
let base = ''
let close: () => void
let slug = ''
let quickCount = 0

const PAPER = '/btb/html/2026-11/24'
const PAGE = `${PAPER}/nbs.D110000btb_01.htm`
const ARTICLE = `${PAPER}/nw.D110000btb_20261124_1-01.htm`

beforeAll(async () => {
  await loadSample(pool, clock, openFileStore(path.join(folder, 'files')))
  const config = readConfig({ DATA_DIR: folder })
  const { app, quick } = createServing({ pool, config, now: () => clock, log: console.error })
  const createServer = (options: http.ServerOptions, listener: http.RequestListener) =>
    http.createServer(options, (request, response) => {
      if (quick(request, response)) quickCount += 1
      else listener(request, response)
    })
  const server = serve({ fetch: app.fetch, port: 0, createServer: createServer as typeof http.createServer })
  await new Promise(resolve => server.once('listening', resolve))
  base = `http://127.0.0.1:${(server.address() as { port: number }).port}`
  close = () => server.close()
  browser = await launchBrowser()
  const [newest] = await pool<{ slug: string }[]>`
    select slug from publishing.articles order by published_at desc, id desc limit 1`
  slug = newest!.slug
}, 120_000)
afterAll(async () => {
  await browser?.close()
  close?.()
  rmSync(folder, { recursive: true, force: true })
})

test('a first load that was cut short and begins again enters no picture, file or page twice', async () => {
  const counts = async () =>
    (
      await pool`select (select count(*)::int from newsroom.media) media, (select count(*)::int from platform.files) files,
        (select count(*)::int from platform.blobs) blobs, (select count(*)::int from newsroom.stories) stories,
        (select max(version_no) from newspaper.pages) version, (select count(*)::int from publishing.releases) releases`
    )[0]
  const before = await counts()
  const named = (name: string) => allCommands.find(command => command.name === name)
  const files = openFileStore(path.join(folder, 'files'))
  await loadSites(pool, named, new Date('2026-11-24T02:00:00Z'), { files, fonts_dir: undefined })
  expect(await counts()).toEqual(before)
})

const open = (at: string, view: View) => openPage(browser, base, at, view)

const ROUTES = [
  '/news',
  '/gov/sections/%E6%B0%91%E7%94%9F',
  '/news/articles/newest',
  '/search?q=%E9%A3%9F%E5%A0%82',
  '/newspaper',
  '/newspaper/btb/2026-11',
  PAGE,
  `${PAGE}?zoom=1`,
  ARTICLE,
]

describe.each(ROUTES)('%s', route => {
  test.each([
    ['light at 1440 px', { width: 1440 }],
    ['dark at 360 px', { width: 360, dark: true }],
    ['large type at 360 px', { width: 360, elder: true }],
  ])('has nothing for axe to find and does not overflow, %s', async (_name, options) => {
    const page = await open(route.replace('newest', slug), options)
    const { violations } = await new AxeBuilder({ page })
      .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
      .analyze()
    expect(violations.map(violation => `${violation.id}: ${violation.nodes[0]?.html.slice(0, 160)}`)).toEqual([])
    const overflow = await page.evaluate('document.documentElement.scrollWidth - window.innerWidth')
    expect(overflow).toBeLessThanOrEqual(0)
    await page.context().close()
  })
})

/** Elements of a document in order, with their text; throws when it is not well-formed. */
function elementsOf(xml: string): { name: string; attributes: Record<string, string>; text: string; parent: string }[] {
  const parser = new SaxesParser()
  const stack: { name: string; attributes: Record<string, string>; text: string; parent: string }[] = []
  const all: typeof stack = []
  parser.on('error', error => {
    throw error
  })
  parser.on('opentag', ({ name, attributes }) => {
    const element = {
      name,
      attributes: attributes as Record<string, string>,
      text: '',
      parent: stack.at(-1)?.name ?? '',
    }
    stack.push(element)
    all.push(element)
  })
  parser.on('text', text => {
    const last = stack.at(-1)
    if (last) last.text += text
  })
  parser.on('closetag', () => stack.pop())
  parser.write(xml).close()
  return all
}

const get = (at: string, headers: Record<string, string> = {}) => fetch(base + at, { headers, redirect: 'manual' })

describe('feeds', () => {
  test('RSS has what its rules ask for: channel, items with link, permanent guid and dates of RFC 822', async () => {
    const answer = await get('/news/feed.xml')
    expect(answer.headers.get('content-type')).toContain('application/rss+xml')
    const elements = elementsOf(await answer.text())
    const named = (name: string, parent: string) => elements.filter(one => one.name === name && one.parent === parent)
    for (const name of ['title', 'link', 'description']) expect(named(name, 'channel')).toHaveLength(1)
    const items = named('item', 'channel')
    expect(items.length).toBeGreaterThan(10)
    expect(named('guid', 'item').map(one => one.text)).toEqual(named('link', 'item').map(one => one.text))
    expect(new Set(named('guid', 'item').map(one => one.text)).size).toBe(items.length)
    for (const { text } of named('pubDate', 'item'))
      expect(text).toMatch(/^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} \+0000$/)
    expect(elements.some(one => one.name === 'atom:link' && one.attributes.rel === 'self')).toBe(true)
    expect(named('source', 'item').map(one => one.text)).toEqual(['示例省报'])
    for (const { text } of named('content:encoded', 'item')) expect(text).not.toMatch(/(?:src|href)="\//)
  })

  test('Atom has what RFC 4287 asks for: ids, updated, author and self link; entries with ids of their own', async () => {
    const elements = elementsOf(await (await get('/news/sections/%E6%B0%91%E7%94%9F/atom.xml')).text())
    const named = (name: string, parent: string) => elements.filter(one => one.name === name && one.parent === parent)
    for (const name of ['id', 'title', 'updated']) expect(named(name, 'feed'), name).toHaveLength(1)
    const entries = named('entry', 'feed')
    for (const name of ['id', 'title', 'updated', 'published', 'author', 'content'])
      expect(named(name, 'entry'), name).toHaveLength(entries.length)
    for (const { text } of [...named('updated', 'entry'), ...named('updated', 'feed')])
      expect(text).toMatch(/^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/)
    const newest = named('updated', 'entry')
      .map(one => one.text)
      .toSorted()
      .at(-1)
    expect(named('updated', 'feed')[0]!.text).toBe(newest)
    expect(named('link', 'feed').some(one => one.attributes.rel === 'self')).toBe(true)
  })

  test('JSON Feed and the site maps name the same articles', async () => {
    const feed = (await (await get('/news/feed.json')).json()) as {
      version: string
      items: { id: string; url: string }[]
    }
    expect(feed.version).toBe('https://jsonfeed.org/version/1.1')
    const map = elementsOf(await (await get('/news/sitemap-articles.xml')).text())
    expect(
      map
        .filter(one => one.name === 'loc')
        .map(one => one.text)
        .toSorted(),
    ).toEqual(feed.items.map(item => item.url).toSorted())
    const index = elementsOf(await (await get('/sitemap.xml')).text())
    for (const { text } of index.filter(one => one.name === 'loc')) expect((await fetch(text)).status, text).toBe(200)
    expect(await (await get('/robots.txt')).text()).toContain(`Sitemap: ${base}/sitemap.xml`)
  })

  test('come from the cache with an ETag, answer 304, and may be kept while we are away', async () => {
    for (const at of ['/news', '/news/feed.xml', '/news/atom.xml', '/news/feed.json', '/sitemap.xml', PAGE]) {
      const first = await get(at)
      expect(first.headers.get('cache-control'), at).toContain('stale-if-error')
      expect((await get(at, { 'if-none-match': first.headers.get('etag')! })).status, at).toBe(304)
    }
    // the short way past the program says the same as the long one
    const [long, short] = [await get('/gov'), await get('/gov')]
    expect(quickCount).toBeGreaterThan(0)
    expect(await short.text()).toBe(await long.text())
    for (const name of ['etag', 'content-type', 'content-security-policy', 'x-content-type-options', 'vary'])
      expect(short.headers.get(name), name).toBe(long.headers.get(name))
    const elder = await (await get('/gov', { cookie: 'view=elder' })).text()
    expect(elder).toContain('class="elder"')
  })
})

describe('an article', () => {
  test('says where it comes from, tells machines what it is, and weighs less than 100 KB of script', async () => {
    const text = await (await get(`/news/articles/${slug}`)).text()
    const data = JSON.parse(/<script type="application\/ld\+json">(.*?)<\/script>/s.exec(text)![1]!)
    expect(data).toMatchObject({ '@type': 'NewsArticle', publisher: { name: '北塔区融媒体中心' } })
    expect(text).toContain('<meta property="og:title"')
    expect((await (await get('/portal.js')).text()).length).toBeLessThan(100_000)
  })

  test('that was reposted names unit, author and the original headline; use of AI is labelled', async () => {
    const found = await pool<{ slug: string; kind: string }[]>`
      select slug, case when extra ? 'repost' then 'repost' else 'ai' end kind from publishing.articles
      where extra ? 'repost' or extra->>'ai' = 'assisted'`
    const textOf = async (kind: string) =>
      (await get(`/news/articles/${found.find(one => one.kind === kind)!.slug}`)).text()
    const repost = await textOf('repost')
    expect(repost).toContain('示例省报</a>')
    expect(repost).toContain('原标题：第二批省级非遗工坊名单出炉，八十六家入选')
    expect(await textOf('ai')).toContain('人工智能辅助')
  })

  test('taken back answers 410 with a tombstone at once, and feeds and search follow', async () => {
    const [gone] = await pool<{ id: bigint; slug: string; title: string }[]>`
      select id, slug, title from publishing.articles where title like '乡村篮球赛%' order by id limit 1`
    expect((await get(`/news/articles/${gone!.slug}`)).status).toBe(200)
    clock = new Date(clock.getTime() + 60_000)
    await pool`update publishing.articles set withdrawn_at = ${clock}, withdrawn_kind = 'kill', tombstone = '这篇稿件因事实有误已撤回。',
      updated_at = ${clock} where slug = ${gone!.slug}`
    const answer = await get(`/news/articles/${gone!.slug}`)
    expect(answer.status).toBe(410)
    const text = await answer.text()
    expect(text).toContain('这篇稿件因事实有误已撤回。')
    expect(text).not.toContain('土猪')
    expect(await (await get('/news/feed.xml')).text()).not.toContain(gone!.slug)
    expect(await (await get('/news/atom.xml')).text()).toContain(`/articles/${gone!.slug}" when=`)
    expect(await (await get('/search?q=%E5%9C%9F%E7%8C%AA%E6%9D%AF')).text()).not.toContain(`/articles/${gone!.slug}`)
  })

  test('of an unknown address is 404, and a script in a query is text', async () => {
    expect((await get('/news/articles/20000101-9')).status).toBe(404)
    expect((await get('/nosuchsite')).status).toBe(404)
    const text = await (await get('/search?q=%3Cscript%3Ealert(1)%3C%2Fscript%3E')).text()
    expect(text).not.toContain('<script>alert')
  })
})

describe('the digital newspaper', () => {
  test('is read by keyboard in reading order, and a zone opens its article, without JavaScript', async () => {
    const page = await open(PAGE, { width: 1440, script: false })
    const titles = await page.locator('#titleList a').allTextContents()
    const zones = page.locator('.sheet svg a')
    expect(await zones.evaluateAll(links => links.map(link => link.getAttribute('aria-label')))).toEqual(titles)
    await zones.first().click()
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe(titles[0])
    await page.getByRole('link', { name: '01版 要闻' }).first().click()
    await page.getByRole('link', { name: '下一版' }).click()
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('02版 民生')
    await page.context().close()
  })

  test('shows the list first on a telephone', async () => {
    const page = await open(PAGE, { width: 360 })
    const top = async (selector: string) => (await page.locator(selector).boundingBox())!.y
    expect(await top('#titleList')).toBeLessThan(await top('.sheet'))
    await page.context().close()
  })

  test('carries the property comment that aggregators read, and serves its pictures and PDFs', async () => {
    const text = await (await get(ARTICLE)).text()
    expect(text).toMatch(/<!--enpproperty <articleid>\d+<\/articleid><date>2026-11-24 00:00:00.0<\/date>/)
    expect(text).toMatch(/<!--enpcontent-->.+<!--\/enpcontent-->/s)
    const pdf = await get('/btb/page/2026-11/24/01/btb2026112401.pdf')
    expect([pdf.status, pdf.headers.get('content-type')]).toEqual([200, 'application/pdf'])
    expect((await get('/btb/page/2026-11/24/01/large.jpg')).headers.get('content-type')).toBe('image/jpeg')
    expect((await get('/btb/page/2026-11/25/01/large.jpg')).status).toBe(404)
    expect((await get(`${PAPER}/nw.D110000btb_20261124_99-01.htm`)).status).toBe(404)
  })
})

test('a site that got another short name is found under its earlier addresses: they lead on for good', async () => {
  const about = { platform: '网站', name: '文化网', owner_kind: 'own', owner_unit: '本单位', address: '' }
  const { account_id } = await run(pool, addAccount, { ...about, kind: 'site', adapter: 'site' })
  const led = async (at: string) => {
    const answer = await get(at)
    return [answer.status, answer.headers.get('location')]
  }
  expect((await get(`/s${account_id}`)).status).toBe(200)
  await run(pool, describeAccount, { ...about, account_id, handle: 'wenhua' })
  clock = new Date(clock.getTime() + 1_000)
  expect(await led(`/s${account_id}`)).toEqual([301, '/wenhua'])
  expect(await led(`/s${account_id}/articles/20000101-9?a=1`)).toEqual([301, '/wenhua/articles/20000101-9?a=1'])
  expect(await led(`/s${account_id}/feed.xml`)).toEqual([301, '/wenhua/feed.xml'])
  await run(pool, describeAccount, { ...about, account_id, handle: 'wenyi' })
  clock = new Date(clock.getTime() + 1_000)
  expect(await led('/wenhua/sections/%E6%B0%91%E7%94%9F')).toEqual([301, '/wenyi/sections/%E6%B0%91%E7%94%9F'])
  expect((await get('/wenyi')).status).toBe(200)
  expect((await get('/nobody')).status).toBe(404)
})
