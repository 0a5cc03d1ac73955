import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { refusalOf, run, staff, testDatabase } from '../../test/support/database.ts'
import { approvedStory, newsCrew } from '../../test/support/newsroom.ts'
import { account } from '../../test/support/publishing.ts'
import { dayOf } from '../kernel/index.ts'
import { ask, type Command, type Query } from '../platform/index.ts'
import { recordReadings } from './counters/record-readings.ts'
import { audienceTodos } from './index.ts'
import { answerInspection, closeInspection, inspect, rectifyFinding } from './inspection/inspect.ts'
import { inspectionSheet } from './inspection/inspection-queries.ts'
import { scoreOf, type Weighed } from './inspection/score.ts'

const pool = await testDatabase()
const crew = await newsCrew(pool)
const operations = staff('operations')
const at = new Date('2026-03-02T02:00:00Z')

type Line = {
  code: string
  outcome: string | null
  hits: number
  detail: string
  due_on: string | null
  points_cent: number
  rectified_at: Date | null
}
type Sheet = {
  inspections: {
    id: bigint
    account_id: bigint
    score_cent: number
    vetoed: boolean
    open_count: number
    lines: Line[]
  }[]
}
const sheet = (quarter = '2026Q1') =>
  ask(pool, inspectionSheet as unknown as Query, { actor: operations, at }, { quarter }) as Promise<Sheet>
const act = (command: unknown, input: unknown, when = at) =>
  run(pool, command as Command, input, { actor: operations, at: when })
const post = (account_id: string, item_key: string, published_on: string, values: object = { reads: 5 }) =>
  act(recordReadings, {
    rows: [{ account_id, post: { item_key, title: item_key, published_on }, on_day: dayOf(at), values }],
  })

describe('the inspection of a quarter', () => {
  test('finds what the program can see, asks the rest, scores, and keeps findings until they are mended', async () => {
    const good = await account(pool, 'manual', 'wechat', { licence: '湘ICP备0000号（示例）' })
    const silent = await account(pool, 'manual', 'weibo')
    for (const day of ['2026-01-05', '2026-01-18', '2026-02-01', '2026-02-14', '2026-02-27']) await post(good, day, day)
    await post(silent, 'x', '2026-01-02')
    expect(await act(inspect, { quarter: '2026Q1' })).toEqual({ inspection_count: 2 })
    const before = await sheet()
    const of = (shown: Sheet, id: string) => shown.inspections.find(one => String(one.account_id) === id)!
    const line = (shown: Sheet, id: string, code: string) => of(shown, id).lines.find(one => one.code === code)!
    expect(line(before, good, 'stale')).toMatchObject({ outcome: 'fine', hits: 0 })
    expect(line(before, silent, 'stale')).toMatchObject({ outcome: 'found', due_on: '2026-03-04' })
    expect(line(before, silent, 'stale').detail).toContain('最长 59 天没有更新')
    expect(line(before, silent, 'licence')).toMatchObject({ outcome: 'found', points_cent: 500 })
    expect(line(before, good, 'licence').outcome).toBe('fine')
    expect(line(before, good, 'interaction').outcome).toBeNull()
    expect(of(before, good).lines.map(one => one.code)).not.toContain('stale-client')
    expect(of(before, silent).vetoed).toBe(true)

    const id = String(of(before, good).id)
    expect(await refusalOf(act(closeInspection, { inspection_id: id }))).toBe('audience.not-all-answered')
    const answer = (code: string, more: object = {}) =>
      act(answerInspection, { inspection_id: id, code, outcome: 'fine', detail: '抽查正常', ...more })
    for (const { code } of of(before, good).lines.filter(one => one.outcome === null)) await answer(code)
    await answer('links', { outcome: 'found', hits: 3, detail: '三个菜单打不开' })
    await answer('original', { outcome: 'found', hits: 1, detail: '被新湖南转发一条' })
    expect(await refusalOf(answer('none-such'))).toBe('audience.no-such-line')
    expect(await refusalOf(answer('links', { outcome: 'found', hits: 1, due_on: '2027-01-01' }))).toBe(
      'audience.due-too-late',
    )

    const todos = await pool.begin(tx => audienceTodos[0]!.list(tx, operations, dayOf(at)))
    expect(todos.map(todo => todo.detail)).toContain('链接打不开')
    expect(todos.find(todo => todo.title.startsWith('整改 2 项'))!.due_on).toBe('2026-03-04')
    expect(todos.map(todo => todo.title)).toContain('2026年第1季度自查还没填完')
    expect(await pool.begin(tx => audienceTodos[0]!.list(tx, staff('finance'), dayOf(at)))).toEqual([])
    await act(rectifyFinding, { inspection_id: id, code: 'links', note: '已重新配置' })
    expect(await refusalOf(act(rectifyFinding, { inspection_id: id, code: 'links', note: '再次' }))).toBe(
      'audience.nothing-found',
    )
    // 100 − 3 × 2 + 2: mending does not give the points of the quarter back
    expect(await act(closeInspection, { inspection_id: id })).toEqual({ score_cent: 9600, passed: true })
    expect(await refusalOf(answer('links'))).toBe('audience.inspection-closed')
    expect(await refusalOf(act(closeInspection, { inspection_id: '99999' }))).toBe('audience.no-such-inspection')

    await post(silent, 'y', '2026-03-01')
    expect(await act(inspect, { quarter: '2026Q1' })).toEqual({ inspection_count: 1 })
    expect(line(await sheet(), good, 'links').rectified_at).toEqual(at)
  })

  test('counts errors found after release against the accounts where the story stands', async () => {
    const site = await account(pool, 'manual', 'wechat')
    const story = await approvedStory(pool, crew)
    await post(site, 'story', '2026-02-20')
    await pool`update audience.posts set story_id = ${story.story_id} where account_id = ${site}`
    const { recordError } = await import('../newsroom/review/errors.ts')
    const error = { story_id: story.story_id, excerpt: '错的', correction: '对的' }
    await run(pool, recordError, { ...error, class: 'typo' }, { actor: crew.first, at })
    await run(pool, recordError, { ...error, class: 'formulation', excerpt: '提法' }, { actor: crew.first, at })
    await act(inspect, { quarter: '2026Q1' })
    const mine = (await sheet()).inspections.find(one => String(one.account_id) === site)!
    const line = (code: string) => mine.lines.find(one => one.code === code)!
    expect(line('typos')).toMatchObject({ hits: 1, points_cent: 100 })
    expect(line('severe')).toMatchObject({ hits: 1, outcome: 'found', detail: '差错台账 1 处：“提法”' })
  })

  test('cannot begin before the quarter, nor where no rules were in force', async () => {
    expect(await refusalOf(act(inspect, { quarter: '2026Q2' }))).toBe('audience.quarter-not-begun')
    expect(await refusalOf(act(inspect, { quarter: '2018Q1' }))).toBe('audience.no-scheme-yet')
    expect(await refusalOf(act(inspect, { quarter: '2026Q5' }))).toBe('platform.malformed')
  })
})

describe('a score', () => {
  const scheme = { full_cent: 10_000, bonus_max_cent: 3000, pass_cent: 6000 }
  const line: fc.Arbitrary<Weighed> = fc.record({
    kind: fc.constantFrom('deduct' as const, 'bonus' as const),
    outcome: fc.constantFrom('fine' as const, 'found' as const, 'not_applicable' as const, null),
    hits: fc.nat(20),
    points_cent: fc.nat(1000),
    points_max_cent: fc.nat(3000),
  })

  test('lies between nothing and full marks with the whole bonus; one veto fails whatever else there is', () => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 30 }), lines => {
        const { score_cent, passed } = scoreOf(lines, scheme)
        expect(score_cent).toBeGreaterThanOrEqual(0)
        expect(score_cent).toBeLessThanOrEqual(13_000)
        expect(passed).toBe(score_cent >= 6000)
        const veto: Weighed = { kind: 'veto', outcome: 'found', hits: 1, points_cent: 0, points_max_cent: 0 }
        expect(scoreOf([...lines, veto], scheme)).toEqual({ score_cent: 0, passed: false, vetoed: true })
      }),
    )
  })
})
