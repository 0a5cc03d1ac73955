// Renditions: what a channel says otherwise than the story, how long it may be, and how it is counted there.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { keptFilm } from '../../../test/support/channels.ts'
import { refusalOf, run, testDatabase } from '../../../test/support/database.ts'
import { decide, newsCrew, paragraph, submittedStory, writtenStory } from '../../../test/support/newsroom.ts'
import { ask, type Query } from '../../platform/index.ts'
import { submitStory } from '../review/submit-story.ts'
import { describeStory } from '../stories/describe-story.ts'
import { lockCopy } from '../stories/lock-copy.ts'
import { chooseFilm } from './choose-film.ts'
import { lengthOn, measure, spokenSeconds } from './limits.ts'
import { renditions } from './rendition-queries.ts'
import { writeRendition } from './write-rendition.ts'

const pool = await testDatabase()
const crew = await newsCrew(pool)
const as = { actor: crew.writer }
type Shown = {
  channel_kind: string
  title: string
  body_text: string
  body_html: string
  measured: { what: string; used: number; max: number }[]
  spoken_seconds: number | null
}
const shown = async (story_id: string, kind: string) =>
  (
    (await ask(
      pool,
      renditions as unknown as Query,
      { actor: crew.writer, at: new Date('2026-03-02T02:00:00Z') },
      { story_id },
    )) as Shown[]
  ).find(one => one.channel_kind === kind)!
const blank = { title: null, lead: null, body_text: null }

describe('a text for one channel', () => {
  test('follows the story until somebody writes it anew, and follows it again when that is taken back', async () => {
    const { story_id } = await writtenStory(pool, crew, { channels: ['site', 'weibo', 'wechat'] })
    expect((await shown(story_id, 'weibo')).body_text).toBe('【桥修好了】资江二桥今天通车。')
    const own = { story_id, channel_kind: 'weibo', version_no: 0, ...blank, body_text: '桥通了！' }
    expect(await run(pool, writeRendition, own, as)).toEqual({ version_no: 1 })
    expect((await shown(story_id, 'weibo')).body_text).toBe('桥通了！')
    expect(await refusalOf(run(pool, writeRendition, own, as))).toBe('newsroom.edited-meanwhile')
    await run(pool, writeRendition, { ...own, version_no: 1, body_text: null }, as)
    expect((await shown(story_id, 'weibo')).body_text).toBe('【桥修好了】资江二桥今天通车。')
    await run(pool, writeRendition, { story_id, channel_kind: 'wechat', version_no: 0, ...blank, title: '桥通了' }, as)
    expect((await shown(story_id, 'wechat')).title).toBe('桥通了')
  })

  test('is written for channels the story goes to, whole only where the channel takes a short one, and never of locked copy', async () => {
    const { story_id } = await writtenStory(pool, crew, { channels: ['site'], origin: 'wire' })
    const own = { story_id, version_no: 0, ...blank, body_text: '短' }
    expect(await refusalOf(run(pool, writeRendition, { ...own, channel_kind: 'weibo' }, as))).toBe(
      'newsroom.no-such-rendition',
    )
    expect(await refusalOf(run(pool, writeRendition, { ...own, channel_kind: 'site' }, as))).toBe(
      'newsroom.whole-channel',
    )
    await run(pool, lockCopy, { story_id }, as)
    const title = { ...own, body_text: null, title: '改标题', channel_kind: 'site' }
    expect(await refusalOf(run(pool, writeRendition, title, as))).toBe('newsroom.locked-copy')
  })

  test('under review is read-only', async () => {
    const { story_id } = await submittedStory(pool, crew)
    const own = { story_id, channel_kind: 'site', version_no: 0, ...blank, title: '晚了' }
    expect(await refusalOf(run(pool, writeRendition, own, as))).toBe('newsroom.not-editable')
  })
})

describe('the room of a channel', () => {
  test('a title that WeChat would refuse stops the submission until it is written shorter for it', async () => {
    const headline = '一个比三十二个字还要长的标题要写得再长一点才能超过微信公众号的上限所以继续写'
    const { story_id } = await writtenStory(pool, crew, { headline, channels: ['site', 'wechat'] })
    expect(await refusalOf(run(pool, submitStory, { story_id, version_no: 1 }, as))).toBe('newsroom.words-blocked')
    const own = { story_id, channel_kind: 'wechat', version_no: 0, ...blank, title: '短标题' }
    await run(pool, writeRendition, own, as)
    await run(pool, submitStory, { story_id, version_no: 1 }, as)
  })

  test('a microblog cut from a story fits with its link; Latin letters count as half', async () => {
    expect(lengthOn('weibo', '通车abcd')).toBe(4 + 11)
    const long = paragraph('很长的一段话没有句号'.repeat(60))
    const { story_id } = await writtenStory(pool, crew, { body: long, channels: ['site', 'weibo', 'sms', 'radio'] })
    const weibo = await shown(story_id, 'weibo')
    expect(weibo.measured).toEqual([{ what: '正文', used: expect.any(Number), max: 140 }])
    expect(weibo.measured[0]!.used).toBeLessThanOrEqual(140)
    expect((await shown(story_id, 'radio')).spoken_seconds).toBe(Math.ceil((600 / 260) * 60))
    expect((await shown(story_id, 'sms')).measured[0]!.max).toBe(70)
    await run(pool, describeStory, { story_id, channels: ['site'] }, as)
    expect(await shown(story_id, 'weibo')).toBeUndefined()
  })

  test('counting never runs ahead of the letters there are', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), text => {
        const letters = [...text].length
        expect(lengthOn('weibo', text)).toBeLessThanOrEqual(letters + 11)
        expect(spokenSeconds(text)).toBeLessThanOrEqual(Math.ceil((letters / 260) * 60))
        expect(measure('site', { title: text, lead: '', body_html: '', body_text: '' })).toEqual([])
      }),
    )
  })
})

describe('the film of a channel', () => {
  const choose = (input: Record<string, unknown>) => run(pool, chooseFilm, input, as)

  test('is one of the library, is part of what is approved, and is seen by everybody from then on', async () => {
    const { story_id, version_no } = await writtenStory(pool, crew, { channels: ['site', 'douyin'] })
    const film = await keptFilm(pool)
    const own = { story_id, channel_kind: 'douyin', version_no: 0, media_id: film }
    expect(await choose(own)).toEqual({ version_no: 1 })
    expect(await refusalOf(choose(own))).toBe('newsroom.edited-meanwhile')
    expect(await shown(story_id, 'douyin')).toMatchObject({ video: `/media/${'f'.repeat(64)}.mp4` })
    const made = await run(pool, submitStory, { story_id, version_no, lane: 'normal' }, as)
    const submitted = { story_id, version_no, content_hash: String(made.content_hash) }
    await decide(pool, crew.first, submitted, 'review1')
    await decide(pool, crew.second, submitted, 'review2')
    await decide(pool, crew.final, submitted, 'review3')
    const [row] = await pool`select public_at from newsroom.media where id = ${film}`
    expect(row!.public_at).not.toBeNull()
  })

  test('is refused while it is made ready, when it was withdrawn, and for channels that show none', async () => {
    const { story_id } = await writtenStory(pool, crew, { channels: ['site', 'douyin'] })
    const waiting = await keptFilm(pool, { state: 'waiting', digest: null })
    const own = { story_id, channel_kind: 'douyin', version_no: 0 }
    expect(await refusalOf(choose({ ...own, media_id: waiting }))).toBe('newsroom.film-not-ready')
    const gone = await keptFilm(pool, { withdrawn_at: new Date(0), withdrawn_why: '侵权' })
    expect(await refusalOf(choose({ ...own, media_id: gone }))).toBe('newsroom.media-withdrawn')
    expect(await refusalOf(choose({ ...own, media_id: '999999' }))).toBe('newsroom.no-such-media')
    const film = await keptFilm(pool)
    const other = { ...own, channel_kind: 'kuaishou', media_id: film }
    expect(await refusalOf(choose(other))).toBe('newsroom.no-such-rendition')
    await choose({ ...own, media_id: film })
    await choose({ ...own, version_no: 1, media_id: null })
    expect(await shown(story_id, 'douyin')).toMatchObject({ video: null })
  })
})
