import { expect, test } from 'vitest'
import { refusalOf, run, staff, testDatabase } from '../../../test/support/database.ts'
import { decide, newsCrew, submittedStory } from '../../../test/support/newsroom.ts'
import { decideReview } from './decide-review.ts'
import { reviewRulesOn, setReviewRules } from './review-rules.ts'
import { nameReviewers } from './reviewers.ts'

const pool = await testDatabase()
const crew = await newsCrew(pool)
const day = '2026-03-02'
const rules = {
  review1_errors_max: 1,
  review2_errors_max: 1,
  review3_errors_max: 0,
  express_characters_max: 10,
  second_review_hours: 12,
  recheck_hours: 6,
  link_hours: 24,
  printed_errors_max: 2,
  relief_roles: ['director'],
  source: '本单位三审三校办法',
}
const director = { actor: staff('director') }
const errors = [1, 2].map(no => ({ class: 'typo', excerpt: `错${no}`, correction: `对${no}` }))

test('a rule from tomorrow on leaves today as it was; only one that has not begun is set anew', async () => {
  await run(pool, setReviewRules, { ...rules, effective_from: '2026-03-03', link_hours: 72 }, director)
  await run(pool, setReviewRules, { ...rules, effective_from: '2026-03-03' }, director)
  expect(await pool.begin(tx => reviewRulesOn(tx, day))).toMatchObject({ link_hours: 48, confirmed: false })
  expect(await pool.begin(tx => reviewRulesOn(tx, '2026-03-03'))).toMatchObject({ link_hours: 24, recheck_hours: 6 })
  expect(await pool.begin(tx => reviewRulesOn(tx, '2019-01-01'))).toMatchObject({ link_hours: 48 })
  for (const effective_from of ['2026-03-01', '2020-01-01', day])
    expect(await refusalOf(run(pool, setReviewRules, { ...rules, effective_from }, director))).toBe(
      'newsroom.rule-too-early',
    )
  expect(
    await refusalOf(run(pool, setReviewRules, { ...rules, effective_from: day }, { actor: staff('editor') })),
  ).toBe('platform.forbidden')
})

test('reviews count by the rule of their day: two errors pass the first review today and are too many tomorrow', async () => {
  const today = await submittedStory(pool, crew)
  await decide(pool, crew.first, today, 'review1', { errors })
  const story = await submittedStory(pool, crew)
  const input = {
    story_id: story.story_id,
    content_hash: story.content_hash,
    step: 'review1',
    decision: 'pass',
    errors,
  }
  const tomorrow = { actor: crew.first, at: new Date('2026-03-03T02:00:00Z') }
  expect(await refusalOf(run(pool, decideReview, input, tomorrow))).toBe('newsroom.too-many-errors')
})

test('who may stand in for a reviewer is a rule too', async () => {
  const reviewers = [{ step: 'review1', person_id: crew.relief.id, place: 'B' }]
  await run(pool, nameReviewers, { reviewers })
  const later = { at: new Date('2026-03-04T02:00:00Z') }
  expect(await refusalOf(run(pool, nameReviewers, { reviewers }, later))).toBe('newsroom.may-not-relieve')
})
