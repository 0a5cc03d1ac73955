// What the pages of publishing read, and the words they show.
import { useQuery } from '@tanstack/react-query'
import type { kit } from '../../src/publishing/by-hand/kit.ts'
import type { desk, releaseEvents, storyReleases } from '../../src/publishing/releases/release-queries.ts'
import type { switches } from '../../src/publishing/switches/switches.ts'
import { ask } from '../app/api.ts'

export type Desk = Awaited<ReturnType<typeof ask<typeof desk>>>
export type ListedRelease = Desk['open'][number]
export type StoryReleases = Awaited<ReturnType<typeof ask<typeof storyReleases>>>
export type Kit = Awaited<ReturnType<typeof ask<typeof kit>>>

/** What a patrol can find, and what can be decided about it. */
export const FOUND: Record<string, string> = { changed: '与签发稿不符', gone: '找不到了', unreachable: '访问不到' }
export const DECISIONS: Record<string, string> = { accept: '保留现状', restore: '恢复签发稿', retract: '撤稿' }

const EVERY_MS = 5_000

/** Looks again every few seconds: what is on its way changes by itself. */
export const useDesk = () =>
  useQuery({
    queryKey: ['publishing.desk'],
    queryFn: () => ask<typeof desk>('publishing.desk'),
    refetchInterval: EVERY_MS,
  })

export const useStoryReleases = (storyId: string) =>
  useQuery({
    queryKey: ['publishing.story-releases', storyId],
    queryFn: () => ask<typeof storyReleases>('publishing.story-releases', { story_id: storyId }),
    refetchInterval: EVERY_MS,
  })

export const useEvents = (releaseId: string) =>
  useQuery({
    queryKey: ['publishing.release-events', releaseId],
    queryFn: () => ask<typeof releaseEvents>('publishing.release-events', { release_id: releaseId }),
  })

export const useKit = (releaseId: string) =>
  useQuery({
    queryKey: ['publishing.kit', releaseId],
    queryFn: () => ask<typeof kit>('publishing.kit', { release_id: releaseId }),
  })

export const useSwitches = () =>
  useQuery({ queryKey: ['publishing.switches'], queryFn: () => ask<typeof switches>('publishing.switches') })

/** 将于…发布, counted from the server's clock. */
export function countdown(due: string, now: string): string {
  const seconds = Math.round((new Date(due).getTime() - new Date(now).getTime()) / 1000)
  if (seconds <= 0) return '马上发布'
  const days = Math.floor(seconds / 86_400)
  const hours = Math.floor((seconds % 86_400) / 3600)
  const minutes = Math.floor((seconds % 3600) / 60)
  if (days > 0) return `${days}天${hours}小时后发布`
  if (hours > 0) return `${hours}小时${minutes}分后发布`
  return minutes > 0 ? `${minutes}分${seconds % 60}秒后发布` : `${seconds}秒后发布`
}

/** What one should know of a release at a glance. */
export function detailOf(row: ListedRelease, now: string): string {
  if (row.state === 'prepared' && row.late) return `过了预定时间还没有发出${row.message ? `：${row.message}` : ''}`
  if (row.state === 'prepared' && row.after_account) return `等“${row.after_account}”上线后发布`
  if (row.state === 'prepared') return countdown(row.due_at, now)
  return row.message
}
