import { describe, expect, test } from 'vitest'
import { refusalOf, run, staff, testDatabase } from '../../../test/support/database.ts'
import { decide, newsCrew, writtenStory } from '../../../test/support/newsroom.ts'
import { account } from '../../../test/support/publishing.ts'
import { createApp } from '../../app.ts'
import { readConfig } from '../../platform/index.ts'
import { release } from '../../publishing/releases/release-edition.ts'
import { submitStory } from '../review/submit-story.ts'
import { blocksHtml, blocksText, type H5Block } from './h5-blocks.ts'
import { renditions } from './rendition-queries.ts'
import { setH5Page } from './set-h5-page.ts'
import { writeBody } from './write-body.ts'

const pool = await testDatabase()
const crew = await newsCrew(pool)
const at = new Date('2026-03-02T02:00:00Z')
const app = createApp({ pool, config: readConfig({}), now: () => at, log: console.error })
const blocks: H5Block[] = [
  { type: 'title', text: '二桥<通车>', more: '三月二日' },
  { type: 'text', text: '第一段。\n第二段。' },
  { type: 'list', items: ['九点开放', '限速六十'] },
  { type: 'quote', text: '盼了三年', who: '居民' },
  { type: 'phone', text: '问交警', phone: '0739-122' },
  { type: 'button', text: '看路线', href: 'https://example.cn/"onclick="x' },
]
const set = (story_id: unknown, more: Record<string, unknown>) =>
  run(pool, setH5Page, { story_id, version_no: 0, blocks, ...more }, { actor: crew.writer })

test('blocks become a page in which no text is markup, and a text that is checked', () => {
  const made = blocksHtml(blocks)
  expect(made).toContain('<h2>二桥&lt;通车&gt;</h2><p>三月二日</p>')
  expect(made).toContain('<p>第一段。</p><p>第二段。</p>')
  expect(made).toContain('href="tel:0739-122"')
  expect(made).not.toContain('"onclick')
  expect(blocksText(blocks)).toContain('限速六十\n盼了三年\n居民\n问交警 0739-122')
})

describe('the H5 page of a story', () => {
  test('is refused with an address that is none, without its channel, and over somebody else’s change', async () => {
    const { story_id } = await writtenStory(pool, crew, { channels: ['site', 'h5'] })
    for (const wrong of [
      [{ type: 'button', text: '坏', href: 'javascript:alert(1)' }],
      [{ type: 'phone', text: '坏', phone: '12a' }],
      [{ type: 'picture', src: 'https://elsewhere.cn/a.jpg', alt: '图' }],
      [],
    ])
      expect(await refusalOf(set(story_id, { blocks: wrong }))).toBe('platform.malformed')
    const picture = { type: 'picture', src: `/media/${'a'.repeat(64)}.jpg`, alt: '图' }
    expect(await refusalOf(set(story_id, { blocks: [picture] }))).toBe('newsroom.no-such-media')
    await set(story_id, {})
    expect(await refusalOf(set(story_id, {}))).toBe('newsroom.edited-meanwhile')
    await set(story_id, { version_no: 1, blocks: null })
    const other = await writtenStory(pool, crew)
    expect(await refusalOf(set(other.story_id, {}))).toBe('newsroom.no-such-rendition')
  })

  test('is part of what is signed, and stands below the address of its article', async () => {
    const { story_id, version_no } = await writtenStory(pool, crew, { channels: ['site', 'h5'] })
    await set(story_id, {})
    const { content_hash } = await run(pool, submitStory, { story_id, version_no }, { actor: crew.writer })
    const story = { story_id, version_no, content_hash: String(content_hash) }
    expect(await refusalOf(set(story_id, { version_no: 1 }))).toMatch(/^newsroom\./)
    await decide(pool, crew.first, story, 'review1')
    await decide(pool, crew.second, story, 'review2')
    const { edition_id } = await decide(pool, crew.final, story, 'review3')
    const site = await account(pool, 'site', 'site', { handle: 'news' })
    const who = { actor: staff('operations'), at }
    await run(pool, release, { edition_id: String(edition_id), account_ids: [site] }, who)
    const [article] = await pool`select slug from publishing.articles where story_id = ${story_id}`
    const where = `/news/articles/${article!.slug}`
    expect(await (await app.request(where)).text()).toContain(`${where}/h5`)
    const page = await app.request(`${where}/h5`)
    expect(page.status).toBe(200)
    expect(await page.text()).toContain('<li>限速六十</li>')
    await pool`update publishing.articles set withdrawn_at = ${at}, withdrawn_kind = 'kill', tombstone = '已撤回。', updated_at = now()
      where story_id = ${story_id}`
    const { app: fresh } = { app: createApp({ pool, config: readConfig({}), now: () => at, log: console.error }) }
    expect((await fresh.request(`${where}/h5`)).status).toBe(410)
  })
})

test('a channel that takes the whole story may have a text of its own, with headings, and follows the story again', async () => {
  const { story_id } = await writtenStory(pool, crew, { channels: ['site', 'wechat'] })
  const heading = { type: 'heading', attrs: { level: 2 }, content: [{ type: 'text', text: '现场' }] }
  const body = {
    type: 'doc',
    content: [heading, { type: 'paragraph', content: [{ type: 'text', text: '微信另写。' }] }],
  }
  const as = { actor: crew.writer }
  const about = { story_id, channel_kind: 'wechat' }
  const shown = async () =>
    (await pool.begin(tx => renditions.read(tx, { story_id: BigInt(story_id) }, { actor: crew.writer, at }))).find(
      one => one.channel_kind === 'wechat',
    )!
  await run(pool, writeBody, { ...about, version_no: 0, body }, as)
  const own = await shown()
  expect(own.body_html).toMatch(/<h2 style="[^"]+">现场<\/h2>/)
  expect(own.body_text).toContain('微信另写。')
  const old = run(pool, writeBody, { ...about, version_no: 0, body }, as)
  expect(await refusalOf(old)).toBe('newsroom.edited-meanwhile')
  const other = run(pool, writeBody, { ...about, channel_kind: 'newspaper', version_no: 0, body }, as)
  expect(await refusalOf(other)).toBe('newsroom.no-such-rendition')
  await run(pool, writeBody, { ...about, version_no: 1, body: null }, as)
  expect((await shown()).body_text).not.toContain('微信另写')
})
