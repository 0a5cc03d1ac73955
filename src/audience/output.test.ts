import { describe, expect, test } from 'vitest'
import { run, staff, testDatabase } from '../../test/support/database.ts'
import { approvedStory, newsCrew } from '../../test/support/newsroom.ts'
import { account, deliverDue } from '../../test/support/publishing.ts'
import { dayOf } from '../kernel/index.ts'
import { newsroomFigures } from '../newsroom/index.ts'
import { recordError } from '../newsroom/review/errors.ts'
import { peopleFigures } from '../people/index.ts'
import { ask, type Command, evaluateFigure, figureContext, figureSet, type Query } from '../platform/index.ts'
import { release } from '../publishing/releases/release-edition.ts'
import { dashboard } from './counters/dashboard.ts'
import { noteReleases, recordReadings } from './counters/record-readings.ts'
import { audienceFigures } from './figures.ts'
import { audienceSweeps } from './index.ts'
import { recordAdoption } from './output/adoptions.ts'
import { output } from './output/output.ts'

const pool = await testDatabase()
const crew = await newsCrew(pool)
const at = new Date('2026-03-02T02:00:00Z')
const today = dayOf(at)
const period = { from_day: today, to_day: today }
const look = <T>(query: unknown) => ask(pool, query as Query, { actor: staff('editor'), at }, period) as Promise<T>
const byline = { reporter: '张三、李四', correspondent: '', editor: '', proofreader: '' }

describe('the work of people', () => {
  test('is counted at the first sign-off for everybody named as reporter, with points by the rules of the day', async () => {
    const story = await approvedStory(pool, crew, { byline, tags: ['核心价值观'], channels: ['site', 'douyin'] })
    await approvedStory(pool, crew, { byline: { ...byline, reporter: '李四' }, headline: '第二篇' })
    const error = { class: 'typo', excerpt: '资江二侨', correction: '资江二桥' }
    await run(pool, recordError, { story_id: story.story_id, ...error }, { actor: crew.first })
    const adoption = { level: 'province', outlet: '新湖南', headline: '桥修好了', adopted_on: today, reporter: '李四' }
    await run(pool, recordAdoption, { ...adoption, address: 'https://example.com/1' }, { actor: staff('editor') })
    const { people } = await look<{ people: { person: string }[] }>(output)
    expect(people).toEqual([
      // two originals 3.00 each, a short video 2.00, adopted by the province 8.00
      expect.objectContaining({
        person: '李四',
        story_count: 2,
        original_count: 2,
        adopted_count: 1,
        points_cent: 1600,
      }),
      expect.objectContaining({ person: '张三', story_count: 1, points_cent: 500 }),
      // errors found after release count for whoever wrote the text
      expect.objectContaining({ person: crew.writer.name, error_count: 1, points_cent: -100 }),
    ])
  })

  test('gives pieces a head of the persons in post, and figures whose rows add up to them', async () => {
    const set = figureSet([peopleFigures, newsroomFigures, audienceFigures])
    await pool`insert into people.staffing (year, authorised_count, in_post_count, source) values (2026, 7, 4, '测试')`
    const evaluate = (name: string, month?: number) =>
      pool.begin(async tx => {
        const context = figureContext(tx, { year: 2026, as: 'classified', month })
        const figure = set.get(name)!
        const page = figure.kind === 'source' ? await figure.rows(context, { offset: 0, limit: 10 }) : undefined
        return { display: (await evaluateFigure(set, context, name)).display, total: page?.total_amount }
      })
    expect(await evaluate('audience.stories-per-head')).toEqual({ display: '0.5篇', total: undefined })
    expect(await evaluate('audience.adopted-province')).toEqual({ display: '1篇', total: 1n })
    expect(await evaluate('audience.adopted-province', 2)).toEqual({ display: '0篇', total: 0n })
  })

  test('a release becomes a post by itself, once; stories are counted by section and theme', async () => {
    const story = await approvedStory(pool, crew, { headline: '发出去的', themes: ['政策解读'] })
    const site = await account(pool, 'site', 'site')
    const order = { edition_id: story.edition_id, account_ids: [site] }
    await run(pool, release as unknown as Command, order, { actor: staff('operations') })
    await deliverDue(pool, at)
    const work = {
      read: (ask: (tx: never) => Promise<unknown>) => pool.begin(tx => ask(tx as never)),
      perform: (command: Command, input: unknown) => run(pool, command, input, { actor: staff('operations'), at }),
      now: () => at,
      attempt_no: 1,
      signal: new AbortController().signal,
    }
    for (const sweep of audienceSweeps) await sweep.run(work as never)
    const posts = await pool<{ id: bigint; title: string; is_headline: boolean }[]>`
      select id, title, is_headline from audience.posts where account_id = ${site}`
    expect(posts.map(post => [post.title, post.is_headline])).toEqual([['发出去的', true]])
    expect(await run(pool, noteReleases, {}, { actor: staff('operations') })).toEqual({ post_count: 0 })
    const rows = [{ account_id: site, post_id: String(posts[0]!.id), on_day: today, values: { reads: 90 } }]
    await run(pool, recordReadings, { rows }, { actor: staff('editor'), at })
    const seen = await look<{ counted: object[]; ranking: object[] }>(dashboard)
    expect(seen.counted).toContainEqual({ kind: 'theme', name: '政策解读', story_count: 1, reads: 90 })
    expect(seen.counted).toContainEqual({ kind: 'theme', name: '社会动员', story_count: 0, reads: 0 })
    expect(seen.counted).toContainEqual({ kind: 'tag', name: '核心价值观', story_count: 1, reads: 0 })
    expect(seen.counted).toContainEqual({ kind: 'section', name: '要闻', story_count: 3, reads: 90 })
    expect(seen.ranking[0]).toMatchObject({ title: '发出去的', reads: 90 })
  })
})
