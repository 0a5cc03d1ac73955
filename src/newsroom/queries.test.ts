import { beforeAll, describe, expect, test } from 'vitest'
import { run, testDatabase } from '../../test/support/database.ts'
import { approvedStory, type Crew, decide, newsCrew, submittedStory } from '../../test/support/newsroom.ts'
import { type Actor, ask, type Pool, type Query } from '../platform/index.ts'
import { decisionsOfStory, reviewDesk, submission } from './review/review-queries.ts'
import { reviewers } from './review/reviewer-queries.ts'
import { noteAbsence } from './review/reviewers.ts'
import { stories, story, version, versions, vocabulary } from './stories/story-queries.ts'

const at = new Date('2026-03-02T02:00:00Z')
let pool: Pool
let crew: Crew

beforeAll(async () => {
  pool = await testDatabase()
  crew = await newsCrew(pool)
})

const read = <T>(query: unknown, input: object, actor: Actor = crew.writer, when = at) =>
  ask(pool, query as Query, { actor, at: when }, input) as Promise<T>
type Desk = { story_id: bigint; step: string; mine: boolean; who: string[]; overdue: boolean; owed: boolean }[]
const deskOf = async (who: Actor, storyId: string, when = at) =>
  (await read<Desk>(reviewDesk, {}, who, when)).filter(row => String(row.story_id) === storyId)

describe('the desk of a reviewer', () => {
  test('shows as mine only what I may decide now, and names who else may', async () => {
    const made = await submittedStory(pool, crew)
    const [first] = await deskOf(crew.first, made.story_id)
    expect(first).toMatchObject({ step: 'review1', mine: true, who: [crew.first.name, crew.relief.name] })
    expect((await deskOf(crew.second, made.story_id))[0]).toMatchObject({ mine: false })
    await decide(pool, crew.relief, made, 'review1')
    expect((await deskOf(crew.relief, made.story_id))[0]).toMatchObject({ step: 'review2', mine: false })
    expect((await deskOf(crew.second, made.story_id))[0]).toMatchObject({ mine: true, who: [crew.second.name] })
  })

  test('keeps the second review of an urgent story open after sign-off, and overdue after a day', async () => {
    const made = await submittedStory(pool, crew, {}, 'urgent')
    expect((await deskOf(crew.first, made.story_id)).map(row => row.step)).toEqual(['review1', 'review3'])
    await decide(pool, crew.first, made, 'review1')
    await decide(pool, crew.final, made, 'review3')
    const owed = await deskOf(crew.second, made.story_id)
    expect(owed).toMatchObject([{ step: 'review2', owed: true, overdue: false, mine: true }])
    const later = new Date(at.getTime() + 25 * 3_600_000)
    expect((await deskOf(crew.second, made.story_id, later))[0]?.overdue).toBe(true)
    await decide(pool, crew.second, made, 'review2')
    expect(await deskOf(crew.second, made.story_id)).toEqual([])
  })
})

describe('a story', () => {
  test('is listed, found by a word of its headline, and read with its editions', async () => {
    const made = await approvedStory(pool, crew, { headline: '独一无二的标题', channels: ['weibo', 'site'] })
    const list = await read<{ headline: string; state: string }[]>(stories, {
      words: '独一无二',
      state: 'signed',
      mine: '1',
    })
    expect(list).toMatchObject([{ headline: '独一无二的标题', state: 'signed' }])
    expect(await read(stories, { words: '独一无二', mine: '1' }, crew.first)).toEqual([])
    const full = await read<{ editions: { edition_no: number }[]; channels: string[] }>(story, {
      story_id: made.story_id,
    })
    expect(full).toMatchObject({ editions: [{ edition_no: 1 }], channels: ['site', 'weibo'] })
    const kept = await read<{ version_no: number }[]>(versions, { story_id: made.story_id })
    expect(kept).toMatchObject([{ version_no: 1, author: crew.writer.name }])
    expect(await read(version, { story_id: made.story_id, version_no: '1' })).toMatchObject({
      body_text: '资江二桥今天通车。',
    })
    expect(await read(decisionsOfStory, { story_id: made.story_id })).toHaveLength(3)
  })

  test('under review is shown with every rendition under the hash that is decided', async () => {
    const made = await submittedStory(pool, crew, { channels: ['site', 'wechat', 'weibo', 'sms', 'radio'] })
    const shown = await read<{ renditions: { channel_kind: string }[]; content_hash: string; open_steps: string[] }>(
      submission,
      { story_id: made.story_id },
    )
    expect(shown.content_hash).toBe(made.content_hash)
    expect(shown.renditions.map(one => one.channel_kind)).toEqual(['site', 'wechat', 'weibo', 'sms', 'radio'])
    expect(shown.open_steps).toEqual(['review1'])
  })
})

describe('the shift', () => {
  test('is checked for everybody who writes: with the final reviewer and the relief away nobody can be reviewed', async () => {
    type Shift = { writers: { person: string; problem: string | null; chain: { person: string }[] }[] }
    const before = await read<Shift>(reviewers, { day: '2026-03-05' })
    expect(before.writers.find(one => one.person === crew.writer.name)).toMatchObject({ problem: null })
    const days = { from_day: '2026-03-05', to_day: '2026-03-06' }
    await run(pool, noteAbsence, { person_id: crew.final.id, ...days })
    const relieved = await read<Shift>(reviewers, { day: '2026-03-05' })
    expect(relieved.writers.find(one => one.person === crew.writer.name)?.chain.at(-1)?.person).toBe(crew.relief.name)
    await run(pool, noteAbsence, { person_id: crew.relief.id, ...days })
    const stuck = await read<Shift>(reviewers, { day: '2026-03-06' })
    expect(stuck.writers.map(one => one.problem)).toContain('终审没有人')
    const after = await read<Shift>(reviewers, { day: '2026-03-07' })
    expect(after.writers.find(one => one.person === crew.writer.name)?.problem).toBeNull()
  })
})

test('the forms offer the sections and topics in force', async () => {
  const words = await read<{ sections: string[]; topics: { value: string }[] }>(vocabulary, {})
  expect(words.sections).toContain('要闻')
  expect(words.topics.find(one => one.value === 'leaders')).toMatchObject({ needs_superior: true })
})
