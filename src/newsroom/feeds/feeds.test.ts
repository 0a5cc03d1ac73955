// Feeds: entries become tips once; inner addresses and redirects to them are not visited; what is no feed is told in words.
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { refusalOf, run, testDatabase } from '../../../test/support/database.ts'
import { newsCrew } from '../../../test/support/newsroom.ts'
import { ask, isInnerName, type Job, type Query, workOff } from '../../platform/index.ts'
import { addFeed, feeds, readFeedBy, settleFeed, stopFeed } from './feeds.ts'
import { type Fetched, feedFetcher } from './fetch-feed.ts'
import { readFeed } from './read-feed.ts'

const RSS = `<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>某报</title>
<item><title>汛情通报</title><link>https://news.example.cn/1</link><guid>n-1</guid><pubDate>Mon, 02 Mar 2026 08:00:00 +0800</pubDate>
<description><![CDATA[<p>水位&nbsp;上涨<script>alert(1)</script></p>]]></description></item>
<item><title>没有编号也没有网址</title></item></channel></rss>`
const ATOM = `<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>urn:2</id><title type="html">春耕 &amp;amp; 秋收</title>
<link rel="self" href="https://x.example.cn/self"/><link href="https://x.example.cn/2"/><updated>2026-03-02T00:00:00Z</updated><summary>要点</summary></entry></feed>`
const JSON_FEED = JSON.stringify({
  version: 'https://jsonfeed.org/version/1.1',
  items: [{ id: 3, url: 'https://j.example.cn/3', title: '三', content_text: '正文' }],
})
const bytes = (text: string) => new TextEncoder().encode(text)

describe('what a feed says', () => {
  test('is read from RSS, Atom and JSON Feed, without markup', () => {
    expect(readFeed(bytes(RSS))).toEqual([
      {
        guid: 'n-1',
        title: '汛情通报',
        url: 'https://news.example.cn/1',
        summary: '水位 上涨 alert(1)',
        published_at: '2026-03-02T00:00:00.000Z',
      },
    ])
    expect(readFeed(bytes(ATOM))![0]).toMatchObject({
      guid: 'urn:2',
      title: '春耕 & 秋收',
      url: 'https://x.example.cn/2',
    })
    expect(readFeed(bytes(JSON_FEED))![0]).toMatchObject({ guid: '3', summary: '正文' })
  })

  test('is nothing when it is a page, a bomb or broken', () => {
    expect(readFeed(bytes('<html><body>404</body></html>'))).toBeUndefined()
    expect(
      readFeed(bytes(`<!DOCTYPE r [<!ENTITY a "aaaa">]><rss><channel><item><title>&a;</title></item></channel></rss>`)),
    ).toBeUndefined()
    expect(readFeed(bytes('<rss><channel><item>'))).toBeUndefined()
    expect(readFeed(bytes('{"items": 1}'))).toBeUndefined()
  })
})

let server: http.Server
let port: number
beforeAll(async () => {
  server = http.createServer((request, answer) => {
    if (request.url === '/inner')
      return answer.writeHead(302, { location: `http://127.0.0.1:${port + 1}/secret` }).end()
    if (request.url === '/metadata') return answer.writeHead(302, { location: 'http://169.254.169.254/latest' }).end()
    if (request.url === '/round') return answer.writeHead(302, { location: '/round' }).end()
    if (request.url === '/large') return answer.end(Buffer.alloc(6 * 1024 * 1024, 'a'))
    if (request.headers['if-none-match'] === '"1"') return answer.writeHead(304).end()
    answer.writeHead(200, { etag: '"1"' }).end(RSS)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  port = (server.address() as AddressInfo).port
})
afterAll(() => void server.close())

describe('the network', () => {
  const known = { etag: '', last_modified: '' }
  /** the test's own server plays the public network; every other inner address stays inner */
  const fetchFeed = (path: string) =>
    feedFetcher({ mayConnect: (_address, to) => to === port })(`http://127.0.0.1:${port}${path}`, known)
  const why = (answer: Fetched) => (answer.kind === 'failed' ? answer.why : answer.kind)

  test('an inner address is not visited, by figures or by a name that leads there', async () => {
    expect(why(await feedFetcher()(`http://127.0.0.1:${port}/`, known))).toContain('内部网络')
    expect(why(await feedFetcher()(`http://[::1]:${port}/`, known))).toContain('内部网络')
    const lookup = (_host: string, done: (error: null, found: { address: string; family: number }[]) => void) =>
      done(null, [{ address: '10.0.0.8', family: 4 }])
    expect(why(await feedFetcher({ lookup })('http://feeds.example.cn/', known))).toContain('内部网络')
    expect(
      ['localhost', '10.1.2.3', 'nas', 'oa.local', '[fd00::1]', '8.8.8.8', 'news.example.cn'].map(isInnerName),
    ).toEqual([true, true, true, true, true, false, false])
  })

  test('a redirect to an inner address is not followed', async () => {
    expect(why(await fetchFeed('/inner'))).toContain('被转向内部网络')
    expect(why(await fetchFeed('/metadata'))).toContain('被转向内部网络')
  })

  test('a feed without end and a redirect without end are given up; what did not change is not read again', async () => {
    expect(why(await fetchFeed('/large'))).toContain('5 MB')
    expect(why(await fetchFeed('/round'))).toContain('转向次数太多')
    expect((await fetchFeed('/')).kind).toBe('fetched')
    const again = feedFetcher({ mayConnect: (_address, to) => to === port })
    expect((await again(`http://127.0.0.1:${port}/`, { etag: '"1"', last_modified: '' })).kind).toBe('unchanged')
    expect((await again('ftp://example.cn/', known)).kind).toBe('failed')
  })
})

describe('a subscription', async () => {
  const pool = await testDatabase()
  const crew = await newsCrew(pool)
  const as = { actor: crew.writer }
  let at = new Date('2026-03-02T02:00:00Z')
  let answer: Fetched = { kind: 'fetched', bytes: bytes(RSS), etag: '"1"', last_modified: '' }
  const work = () =>
    workOff({
      pool,
      jobs: [readFeedBy(async () => answer)] as unknown as Job[],
      sweeps: [],
      now: () => at,
      log: () => undefined,
    })
  const shown = async () =>
    (
      (await ask(pool, feeds as unknown as Query, { actor: crew.writer, at }, {})) as {
        outcome: string
        entry_count: number
        failed_count: number
      }[]
    )[0]!
  const feed = { url: 'https://news.example.cn/rss.xml', title: '某报要闻', unit: '某报社' }

  test('is of a listed unit or has a reason, and never of an inner address', async () => {
    expect(await refusalOf(run(pool, addFeed, feed, as))).toBe('newsroom.feed-unit-unlisted')
    const inner = { ...feed, url: 'http://192.168.1.1/rss', reason: '本区单位' }
    expect(await refusalOf(run(pool, addFeed, inner, as))).toBe('newsroom.inner-address')
  })

  test('brings every entry as a tip once, says what went wrong, and stops', async () => {
    const { feed_id } = await run(pool, addFeed, { ...feed, reason: '市级党报（示例）' }, as)
    expect(await refusalOf(run(pool, addFeed, { ...feed, reason: '再来' }, as))).toBe('newsroom.feed-stands')
    await work()
    expect(await shown()).toMatchObject({ outcome: '新收 1 条', entry_count: 1 })
    at = new Date('2026-03-02T03:00:01Z')
    await work()
    expect(await shown()).toMatchObject({ outcome: '没有新内容', entry_count: 1 })
    const [tip] = await pool`select origin, title, source_url, content from newsroom.tips where origin = 'feed'`
    expect(tip).toMatchObject({ title: '汛情通报', source_url: 'https://news.example.cn/1' })
    answer = { kind: 'failed', why: '对方网站回答 500' }
    at = new Date('2026-03-02T04:00:02Z')
    await work()
    expect(await shown()).toMatchObject({ outcome: '对方网站回答 500', failed_count: 1 })
    await run(pool, stopFeed, { feed_id }, as)
    expect(await refusalOf(run(pool, stopFeed, { feed_id }, as))).toBe('newsroom.no-such-feed')
    at = new Date('2026-03-05T04:00:00Z')
    await work()
    expect(await pool`select 1 from platform.jobs where name = 'newsroom.read-feed'`).toHaveLength(0)
    expect(await refusalOf(run(pool, settleFeed, { feed_id, failed: null }, as))).toBe('platform.forbidden')
  })
})
