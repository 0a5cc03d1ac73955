// What the newspaper's pages read, and the words they show.
import { useQuery } from '@tanstack/react-query'
import type { qualitySheet } from '../../src/newspaper/quality/sheet.ts'
import type { corrections, issue, issues, page, papers, readyCopy } from '../../src/newspaper/queries.ts'
import { ask } from '../app/api.ts'

export type Paper = Awaited<ReturnType<typeof ask<typeof papers>>>[number]
export type ListedIssue = Awaited<ReturnType<typeof ask<typeof issues>>>[number]
export type FullIssue = Awaited<ReturnType<typeof ask<typeof issue>>>
export type IssuePage = FullIssue['pages'][number]
export type FullPage = Awaited<ReturnType<typeof ask<typeof page>>>
export type PageArticle = FullPage['articles'][number]
export type Ready = Awaited<ReturnType<typeof ask<typeof readyCopy>>>[number]
export type Correction = Awaited<ReturnType<typeof ask<typeof corrections>>>[number]
export type Quality = Awaited<ReturnType<typeof ask<typeof qualitySheet>>>

export const MADE_FROM: Record<string, string> = { pdf: '印刷厂 PDF', template: '模板排版' }
export const KINDS = { article: '稿件', notice: '启事', ad: '广告', image: '图片' } as const
export const WEIGHTS = { lead: '头条', major: '重要', minor: '一般', brief: '简讯' } as const
export const EDITORS = ['editor', 'operations', 'director'] as const
export const SIGNERS = ['director', 'operations'] as const

export const two = (no: number) => String(no).padStart(2, '0')

/** How far an issue has come. */
export function stageOf(issue: ListedIssue): string {
  if (issue.published_at) return '已上网'
  if (issue.printed_at) return '已付印'
  if (issue.signed_count === issue.page_count) return '待付印'
  return issue.signed_count > 0 ? `已签 ${issue.signed_count}/${issue.page_count} 版` : '编排中'
}

export const picture = (fileId: string) => `/api/files/${fileId}?inline=1`

export function usePapers() {
  return useQuery({ queryKey: ['newspaper.papers'], queryFn: () => ask<typeof papers>('newspaper.papers') })
}

/** An issue; without its number nothing is asked. */
export function useIssue(issueId: string | undefined) {
  return useQuery({
    queryKey: ['newspaper.issue', issueId],
    enabled: issueId !== undefined,
    queryFn: () => ask<typeof issue>('newspaper.issue', { issue_id: issueId! }),
  })
}

export function usePage(pageId: string) {
  return useQuery({
    queryKey: ['newspaper.page', pageId],
    queryFn: () => ask<typeof page>('newspaper.page', { page_id: pageId }),
  })
}
