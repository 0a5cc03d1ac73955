import { describe, expect, test } from 'vitest'
import { refusalOf, run, staff, testDatabase } from '../../../test/support/database.ts'
import { decide, newsCrew, writtenStory } from '../../../test/support/newsroom.ts'
import { account } from '../../../test/support/publishing.ts'
import { temporaryFolder } from '../../../test/support/server.ts'
import { createApp } from '../../app.ts'
import { submitStory } from '../../newsroom/review/submit-story.ts'
import { ask, type Query, readConfig, takeKeysOf } from '../../platform/index.ts'
import { release } from '../releases/release-edition.ts'
import { withdrawStory } from '../withdrawals/withdraw-story.ts'
import { airProgramme, cancelProgramme, planProgramme } from './programmes.ts'
import { programmes } from './schedule.ts'

takeKeysOf(temporaryFolder().folder)
const pool = await testDatabase()
const crew = await newsCrew(pool)
const config = readConfig({})
const actor = staff('operations')
const at = new Date('2026-03-02T12:00:00Z')
// made anew for every page: the clock stands still, so what is kept would never be looked at again
const app = { request: (path: string) => createApp({ pool, config, now: () => at, log: console.error }).request(path) }
const film = `/media/${'e'.repeat(64)}.mp4`
const page = async (path: string) => (await app.request(path)).text()
const plan = { service: 'tv', kind: 'news', title: '青石新闻', day: '2026-03-02', starts: '19:30', minutes: 15 }
const act = (command: unknown, input: unknown) => run(pool, command as never, input, { actor, at })

/** A story with a script that shows a film. */
async function withFilm() {
  const story = await writtenStory(pool, crew, { channels: ['site', 'radio'], headline: '二桥通车' })
  await pool`insert into newsroom.working_renditions (story_id, channel_kind, extra, version_no, changed_at, changed_by_id, changed_by)
    values (${story.story_id}, 'radio', ${pool.json({ video: film })}, 1, ${at}, '1', '测试人员')`
  return story
}

async function signedWithFilm() {
  const { story_id, version_no } = await withFilm()
  const { content_hash } = await run(pool, submitStory, { story_id, version_no }, { actor: crew.writer })
  const story = { story_id, version_no, content_hash: String(content_hash) }
  await decide(pool, crew.first, story, 'review1')
  await decide(pool, crew.second, story, 'review2')
  const { edition_id } = await decide(pool, crew.final, story, 'review3')
  return { story_id, edition_id: String(edition_id) }
}

describe('the schedule', () => {
  test('holds one programme at a time, and leaves the place when one is cancelled', async () => {
    const { programme_id } = await act(planProgramme, plan)
    expect(await refusalOf(act(planProgramme, { ...plan, starts: '19:40' }))).toBe('publishing.programmes-overlap')
    await act(planProgramme, { ...plan, service: 'radio' })
    await act(planProgramme, { ...plan, starts: '19:45' })
    await act(cancelProgramme, { programme_id, reason: '停电' })
    expect(await refusalOf(act(cancelProgramme, { programme_id, reason: '再来' }))).toBe('publishing.programme-over')
    await act(planProgramme, { ...plan, title: '补播' })
    const public_page = await page('/schedule/2026-03-02')
    expect(public_page).toContain('补播')
    expect(public_page.match(/青石新闻/g)).toHaveLength(2)
    expect((await app.request('/schedule')).headers.get('location')).toBe('/schedule/2026-03-02')
    expect((await app.request('/schedule/2026-02-31')).status).toBe(404)
  })

  test('marks as broadcast what is over and signed; then its film can be seen again with the article, until it is taken back', async () => {
    const site = await account(pool, 'site', 'site', { handle: 'news' })
    const written = await withFilm()
    const early = await act(planProgramme, { ...plan, starts: '21:00', story_id: written.story_id })
    expect(await refusalOf(act(airProgramme, early))).toBe('publishing.programme-too-early')
    const unsigned = await act(planProgramme, { ...plan, starts: '18:00', story_id: written.story_id })
    expect(await refusalOf(act(airProgramme, unsigned))).toBe('publishing.script-not-signed')
    expect(await refusalOf(act(airProgramme, { programme_id: '9999' }))).toBe('publishing.no-such-programme')

    const story = await signedWithFilm()
    await act(release, { edition_id: story.edition_id, account_ids: [site] })
    const [article] = await pool`select slug from publishing.articles where story_id = ${story.story_id}`
    const where = `/news/articles/${article!.slug}`
    const aired = await act(planProgramme, { ...plan, starts: '17:00', title: '食堂专题', story_id: story.story_id })
    expect(await page(where)).not.toContain('<video')
    await act(airProgramme, aired)
    expect(await page(where)).toContain(`<source src="${film.replace('.mp4', '.m3u8')}"`)
    expect(await page('/schedule/2026-03-02')).toContain('可回看')
    const list = (await ask(
      pool,
      programmes as unknown as Query,
      { actor, at },
      {
        from_day: '2026-03-02',
        to_day: '2026-03-02',
      },
    )) as { programmes: { title: string; has_film: boolean }[] }
    expect(list.programmes.find(one => one.title === '食堂专题')).toMatchObject({ has_film: true })
    const why = { reason: '有误', note: '已撤回。', ordered_by: '主任' }
    await act(withdrawStory, { story_id: story.story_id, kind: 'kill', ...why })
    expect(await page('/schedule/2026-03-02')).not.toContain('可回看')
  })
})
