import { Hono } from 'hono'
import { beforeAll, describe, expect, test } from 'vitest'
import { refusalOf, run, testDatabase } from '../../../test/support/database.ts'
import { type Crew, decide, newsCrew, paragraph, submittedStory, writtenStory } from '../../../test/support/newsroom.ts'
import type { Refusal } from '../../kernel/index.ts'
import { ask, type Pool, type Query } from '../../platform/index.ts'
import { addCommonWords, addTerm } from '../../proofing/words/dictionary-commands.ts'
import { checkedText, likeness } from './check-story.ts'
import { overrideFinding, storyCheck } from './checks.ts'
import { mountReviewLinks } from './link-page.ts'
import { decideByLink, makeReviewLink } from './links.ts'
import { importSources, sources } from './sources.ts'
import { submitStory } from './submit-story.ts'

const at = new Date('2026-03-02T02:00:00Z')
let pool: Pool
let crew: Crew

beforeAll(async () => {
  pool = await testDatabase()
  crew = await newsCrew(pool)
  await run(pool, addCommonWords, {}, { actor: crew.writer })
})

const submit = (story: { story_id: string; version_no: number }) =>
  run(pool, submitStory, { story_id: story.story_id, version_no: story.version_no }, { actor: crew.writer })
type Checked = {
  text: string
  findings: { class: string; excerpt: string; at: number; level: string; place: string }[]
}
const check = (story_id: string) =>
  ask(pool, storyCheck as unknown as Query, { actor: crew.writer, at }, { story_id }) as Promise<Checked>

describe('the check of a story', () => {
  test('finds words, personal data, weekdays and sums, each where it stands', async () => {
    const lines = [
      '工程已峻工。',
      '请打13800138000。',
      '3月2日（星期三）举行。',
      '全年支出10万元，其中甲项支出4万元、乙项支出5万元。',
    ]
    const { story_id } = await writtenStory(pool, crew, { headline: '布署工作', body: paragraph(...lines) })
    const { text, findings } = await check(story_id)
    expect(text).toBe(checkedText({ headline: '布署工作', lead: '', body_text: lines.join('\n') }))
    expect(findings.filter(one => one.class !== 'figure').map(one => one.excerpt)).toEqual([
      '布署',
      '峻工',
      '13800138000',
      '3月2日（星期三）',
    ])
    for (const one of findings) expect(text.slice(one.at, one.at + one.excerpt.length)).toBe(one.excerpt)
  })

  test('stops what must be mended, unless it is let stand with a reason, once', async () => {
    await run(pool, addTerm, { term: '禁语示例', class: 'other', level: 'block' }, { actor: crew.writer })
    const story = await writtenStory(pool, crew, { body: paragraph('这里引用了禁语示例一词。') })
    expect(await refusalOf(submit(story))).toBe('newsroom.words-blocked')
    const stand = { story_id: story.story_id, class: 'other', excerpt: '禁语示例', reason: '引用判决书原文' }
    await run(pool, overrideFinding, stand, { actor: crew.writer })
    expect(await refusalOf(run(pool, overrideFinding, stand, { actor: crew.first }))).toBe(
      'newsroom.already-overridden',
    )
    await submit(story)
    const [row] = await pool<{ findings: { override: { reason: string } }[] }[]>`
      select findings from newsroom.submissions where story_id = ${story.story_id}`
    expect(row?.findings[0]?.override).toEqual({ reason: '引用判决书原文', by: crew.writer.name })
    const other = await writtenStory(pool, crew, { body: paragraph('禁语示例在另一篇里照样拦下。') })
    expect(await refusalOf(submit(other))).toBe('newsroom.words-blocked')
  })
})

describe('a repost', () => {
  const repost = (unit: string, headline = '桥修好了') => ({
    origin: 'repost',
    byline: { reporter: '', correspondent: '', editor: '责编', proofreader: '' },
    repost: { unit, author: '某记者', headline, url: '', published_on: '2026-03-01' },
  })
  const list = (status: string, list_version: string, listed_from: string) =>
    run(
      pool,
      importSources,
      { list_version, listed_from, sources: [{ unit: '示例日报', status }, { unit: '示例电视台' }] },
      { actor: crew.writer },
    )

  test('comes from a unit of the list in force that day, or has a reason', async () => {
    const story = await writtenStory(pool, crew, repost('示例日报'))
    expect(await refusalOf(submit(story))).toBe('newsroom.words-blocked')
    expect(await list('active', '2025年版', '2025-07-02')).toEqual({ added_count: 2, changed_count: 0 })
    await submit(story)
    expect(await list('frozen', '2026年版', '2026-02-01')).toEqual({ added_count: 2, changed_count: 0 })
    expect(await list('frozen', '2026年版', '2026-02-01')).toEqual({ added_count: 0, changed_count: 2 })
    const frozen = await writtenStory(pool, crew, repost('示例日报'))
    expect(await refusalOf(submit(frozen))).toBe('newsroom.words-blocked')
    const reason = { story_id: frozen.story_id, class: 'source', excerpt: '示例日报', reason: '区委宣传部批准' }
    await run(pool, overrideFinding, reason, { actor: crew.writer })
    await submit(frozen)
    const kept = (await ask(pool, sources as unknown as Query, { actor: crew.writer, at }, {})) as unknown[]
    expect(kept).toHaveLength(4)
  })

  test('under another headline is shown to the final reviewer', async () => {
    const same = await writtenStory(pool, crew, repost('示例电视台', '桥修好了！'))
    expect((await check(same.story_id)).findings).toEqual([])
    const other = await writtenStory(pool, crew, repost('示例电视台', '某地发生一件完全不同的事'))
    expect((await check(other.story_id)).findings).toMatchObject([{ class: 'headline', level: 'review' }])
  })

  test('headlines are likened by the letters they share in order', () => {
    expect(likeness('桥修好了', '桥 修好了！')).toBe(1)
    expect(likeness('桥修好了', '')).toBe(0)
    expect(likeness('全区经济工作会议召开', '我区召开经济工作会议')).toBeGreaterThan(0.6)
  })
})

describe('rule 10: a leader’s link', () => {
  const make = (story_id: string, step = 'superior') =>
    run(
      pool,
      makeReviewLink,
      { story_id, step, leader: '某部长', post: '宣传部部长' },
      { actor: crew.writer },
    ) as Promise<{
      token: string
    }>
  const waiting = async () => {
    const story = await submittedStory(pool, crew, { topic: 'leaders' })
    await decide(pool, crew.first, story, 'review1')
    await decide(pool, crew.second, story, 'review2')
    return story
  }
  const app = () => {
    const made = new Hono()
    made.onError((error, c) => c.text(error.message, (error as Refusal).status))
    mountReviewLinks(made, { pool, now: () => at, trust_proxy: false })
    return made
  }

  test('decides the open step once, on the phone, and its secret is nowhere', async () => {
    const story = await waiting()
    expect(await refusalOf(make(story.story_id, 'review3'))).toBe('newsroom.link-not-now')
    const { token } = await make(story.story_id)
    const shown = await app().request(`/review/${token}`)
    expect(await shown.text()).toContain('资江二桥今天通车')
    expect(shown.headers.get('cache-control')).toBe('no-store')
    const body = new URLSearchParams({ decision: 'pass', opinion: '同意', content_hash: story.content_hash })
    const answer = await app().request(`/review/${token}`, { method: 'POST', body })
    expect(await answer.text()).toContain('已记下您的同意意见')
    expect((await app().request(`/review/${token}`)).status).toBe(404)
    expect((await app().request(`/review/${token}`, { method: 'POST', body })).status).toBe(404)
    expect(
      await pool`select 1 from platform.journal where input like ${`%${token}%`} or output like ${`%${token}%`}`,
    ).toEqual([])
    const [row] = await pool<{ state: string }[]>`select state from newsroom.stories where id = ${story.story_id}`
    expect(row?.state).toBe('review3')
  })

  test('may be the final review, by a leader who did no other step', async () => {
    const story = await submittedStory(pool, crew)
    await decide(pool, crew.first, story, 'review1')
    await decide(pool, crew.second, story, 'review2')
    const namesake = { story_id: story.story_id, step: 'review3', leader: crew.writer.name, post: '记者' }
    const own = (await run(pool, makeReviewLink, namesake, { actor: crew.writer })) as { token: string }
    const decision = { decision: 'pass', content_hash: story.content_hash }
    expect(await refusalOf(run(pool, decideByLink, { token: own.token, ...decision }))).toBe('newsroom.own-work')
    const { token } = await make(story.story_id, 'review3')
    expect(await refusalOf(run(pool, decideByLink, { token: own.token, ...decision }))).toBe('newsroom.link-gone')
    expect(await run(pool, decideByLink, { token, ...decision })).toMatchObject({ state: 'signed' })
  })

  test('sends back with a reason only, and runs out after two days', async () => {
    const story = await waiting()
    const { token } = await make(story.story_id)
    const body = new URLSearchParams({ decision: 'return', opinion: '', content_hash: story.content_hash })
    const asked = await app().request(`/review/${token}`, { method: 'POST', body })
    expect([asked.status, await asked.text()]).toEqual([422, expect.stringContaining('退回或退稿要写明理由')])
    const later = new Date(at.getTime() + 49 * 3_600_000)
    const late = run(pool, decideByLink, { token, decision: 'pass', content_hash: story.content_hash }, { at: later })
    expect(await refusalOf(late)).toBe('newsroom.link-gone')
    expect((await app().request('/review/guess')).status).toBe(404)
  })

  test('two answers at once: one is heard', async () => {
    const story = await waiting()
    const { token } = await make(story.story_id)
    const decision = { token, decision: 'pass', content_hash: story.content_hash }
    const both = await Promise.allSettled([run(pool, decideByLink, decision), run(pool, decideByLink, decision)])
    expect(both.filter(one => one.status === 'fulfilled')).toHaveLength(1)
  })

  test('from another site is refused', async () => {
    const { token } = await make((await waiting()).story_id)
    const foreign = await app().request(`/review/${token}`, {
      method: 'POST',
      headers: { 'sec-fetch-site': 'cross-site' },
      body: new URLSearchParams({ decision: 'pass' }),
    })
    expect(foreign.status).toBe(403)
    expect((await app().request(`/review/${token}`)).status).toBe(200)
  })
})
