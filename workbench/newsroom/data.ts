// What the newsroom's pages read, and the words they show.
import { useQuery } from '@tanstack/react-query'
import type { reviewDesk, submission } from '../../src/newsroom/review/review-queries.ts'
import type { stories, story, vocabulary } from '../../src/newsroom/stories/story-queries.ts'
import type { Body } from '../../src/newsroom/text/body.ts'
import { ask } from '../app/api.ts'

export type ListedStory = Awaited<ReturnType<typeof ask<typeof stories>>>[number]
export type FullStory = Omit<Awaited<ReturnType<typeof ask<typeof story>>>, 'body' | 'repost'> & {
  body: Body
  repost: Repost | null
}
export type Repost = { unit: string; author: string; headline: string; url: string; published_on: string | null }
export type Waiting = Awaited<ReturnType<typeof ask<typeof reviewDesk>>>[number]
export type ShownRendition = {
  channel_kind: string
  title: string
  lead: string
  body_html: string
  body_text: string
  cover: { media_id: string; crops: Record<string, Crop> } | null
  extra: Record<string, unknown>
}
export type Crop = { x: number; y: number; width: number; height: number }
export type Submitted = Omit<Awaited<ReturnType<typeof ask<typeof submission>>>, 'renditions' | 'findings'> & {
  renditions: ShownRendition[]
  findings: Finding[]
}
export type Finding = {
  place: string
  level: string
  class: string
  excerpt: string
  message: string
  suggestion: string
  at: number
  length: number
  override: { reason: string; by: string } | null
}

export function useStory(storyId: string) {
  return useQuery({
    queryKey: ['newsroom.story', storyId],
    queryFn: async () => (await ask<typeof story>('newsroom.story', { story_id: storyId })) as unknown as FullStory,
  })
}

export function useSubmissionOf(storyId: string, enabled = true) {
  return useQuery({
    queryKey: ['newsroom.submission', storyId],
    enabled,
    queryFn: async () =>
      (await ask<typeof submission>('newsroom.submission', { story_id: storyId })) as unknown as Submitted,
  })
}

export function useVocabulary() {
  return useQuery({
    queryKey: ['newsroom.vocabulary'],
    staleTime: 60_000,
    queryFn: () => ask<typeof vocabulary>('newsroom.vocabulary'),
  })
}

export const options = (words: Readonly<Record<string, string>>) =>
  Object.entries(words).map(([value, label]) => ({ value, label }))
