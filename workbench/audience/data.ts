// What the pages of effect ask for, and how they show counts.
import { useQuery } from '@tanstack/react-query'
import type { dashboard } from '../../src/audience/counters/dashboard.ts'
import type { accounts } from '../../src/channels/accounts/account-queries.ts'
import { ask } from '../app/api.ts'
import type { Days } from './period.tsx'

export type Dashboard = Awaited<ReturnType<typeof ask<typeof dashboard>>>
export type AccountRow = Dashboard['accounts'][number]
export type Ranked = Dashboard['ranking'][number]

export function useDashboard(days: Days | undefined) {
  return useQuery({
    queryKey: ['audience.dashboard', days],
    enabled: days !== undefined,
    placeholderData: before => before,
    queryFn: () => ask<typeof dashboard>('audience.dashboard', days),
  })
}

export function useAccounts() {
  return useQuery({ queryKey: ['channels.accounts'], queryFn: () => ask<typeof accounts>('channels.accounts') })
}

const grouped = new Intl.NumberFormat('zh-CN')
/** 12,345 */
export const count = (value: number | null | undefined) => (value == null ? '—' : grouped.format(value))

export const nameOf = (row: { platform: string; name?: string; account?: string }) =>
  `${row.platform} ${row.name ?? row.account ?? ''}`
