// A newsroom for tests: people with their reviews, stories on their way through them.
import { randomUUID } from 'node:crypto'
import { decideReview } from '../../src/newsroom/review/decide-review.ts'
import { nameReviewers } from '../../src/newsroom/review/reviewers.ts'
import { submitStory } from '../../src/newsroom/review/submit-story.ts'
import { createStory } from '../../src/newsroom/stories/create-story.ts'
import { reopenStory } from '../../src/newsroom/stories/reopen-story.ts'
import { saveVersion } from '../../src/newsroom/stories/save-version.ts'
import { addPerson } from '../../src/people/add-person.ts'
import type { Actor, Pool } from '../../src/platform/index.ts'
import { run } from './database.ts'

export type Crew = Record<'writer' | 'first' | 'second' | 'final' | 'relief', Actor>

const ROLES: Record<keyof Crew, string[]> = {
  writer: ['editor'],
  first: ['editor'],
  second: ['editor'],
  final: ['director'],
  relief: ['operations'],
}

/** Five people: a writer, three reviewers, and a relief for each of their places. */
export async function newsCrew(pool: Pool): Promise<Crew> {
  const crew: Partial<Crew> = {}
  for (const [place, roles] of Object.entries(ROLES)) {
    const login = `${place}.${randomUUID().slice(0, 6)}`
    const person = {
      name: `${place}-${login.slice(-6)}`,
      login,
      roles,
      joined_on: '2024-01-01',
      password: 'ten-letters-and-more',
    }
    const { person_id } = await run(pool, addPerson, person)
    crew[place as keyof Crew] = { id: String(person_id), name: person.name, roles }
  }
  const named = crew as Crew
  const a = (step: string, actor: Actor) => ({ step, person_id: actor.id, place: 'A' })
  const reviewers = [a('review1', named.first), a('review2', named.second), a('review3', named.final)]
  const relief = ['review1', 'review2', 'review3'].map(step => ({ step, person_id: named.relief.id, place: 'B' }))
  await run(pool, nameReviewers, { reviewers: [...reviewers, ...relief] })
  return named
}

export const paragraph = (...texts: string[]) => ({
  type: 'doc',
  content: texts.map(text => ({ type: 'paragraph', content: [{ type: 'text', text }] })),
})

type Made = { story_id: string; version_no: number }
type Submitted = Made & { content_hash: string }

export async function writtenStory(pool: Pool, crew: Crew, more: Record<string, unknown> = {}): Promise<Made> {
  const input = { headline: '桥修好了', lead: '', body: paragraph('资江二桥今天通车。'), ...more }
  return (await run(pool, createStory, input, { actor: crew.writer })) as Made
}

export async function submittedStory(
  pool: Pool,
  crew: Crew,
  more: Record<string, unknown> = {},
  lane = 'normal',
): Promise<Submitted> {
  const { story_id, version_no } = await writtenStory(pool, crew, more)
  const { content_hash } = await run(pool, submitStory, { story_id, version_no, lane }, { actor: crew.writer })
  return { story_id, version_no, content_hash: String(content_hash) }
}

export function decide(pool: Pool, actor: Actor, story: Submitted, step: string, more: Record<string, unknown> = {}) {
  const { story_id, content_hash } = story
  return run(pool, decideReview, { story_id, content_hash, step, decision: 'pass', ...more }, { actor })
}

/** Through all three reviews; returns the story with its edition. */
export async function approvedStory(pool: Pool, crew: Crew, more: Record<string, unknown> = {}) {
  const story = await submittedStory(pool, crew, more)
  await decide(pool, crew.first, story, 'review1')
  await decide(pool, crew.second, story, 'review2')
  const { edition_id } = await decide(pool, crew.final, story, 'review3')
  return { ...story, edition_id: String(edition_id) }
}

/** Written anew and through all three reviews again; returns the corrected edition. */
export async function correctedStory(pool: Pool, crew: Crew, { story_id }: { story_id: string }): Promise<string> {
  await run(pool, reopenStory, { story_id }, { actor: crew.writer })
  const saved = { story_id, version_no: 1, headline: '改正过的标题', lead: '', body: paragraph('改正过的正文。') }
  const { version_no } = await run(pool, saveVersion, saved, { actor: crew.writer })
  const made = await run(pool, submitStory, { story_id, version_no, lane: 'normal' }, { actor: crew.writer })
  const story = { story_id, version_no: Number(version_no), content_hash: String(made.content_hash) }
  await decide(pool, crew.first, story, 'review1')
  await decide(pool, crew.second, story, 'review2')
  return String((await decide(pool, crew.final, story, 'review3')).edition_id)
}
