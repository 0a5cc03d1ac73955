// What the reviews leave behind: the look at what is out, rates of errors, and the newsroom's figures.
import { beforeAll, describe, expect, test } from 'vitest'
import { refusalOf, run, testDatabase } from '../../test/support/database.ts'
import {
  approvedStory,
  type Crew,
  decide,
  newsCrew,
  paragraph,
  submittedStory,
  writtenStory,
} from '../../test/support/newsroom.ts'
import { figuresOf } from '../../test/support/sample.ts'
import {
  ask,
  collectTodos,
  evaluateFigure,
  figureContext,
  figureSet,
  type Pool,
  type Query,
} from '../platform/index.ts'
import { newsroomFigures } from './figures.ts'
import { newsroomTodos } from './index.ts'
import { dismissTip, recordTip } from './planning/tips.ts'
import { errorRates, rateOf } from './review/error-rates.ts'
import { recheckRelease } from './review/recheck.ts'

let pool: Pool
let crew: Crew
const at = new Date('2026-03-02T02:00:00Z')

beforeAll(async () => {
  pool = await testDatabase()
  crew = await newsCrew(pool)
})

describe('rule 5: what is out is read once more within a day', () => {
  test('the editor who reviews first is asked for it, once an edition, and what is found is in the ledger', async () => {
    const { story_id } = await approvedStory(pool, crew, { headline: '等着复核' })
    const waiting = async () =>
      (await pool.begin(tx => collectTodos(newsroomTodos, tx, crew.first, '2026-03-02'))) as unknown as {
        kind: string
        due_on: string
      }[]
    expect((await waiting()).find(todo => todo.kind === '发后复核')?.due_on).toBe('2026-03-03')
    const found = [{ class: 'typo', excerpt: '资江二乔', correction: '资江二桥' }]
    await run(pool, recheckRelease, { story_id, note: '公众号标题少一点', errors: found }, { actor: crew.first })
    expect(await refusalOf(run(pool, recheckRelease, { story_id }, { actor: crew.first }))).toBe(
      'newsroom.already-rechecked',
    )
    expect((await waiting()).some(todo => todo.kind === '发后复核')).toBe(false)
    const draft = await writtenStory(pool, crew)
    expect(await refusalOf(run(pool, recheckRelease, { story_id: draft.story_id }))).toBe('newsroom.no-such-edition')
    await expect(pool`delete from newsroom.rechecks`).rejects.toThrow('append-only')
  })
})

describe('the rate of errors', () => {
  test('is per 10,000 characters, by writer, beside what a printed paper may hold', async () => {
    expect(rateOf(3n, 10_000n)).toBe('3.00')
    expect(rateOf(1n, 30_000n)).toBe('0.33')
    expect(rateOf(1n, 0n)).toBeNull()
    const story = await submittedStory(pool, crew, { body: paragraph('字'.repeat(991)) })
    const errors = [{ class: 'name', excerpt: '张山', correction: '张三' }]
    await decide(pool, crew.first, story, 'review1', { errors })
    await decide(pool, crew.second, story, 'review2')
    await decide(pool, crew.final, story, 'review3')
    const shown = (await ask(
      pool,
      errorRates as unknown as Query,
      { actor: crew.first, at },
      { from: '2026-03-01', to: '2026-03-31' },
    )) as {
      all: { char_count: bigint; found_count: bigint; released_count: bigint; rate: string; released_rate: string }
      errors: unknown[]
      printed_max: number
    }
    expect(shown.all).toMatchObject({
      char_count: 1000n,
      found_count: 2n,
      released_count: 1n,
      rate: '20.00',
      released_rate: '10.00',
    })
    expect(shown.errors).toHaveLength(2)
    expect(shown.printed_max).toBe(3)
  })
})

describe('the figures', () => {
  test('count signed stories once, by origin and theme, errors per 10,000 characters, tips and assignments', async () => {
    await approvedStory(pool, crew, { headline: '政策怎么用', themes: ['政策解读'], origin: 'wire' })
    const tip = await run(
      pool,
      recordTip,
      { title: '有人来电', origin: 'resident', contact: '13900001111' },
      { actor: crew.writer },
    )
    await run(pool, dismissTip, { tip_id: String(tip.tip_id), reason: '重复' }, { actor: crew.writer })
    await run(pool, recordTip, { title: '又有人来电', origin: 'resident' }, { actor: crew.writer })
    const all = await figuresOf(pool, { year: 2026, as: 'classified' })
    const shown = (name: string) => all.get(`newsroom.${name}`)!.display
    expect(['stories', 'stories-original', 'stories-wire', 'theme-policy', 'theme-culture'].map(shown)).toEqual([
      '3篇',
      '2篇',
      '1篇',
      '1篇',
      '0篇',
    ])
    expect(shown('characters')).toBe('1009字')
    expect(shown('errors')).toBe('2处')
    expect(shown('error-rate')).toBe('9.91‱')
    expect(shown('tip-handling-rate')).toBe('50%')
    expect(shown('on-time-rate')).toBe('不适用')
  })

  test('show rows that sum to their value and name no resident', async () => {
    const set = figureSet([newsroomFigures])
    await pool.begin(async tx => {
      const context = figureContext(tx, { year: 2026, as: 'classified' })
      for (const figure of newsroomFigures) {
        if (figure.kind !== 'source') continue
        const page = await figure.rows(context, { offset: 0, limit: 100 })
        expect(page.total_amount, figure.name).toBe((await figure.value(context)) ?? 0n)
        const text = JSON.stringify(page.rows, (_key, value) => String(value))
        expect(text).not.toMatch(/13900001111|有人来电/)
      }
      const before = figureContext(tx, { year: 2025, as: 'classified' })
      expect((await evaluateFigure(set, before, 'newsroom.stories')).display).toBe('不适用')
    })
  })
})
