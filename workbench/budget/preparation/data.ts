// What the pages of budget preparation read, and the year they are about: the one after this, unless the address says otherwise.
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import type { preparation, sectionRequest } from '../../../src/budget/preparation/preparation-queries.ts'
import type { quotas } from '../../../src/budget/preparation/quotas.ts'
import { ask } from '../../app/api.ts'
import { useMe } from '../../app/me.tsx'

export type Preparation = Awaited<ReturnType<typeof ask<typeof preparation>>>
export type SectionRequest = Awaited<ReturnType<typeof ask<typeof sectionRequest>>>
export type ItemRow = SectionRequest['items'][number]
export type Quota = Awaited<ReturnType<typeof ask<typeof quotas>>>[number]

export function usePreparationYear() {
  const { data: me } = useMe()
  const search = useSearch({ strict: false }) as { year?: number }
  const navigate = useNavigate()
  const next = me ? Number(me.today.slice(0, 4)) + 1 : undefined
  const choose = (year: number) =>
    void navigate({ to: '.', search: (before: Record<string, unknown>) => ({ ...before, year }) })
  return { year: search.year ?? next, next, choose }
}

export function usePreparation(year: number | undefined) {
  return useQuery({
    queryKey: ['budget.preparation', year],
    enabled: year !== undefined,
    queryFn: () => ask<typeof preparation>('budget.preparation', { year }),
  })
}

export function useSectionRequest(year: number | undefined, section: string) {
  return useQuery({
    queryKey: ['budget.section-request', year, section],
    enabled: year !== undefined,
    queryFn: () => ask<typeof sectionRequest>('budget.section-request', { year, section }),
  })
}

export function useQuotas() {
  return useQuery({ queryKey: ['budget.quotas'], queryFn: () => ask<typeof quotas>('budget.quotas') })
}
