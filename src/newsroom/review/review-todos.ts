// What waits for a reviewer, as todos. Reviews are decided where the whole story is read, so there is nothing to press here.
import { dayOf } from '../../kernel/index.ts'
import { todoSource } from '../../platform/index.ts'
import { LANES, type Lane, STEPS, type Step } from '../vocabulary.ts'
import { waitingReviews } from './review-queries.ts'

export const reviewTodos = todoSource({
  name: 'newsroom.review',
  title: '审稿',
  async list(tx, actor, today) {
    const waiting = await waitingReviews(tx, actor.id, new Date(`${today}T00:00:00+08:00`))
    return waiting
      .filter(row => row.mine)
      .map(row => ({
        key: `${row.story_id}-${row.step}`,
        title: row.headline,
        detail: `${STEPS[row.step as Step]}${row.owed ? '（补审）' : ''}　${LANES[row.lane as Lane]}　${row.submitted_by}送审`,
        path: `/newsroom/review/${row.story_id}`,
        since: row.submitted_at,
        due_on: row.due_at && dayOf(row.due_at),
      }))
  },
})
